import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { until } from "../resilience/support.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { dig, listAt, PROVIDERS, type ProviderKey, someUser, userIds } from "./support.ts";

/*
 * What an answer costs that is kept by the configuration: nothing, until it is too old, or something was written.
 */

const CACHE = { users: 10, user: 10, "User.teams": 10, teams: 30, staleSeconds: 20 };
const USER = "query ($id: ID!) { user(id: $id) { email status } }";
const LIST = "{ users(first: 20) { nodes { email } coverage { provider { key } asOf } } }";
const LOCK = "mutation ($id: ID!) { lockUser(input: { id: $id }) { outcome } }";
let gateway: Gateway;

beforeAll(async () => {
  gateway = await startGateway({ settings: { cache: CACHE } });
});
afterAll(() => gateway.close());
beforeEach(() => {
  gateway.simulation.clock.advance(600_000);
  gateway.forgetRequests();
});

const advance = (seconds: number): void => gateway.simulation.clock.advance(seconds * 1000);

async function ask(query: string, variables = {}, headers: Readonly<Record<string, string>> = {}) {
  gateway.forgetRequests();
  const answer = await gateway.graphql(query, variables, { "roster-explain": "1", ...headers });
  expect(answer.errors).toBeUndefined();
  return { answer, calls: gateway.requestCounts() };
}

describe("an answer that may be kept", () => {
  it.each(PROVIDERS)("costs nothing while it is fresh: one user of %s", async (provider: ProviderKey) => {
    const id = someUser(gateway, provider);
    const first = await ask(USER, { id });
    advance(9);
    const second = await ask(USER, { id });
    expect([first.calls, second.calls]).toEqual([{ [provider]: 1 }, {}]);
    expect(second.answer.data).toEqual(first.answer.data);
    const [call] = listAt(second.answer.extensions, "upstream", "calls");
    expect(call).toMatchObject({ provider, source: "cache" });
  });

  it("costs nothing as a list, which says how old it is", async () => {
    const first = await ask(LIST);
    advance(9);
    const second = await ask(LIST);
    expect(second.calls).toEqual({});
    expect(dig(second.answer.data, "users", "nodes")).toEqual(dig(first.answer.data, "users", "nodes"));
    for (const part of listAt(second.answer.data, "users", "coverage")) {
      const ageMs = gateway.simulation.clock.now() - Date.parse(String(dig(part, "asOf")));
      expect(ageMs).toBeGreaterThanOrEqual(9_000);
    }
  });

  it("holds the teams of users, too", async () => {
    const query =
      '{ users(first: 5, filter: { providers: ["scaleway"] }) { nodes { teams { nodes { name } } } } }';
    const first = await ask(query);
    const second = await ask(query);
    expect([first.calls, second.calls]).toEqual([{ scaleway: 2 }, {}]);
    expect(second.answer.data).toEqual(first.answer.data);
  });

  it("is given out while a new one is fetched when it has got stale, and not for ever", async () => {
    const id = someUser(gateway, "scalr");
    const { requests } = gateway.simulator("scalr");
    await ask(USER, { id });
    advance(15);
    const sources = (answer: unknown) =>
      listAt(answer, "extensions", "upstream", "calls").map((call) => dig(call, "source"));
    const stale = await ask(USER, { id });
    expect(sources(stale.answer)).toContain("cache");
    await until(() => requests().length === 1 && requests()[0]?.status === 200);
    advance(9);
    await until(() => gateway.app.providers.every(({ stats }) => stats().running === 0));
    expect((await ask(USER, { id })).calls).toEqual({});
    advance(31);
    expect((await ask(USER, { id })).calls).toEqual({ scalr: 1 });
  });

  it.each([
    ["no-cache", 1],
    ["max-age=4", 1],
    ["max-age=6", 0],
    ["max-age=60", 0],
    ["private", 0],
  ])("is not used where the request says otherwise: %s", async (control, calls) => {
    const id = someUser(gateway, "scaleway");
    await ask(USER, { id });
    advance(5);
    const again = await ask(USER, { id }, { "cache-control": control });
    expect(again.calls).toEqual(calls === 0 ? {} : { scaleway: calls });
  });

  it("is not used for the next page of a list that was begun after it", async () => {
    const page = `query ($after: String) {
      users(first: 100, after: $after, filter: { providers: ["scaleway"] }) { pageInfo { endCursor } nodes { id } }
    }`;
    const first = await ask(page);
    const after = dig(first.answer.data, "users", "pageInfo", "endCursor");
    await ask(page, { after });
    advance(5);
    const anew = await ask(page, {}, { "cache-control": "no-cache" });
    const next = await ask(page, { after: dig(anew.answer.data, "users", "pageInfo", "endCursor") });
    expect([anew.calls, next.calls]).toEqual([{ scaleway: 1 }, { scaleway: 2 }]);
  });

  it("is never a failure", async () => {
    const id = someUser(gateway, "scalr");
    const { faults } = gateway.simulator("scalr");
    faults.add({ fault: { kind: "status", status: 500 } });
    expect((await gateway.graphql(USER, { id })).errors).toHaveLength(1);
    faults.clear();
    expect((await ask(USER, { id })).calls).toEqual({ scalr: 1 });
  });

  it("is gone after a write about that user, and so are lists, but no other user", async () => {
    const [first = "", second = ""] = userIds(gateway, "scaleway").slice(20, 22);
    await ask(USER, { id: second });
    await ask(USER, { id: first });
    await ask(LIST);
    const { data } = await gateway.graphql(LOCK, { id: first });
    expect(dig(data, "lockUser", "outcome")).toBe("CONFIRMED");
    const after = await ask(USER, { id: first });
    expect(dig(after.answer.data, "user", "status")).toBe("LOCKED");
    expect((await ask(USER, { id: second })).calls).toEqual({});
    expect((await ask(LIST)).calls).toEqual({ scaleway: 1 });
  });
});
