import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { errors } from "jose";
import { createAuthentication } from "../../src/access/index.ts";
import { createRemoteKeySet } from "../../src/access/keySet.ts";
import { parseConfig } from "../../src/config/index.ts";
import { providerDefinitions } from "../../src/datasources/index.ts";
import { AUDIENCE, ISSUER, type Issuer, startIssuer, type TokenOptions } from "./issuer.ts";

const MINUTE = 60_000;

const provider = {
  key: "a",
  kind: "scalr",
  baseUrl: "https://scalr.example",
  token: "t",
  accountId: "acc-a",
};
let issuer: Issuer;
let now: number;
let isIn: (options?: TokenOptions) => Promise<boolean>;

beforeEach(async () => {
  now = Date.UTC(2026, 10, 22, 12);
  issuer = await startIssuer({ now: () => now });
  const auth = { jwt: { issuer: ISSUER, audience: AUDIENCE, jwksUri: issuer.url } };
  const { access } = parseConfig({ auth, providers: [provider] }, {}, providerDefinitions);
  const authenticate = createAuthentication(access, () => now);
  isIn = async (options) => {
    const authorization = `Bearer ${await issuer.token(options)}`;
    return (await authenticate({ authorization, apiKey: undefined })).kind === "known";
  };
});
afterEach(() => issuer.close());

describe("an issuer's keys", () => {
  it("are fetched once for two hundred requests at once, and once again for none of them", async () => {
    const answers = await Promise.all(Array.from({ length: 200 }, () => isIn()));
    expect([answers.every(Boolean), issuer.fetches()]).toEqual([true, 1]);
  });

  it("are not fetched for each of a hundred keys that nobody knows", async () => {
    await isIn();
    for (let index = 0; index < 100; index += 1) expect(await isIn({ kid: `unknown-${index}` })).toBe(false);
    expect(issuer.fetches()).toBeLessThanOrEqual(3);
  });

  it("are fetched anew for a key that is new, without a restart", async () => {
    expect(await isIn()).toBe(true);
    now += MINUTE;
    await issuer.rotate();
    expect([await isIn(), issuer.fetches()]).toEqual([true, 2]);
  });

  it("are used on while the issuer is out of reach, and unknown ones are denied at once", async () => {
    expect(await isIn()).toBe(true);
    issuer.answerWith(0);
    now += 11 * MINUTE;
    const started = performance.now();
    expect(await isIn()).toBe(true);
    expect(performance.now() - started).toBeLessThan(1_000);
    now += 2 * 60 * MINUTE;
    issuer.answerWith(503);
    expect(await isIn()).toBe(true);
    expect(await isIn({ kid: "unknown" })).toBe(false);
  });

  it("are believed no more a day after they were last published", async () => {
    expect(await isIn()).toBe(true);
    issuer.answerWith(503);
    now += 25 * 60 * MINUTE;
    expect(await isIn()).toBe(false);
  });

  it("are believed no more soon after they were withdrawn", async () => {
    expect(await isIn()).toBe(true);
    await issuer.rotate("withdraw");
    now += 11 * MINUTE;
    // The first request after ten minutes has them fetched, and does not wait for it.
    await isIn();
    while (issuer.fetches() < 2) await new Promise((resolve) => setImmediate(resolve));
    expect(await isIn()).toBe(true);
    expect(await isIn({ kid: "key-1" })).toBe(false);
  });

  it("are not read when they never end, or are a bomb", async () => {
    for (const content of ["endless", "bomb"] as const) {
      let given = 0;
      const server = createServer((_request, response) => {
        if (content === "bomb") {
          response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(Buffer.alloc(20 << 20)));
          return;
        }
        const more = (): void => {
          given += 65_536;
          if (!response.destroyed) response.write(" ".repeat(65_536), () => setImmediate(more));
        };
        more();
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const { port } = server.address() as AddressInfo;
      const find = createRemoteKeySet({ url: `http://127.0.0.1:${port}/keys`, now: () => now });
      const header = { alg: "ES256", kid: "a" };
      await expect(find(header, { payload: "", signature: "" })).rejects.toThrow(errors.JWKSTimeout);
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      expect(given).toBeLessThan(64 << 20);
    }
  });

  it.each([404, 500, 302])("that are answered with %i let nobody in, and nobody wait", async (status) => {
    issuer.answerWith(status);
    expect(await isIn()).toBe(false);
    issuer.answerWith(200);
    now += MINUTE;
    expect(await isIn()).toBe(true);
  });
});

describe("the configuration of tokens", () => {
  const read = (jwt: object) =>
    parseConfig({ auth: { jwt }, providers: [provider] }, {}, providerDefinitions).access.jwt;
  const usual = { issuer: ISSUER, audience: AUDIENCE };

  it("takes keys from https, or from this machine", () => {
    expect(read({ ...usual, jwksUri: "https://issuer.example/keys" })?.keys.kind).toBe("remote");
    expect(() => read({ ...usual, jwksUri: "http://issuer.example/keys" })).toThrow("auth.jwt.jwksUri");
    expect(() => read({ ...usual, jwksUri: "file:///etc/keys" })).toThrow("auth.jwt.jwksUri");
  });

  it("takes keys from one place", () => {
    const both = { jwksUri: "https://issuer.example/keys", jwks: { keys: [{ kty: "EC" }] } };
    expect(() => read({ ...usual, ...both })).toThrow("give either jwksUri or jwks");
    expect(() => read(usual)).toThrow("give either jwksUri or jwks");
  });

  it.each(["none", "HS256", "HS512", "RS1"])("takes no algorithm that proves nothing: %s", (algorithm) => {
    const jwt = { ...usual, jwksUri: "https://issuer.example/keys", algorithms: [algorithm] };
    expect(() => read(jwt)).toThrow("auth.jwt.algorithms[0]");
  });
});
