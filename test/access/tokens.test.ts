import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { exportJWK, exportSPKI, generateKeyPair, UnsecuredJWT } from "jose";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { ask, askElsewhere, bearing } from "./ask.ts";
import { AUDIENCE, ISSUER, type Issuer, startIssuer, type TokenOptions } from "./issuer.ts";

let issuer: Issuer;
let gateway: Gateway;
/** Where a token's header could send a careless server. */
let trap: { readonly url: string; readonly visits: () => number; readonly close: () => void };

/** Known as soon as the gateway runs, since tokens are made by its clock. */
const clock = { now: (): number => Date.now() };
const seconds = (): number => Math.floor(clock.now() / 1000);

beforeAll(async () => {
  issuer = await startIssuer({ now: () => clock.now() });
  trap = await startTrap();
  gateway = await startGateway({
    users: 50,
    config: { auth: { jwt: { issuer: ISSUER, audience: AUDIENCE, jwksUri: issuer.url } } },
  });
  clock.now = gateway.simulation.clock.now;
});
afterAll(async () => {
  await gateway.close();
  await issuer.close();
  trap.close();
});

async function startTrap() {
  let visits = 0;
  const server = createServer((_request, response) => {
    visits += 1;
    response.end('{"keys":[]}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/keys`,
    visits: () => visits,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

describe("a token", () => {
  it("that is in order lets its bearer in", async () => {
    const { status, answer } = await ask(gateway, bearing(await issuer.token()));
    expect([status, answer.errors]).toEqual([200, undefined]);
  });

  it.each<readonly [string, () => Readonly<Record<string, unknown>>]>([
    ["with several audiences", () => ({ aud: ["https://other.example", AUDIENCE] })],
    ["with scopes as a list", () => ({ scope: ["users:read"] })],
    [
      "with scopes that are other services' business",
      () => ({ scope: "openid profile users:read billing:all" }),
    ],
    ["a moment before its time", () => ({ nbf: seconds() + 3 })],
    ["a moment after its time", () => ({ exp: seconds() - 3 })],
  ])("is believed %s", async (_what, claimsNow) => {
    const claims = claimsNow();
    const shifted = Math.floor((gateway.simulation.clock.now() - Date.now()) / 1000);
    const moved = Object.fromEntries(
      Object.entries(claims).map(([name, value]) => [
        name,
        typeof value === "number" ? value + shifted : value,
      ]),
    );
    expect((await ask(gateway, bearing(await issuer.token({ claims: moved })))).status).toBe(200);
  });

  const WRONG: readonly (readonly [string, () => TokenOptions | Promise<TokenOptions>])[] = [
    ["that has expired", () => ({ claims: { exp: seconds() - 60 } })],
    ["that is not valid yet", () => ({ claims: { nbf: seconds() + 60 } })],
    ["that never expires", () => ({ claims: { exp: undefined } })],
    ["of another issuer", () => ({ claims: { iss: "https://evil.example" } })],
    ["of no issuer", () => ({ claims: { iss: undefined } })],
    ["for another audience", () => ({ claims: { aud: "https://other.example" } })],
    ["for no audience", () => ({ claims: { aud: undefined } })],
    ["for an audience that only begins alike", () => ({ claims: { aud: `${AUDIENCE}.evil.example` } })],
    ["about nobody", () => ({ claims: { sub: undefined } })],
    [
      "signed by somebody else under the issuer's key id",
      async () => ({ key: (await generateKeyPair("ES256")).privateKey }),
    ],
    ["under a key id that there is none of", () => ({ kid: "nobody's" })],
    ["under a key id that is a path", () => ({ kid: "../../etc/passwd" })],
    [
      "that brings its own key along",
      async () => {
        const { publicKey, privateKey } = await generateKeyPair("ES256", { extractable: true });
        return { key: privateKey, header: { jwk: await exportJWK(publicKey) } };
      },
    ],
    [
      "that says where its key lies (jku)",
      async () => ({
        key: (await generateKeyPair("ES256")).privateKey,
        kid: "evil",
        header: { jku: trap.url },
      }),
    ],
    [
      "that says where its certificate lies (x5u)",
      async () => ({
        key: (await generateKeyPair("ES256")).privateKey,
        kid: "evil",
        header: { x5u: trap.url },
      }),
    ],
    [
      "that makes the public key a shared secret (HS256)",
      async () => {
        const { publicKey } = await generateKeyPair("ES256", { extractable: true });
        return { alg: "HS256", key: new TextEncoder().encode(await exportSPKI(publicKey)) };
      },
    ],
    [
      "with an algorithm that is not on the list",
      async () => ({ alg: "ES384", key: (await generateKeyPair("ES384")).privateKey }),
    ],
    ["that says it must be understood in another way", () => ({ header: { crit: ["exp"], exp: 1 } })],
  ];

  it.each(WRONG)("is refused %s", async (_what, options) => {
    const token = await Promise.resolve(options())
      .then((made) => issuer.token(made))
      .catch(() => "e30.e30.e30");
    const { status, challenge, answer } = await ask(gateway, bearing(token));
    expect(status).toBe(401);
    expect(challenge).toBe('Bearer realm="roster", error="invalid_token"');
    expect(answer).toEqual({
      errors: [{ message: "These credentials are not accepted.", extensions: { code: "UNAUTHENTICATED" } }],
    });
    for (const elsewhere of await askElsewhere(gateway, bearing(token))) {
      expect(elsewhere.status).toBe(401);
      expect(elsewhere.headers.get("www-authenticate")).toBe(challenge);
      expect(await elsewhere.text()).toMatch(/"code":"UNAUTHENTICATED"/);
    }
  });

  it("is refused without a signature, whatever it says", async () => {
    const unsigned = new UnsecuredJWT({ iss: ISSUER, aud: AUDIENCE, sub: "anna", scope: "users:read" })
      .setExpirationTime(seconds() + 600)
      .encode();
    const [, payload] = unsigned.split(".");
    const headers = ["none", "None", "NONE", "nOnE"].map((alg) =>
      Buffer.from(JSON.stringify({ alg, typ: "JWT" })).toString("base64url"),
    );
    for (const header of headers) {
      const forged = bearing(`${header}.${payload}.`);
      expect((await ask(gateway, forged)).status).toBe(401);
      expect((await askElsewhere(gateway, forged)).map(({ status }) => status)).toEqual([401, 401]);
    }
  });

  it("is refused when any part of it was touched", async () => {
    const parts = (await issuer.token()).split(".");
    for (const [index, part] of parts.entries()) {
      const middle = Math.floor(part.length / 2);
      const touched = `${part.slice(0, middle)}${part[middle] === "A" ? "B" : "A"}${part.slice(middle + 1)}`;
      expect((await ask(gateway, bearing(parts.with(index, touched).join(".")))).status).toBe(401);
    }
  });

  it.each(["Bearer", "Bearer ", "Bearer a b", "Basic YTpi", "bearer", "Bearer x.y", "", "Bearer \u00e4"])(
    "is refused when it is none: %s",
    async (authorization) => {
      expect((await ask(gateway, { authorization })).status).toBe(401);
    },
  );

  it("is refused when it is larger than any token", async () => {
    const token = await issuer.token({ claims: { padding: "x".repeat(9_000) } });
    expect((await ask(gateway, bearing(token))).status).toBe(401);
  });

  it("never makes the gateway fetch what its header names", () => {
    expect(trap.visits()).toBe(0);
  });

  it("with no scope that Roster knows is known, and may do nothing", async () => {
    const { status, answer } = await ask(
      gateway,
      bearing(await issuer.token({ claims: { scope: "openid" } })),
    );
    expect([status, answer.errors?.[0]?.extensions?.["code"]]).toEqual([200, "FORBIDDEN"]);
  });

  it("in the address, or in a cookie, is none", async () => {
    const token = await issuer.token();
    for (const headers of [{ cookie: `access_token=${token}` }, { "x-access-token": token }]) {
      expect((await ask(gateway, headers)).status).toBe(401);
    }
    expect((await ask({ url: `${gateway.url}?access_token=${token}` }, {})).status).toBe(401);
  });
});
