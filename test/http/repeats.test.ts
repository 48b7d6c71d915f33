import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { listAt } from "../calls/support.ts";
import { blocks } from "../docs/markdown.ts";
import { QUERIES } from "../limits/costQueries.ts";
import { publicSchema } from "../schema/publicSchema.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { keepLog, type Line } from "../telemetry/logLines.ts";
import { startLogged } from "../telemetry/support.ts";
import { anyQuery } from "./anyQuery.ts";

/*
 * An operation that is asked again takes a shorter way, and is compiled. Whoever asks, logs, counts or audits must
 * not be able to tell.
 */

const schema = publicSchema();

const kept = keepLog("debug");
let gateway: Gateway;
let ids: readonly string[] = [];
beforeAll(async () => {
  gateway = await startGateway({
    users: 12,
    config: { limits: { cost: 2_500 } },
    telemetry: { log: kept.log },
  });
  const { data } = await gateway.graphql(
    "{ users(first: 5) { nodes { id } } teams(first: 3) { nodes { id } } }",
  );
  ids = JSON.stringify(data).match(/(?<="id":")[^"]+/g) ?? [];
});
afterAll(() => gateway.close());

interface Request {
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** All that can be told of one request from outside, but for what is of its moment, such as how long an id is. */
async function trace({ body, headers }: Request, requestId: string): Promise<unknown> {
  kept.forget();
  const response = await fetch(gateway.url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-request-id": requestId,
      // What was kept of the time before would make the difference.
      "cache-control": "no-cache",
      ...headers,
    },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  const lines = await eventually(async () => {
    const found = kept.lines();
    return found.some(({ msg }) => msg === "operation") ? found : undefined;
  });
  const told = lines.find((line) => line["msg"] === "operation") ?? {};
  const { milliseconds: _milliseconds, upstreamCalls, ...line } = told;
  // An answer that an error has emptied is sent at once, whatever is still being asked.
  const isWhole = !text.includes('"data":null');
  return {
    status: [response.status, response.statusText],
    headers: [...response.headers].filter(([name]) => !OF_THE_MOMENT.has(name)),
    // GraphQL leaves it open how many of the errors are told that would each have emptied the answer.
    body: isWhole ? withoutMoments(text, requestId) : null,
    line: { ...line, codes: isWhole ? line["codes"] : null, requestId: line["requestId"] === requestId },
    calls: isWhole ? [upstreamCalls, callsIn(lines, requestId)] : null,
  };
}

function callsIn(lines: readonly Line[], requestId: string): readonly string[] {
  return lines
    .filter((line) => line["msg"] === "upstream call" && line["requestId"] === requestId)
    .map(({ provider, operation, page, status, records, source, attempt }) =>
      JSON.stringify({ provider, operation, page, status, records, source, attempt }),
    )
    .sort();
}

const OF_THE_MOMENT = new Set(["date", "x-request-id", "content-length"]);

/** Cursors say when their list was begun; times taken and ids differ from request to request. */
function withoutMoments(text: string, requestId: string): string {
  return text
    .replaceAll(requestId, "")
    .replaceAll(/"(endCursor|startCursor|\w*cursor)":"[^"]*"/gi, '"$1":""')
    .replaceAll(/"(milliseconds|upstreamRequestId|asOf)":[^,}]*/g, '"$1":0');
}

let asked = 0;
async function expectTheSame(request: Request, times = 2): Promise<void> {
  const traces: unknown[] = [];
  for (let time = 0; time < times; time += 1) {
    asked += 1;
    traces.push(await trace(request, `again-${asked}`));
  }
  const [first, ...again] = traces;
  for (const other of again) expect(other).toEqual(first);
}

const USERS =
  "query Users($first: Int, $providers: [String!]) { users(first: $first, filter: { providers: $providers }) { isComplete nodes { id email } coverage { status error { code } } } }";

/** Requests of every kind, right and wrong. */
const REQUESTS: Readonly<Record<string, Request>> = {
  "with a name": { body: { query: USERS, operationName: "Users", variables: { first: 2 } } },
  "with a name that is not in the document": { body: { query: USERS, operationName: "Teams" } },
  "with an empty name": { body: { query: USERS, operationName: "" } },
  "with variables of null": { body: { query: "{ providers { key } }", variables: null, extensions: null } },
  "with a variable of the wrong type": { body: { query: USERS, variables: { first: "two" } } },
  "with a value that the field refuses": { body: { query: USERS, variables: { first: 1_000 } } },
  "with a provider that is not there": { body: { query: USERS, variables: { providers: ["none"] } } },
  "with variables that are a list": { body: { query: "{ providers { key } }", variables: [] } },
  "with variables that are text": { body: { query: "{ providers { key } }", variables: "{}" } },
  "one of several operations": {
    body: { query: "query A { providers { key } } query B { providers { kind } }", operationName: "B" },
  },
  "none of several operations": {
    body: { query: "query A { providers { key } } query B { providers { kind } }" },
  },
  "with what it did upstream": {
    body: { query: "{ users(first: 3) { nodes { email } } }" },
    headers: { "roster-explain": "1" },
  },
  "as GraphQL's own type": {
    body: { query: "{ users(first: 3) { nodes { email } } }" },
    headers: { accept: "application/graphql-response+json" },
  },
  "in part": {
    body: { query: '{ providers { key } user(id: "nobody") { email } }' },
    headers: { accept: "application/graphql-response+json" },
  },
  "in part, as plain JSON": {
    body: { query: '{ providers { key } user(id: "nobody") { email } }' },
    headers: { accept: "application/json" },
  },
  "that costs too much": {
    body: {
      query: "{ users(first: 100) { nodes { gracePeriods { type } } } gracePeriods { nodes { type } } }",
    },
  },
  "with a broken idempotency key": {
    body: { query: "{ providers { key } }" },
    headers: { "idempotency-key": "x".repeat(1_000) },
  },
  "that is not valid": { body: { query: "{ providers { password } }" } },
  "that cannot be parsed": { body: { query: "{ providers {" } },
  "for the schema": { body: { query: "{ __schema { queryType { name } } __typename }" } },
  "with an extension": { body: { query: "{ providers { key } }", extensions: { client: "one" } } },
  "with an unknown persisted query": {
    body: { extensions: { persistedQuery: { version: 1, sha256Hash: "0".repeat(64) } } },
  },
  "in a batch": { body: [{ query: "{ providers { key } }" }] },
  "as a form of another page would send it": {
    body: { query: "{ providers { key } }" },
    headers: { "content-type": "text/plain" },
  },
  "with a charset": {
    body: { query: "{ providers { key } }" },
    headers: { "content-type": "application/json; charset=utf-8" },
  },
  "with another charset": {
    body: { query: "{ providers { key } }" },
    headers: { "content-type": "application/json; charset=latin1" },
  },
  "for what no client takes": { body: { query: "{ providers { key } }" }, headers: { accept: "text/html" } },
};

describe("an operation that is asked again", () => {
  it.each(Object.entries(REQUESTS))(
    "is answered, logged and charged as the first time: %s",
    async (_name, request) => {
      await expectTheSame(request, 3);
    },
  );

  it.each(QUERIES)("is answered, logged and charged as the first time: %s", async (_name, query) => {
    await expectTheSame({ body: { query }, headers: { "roster-explain": "1" } });
  });

  it.each(blocks("graphql").filter(({ text }) => !text.includes("mutation")))(
    "is answered as the first time: $place",
    async ({ text }) => expectTheSame({ body: { query: text, variables: { id: ids[0] } } }),
  );

  it.each([
    ["nodes", "query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on User { email } } }"],
    ["_entities", "query ($all: [_Any!]!) { _entities(representations: $all) { ... on User { id email } } }"],
  ])("is answered as the first time where some of a list are missing: %s", async (field, query) => {
    const some = ["nobody", ...ids, "nobody"];
    const all = some.map((id) => ({ __typename: "User", id }));
    await expectTheSame({ body: { query, variables: { ids: some, all } } }, 3);
    const { data, errors = [] } = await gateway.graphql(query, { ids: some, all });
    expect(listAt(data, field).length).toBe(some.length);
    expect(errors.length).toBeGreaterThanOrEqual(2);
  });

  it("is answered as the first time, whatever is asked", async () => {
    const some = (ids.length > 0 ? ids : ["nobody"]).map((id) => JSON.stringify(id));
    const given = {
      id: [...some, '"nobody"'],
      ids: [`[${some.join(", ")}]`, `["nobody", ${some.join(", ")}]`, "[]"],
      first: ["1", "2", "3", "0"],
      last: ["1", "2"],
      key: ['"scalr"', '"none"'],
      provider: ['"scaleway"', '"none"'],
      externalId: ['"x"', '""'],
      orderBy: ["{ field: EMAIL }", "null"],
      onProviderFailure: ["FAIL", "PARTIAL"],
    };
    await fc.assert(
      fc.asyncProperty(anyQuery(schema, given), async (query) => expectTheSame({ body: { query } })),
      { numRuns: 25 },
    );
  });

  it("is refused for its caller's allowance as the first time, and counted in the metrics", async () => {
    const poor = await startLogged({ users: 5, config: { limits: { costPerMinute: 2 } } });
    try {
      const ask = () => poor.ask({ query: "{ providers { key } }" });
      const statuses: number[] = [];
      for (let time = 0; time < 4; time += 1) statuses.push((await ask()).response.status);
      expect(statuses).toEqual([200, 200, 429, 429]);
      const counted = await eventually(async () => {
        const families = await poor.scrape();
        const samples = families.find(({ name }) => name === "roster_operations_total")?.samples ?? [];
        return samples.some(({ value }) => value === 2) ? samples : undefined;
      });
      expect(counted.filter(({ value }) => value > 0).map(({ value }) => value)).toEqual([2, 2]);
    } finally {
      await poor.close();
    }
  });
});

async function eventually<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    await wait(10);
  }
}
