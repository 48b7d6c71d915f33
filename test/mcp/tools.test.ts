import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import type { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { at, auditOf, call, connectClient, rowsOf, startWhole } from "../parity/support.ts";
import { apiKey, as, startWithTwins } from "../rest/support.ts";
import type { Gateway } from "../support/gateway.ts";

let gateway: Gateway;
let client: Client;
const clients: Client[] = [];

async function clientOf(url: string, name: string): Promise<Client> {
  const connected = await connectClient({ url }, as(name));
  clients.push(connected);
  return connected;
}

beforeAll(async () => {
  const apiKeys = [
    apiKey("all", "users:read", "users:write", "users:credentials"),
    apiKey("reader", "users:read"),
    apiKey("writer", "users:read", "users:write"),
    apiKey("narrow", "users:read:equinix"),
  ];
  gateway = await startWhole({ users: 60, config: { auth: { apiKeys } } });
  client = await clientOf(gateway.url, "all");
});
afterEach(() => gateway.simulator("scaleway").faults.clear());
afterAll(async () => {
  for (const one of clients) await one.close();
  await gateway.close();
});

async function namesFor(name: string): Promise<readonly string[]> {
  const { tools } = await (await clientOf(gateway.url, name)).listTools();
  return tools.map((tool) => tool.name);
}

describe("the list of tools", () => {
  it("has every operation of the table with its own hints, and schemas of what goes in and out", async () => {
    const { tools } = await client.listTools();
    for (const row of rowsOf(gateway)) {
      const tool = tools.find(({ name }) => name === row.tool);
      expect(tool).toMatchObject({
        description: row.description,
        inputSchema: { type: "object", additionalProperties: false },
        outputSchema: { type: "object" },
        annotations: {
          readOnlyHint: row.effect.readOnly,
          destructiveHint: row.effect.destructive,
          idempotentHint: row.effect.idempotent,
          openWorldHint: true,
        },
      });
    }
    expect(new Set(tools.map(({ name }) => name)).size).toBe(tools.length);
  });

  it("has the tools that span providers, with what GraphQL says of their mutations", async () => {
    const { tools } = await client.listTools();
    const hints = Object.fromEntries(tools.map(({ name, annotations }) => [name, annotations]));
    expect(hints["find-users"]).toMatchObject({ readOnlyHint: true, destructiveHint: false });
    expect(hints["lock-user"]).toMatchObject({
      readOnlyHint: false,
      destructiveHint: false,
      idempotentHint: true,
    });
    expect(hints["delete-user"]).toMatchObject({ readOnlyHint: false, destructiveHint: true });
    expect(hints["disable-mfa"]).toMatchObject({ destructiveHint: true });
    // ScaiKey says so of its own, and Scaleway does not: a tool over both is as the worse of them.
    expect(hints["update-password"]).toMatchObject({ destructiveHint: false, idempotentHint: false });
  });

  it("is for who may use them", async () => {
    const reader = await namesFor("reader");
    expect(reader).toContain("find-users");
    expect(reader).toContain("list-users-organization");
    expect(reader).not.toContain("lock-user");
    expect(reader).not.toContain("lock-member");
    const writer = await namesFor("writer");
    expect(writer).toContain("lock-member");
    expect(writer).not.toContain("create-mfa-otp");
    expect(writer).not.toContain("update-password");
    const narrow = await namesFor("narrow");
    expect(narrow).toContain("retrieve-all-users");
    expect(narrow).not.toContain("list-users-organization");
  });

  it("is what can be called: another's tool is none", async () => {
    const reader = await clientOf(gateway.url, "reader");
    await expect(call(reader, "lock-member", { user_id: "x", body: {} })).rejects.toMatchObject({
      code: -32602,
    });
  });

  it("marks the tools that tell a secret, and they alone tell it", async () => {
    const { tools } = await client.listTools();
    const marked = tools
      .filter(({ _meta }) => at(_meta, "roster/tellsSecret") === true)
      .map(({ name }) => name);
    expect(marked.sort()).toEqual([
      "create-mfa-otp",
      "create-user-mfa-otp",
      "validate-mfa-otp",
      "validate-user-mfa-otp",
    ]);
  });
});

describe("without mcp.writes", () => {
  it("nothing can be changed, whatever a caller may do elsewhere", async () => {
    const apiKeys = [apiKey("all", "users:read", "users:write", "users:credentials")];
    const app = await startWithTwins(gateway, "scaikey", { auth: { apiKeys } });
    const other = await clientOf(app.url, "all");
    const { tools } = await other.listTools();
    expect(tools.length).toBeGreaterThan(0);
    expect(tools.filter(({ annotations }) => annotations?.readOnlyHint !== true)).toEqual([]);
    await expect(call(other, "lock-user", { id: "x" })).rejects.toMatchObject({ code: -32602 });
    await app.close();
  });
});

describe("a list over all providers", () => {
  it("is whole where all of them answer", async () => {
    const result = await call(client, "find-users", { first: 5, orderBy: { field: "EMAIL" } });
    expect(result).toMatchObject({ isError: false, structuredContent: { isComplete: true } });
    expect(at(result.structuredContent, "nodes")).toHaveLength(5);
  });

  it("shows whose records are missing, and is no error", async () => {
    gateway.simulator("scaleway").faults.add({ fault: { kind: "status", status: 403, before: true } });
    const { isError, structuredContent } = await call(client, "find-users", {
      filter: { search: "a" },
      first: 100,
    });
    expect(isError).toBe(false);
    expect(structuredContent["isComplete"]).toBe(false);
    expect(structuredContent["coverage"]).toContainEqual(
      expect.objectContaining({
        provider: { key: "scaleway" },
        status: "FAILED",
        error: expect.objectContaining({ code: "PROVIDER_FORBIDDEN" }),
      }),
    );
  });

  it("is answered from what was read of late, unless the request says otherwise", async () => {
    const asked = { first: 5, orderBy: { field: "EMAIL" }, filter: { providers: ["equinix"] } };
    await call(client, "find-users", asked);
    gateway.simulation.clock.advance(1_000);
    gateway.forgetRequests();
    const kept = await call(client, "find-users", asked);
    expect(gateway.requestCounts()).toEqual({});
    const anew = await connectClient(gateway, { ...as("all"), "cache-control": "no-cache" });
    clients.push(anew);
    const second = await call(anew, "find-users", asked);
    expect(Object.keys(gateway.requestCounts())).toEqual(["equinix"]);
    expect(second.structuredContent["nodes"]).toEqual(kept.structuredContent["nodes"]);
  });

  it("goes on from page to page", async () => {
    const first = await call(client, "list-teams", { first: 2 });
    const after = at(first.structuredContent, "pageInfo", "endCursor");
    const second = await call(client, "list-teams", { first: 2, after });
    expect(second.isError).toBe(false);
    expect(at(second.structuredContent, "nodes")).not.toEqual(at(first.structuredContent, "nodes"));
  });

  it.each(["list-providers", "list-invitations", "list-grace-periods", "list-account-memberships"])(
    "%s answers",
    async (name) => {
      const args = name === "list-grace-periods" ? { filter: { providers: ["equinix"] } } : {};
      expect((await call(client, name, args)).isError).toBe(false);
    },
  );
});

describe("one user", () => {
  const find = async (): Promise<string> => {
    const filter = { providers: ["scaleway"], role: ["MEMBER"], status: ["ACTIVE"] };
    const found = await call(client, "find-users", { first: 1, filter });
    return String(at(found.structuredContent, "nodes", 0, "id"));
  };

  it("is found, locked and unlocked, and what became of it is told", async () => {
    const id = await find();
    const got = await call(client, "get-user", { id });
    expect(at(got.structuredContent, "user", "id")).toBe(id);
    const locked = await call(client, "lock-user", { id, reason: "Laptop stolen" });
    expect(locked).toMatchObject({
      isError: false,
      structuredContent: { outcome: "CONFIRMED", user: { id, status: "LOCKED" } },
    });
    expect(auditOf(gateway).at(-1)).toMatchObject({
      caller: "key:all",
      mutation: "lockUser",
      outcome: "CONFIRMED",
      reason: "Laptop stolen",
    });
    const again = await call(client, "lock-user", { id });
    expect(again).toMatchObject({ isError: false, structuredContent: { outcome: "NO_CHANGE" } });
    expect((await call(client, "unlock-user", { id })).isError).toBe(false);
  });

  it("who is not there is an error with its code", async () => {
    const id = Buffer.from("User:scaleway:00000000-0000-4000-8000-000000000000").toString("base64url");
    expect(await call(client, "get-user", { id })).toMatchObject({
      isError: true,
      structuredContent: { error: { code: "NOT_FOUND" } },
    });
  });

  it("about whom a write is REJECTED makes it an error, with the outcome", async () => {
    const id = await find();
    expect(await call(client, "delete-user", { id, confirmEmail: "wrong@example.com" })).toMatchObject({
      isError: true,
      structuredContent: { outcome: "REJECTED", userErrors: [{ code: "PRECONDITION_FAILED" }] },
    });
  });

  it("about whom it is UNKNOWN whether it happened makes it an error, too", async () => {
    const id = await find();
    gateway.simulator("scaleway").faults.add({ method: "POST", fault: { kind: "cut", when: "before" } });
    expect(await call(client, "lock-user", { id })).toMatchObject({
      isError: true,
      structuredContent: { outcome: "UNKNOWN" },
    });
  });
});

describe("what a connection is confined to", () => {
  it("need not be known to whoever calls a tool", async () => {
    const { isError, structuredContent } = await call(client, "list-iam-users", { size: 2 });
    expect(isError).toBe(false);
    expect(at(structuredContent, "users")).toHaveLength(2);
  });
});

describe("two providers of one kind", () => {
  it("make a tool ask which is meant, where its caller may name both", async () => {
    const apiKeys = [apiKey("both", "users:read"), apiKey("lab", "users:read:scaleway-lab")];
    const app = await startWithTwins(gateway, "scaleway", { auth: { apiKeys } });
    const both = await clientOf(app.url, "both");
    const { tools } = await both.listTools();
    const tool = tools.find(({ name }) => name === "get-given-user");
    expect(tool?.inputSchema.required).toEqual(["user_id", "provider"]);
    expect(at(tool?.inputSchema.properties, "provider", "enum")).toEqual(["scaleway-lab", "scaleway-prod"]);
    await expect(call(both, "list-users-organization")).rejects.toMatchObject({ code: -32602 });
    expect((await call(both, "list-users-organization", { provider: "scaleway-prod" })).isError).toBe(false);

    const lab = await clientOf(app.url, "lab");
    expect((await call(lab, "list-users-organization")).isError).toBe(false);
    await expect(call(lab, "list-users-organization", { provider: "scaleway-prod" })).rejects.toMatchObject({
      code: -32602,
    });
    await app.close();
  });
});
