import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { anyFilter, anyOrder } from "./anyList.ts";
import { fits, inOrder, keyOf, type Listed, readCompany } from "./oracle.ts";
import { keysOf, pageArguments, userPage, walkUsers } from "./userPages.ts";

let gateway: Gateway;
let company: readonly Listed[];

beforeAll(async () => {
  // Pages of 20, so that a provider's list takes several of them.
  gateway = await startGateway({ users: 90, settings: { pageSize: 20 } });
  company = await readCompany(gateway.app.providers);
});

afterAll(async () => gateway.close());

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
          const expected = inOrder(
            company.filter((listed) => fits(listed, filter)),
            orderBy,
          ).map(keyOf);
          const { keys, pages } = await walkUsers(gateway, { filter, orderBy }, { size, backwards });

          expect(keys).toEqual(expected);
          expect(pages.every(({ isComplete }) => isComplete)).toBe(true);
          for (const { totalCount } of pages) expect([null, expected.length]).toContain(totalCount);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("go on from any edge in either direction", async () => {
    const step = fc.record({
      edge: fc.nat(99),
      size: fc.integer({ min: 1, max: 40 }),
      backwards: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        anyFilter(company),
        anyOrder,
        fc.array(step, { minLength: 2, maxLength: 6 }),
        async (filter, orderBy, steps) => {
          const expected = inOrder(
            company.filter((listed) => fits(listed, filter)),
            orderBy,
          ).map(keyOf);
          let cursor: string | null = null;
          /** The number of the edge that the cursor is of. */
          let at: number | null = null;
          for (const { edge, size, backwards } of steps) {
            const end: number = at ?? expected.length;
            const begin: number = at === null ? 0 : at + 1;
            const from: number = backwards ? Math.max(0, end - size) : begin;
            const to: number = backwards ? end : Math.min(expected.length, begin + size);
            const page = await userPage(gateway, {
              filter,
              orderBy,
              ...pageArguments(size, backwards, cursor),
            });

            expect(keysOf(page)).toEqual(expected.slice(from, to));
            expect(page.pageInfo).toMatchObject({
              hasNextPage: backwards ? cursor !== null : to < expected.length,
              hasPreviousPage: backwards ? from > 0 : cursor !== null,
              startCursor: page.edges[0]?.cursor ?? null,
              endCursor: page.edges.at(-1)?.cursor ?? null,
            });
            if (page.edges.length === 0) return;
            const position: number = edge % page.edges.length;
            cursor = page.edges[position]?.cursor ?? null;
            at = from + position;
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});
