import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { providerDefinitions } from "../../src/datasources/index.ts";
import { gatherOperations, type OperationRow } from "../../src/operations/table.ts";
import { mutate } from "../mutations/support.ts";
import type { Gateway } from "../support/gateway.ts";
import { type Described, readDescriptions } from "./described.ts";
import { argumentsOf, nameOf, type Person, pathOf, prepareSample, SAMPLES } from "./samples.ts";
import { at, auditOf, call, connectClient, rest, rowsOf, startWhole } from "./support.ts";

/** Every operation that Roster knows, whatever is configured. */
const table = gatherOperations(
  providerDefinitions.map(({ name, title, kind, surface }) => ({
    key: name,
    displayName: title,
    kind,
    surface,
  })),
);
const reads = table.filter(({ mutation }) => mutation === null);
const writes = table.filter(({ mutation }) => mutation !== null);

let gateway: Gateway;
let client: Client;
let described: Described;
let people: Readonly<Record<string, Person[]>>;
let made = 0;

beforeAll(async () => {
  gateway = await startWhole({ settings: { timeoutMs: 5_000 } });
  client = await connectClient(gateway);
  described = await readDescriptions(gateway, client);
  const list = async (path: string, key: string): Promise<Person[]> => {
    const { json } = await rest(gateway, "GET", path);
    const found = at(json, key);
    return (Array.isArray(found) ? found : []).map((user: unknown) => ({
      id: String(at(user, "id")),
      email: String(at(user, "email")),
    }));
  };
  const tenant = gateway.simulator("scaikey").settings["tenantId"] ?? "";
  people = {
    SCALEWAY: await list("/v1/iam/v1alpha1/users?page_size=100&type=member&mfa=false", "users"),
    SCAIKEY: await list(`/v1/api/v1/tenants/${tenant}/users?per_page=100&status=ACTIVE`, "data"),
    EQUINIX: await list("/v1/users?per_page=100", "users"),
  };
});
afterAll(async () => {
  await client.close();
  await gateway.close();
});

/** Somebody whom nothing was done to yet. */
function somebody({ kind }: OperationRow): Person {
  return people[kind]?.pop() ?? { id: "nobody", email: "" };
}

function unique(): string {
  made += 1;
  return `parity${made}`;
}

async function byRest(row: OperationRow, person: Person) {
  const sample = await prepareSample(gateway, row, person, unique());
  const answer = await rest(gateway, row.method, pathOf(row, sample), {
    ...(sample.body === undefined ? {} : { body: sample.body }),
  });
  described.answer(row, answer);
  return answer;
}

async function byTool(row: OperationRow, person: Person) {
  const sample = await prepareSample(gateway, row, person, unique());
  const result = await call(client, row.tool, argumentsOf(row, sample));
  described.result(row.tool, result);
  return result;
}

/** What a tool makes of an answer that is no object. */
function asStructured(json: unknown): unknown {
  if (json === null) return { outcome: "ACCEPTED" };
  return Array.isArray(json) ? { result: json } : json;
}

/** Without what differs from answer to answer: when it was made, and its own id. */
function withoutMeta(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return { ...value, meta: null };
}

/** The names in a value, so that two values can be of the same form without being the same. */
function formOf(value: unknown): unknown {
  if (Array.isArray(value)) return "list";
  if (typeof value !== "object" || value === null) return "value";
  // What callers keep with a user differs from user to user.
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      name === "custom_attributes" ? "value" : formOf(inner),
    ]),
  );
}

describe("the table", () => {
  it("has all 39 operations, one of them once for each of its two effects", () => {
    expect(table).toHaveLength(40);
    expect(rowsOf(gateway).map(nameOf).sort()).toEqual(table.map(nameOf).sort());
  });

  it("has a sample of each for these tests", () => {
    expect(Object.keys(SAMPLES).sort()).toEqual(table.map(nameOf).sort());
  });

  it("gives every operation a tool of its own, and no address to two kinds", () => {
    expect(new Set(table.map(({ tool }) => tool)).size).toBe(table.length);
    const kinds = new Map<string, Set<string>>();
    for (const { method, path, kind } of table) {
      const address = `${method} ${path.replace(/\{\w+\}/g, "{}")}`;
      kinds.set(address, (kinds.get(address) ?? new Set()).add(kind));
    }
    expect([...kinds].filter(([, set]) => set.size > 1)).toEqual([]);
  });

  it.each(table.map((row) => [nameOf(row), row] as const))(
    "%s has a path whose placeholders it explains",
    (_, row) => {
      const named = [...row.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(row.parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name)).toEqual(
        named,
      );
      expect(row.mutation === null).toBe(row.effect.readOnly);
      expect(row.effect.readOnly).toBe(row.scope === "users:read");
    },
  );
});

describe("an operation that only looks", () => {
  it.each(reads.map((row) => [nameOf(row), row] as const))(
    "%s answers alike by REST and by MCP",
    async (_, row) => {
      const person = people[row.kind]?.[0] ?? { id: "", email: "" };
      const before = auditOf(gateway).length;
      const [answer, result] = [await byRest(row, person), await byTool(row, person)];
      expect(answer.status).toBe(200);
      expect(result.isError).toBe(false);
      expect(withoutMeta(result.structuredContent)).toEqual(withoutMeta(asStructured(answer.json)));
      expect(auditOf(gateway)).toHaveLength(before);
    },
  );

  it.each(["SCALEWAY", "SCAIKEY", "EQUINIX"])("of %s tells of the same user as GraphQL", async (kind) => {
    const person = people[kind]?.[0] ?? { id: "", email: "" };
    const { data } = await gateway.graphql(
      "query ($p: String!, $id: String!) { userByExternalId(provider: $p, externalId: $id) { email } }",
      { p: kind.toLowerCase(), id: person.id },
    );
    expect(at(data, "userByExternalId", "email")).toBe(person.email);
  });
});

describe("an operation that changes something", () => {
  it.each(writes.map((row) => [nameOf(row), row] as const))(
    "%s does the same by REST, MCP and GraphQL",
    async (_, row) => {
      const start = auditOf(gateway).length;
      const answer = await byRest(row, somebody(row));
      const afterRest = auditOf(gateway).length;
      const result = await byTool(row, somebody(row));
      const afterTool = auditOf(gateway).length;
      expect(at(answer.json, "code")).toBeUndefined();
      expect(answer.status).toBeLessThan(300);
      expect(result.isError).toBe(false);
      expect(formOf(result.structuredContent)).toEqual(formOf(asStructured(answer.json)));

      const ofRest = auditOf(gateway).slice(afterRest - 2, afterRest);
      const ofTool = auditOf(gateway).slice(afterTool - 2, afterTool);
      expect(afterRest - start).toBeGreaterThanOrEqual(2);
      expect(essence(ofTool)).toEqual(essence(ofRest));
      expect(essence(ofRest)).toEqual([
        {
          phase: "intended",
          mutation: row.mutation,
          provider: row.kind.toLowerCase(),
          outcome: null,
          errorCodes: [],
        },
        {
          phase: "outcome",
          mutation: row.mutation,
          provider: row.kind.toLowerCase(),
          outcome: "ACCEPTED",
          errorCodes: [],
        },
      ]);

      const byGraphQL = await throughGraphQL(row, somebody(row));
      if (byGraphQL === null) return;
      expect(byGraphQL.errors).toEqual([]);
      const ofGraphQL = auditOf(gateway).slice(-2);
      // GraphQL looks first, and leaves alone what is as it was wished for.
      if (ofGraphQL[1]?.outcome === "NO_CHANGE") return;
      expect(essence(ofGraphQL).map(withoutOutcome)).toEqual(essence(ofRest).map(withoutOutcome));
      expect(["CONFIRMED", "ACCEPTED"]).toContain(ofGraphQL[1]?.outcome);
    },
  );
});

type Record_ = ReturnType<typeof auditOf>[number];

function essence(records: readonly Record_[]) {
  return records.map(({ phase, mutation, provider, outcome, errorCodes }) => ({
    phase,
    mutation,
    provider,
    outcome,
    errorCodes,
  }));
}

/** GraphQL looks whether what was wished for is so; the others tell what the provider said. */
function withoutOutcome({ outcome: _, ...rest }: ReturnType<typeof essence>[number]) {
  return rest;
}

/** The mutation that does the same; null where this connection has none, or the sample does not fit it. */
async function throughGraphQL(row: OperationRow, person: Person) {
  const provider = gateway.app.providers.find(({ kind }) => kind === row.kind);
  const { mutation } = row;
  if (mutation === null || provider === undefined || "missing" in provider.capabilities[mutation])
    return null;
  const sample = await prepareSample(gateway, row, person, unique());
  if (mutation === "createUser" && sample.input === undefined) return null;
  // What was to be mended was mended by the calls before.
  if (mutation === "fixIdentitySourceMismatches") return null;
  const input = { ...(await targetOf(row, person)), ...sample.input };
  const { userErrors } = await mutate(gateway, mutation, input);
  return { errors: userErrors.filter(({ code }) => code !== "PRECONDITION_FAILED") };
}

async function targetOf(row: OperationRow, person: Person): Promise<Readonly<Record<string, unknown>>> {
  if (row.mutation === "createUser") return {};
  const provider = row.kind.toLowerCase();
  if (row.mutation === "updateCurrentUser") return { provider };
  const { data } = await gateway.graphql(
    "query ($p: String!, $id: String!) { userByExternalId(provider: $p, externalId: $id) { id } }",
    { p: provider, id: person.id },
  );
  const id = at(data, "userByExternalId", "id");
  return row.mutation === "deleteUser" ? { id, confirmEmail: person.email } : { id };
}
