import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { CallRecord } from "../../src/datasources/call.ts";
import { NO_TRACES, type Traces } from "../../src/telemetry/trace.ts";
import { settled, until } from "../resilience/support.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { dig, listAt, PROVIDERS, type ProviderKey, someUser } from "./support.ts";

/*
 * What many clients cost who ask the same at the same moment. The simulators answer when everybody has asked.
 */

const CLIENTS = 64;
let gateway: Gateway;
let fieldsBegun = 0;

/** Tells how many fields the gateway has begun to resolve: each client's one. */
const counting: Traces = {
  ...NO_TRACES,
  operation: (parent) => ({
    ...NO_TRACES.operation(parent),
    field() {
      fieldsBegun += 1;
      return { end: () => undefined };
    },
  }),
};

beforeAll(async () => {
  gateway = await startGateway({ telemetry: { traces: counting } });
});
afterAll(() => gateway.close());
beforeEach(() => {
  fieldsBegun = 0;
  gateway.forgetRequests();
});

/** Lets so many clients ask at once, whose providers answer once all have asked. */
async function atOnce(query: string, variables: Readonly<Record<string, unknown>>, clients = CLIENTS) {
  let release = (): void => undefined;
  const until_ = new Promise<void>((resolve) => {
    release = resolve;
  });
  for (const { faults } of PROVIDERS.map(gateway.simulator))
    faults.add({ fault: { kind: "hold", until: until_ } });
  const answers = Array.from({ length: clients }, () =>
    gateway.graphql(query, variables, { "roster-explain": "1" }),
  );
  await until(() => fieldsBegun >= clients);
  // What a field asks for goes out a few turns after it has begun.
  for (let turn = 0; turn < 20; turn += 1) await settled();
  release();
  for (const { faults } of PROVIDERS.map(gateway.simulator)) faults.clear();
  return Promise.all(answers);
}

function sourcesOf(answer: unknown): readonly unknown[] {
  return listAt(answer, "extensions", "upstream", "calls").map((call) => dig(call, "source"));
}

const count = (list: readonly unknown[], wanted: CallRecord["source"]): number =>
  list.filter((source) => source === wanted).length;

describe(`${CLIENTS} clients who ask the same at once`, () => {
  it.each(PROVIDERS)("for one user of %s make one call", async (provider: ProviderKey) => {
    const id = someUser(gateway, provider);
    const answers = await atOnce("query ($id: ID!) { user(id: $id) { id email status } }", { id });
    expect(gateway.requestCounts()).toEqual({ [provider]: 1 });
    expect(new Set(answers.map(({ data }) => JSON.stringify(data))).size).toBe(1);
    expect(dig(answers[0], "data", "user", "id")).toBe(id);
    const sources = answers.flatMap(sourcesOf);
    expect([count(sources, "network"), count(sources, "shared")]).toEqual([1, CLIENTS - 1]);
  });

  it("for a list of all providers make one call to each", async () => {
    const answers = await atOnce("{ users(first: 100) { nodes { id email } isComplete } }", {});
    expect(gateway.requestCounts()).toEqual(Object.fromEntries(PROVIDERS.map((key) => [key, 1])));
    expect(new Set(answers.map(({ data }) => JSON.stringify(data))).size).toBe(1);
    expect(dig(answers[0], "data", "users", "isComplete")).toBe(true);
  });

  it("leave by themselves: the call goes on for the others", async () => {
    const id = someUser(gateway, "scalr");
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    gateway.simulator("scalr").faults.add({ fault: { kind: "hold", until: held } });
    const query = JSON.stringify({ query: "query ($id: ID!) { user(id: $id) { id } }", variables: { id } });
    const leaving = new AbortController();
    const post = (signal?: AbortSignal) =>
      fetch(gateway.url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: query,
        ...(signal === undefined ? {} : { signal }),
      });
    const first = post(leaving.signal).catch(() => "left");
    await until(() => fieldsBegun >= 1 && gateway.simulator("scalr").requests().length === 1);
    const second = post();
    await until(() => fieldsBegun >= 2);
    for (let turn = 0; turn < 20; turn += 1) await settled();
    leaving.abort();
    expect(await first).toBe("left");
    for (let turn = 0; turn < 20; turn += 1) await settled();
    release();
    expect(await (await second).json()).toEqual({ data: { user: { id } } });
    expect(gateway.requestCounts()).toEqual({ scalr: 1 });
    gateway.simulator("scalr").faults.clear();
  });
});

describe("a read after a write", () => {
  it("does not join one that was under way before it", async () => {
    const id = someUser(gateway, "scaleway");
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { faults } = gateway.simulator("scaleway");
    faults.add({ method: "GET", times: 1, fault: { kind: "hold", until: held } });
    const read = "query ($id: ID!) { user(id: $id) { status } }";
    const before = gateway.graphql(read, { id });
    await until(() => gateway.simulator("scaleway").requests().length === 1);
    const lock = "mutation ($id: ID!) { lockUser(input: { id: $id }) { outcome user { status } } }";
    const { data } = await gateway.graphql(lock, { id });
    expect(dig(data, "lockUser")).toEqual({ outcome: "CONFIRMED", user: { status: "LOCKED" } });
    expect((await gateway.graphql(read, { id })).data).toEqual({ user: { status: "LOCKED" } });
    release();
    expect((await before).data).toEqual({ user: { status: "ACTIVE" } });
    faults.clear();
  });
});
