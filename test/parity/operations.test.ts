import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { readRequirements } from "../../src/access/required.ts";
import type { OperationRow } from "../../src/operations/table.ts";
import { publicSchema } from "../schema/publicSchema.ts";
import type { Gateway } from "../support/gateway.ts";
import { type Described, readDescriptions } from "./described.ts";
import { argumentsOf, nameOf, type Person, pathOf, prepareSample, SAMPLES, wholeTable } from "./samples.ts";
import { at, auditOf, call, connectClient, rest, rowsOf, startWhole } from "./support.ts";

/** What the schema says that each mutation needs. */
const requirements = readRequirements(publicSchema());
const reads = wholeTable.filter(({ mutation }) => mutation === null);

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
  return Array.isArray(json) ? { result: json } : json;
}

/** Without what differs from answer to answer: when it was made, and its own id. */
function withoutMeta(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return { ...value, meta: null };
}

describe("the table", () => {
  it("has all 39 operations, one of them once for each of its two effects", () => {
    expect(wholeTable).toHaveLength(40);
    expect(rowsOf(gateway).map(nameOf).sort()).toEqual(wholeTable.map(nameOf).sort());
  });

  it("has a sample of each for these tests", () => {
    expect(Object.keys(SAMPLES).sort()).toEqual(wholeTable.map(nameOf).sort());
  });

  it("gives every operation a tool of its own, and no address to two kinds", () => {
    expect(new Set(wholeTable.map(({ tool }) => tool)).size).toBe(wholeTable.length);
    const kinds = new Map<string, Set<string>>();
    for (const { method, path, kind } of wholeTable) {
      const address = `${method} ${path.replace(/\{\w+\}/g, "{}")}`;
      kinds.set(address, (kinds.get(address) ?? new Set()).add(kind));
    }
    expect([...kinds].filter(([, set]) => set.size > 1)).toEqual([]);
  });

  it.each(wholeTable.map((row) => [nameOf(row), row] as const))(
    "%s has a path whose placeholders it explains",
    (_, row) => {
      const named = [...row.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(row.parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name)).toEqual(
        named,
      );
      expect(row.mutation === null).toBe(row.effect.readOnly);
      const needed = row.mutation === null ? [["users:read"]] : requirements.get(`Mutation.${row.mutation}`);
      expect([[row.scope]]).toEqual(needed);
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
});
