import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { anyFilter, anyOrder } from "./anyList.ts";
import {
  fits,
  inOrder,
  keyOf,
  type Listed,
  type PlainFilter,
  type PlainOrder,
  readCompany,
} from "./oracle.ts";
import { AT_ANY_COST, keysOf, pageArguments, type UserList, userPage, walkUsers } from "./userPages.ts";

let gateway: Gateway;
let company: readonly Listed[];

beforeAll(async () => {
  // Pages of 20, so that a provider's list takes several of them.
  gateway = await startGateway({ users: 90, settings: { pageSize: 20 }, config: AT_ANY_COST });
  company = await readCompany(gateway.app.providers);
});

afterAll(async () => gateway.close());

/** What all pages of a list together must hold. */
async function expectedKeys(filter: PlainFilter, orderBy: PlainOrder | null): Promise<readonly string[]> {
  const naive = inOrder(
    company.filter((listed) => fits(listed, filter)),
    orderBy,
  ).map(keyOf);
  const { providers: _providers, ...sifting } = filter;
  if (orderBy !== null || Object.keys(sifting).length === 0) return naive;
  // At whose turn somebody comes depends on how much of the filter the provider applies itself. What must hold
  // is that each provider's users come in its own order, and that every way through the list shows the same.
  const { keys } = await walkUsers(gateway, { filter, orderBy }, { size: 100 });
  for (const { key } of gateway.app.providers) {
    expect(keys.filter((one) => one.startsWith(`${key}/`))).toEqual(
      naive.filter((one) => one.startsWith(`${key}/`)),
    );
  }
  return keys;
}

describe("the oracle", () => {
  it("has read what the simulators hold", () => {
    for (const [name, { people }] of Object.entries(gateway.simulation.simulators)) {
      const read = company.filter(({ user }) => user.provider === name).map(({ user }) => user.externalId);

      expect(new Set(people.list().map(({ id }) => id))).toEqual(new Set(read));
    }
  });
});

describe("pages of users", () => {
  it("are, one after the other, what a naive filter and sort of the whole company gives", async () => {
    await fc.assert(
      fc.asyncProperty(
        anyFilter(company),
        anyOrder,
        fc.integer({ min: 3, max: 100 }),
        fc.boolean(),
        async (filter, orderBy, size, backwards) => {
          const expected = await expectedKeys(filter, orderBy);
          const { keys, pages } = await walkUsers(gateway, { filter, orderBy }, { size, backwards });

          expect(keys).toEqual(expected);
          expect(pages.every(({ isComplete }) => isComplete)).toBe(true);
          for (const { totalCount } of pages) expect([null, expected.length]).toContain(totalCount);
        },
      ),
      { numRuns: 30 },
    );
  });

  it("go on from any edge in either direction", async () => {
    const steps = fc.array(
      fc.record({ edge: fc.nat(99), size: fc.integer({ min: 1, max: 40 }), backwards: fc.boolean() }),
      { minLength: 2, maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(anyFilter(company), anyOrder, steps, async (filter, orderBy, moves) => {
        const expected = await expectedKeys(filter, orderBy);
        let from: Standing = null;
        for (const move of moves) {
          from = await checkPage({ filter, orderBy }, expected, move, from);
          if (from === null) return;
        }
      }),
      { numRuns: 30 },
    );
  });
});

/** The edge that was gone to last. */
type Standing = { readonly cursor: string; readonly position: number } | null;

/** Reads one page from an edge, compares it with what it should hold, and goes to another edge of it. */
async function checkPage(
  list: Pick<UserList, "filter" | "orderBy">,
  expected: readonly string[],
  { edge, size, backwards }: { readonly edge: number; readonly size: number; readonly backwards: boolean },
  from: Standing,
): Promise<Standing> {
  const page = await userPage(gateway, { ...list, ...pageArguments(size, backwards, from?.cursor ?? null) });
  const end = backwards ? (from?.position ?? expected.length) : expected.length;
  const begin = backwards ? Math.max(0, end - size) : (from?.position ?? -1) + 1;
  const shown = expected.slice(begin, Math.min(end, begin + size));
  const continued = from !== null;

  expect(keysOf(page)).toEqual(shown);
  expect(page.pageInfo).toMatchObject({
    hasNextPage: backwards ? continued : begin + size < expected.length,
    hasPreviousPage: backwards ? begin > 0 : continued,
    startCursor: page.edges[0]?.cursor ?? null,
    endCursor: page.edges.at(-1)?.cursor ?? null,
  });
  const chosen = page.edges[edge % Math.max(1, shown.length)];
  return chosen === undefined ? null : { cursor: chosen.cursor, position: begin + (edge % shown.length) };
}
