import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { AT_ANY_COST, keysOf, pageArguments, type UserList, userPage, walkUsers } from "./userPages.ts";

/** Longer than what was read before may be used again. */
const A_WHILE = 60_000;

describe("a walk through 20,000 users", () => {
  /** A company has 970 users over all providers for every 420 people. */
  const PEOPLE = 8_660;
  let gateway: Gateway;

  beforeAll(async () => {
    gateway = await startGateway({ users: PEOPLE, config: AT_ANY_COST });
  }, 60_000);

  afterAll(async () => gateway.close());

  it("takes 230 upstream calls for 203 pages of 100 users upstream", async () => {
    gateway.forgetRequests();
    const { keys, pages } = await walkUsers(gateway, { orderBy: null }, { size: 100 });
    const users = Object.values(gateway.simulation.simulators).map(({ people }) => people.list().length);
    const upstreamPages = users.reduce((sum, count) => sum + Math.ceil(count / 100), 0);
    const calls = Object.values(gateway.requestCounts()).reduce((sum, count) => sum + count, 0);

    expect(keys.length).toBeGreaterThan(19_900);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toHaveLength(users.reduce((sum, count) => sum + count, 0));
    expect(pages).toHaveLength(Math.ceil(keys.length / 100));
    expect(upstreamPages).toBe(203);
    // Each page holds the end of the one before it, so that no move of the list goes unnoticed. As providers
    // count pages in whole page sizes, that takes smaller pages than 100: 1.13 calls for a full page.
    expect(calls).toBe(230);
    expect(calls / upstreamPages).toBeLessThan(1.15);
  }, 100_000);

  it("takes two calls to a provider for a page at most when the pages are asked for one a minute", async () => {
    const walk = { after: null as string | null, pages: 0 };
    gateway.forgetRequests();
    while (walk.pages < 20) {
      const page = await userPage(gateway, { first: 100, after: walk.after });
      gateway.simulation.clock.advance(A_WHILE);
      walk.after = page.pageInfo.endCursor;
      walk.pages += 1;
    }

    for (const calls of Object.values(gateway.requestCounts())) {
      expect(calls).toBeGreaterThanOrEqual(walk.pages);
      expect(calls).toBeLessThan(1.5 * walk.pages);
    }
  }, 60_000);
});

describe("the upstream calls of a list", () => {
  let gateway: Gateway;

  beforeAll(async () => {
    gateway = await startGateway({ config: AT_ANY_COST });
  });

  afterAll(async () => gateway.close());

  async function callsOf(list: UserList): Promise<Readonly<Record<string, number>>> {
    gateway.forgetRequests();
    await userPage(gateway, list);
    return gateway.requestCounts();
  }

  /** One call each: the provider's own order, or one that it has itself. */
  const ONE_EACH = { scaleway: 1, samsung: 1, scaikey: 1, equinix: 1, scalr: 1 };
  /** All pages: Samsung's hold a thousand users, those of the others a hundred. */
  const EVERY_PAGE = { scaleway: 3, samsung: 1, scaikey: 3, equinix: 2, scalr: 2 };
  const SCAIKEY_USERS = 210;

  it("is one for each provider without an order", async () => {
    expect(await callsOf({ first: 100 })).toEqual(ONE_EACH);
    expect(await callsOf({ first: 1 })).toEqual(ONE_EACH);
  });

  it.each(["EMAIL", "DISPLAY_NAME", "LAST_LOGIN_AT"] as const)(
    "is every page of each provider by %s, which none sorts as Roster does",
    async (field) => {
      expect(await callsOf({ orderBy: { field, direction: "ASC" } })).toEqual(EVERY_PAGE);
      expect(await callsOf({ orderBy: { field, direction: "DESC" } })).toEqual(EVERY_PAGE);
      expect(await callsOf({ last: 10, orderBy: { field, direction: "ASC" } })).toEqual(EVERY_PAGE);
    },
  );

  it("is one for those who sort by CREATED_AT, and a look-up of each user where the list does not tell it", async () => {
    const others = { ...EVERY_PAGE, scaikey: EVERY_PAGE.scaikey + SCAIKEY_USERS };

    expect(await callsOf({ orderBy: { field: "CREATED_AT", direction: "ASC" } })).toEqual({
      ...others,
      scaleway: 1,
      samsung: 1,
      scalr: 1,
    });
    // Scalr documents its sort in one direction only.
    expect(await callsOf({ orderBy: { field: "CREATED_AT", direction: "DESC" } })).toEqual({
      ...others,
      scaleway: 1,
      samsung: 1,
    });
  });

  it("is none on the next pages of a list that was swept of late", async () => {
    for (const field of ["EMAIL", "CREATED_AT"] as const) {
      const orderBy = { field, direction: "DESC" } as const;
      const first = await userPage(gateway, { first: 20, orderBy });
      const after = first.pageInfo.endCursor;
      const calls = await callsOf({ first: 20, after, orderBy });

      expect({ ...calls, scaleway: 0, samsung: 0 }).toEqual({ scaleway: 0, samsung: 0 });
      // Those who sort themselves have been read as far as the first page went.
      expect(Math.max(0, ...Object.values(calls))).toBeLessThanOrEqual(1);
    }
  });

  it.each([false, true])(
    "looks each user up once in a walk that filters by what only a look-up tells (backwards: %s)",
    async (backwards) => {
      gateway.forgetRequests();
      const filter = { providers: ["scaikey"], createdAfter: "2022-01-01T00:00:00Z" };
      const { keys } = await walkUsers(gateway, { filter, orderBy: null }, { size: 10, backwards });
      const lookUps = gateway.requestCounts()["scaikey"] ?? 0;

      expect(keys.length).toBeGreaterThan(50);
      expect(lookUps).toBeLessThanOrEqual(SCAIKEY_USERS + 2 * EVERY_PAGE.scaikey);
    },
  );

  it("is about one for each page and provider when a list that a provider sorts is read slowly", async () => {
    const list = {
      filter: { providers: ["scaleway"] },
      orderBy: { field: "CREATED_AT", direction: "ASC" },
    } as const;
    for (const backwards of [false, true]) {
      gateway.forgetRequests();
      const { pages } = await walkUsers(gateway, list, { size: 20, backwards }, () =>
        gateway.simulation.clock.advance(A_WHILE),
      );

      expect(gateway.requestCounts()["scaleway"]).toBeLessThanOrEqual(Math.ceil(1.5 * pages.length));
    }
  });

  it("is none where nothing can match", async () => {
    for (const filter of [
      { mfa: ["ENABLED"], providers: ["samsung", "scalr"] },
      { createdAfter: "2026-01-02T00:00:00Z", createdBefore: "2026-01-01T00:00:00Z" },
      { tag: "on-call", providers: ["equinix"] },
    ]) {
      gateway.forgetRequests();
      const page = await userPage(gateway, { filter, ...pageArguments(10, false, null) });

      expect(keysOf(page)).toEqual([]);
      expect(page).toMatchObject({ totalCount: 0, isComplete: true });
      expect(page.coverage.every(({ status, total }) => status === "COMPLETE" && total === 0)).toBe(true);
      expect(gateway.requestCounts()).toEqual({});
    }
  });
});
