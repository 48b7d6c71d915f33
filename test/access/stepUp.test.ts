import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { makeApiKey } from "../../src/access/apiKey.ts";
import { dig, nobody } from "../calls/support.ts";
import { call, connectClient, rest } from "../parity/support.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { ask, bearing } from "./ask.ts";
import { AUDIENCE, ISSUER, type Issuer, startIssuer } from "./issuer.ts";

const SCOPE = "users:read users:write users:credentials";
const ID = nobody("User", "scaleway");
const service = makeApiKey();

/** Each mutation that asks for a fresh sign-in, and some that do not. */
const DANGEROUS: Readonly<Record<string, string>> = {
  deleteUser: `deleteUser(input: { id: "${ID}", confirmEmail: "a@b.example" })`,
  disableMfa: `disableMfa(input: { id: "${ID}" })`,
  updatePassword: `updatePassword(input: { id: "${ID}", password: "a long new password" })`,
  requestPasswordReset: `requestPasswordReset(input: { id: "${ID}" })`,
  unlockUser: `unlockUser(input: { id: "${ID}" })`,
  "updateCurrentUser with a password":
    'updateCurrentUser(input: { provider: "equinix", password: "new and long" })',
};
const ORDINARY: Readonly<Record<string, string>> = {
  lockUser: `lockUser(input: { id: "${ID}" })`,
  updateUser: `updateUser(input: { id: "${ID}", firstName: "A" })`,
  createMfaOtp: `createMfaOtp(input: { id: "${ID}" })`,
};

let issuer: Issuer;
let gateway: Gateway;
beforeAll(async () => {
  issuer = await startIssuer({ now: () => gateway.simulation.clock.now() });
  const stepUp = { maxAgeSeconds: 300, acrValues: ["mfa", "phr"] };
  gateway = await startGateway({
    users: 50,
    config: {
      mcp: { writes: true },
      auth: {
        jwt: { issuer: ISSUER, audience: AUDIENCE, jwksUri: issuer.url, stepUp },
        apiKeys: [{ name: "service", sha256: service.sha256, scopes: SCOPE.split(" ") }],
      },
    },
  });
});
afterAll(async () => {
  await gateway.close();
  await issuer.close();
});

const secondsAgo = (seconds: number): number => Math.floor(gateway.simulation.clock.now() / 1000) - seconds;

async function errorOf(field: string, claims: Readonly<Record<string, unknown>> | null): Promise<unknown> {
  const headers =
    claims === null
      ? { "x-api-key": service.key }
      : bearing(await issuer.token({ claims: { scope: SCOPE, ...claims } }));
  const query = `mutation { it: ${field} { outcome userErrors { code message } } }`;
  const { answer } = await ask(gateway, headers, query);
  expect(answer.errors).toBeUndefined();
  return dig(answer.data, "it", "userErrors", 0);
}

const STALE = {
  code: "FORBIDDEN",
  message: expect.stringMatching(/^insufficient_user_authentication: .*300 seconds, with acr mfa or phr/),
};

const CHALLENGE =
  'Bearer realm="roster", error="insufficient_user_authentication", acr_values="mfa phr", max_age="300"';

describe.each(Object.entries(DANGEROUS))("%s", (_name, field) => {
  it("is carried out after a fresh and strong sign-in", async () => {
    const error = await errorOf(field, { auth_time: secondsAgo(200), acr: "mfa" });
    expect(dig(error, "code")).not.toBe("FORBIDDEN");
  });

  it.each([
    ["too long ago", () => ({ auth_time: secondsAgo(400), acr: "mfa" })],
    ["at a time that nobody tells", () => ({ acr: "mfa" })],
    ["at a time that is none", () => ({ auth_time: "now", acr: "mfa" })],
    ["too weakly", () => ({ auth_time: secondsAgo(10), acr: "pwd" })],
    ["in a way that nobody tells", () => ({ auth_time: secondsAgo(10) })],
  ])("asks for another sign-in where it was %s", async (_how, claims) => {
    gateway.forgetRequests();
    expect(await errorOf(field, claims())).toEqual(STALE);
    expect(gateway.requestCounts()).toEqual({});
  });

  it("says in a header which sign-in would do, as RFC 9470 has it", async () => {
    const stale = { scope: SCOPE, auth_time: secondsAgo(400), acr: "mfa" };
    const { status, challenge } = await ask(
      gateway,
      bearing(await issuer.token({ claims: stale })),
      `mutation { it: ${field} { outcome } }`,
    );
    expect([status, challenge]).toEqual([200, CHALLENGE]);
  });

  it("is carried out for services, who sign in nowhere", async () => {
    expect(dig(await errorOf(field, null), "code")).not.toBe("FORBIDDEN");
  });
});

describe("what can be put right again", () => {
  it.each(Object.entries(ORDINARY))("asks for no other sign-in: %s", async (_name, field) => {
    expect(dig(await errorOf(field, {}), "code")).not.toBe("FORBIDDEN");
  });
});

describe("by REST and by MCP", () => {
  const PATH = "/v1/iam/v1alpha1/users/x";

  it.each([
    ["deletes a user", "DELETE", PATH, "delete-guest-user-organization", undefined],
    ["takes MFA away", "DELETE", `${PATH}/mfa-otp`, "delete-mfa-otp", {}],
    [
      "sets a password",
      "POST",
      `${PATH}/update-password`,
      "update-user-s-password",
      { password: "Long-0ne!" },
    ],
    ["lets a user in again", "POST", `${PATH}/unlock`, "unlock-member", {}],
  ])("an operation that %s asks for the same sign-in", async (_does, method, path, tool, body) => {
    const stale = bearing(
      await issuer.token({ claims: { scope: SCOPE, auth_time: secondsAgo(400), acr: "mfa" } }),
    );
    gateway.forgetRequests();
    const answer = await rest(gateway, method, path, {
      headers: stale,
      ...(body === undefined ? {} : { body }),
    });
    expect(answer).toMatchObject({ status: 403, json: { code: "FORBIDDEN", detail: STALE.message } });
    expect(answer.headers.get("www-authenticate")).toBe(CHALLENGE);
    const client = await connectClient(gateway, stale);
    const args = { user_id: "x", ...(body === undefined ? {} : { body }) };
    const { isError, structuredContent } = await call(client, tool, args);
    expect(isError).toBe(true);
    expect(structuredContent).toMatchObject({ outcome: "REJECTED", error: STALE });
    await client.close();
    expect(gateway.requestCounts()).toEqual({});
  });

  it("the challenge is in the header of MCP's answer, too", async () => {
    const params = { name: "unlock-user", arguments: { id: ID } };
    const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/call", params });
    const headers = {
      ...bearing(await issuer.token({ claims: { scope: SCOPE } })),
      "content-type": "application/json",
    };
    const answer = await fetch(new URL("/mcp", gateway.url), { method: "POST", headers, body });
    expect(answer.headers.get("www-authenticate")).toBe(CHALLENGE);
    expect(await answer.text()).toContain("insufficient_user_authentication");
  });
});

describe("User.actions", () => {
  it("tells beforehand what asks for another sign-in", async () => {
    const query = `{ users(first: 1, filter: { providers: ["scaleway"] }) { nodes { actions { operation reason } } } }`;
    const { answer, challenge } = await ask(
      gateway,
      bearing(await issuer.token({ claims: { scope: SCOPE } })),
      query,
    );
    expect(challenge).toBeNull();
    expect(dig(answer.data, "users", "nodes", 0, "actions")).toEqual(
      expect.arrayContaining([
        {
          operation: "disableMfa",
          reason: expect.stringContaining("insufficient_user_authentication"),
        },
      ]),
    );
  });
});
