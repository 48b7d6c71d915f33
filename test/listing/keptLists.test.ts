import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { formatId } from "../../src/domain/ids.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { ANEW, AT_ANY_COST, keysOf, type UserPage, userPage, walkUsers } from "./userPages.ts";

/*
 * Lists that are swept are kept for a while, for everybody. Pages of 20, so that reading one costs several calls.
 */

const BY_NAME = { orderBy: { field: "DISPLAY_NAME", direction: "ASC" } } as const;
const FIRST = { ...BY_NAME, first: 20 };
let gateway: Gateway;

beforeAll(async () => {
  gateway = await startGateway({ users: 90, settings: { pageSize: 20 }, config: AT_ANY_COST });
});
afterAll(async () => gateway.close());
beforeEach(() => {
  // Nothing that an earlier test has read counts any more.
  gateway.simulation.clock.advance(60_000);
  gateway.forgetRequests();
});

async function callsOf<T>(work: () => Promise<T>) {
  gateway.forgetRequests();
  const result = await work();
  return { result, calls: gateway.requestCounts() };
}

const asOfAll = ({ coverage }: UserPage) => coverage.map(({ asOf }) => asOf);

describe("a list that had to be swept", () => {
  it("costs the next caller nothing, in any order and with any filter that Roster applies, and says its age", async () => {
    const first = await userPage(gateway, FIRST, {});
    gateway.simulation.clock.advance(10_000);
    const again = await callsOf(() => userPage(gateway, FIRST, {}));
    expect(again.calls).toEqual({});
    expect(keysOf(again.result)).toEqual(keysOf(first));
    expect(asOfAll(again.result)).toEqual(asOfAll(first));
    expect(Date.parse(String(asOfAll(first)[0]))).toBeLessThanOrEqual(
      gateway.simulation.clock.now() - 10_000,
    );

    for (const list of [
      { ...FIRST, orderBy: { ...BY_NAME.orderBy, direction: "DESC" as const } },
      { ...BY_NAME, last: 20 },
    ]) {
      expect((await callsOf(() => userPage(gateway, list, {}))).calls).toEqual({});
    }
  });

  it("is read anew for whoever asks for that, or for nothing older than so many seconds", async () => {
    await userPage(gateway, FIRST, {});
    gateway.simulation.clock.advance(10_000);
    expect((await callsOf(() => userPage(gateway, FIRST, { "cache-control": "max-age=11" }))).calls).toEqual(
      {},
    );
    expect(
      (await callsOf(() => userPage(gateway, FIRST, { "cache-control": "max-age=5" }))).calls,
    ).not.toEqual({});
    const anew = await callsOf(() => userPage(gateway, FIRST, ANEW));
    expect(Object.keys(anew.calls).sort()).toEqual(gateway.app.providers.map(({ key }) => key).sort());
  });

  it("costs nothing from page to page, and another sweep when it has got old, with nobody lost or shown twice", async () => {
    const everybody = keysOf(await userPage(gateway, { ...BY_NAME, first: 100 }, ANEW));
    let after = (await userPage(gateway, { ...BY_NAME, first: 10 })).pageInfo.endCursor;
    const next = await callsOf(() => userPage(gateway, { ...BY_NAME, first: 10, after }));
    expect(next.calls).toEqual({});
    after = next.result.pageInfo.endCursor;
    gateway.simulation.clock.advance(60_000);
    const third = await callsOf(() => userPage(gateway, { ...BY_NAME, first: 10, after }));
    expect(Object.keys(third.calls).length).toBe(gateway.app.providers.length);
    expect(keysOf(third.result)).toEqual(everybody.slice(20, 30));
  });

  it("shows everybody once who was there when it was read, though its first page was another caller's", async () => {
    await userPage(gateway, FIRST, {});
    const people = gateway.simulator("scalr").people.list();
    const gone = people[3];
    gateway.simulation.clock.advance(5_000);
    if (gone !== undefined) gateway.simulator("scalr").people.remove(gone.id);
    const pages: UserPage[] = [await userPage(gateway, FIRST, {})];
    for (;;) {
      const after = pages.at(-1)?.pageInfo.endCursor ?? null;
      const page = await userPage(gateway, { ...FIRST, after });
      pages.push(page);
      // In the middle of the walk what was kept gets too old.
      gateway.simulation.clock.advance(pages.length === 3 ? 60_000 : 0);
      if (!page.pageInfo.hasNextPage) break;
    }
    const shown = pages.flatMap(keysOf);
    const { keys: now } = await walkUsers(gateway, BY_NAME, { size: 100 });
    expect(new Set(shown).size).toBe(shown.length);
    expect(shown.filter((key) => key !== `scalr/${gone?.id}`)).toEqual(now);
  });

  it("says that it was kept where the calls are shown", async () => {
    await userPage(gateway, FIRST, {});
    const { extensions } = await gateway.graphql(
      "{ users(first: 5, orderBy: { field: DISPLAY_NAME }) { isComplete } }",
      {},
      { "roster-explain": "1" },
    );
    const { calls } = JSON.parse(JSON.stringify(extensions?.["upstream"])) as { calls: { source: string }[] };
    expect(calls.map(({ source }) => source)).toEqual(["cache", "cache", "cache", "cache", "cache"]);
  });
});

describe("a list that had to be swept, after a write of Roster's own", () => {
  const LOCK = "mutation ($id: ID!) { lockUser(input: { id: $id }) { outcome } }";

  it("costs a look at that user, who is shown as they are now", async () => {
    const locked = {
      filter: { status: ["LOCKED"], providers: ["scaleway", "scalr"] },
      ...BY_NAME,
      first: 100,
    };
    await userPage(gateway, { ...FIRST, filter: { providers: ["scaleway", "scalr"] } }, {});
    const before = await userPage(gateway, locked, {});
    const active = await userPage(
      gateway,
      { ...locked, filter: { ...locked.filter, status: ["ACTIVE"] } },
      {},
    );
    const somebody = active.edges.find(({ node }) => node.provider.key === "scaleway")?.node.externalId ?? "";
    const { data } = await gateway.graphql(LOCK, { id: formatId("User", "scaleway", somebody) });
    expect(data).toEqual({ lockUser: { outcome: "CONFIRMED" } });

    const after = await callsOf(() => userPage(gateway, locked, {}));
    expect(new Set(keysOf(after.result))).toEqual(new Set([...keysOf(before), `scaleway/${somebody}`]));
    expect(after.calls["scaleway"]).toBe(1);
    expect((await callsOf(() => userPage(gateway, locked, {}))).calls).toEqual({});
  });
});
