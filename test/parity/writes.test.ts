import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Client } from "@modelcontextprotocol/sdk/client/index.js";
import type { OperationRow } from "../../src/operations/table.ts";
import type { Gateway } from "../support/gateway.ts";
import { changesBetween, recordOf, recordsSince, throughGraphQL } from "./changes.ts";
import { type Described, readDescriptions } from "./described.ts";
import { argumentsOf, nameOf, type Person, pathOf, prepareSample, wholeTable } from "./samples.ts";
import { at, auditOf, call, connectClient, rest, startWhole } from "./support.ts";

/* Every operation that changes something does the same by REST, MCP and GraphQL: the same change at the provider, and
   the same records in the audit log. */

const writes = wholeTable.filter(({ mutation }) => mutation !== null);

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
    const found = at((await rest(gateway, "GET", path)).json, key);
    return (Array.isArray(found) ? found : []).map((user: unknown) => ({
      id: String(at(user, "id")),
      email: String(at(user, "email")),
    }));
  };
  const tenant = gateway.simulator("scaikey").settings["tenantId"] ?? "";
  people = {
    SCALEWAY: await list("/v1/iam/v1alpha1/users?page_size=100&type=member&mfa=false", "users"),
    SCAIKEY: await list(
      `/v1/api/v1/tenants/${tenant}/users?per_page=100&status=ACTIVE&mfa_enabled=true`,
      "data",
    ),
    EQUINIX: await list("/v1/users?per_page=100", "users"),
  };
});
afterAll(async () => {
  await client.close();
  await gateway.close();
});

/** Somebody whom nothing was done to yet. */
function somebody({ kind }: OperationRow): Person {
  const person = people[kind]?.pop();
  if (person === undefined) throw new Error(`Nobody of ${kind} is left.`);
  return person;
}

function unique(): string {
  made += 1;
  return `parity${made}`;
}

/** What one way of carrying out an operation came to. */
interface Done {
  readonly json: unknown;
  readonly changes: unknown;
  readonly records: readonly unknown[];
}

async function byRest(row: OperationRow): Promise<Done> {
  return carryOut(row, async (sample) => {
    const { body } = sample;
    const answer = await rest(gateway, row.method, pathOf(row, sample), body === undefined ? {} : { body });
    described.answer(row, answer);
    expect(answer.status).toBeLessThan(300);
    return answer.json;
  });
}

async function byTool(row: OperationRow): Promise<Done> {
  return carryOut(row, async (sample) => {
    const result = await call(client, row.tool, argumentsOf(row, sample));
    described.result(row.tool, result);
    expect(result.isError).toBe(false);
    return result.structuredContent;
  });
}

async function carryOut(
  row: OperationRow,
  send: (sample: Awaited<ReturnType<typeof prepareSample>>) => Promise<unknown>,
): Promise<Done> {
  const [person, mark] = [somebody(row), unique()];
  const sample = await prepareSample(gateway, row, person, mark);
  const before = await recordOf(gateway, row, person);
  const count = auditOf(gateway).length;
  const json = await send(sample);
  const records = recordsSince(gateway, count).map((record) => withoutIds(record, person));
  const changes = changesBetween(before, await recordOf(gateway, row, person), mark);
  return { json, changes, records };
}

/** An audit record of this very person, with words for the ids. */
function withoutIds(record: unknown, person: Person): unknown {
  const user = at(record, "user");
  return {
    ...Object(record),
    user: user === person.id ? "the person" : user,
    upstreamRequestId: at(record, "upstreamRequestId") === null ? null : "an id",
  };
}

/** What a tool makes of an answer that is no object. */
function asStructured(json: unknown): unknown {
  if (json === null) return { outcome: "ACCEPTED" };
  return Array.isArray(json) ? { result: json } : json;
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

/** What is recorded of a write beside its outcome: GraphQL looks whether it is so, and need not believe. */
function withoutOutcome(record: unknown): unknown {
  return { ...Object(record), outcome: null, reason: null, upstreamRequestId: null };
}

describe("an operation that changes something", () => {
  it.each(writes.map((row) => [nameOf(row), row] as const))(
    "%s does the same by REST, MCP and GraphQL",
    async (_, row) => {
      const ofRest = await byRest(row);
      const ofTool = await byTool(row);
      expect(formOf(ofTool.json)).toEqual(formOf(asStructured(ofRest.json)));
      expect(ofTool.changes).toEqual(ofRest.changes);
      expect(ofTool.records).toEqual(ofRest.records);
      const isAbout = {
        caller: "anonymous",
        mutation: row.mutation,
        provider: row.kind.toLowerCase(),
        user: row.user === undefined ? null : "the person",
        errorCodes: [],
      };
      expect(ofRest.records).toMatchObject([
        { ...isAbout, phase: "intended", outcome: null },
        { ...isAbout, phase: "outcome", outcome: "ACCEPTED" },
      ]);

      // What was to be mended was mended by the calls before.
      if (row.mutation === "fixIdentitySourceMismatches") return;
      const [person, mark] = [somebody(row), unique()];
      const ofGraphQL = await throughGraphQL(gateway, row, person, mark);
      if (ofGraphQL === null) return;
      expect(ofGraphQL.payload.userErrors).toEqual([]);
      const changes = changesBetween(ofGraphQL.before, await recordOf(gateway, row, person), mark);
      expect(changes).toEqual(ofRest.changes);
      expect(["CONFIRMED", "ACCEPTED"]).toContain(ofGraphQL.payload.outcome);
      const records = ofGraphQL.records.map((record) => withoutIds(record, person));
      if (row.mutation === "createUser" || row.mutation === "updateCurrentUser") {
        return expect(records.map(phaseOf)).toEqual(ofRest.records.map(phaseOf));
      }
      expect(records.map(withoutOutcome)).toEqual(ofRest.records.map(withoutOutcome));
    },
  );
});

/** GraphQL may know, by its look, whom it has made or who it is: that much more stands in its records. */
function phaseOf(record: unknown): unknown {
  return { ...Object(withoutOutcome(record)), user: null };
}
