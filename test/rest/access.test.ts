import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { App } from "../../src/app.ts";
import { at, auditOf, call, connectClient, rest, startWhole } from "../parity/support.ts";
import type { Gateway } from "../support/gateway.ts";
import { apiKey, as, startWithTwins } from "./support.ts";

const USERS = "/v1/iam/v1alpha1/users";

let gateway: Gateway;
beforeAll(async () => {
  const apiKeys = [
    apiKey("reader", "users:read"),
    apiKey("writer", "users:read", "users:write"),
    apiKey("narrow", "users:read:equinix", "users:write:scaleway"),
    apiKey("everything", "users:read", "users:write", "users:credentials"),
  ];
  gateway = await startWhole({ users: 60, config: { auth: { apiKeys } } });
});
afterAll(() => gateway.close());

async function memberId(): Promise<string> {
  const { json } = await rest(gateway, "GET", `${USERS}?type=member&page_size=1`, { headers: as("reader") });
  return String(at(json, "users", 0, "id"));
}

describe("a caller", () => {
  it.each([USERS, "/v1/nothing", "/v1/openapi.json"])("who is not known gets nothing of %s", async (path) => {
    const answer = await rest(gateway, "GET", path);
    expect(answer).toMatchObject({
      status: 401,
      type: "application/problem+json",
      json: { status: 401, code: "UNAUTHENTICATED" },
    });
    expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer /);
  });

  it("who may only look changes nothing, and the try is recorded", async () => {
    const id = await memberId();
    gateway.simulator("scaleway").forgetRequests();
    const answer = await rest(gateway, "POST", `${USERS}/${id}/lock`, { body: {}, headers: as("reader") });
    expect(answer).toMatchObject({
      status: 403,
      json: { code: "FORBIDDEN", outcome: "REJECTED", provider: "scaleway" },
    });
    expect(gateway.simulator("scaleway").requests()).toEqual([]);
    expect(auditOf(gateway).at(-1)).toMatchObject({
      phase: "outcome",
      caller: "key:reader",
      mutation: "lockUser",
      provider: "scaleway",
      user: id,
      outcome: "REJECTED",
      errorCodes: ["FORBIDDEN"],
    });
  });

  it("is named in the audit log", async () => {
    const id = await memberId();
    await rest(gateway, "POST", `${USERS}/${id}/lock`, { body: {}, headers: as("writer") });
    expect(
      auditOf(gateway)
        .slice(-2)
        .map(({ phase, caller, user }) => ({ phase, caller, user })),
    ).toEqual([
      { phase: "intended", caller: "key:writer", user: id },
      { phase: "outcome", caller: "key:writer", user: id },
    ]);
  });

  it.each([
    ["sets a password", "POST", "/update-password", { password: "Correct-horse-7" }],
    ["makes a one-time password", "POST", "/mfa-otp", {}],
  ])("needs users:credentials where it %s", async (_, method, action, body) => {
    const path = `${USERS}/${await memberId()}${action}`;
    expect((await rest(gateway, method, path, { body, headers: as("writer") })).status).toBe(403);
    expect((await rest(gateway, method, path, { body, headers: as("everything") })).status).toBe(200);
  });

  it("needs users:credentials for a new user's password, too", async () => {
    const member = { email: "secret@rest.example", username: "secret-rest", password: "Correct-horse-7" };
    const answer = await rest(gateway, "POST", USERS, { body: { member }, headers: as("writer") });
    expect(answer.json).toMatchObject({ status: 403, detail: expect.stringContaining("users:credentials") });
  });

  it("may do at each provider what its scopes say there", async () => {
    const headers = as("narrow");
    expect((await rest(gateway, "GET", "/v1/user", { headers })).status).toBe(200);
    expect((await rest(gateway, "GET", USERS, { headers })).json).toMatchObject({
      status: 403,
      code: "FORBIDDEN",
    });
    expect((await rest(gateway, "PUT", "/v1/user", { body: {}, headers })).status).toBe(403);
    const id = await memberId();
    expect(
      (await rest(gateway, "PATCH", `${USERS}/${id}`, { body: { first_name: "N" }, headers })).status,
    ).toBe(200);
  });
});

describe("the user that Roster itself signs in as", () => {
  it("is neither locked nor deleted, however its id is written", async () => {
    const ownUserId = await memberId();
    const app = await startWithTwins(gateway, "scaleway", {}, { ownUserId });
    gateway.simulator("scaleway").forgetRequests();
    const headers = { "roster-provider": "scaleway-lab" };
    const path = `${USERS}/${ownUserId.toUpperCase()}`;
    const answers = [
      await rest(app, "POST", `${path}/lock`, { body: {}, headers }),
      await rest(app, "DELETE", path, { headers }),
    ];
    for (const { json } of answers) expect(json).toMatchObject({ status: 412, outcome: "REJECTED" });
    expect(gateway.simulator("scaleway").requests()).toEqual([]);
    await app.close();
  });
});

describe("the user to whom ScaiKey's token was issued", () => {
  const simulator = () => gateway.simulator("scaikey");

  /** A token as ScaiKey's are: a JWT that says in `sub` whose it is. */
  function issuedTo(sub: string): string {
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const claims = { sub, iss: "https://scaikey.example", scope: "admin:read admin:write" };
    return `${part({ alg: "RS256", typ: "JWT" })}.${part(claims)}.${simulator().settings["token"]}`;
  }

  it("is neither locked, disabled nor deleted, by REST, MCP or GraphQL, while others are", async () => {
    const [own, other] = simulator().people.list();
    const { tenantId = "" } = simulator().settings;
    const config = { mcp: { writes: true } };
    const app = await startWithTwins(gateway, "scaikey", config, { token: issuedTo(own?.id ?? "") });
    const headers = { "roster-provider": "scaikey-lab" };
    const path = (id = "") => `/v1/api/v1/tenants/${tenantId}/users/${id}`;
    const status = (id: string | undefined, body: object) =>
      rest(app, "PUT", `${path(id)}/status`, { body, headers });

    simulator().forgetRequests();
    const address = `${path(own?.id)}?confirm_email=${encodeURIComponent(own?.email ?? "")}`;
    const refused = [
      await status(own?.id, { status: "LOCKED" }),
      await status(own?.id, { status: "DISABLED" }),
      await rest(app, "DELETE", address, { headers }),
    ];
    for (const { json } of refused) {
      expect(json).toMatchObject({ status: 412, code: "PRECONDITION_FAILED", outcome: "REJECTED" });
    }
    const client = await connectClient(app);
    const args = { provider: "scaikey-lab", user_id: own?.id, body: { status: "LOCKED" } };
    const byTool = await call(client, "tenant-update-user-status", args);
    expect(byTool).toMatchObject({ isError: true, structuredContent: { outcome: "REJECTED" } });
    expect(simulator().requests()).toEqual([]);
    const id = Buffer.from(`User:scaikey-lab:${own?.id}`).toString("base64url");
    const byGraphQL = await call(client, "lock-user", { id });
    expect(byGraphQL).toMatchObject({
      isError: true,
      structuredContent: { userErrors: [{ code: "PRECONDITION_FAILED" }] },
    });
    expect((await status(other?.id, { status: "LOCKED" })).status).toBe(200);
    await client.close();
    await app.close();
  });
});

describe("a web page", () => {
  const PAGE = "https://console.example";

  it("of a configured origin may ask and read, by REST and by MCP; another learns nothing", async () => {
    const app = await startWithTwins(gateway, "equinix", { cors: { origins: [PAGE] } });
    for (const path of ["/v1/user", "/mcp"]) {
      const ask = (origin: string) =>
        rest(app, "OPTIONS", path, {
          headers: {
            origin,
            "access-control-request-method": path === "/mcp" ? "POST" : "PUT",
            "access-control-request-headers": "content-type,x-api-key",
          },
        });
      const letIn = await ask(PAGE);
      expect(letIn.status).toBe(204);
      expect(letIn.headers.get("access-control-allow-origin")).toBe(PAGE);
      expect(letIn.headers.get("access-control-allow-methods")).toContain(path === "/mcp" ? "POST" : "PUT");
      expect(letIn.headers.get("access-control-allow-headers")).toBe("content-type,x-api-key");
      expect((await ask("https://evil.example")).headers.get("access-control-allow-origin")).toBeNull();
    }
    await app.close();
  });
});

describe("secrets", () => {
  it("do not reach the audit log", async () => {
    const id = await memberId();
    const headers = as("everything");
    const body = { password: "Very-secret-password-9" };
    await rest(gateway, "POST", `${USERS}/${id}/update-password`, { body, headers });
    const { json } = await rest(gateway, "POST", `${USERS}/${id}/mfa-otp`, { body: {}, headers });
    const secret = String(at(json, "secret"));
    expect(secret).toMatch(/^[A-Z2-7]{16,}$/);
    const log = JSON.stringify(auditOf(gateway));
    expect(log).not.toContain(body.password);
    expect(log).not.toContain(secret);
  });
});

describe("two providers of one kind", () => {
  let twins: App;
  beforeAll(async () => {
    const apiKeys = [apiKey("all", "users:read"), apiKey("lab", "users:read:scaleway-lab")];
    twins = await startWithTwins(gateway, "scaleway", { auth: { apiKeys } });
  });
  afterAll(() => twins.close());

  const ask = (query: string, headers: Readonly<Record<string, string>>) =>
    rest(twins, "GET", `${USERS}?page_size=1${query}`, { headers });

  it("have to be told apart, by header or by query", async () => {
    expect((await ask("", as("all"))).json).toMatchObject({
      status: 400,
      code: "BAD_USER_INPUT",
      field: ["roster_provider"],
      detail: expect.stringMatching(/scaleway-lab.*scaleway-prod/),
    });
    expect((await ask("&roster_provider=scaleway-prod", as("all"))).status).toBe(200);
    expect((await ask("", { ...as("all"), "roster-provider": "scaleway-lab" })).status).toBe(200);
  });

  it("are named where another is asked for, or two at once", async () => {
    expect((await ask("&roster_provider=scaleway", as("all"))).json).toMatchObject({
      status: 400,
      detail: expect.stringContaining("scaleway-lab, scaleway-prod"),
    });
    const both = { ...as("all"), "roster-provider": "scaleway-lab" };
    expect((await ask("&roster_provider=scaleway-prod", both)).status).toBe(400);
  });

  it("are one for a caller who may see one", async () => {
    expect((await ask("", as("lab"))).status).toBe(200);
    expect((await ask("&roster_provider=scaleway-prod", as("lab"))).json).toMatchObject({ status: 400 });
  });

  it("leave out the operations of providers that are not configured", async () => {
    expect((await rest(twins, "GET", "/v1/users", { headers: as("all") })).status).toBe(404);
  });
});
