import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import type { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { providerDefinitions } from "../../src/datasources/index.ts";
import type { OperationRow } from "../../src/operations/table.ts";
import type { Gateway } from "../support/gateway.ts";
import { type Described, readDescriptions } from "./described.ts";
import { argumentsOf, nameOf, pathOf, prepareSample, wholeTable } from "./samples.ts";
import { at, auditOf, call, connectClient, rest, startWhole } from "./support.ts";

/* What goes wrong is told alike by REST, MCP and GraphQL. */

const NOBODY = { id: "00000000-0000-4000-8000-000000000000", email: "nobody@parity.example" };

let gateway: Gateway;
let client: Client;
let described: Described;

beforeAll(async () => {
  gateway = await startWhole({ users: 60, settings: { timeoutMs: 5_000 } });
  client = await connectClient(gateway);
  described = await readDescriptions(gateway, client);
});
afterEach(() => {
  for (const { name } of providerDefinitions) gateway.simulator(name).faults.clear();
});
afterAll(async () => {
  await client.close();
  await gateway.close();
});

/** The codes by which REST and MCP tell what went wrong with one operation, and what is recorded of it. */
async function codesOf(row: OperationRow) {
  const sample = await prepareSample(gateway, row, NOBODY, "parity-error");
  const { body } = sample;
  const byRest = () => rest(gateway, row.method, pathOf(row, sample), body === undefined ? {} : { body });
  const byTool = () => call(client, row.tool, argumentsOf(row, sample));
  // What only looks may be tried again, after a while, by both at the same time.
  const looks = row.mutation === null ? Promise.all([byRest(), byTool()]) : null;
  const before = auditOf(gateway).length;
  const answer = (await looks)?.[0] ?? (await byRest());
  const between = auditOf(gateway).length;
  const result = (await looks)?.[1] ?? (await byTool());
  described.answer(row, answer);
  described.result(row.tool, result);
  const records = auditOf(gateway).map(({ phase, outcome, errorCodes }) => ({ phase, outcome, errorCodes }));
  return {
    answer,
    result,
    rest: at(answer.json, "code"),
    tool: at(result.structuredContent, "error", "code"),
    restAudit: records.slice(before, between),
    toolAudit: records.slice(between),
  };
}

const everyRow = wholeTable.map((row) => [nameOf(row), row] as const);

describe.each([
  [401, "PROVIDER_UNAUTHENTICATED", 502],
  [403, "PROVIDER_FORBIDDEN", 502],
] as const)("a provider's %s to the gateway's credential", (status, code, told) => {
  it.each(everyRow)("is no fault of the caller's: %s", async (_, row) => {
    gateway
      .simulator(row.kind.toLowerCase())
      .faults.add({ fault: { kind: "status", status, before: true, body: "{}" } });
    const { answer, result, ...codes } = await codesOf(row);
    expect(answer.status).toBe(told);
    expect(answer.type).toBe("application/problem+json");
    expect(result.isError).toBe(true);
    expect([codes.rest, codes.tool]).toEqual([code, code]);
    expect(at(answer.json, "provider")).toBe(row.kind.toLowerCase());
    expect(codes.toolAudit).toEqual(codes.restAudit);
    if (row.mutation === null) return expect(codes.restAudit).toEqual([]);
    expect(at(answer.json, "outcome")).toBe("REJECTED");
    expect(at(result.structuredContent, "outcome")).toBe("REJECTED");
    expect(codes.restAudit).toEqual([
      { phase: "intended", outcome: null, errorCodes: [] },
      { phase: "outcome", outcome: "REJECTED", errorCodes: [code] },
    ]);
  });
});

/** One operation that looks and, where there is one, one that writes, of each provider. */
const someRows = providerDefinitions.flatMap(({ kind }) => {
  const own = wholeTable.filter((row) => row.kind === kind);
  return [own.find(({ mutation }) => mutation === null), own.find(({ mutation }) => mutation !== null)]
    .filter((row) => row !== undefined)
    .map((row) => [nameOf(row), row] as const);
});

/** Ten failures in a row would have a provider left alone for a while; one answer, and they are forgotten. */
async function haveAnswered({ kind }: OperationRow): Promise<void> {
  const row = wholeTable.find((one) => one.kind === kind && one.mutation === null && one.user === undefined);
  if (row === undefined) throw new Error(`${kind} has nothing to look at.`);
  const sample = await prepareSample(gateway, row, NOBODY, "parity-error");
  expect((await rest(gateway, "GET", pathOf(row, sample))).status).toBeLessThan(500);
}

describe.each([
  ["refuses Roster's credential", { kind: "status", status: 401, before: true, body: "{}" }],
  ["does not let Roster in", { kind: "status", status: 403, before: true, body: "{}" }],
  ["is asked for too much", { kind: "status", status: 429, before: true, body: "{}" }],
  ["fails", { kind: "status", status: 500, before: true, body: "{}" }],
  ["answers with nonsense", { kind: "garbage" }],
  ["cuts the connection", { kind: "cut", when: "before" }],
] as const)("a provider that %s", (_does, fault) => {
  const CODES: Readonly<Record<string, string>> = {
    "401": "PROVIDER_UNAUTHENTICATED",
    "403": "PROVIDER_FORBIDDEN",
    "429": "RATE_LIMITED",
    "500": "UPSTREAM_ERROR",
    garbage: "UPSTREAM_INVALID_RESPONSE",
    cut: "PROVIDER_UNAVAILABLE",
  };
  const expected = CODES["status" in fault ? fault.status : fault.kind];

  it.each(someRows)("is told of alike by %s", async (_, row) => {
    const provider = row.kind.toLowerCase();
    await haveAnswered(row);
    gateway.simulator(provider).faults.add({ fault });
    const { answer, result, restAudit, toolAudit, ...codes } = await codesOf(row);
    expect([codes.rest, codes.tool]).toEqual([expected, expected]);
    expect(at(answer.json, "provider")).toBe(provider);
    expect(result.isError).toBe(true);
    expect(at(result.structuredContent, "outcome")).toBe(at(answer.json, "outcome"));
    expect(toolAudit).toEqual(restAudit);
    const query =
      "query ($p: String!, $id: String!) { userByExternalId(provider: $p, externalId: $id) { email } }";
    const { errors } = await gateway.graphql(query, { p: provider, id: NOBODY.id });
    expect(errors?.[0]?.extensions).toMatchObject({ code: expected, provider });
  });
});

describe("an id that nobody has", () => {
  const withUser = everyRow.filter(([, row]) => row.user !== undefined);

  it.each(withUser)("is not found: %s", async (_, row) => {
    const { answer, result, rest: told, tool } = await codesOf(row);
    expect([told, tool]).toEqual(["NOT_FOUND", "NOT_FOUND"]);
    expect(answer.status).toBe(404);
    expect(result.isError).toBe(true);
  });
});

describe("a write of which nobody knows whether it was done", () => {
  it.each([
    ["the connection is cut after it", { kind: "cut", when: "after" }, "PROVIDER_UNAVAILABLE", 503],
    ["the provider answers with nonsense", { kind: "garbage" }, "UPSTREAM_INVALID_RESPONSE", 502],
  ] as const)("is UNKNOWN where %s", async (_, fault, code, status) => {
    gateway.simulator("equinix").faults.add({ method: "POST", fault, times: 2 });
    const row = wholeTable.find((one) => nameOf(one) === "EQUINIX createuser");
    if (row === undefined) throw new Error("no row");
    const { answer, result, ...codes } = await codesOf(row);
    expect(answer.status).toBe(status);
    expect(answer.json).toMatchObject({ code, outcome: "UNKNOWN" });
    expect(result).toMatchObject({
      isError: true,
      structuredContent: { outcome: "UNKNOWN", error: { code } },
    });
    expect(codes.restAudit[1]).toEqual({ phase: "outcome", outcome: "UNKNOWN", errorCodes: [code] });
    expect(codes.toolAudit).toEqual(codes.restAudit);
  });
});

it("sends a write once, whatever becomes of it", async () => {
  gateway
    .simulator("equinix")
    .faults.add({ method: "POST", fault: { kind: "status", status: 503, before: true } });
  gateway.simulator("equinix").forgetRequests();
  const body = { emails: [{ address: "once@parity.example" }], first_name: "A", last_name: "B" };
  const { json } = await rest(gateway, "POST", "/v1/users", { body });
  expect(json).toMatchObject({ code: "UPSTREAM_ERROR", outcome: "UNKNOWN" });
  expect(gateway.simulator("equinix").requests()).toHaveLength(1);
});

it("tries a read again", async () => {
  gateway.simulator("equinix").faults.add({ fault: { kind: "status", status: 503, before: true }, times: 1 });
  expect((await rest(gateway, "GET", "/v1/user")).status).toBe(200);
});
