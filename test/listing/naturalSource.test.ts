import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { createNaturalSource } from "../../src/directory/naturalSource.ts";
import type { Reading } from "../../src/directory/source.ts";
import { GatewayError } from "../../src/domain/errors.ts";
import {
  anyChanges,
  changing,
  createMovingList,
  ids,
  itself,
  type MovingList,
  readingOf,
} from "./movingList.ts";
import { readPage, walkList } from "./readList.ts";

const PAGE = 20;

function sourcesOf(
  list: MovingList<string>,
  changed: Partial<Reading<string, string>> = {},
  pageSize = PAGE,
) {
  const reading = { ...readingOf(list, pageSize, itself), ...changed };
  return (...[start, anchors]: Parameters<Parameters<typeof readPage<string>>[0]["sources"]>) => [
    createNaturalSource(reading, { ...start, anchor: anchors["alpha"] ?? null }),
  ];
}

describe("a list in its provider's own order", () => {
  it.each([0, 1, 19, 20, 21, 137])("shows each of %i rows once, forwards and backwards", async (count) => {
    const sources = sourcesOf(createMovingList(ids(count)));

    expect(await walkList({ size: 7, sources })).toMatchObject({ shown: ids(count), isComplete: true });
    expect(await walkList({ size: 7, sources, backwards: true })).toMatchObject({
      shown: ids(count),
      isComplete: true,
    });
  });

  it("reads no further than the page needs", async () => {
    const list = createMovingList(ids(137));
    await readPage({ size: 7, sources: sourcesOf(list) });

    expect(list.requests).toEqual([{ number: 0, size: PAGE }]);
  });

  it("reads pages that overlap, so that a move cannot go unnoticed", async () => {
    const list = createMovingList(ids(200));
    await readPage({ size: 200, sources: sourcesOf(list, {}, 100) });

    expect(list.requests).toEqual([
      { number: 0, size: 100 },
      { number: 1, size: 98 },
      { number: 2, size: 97 },
    ]);
  });

  it("shows all records that a row becomes, also when a page ends in the middle of them", async () => {
    const produce = (rows: readonly string[]) =>
      rows.map((row) => Array.from({ length: Number(row.slice(1)) % 4 }, (_, part) => `${row}.${part}`));
    const sources = sourcesOf(createMovingList(ids(50)), { produce, exactTotal: false });
    const all = produce(ids(50)).flat();

    for (const size of [1, 2, 5]) {
      expect((await walkList({ size, sources })).shown).toEqual(all);
      expect((await walkList({ size, sources, backwards: true })).shown).toEqual(all);
    }
  });
});

describe("a list that moves while it is read", () => {
  it("loses nobody when one leaves and another joins, so that the total stays the same", async () => {
    const list = createMovingList(ids(100));
    const { shown, isComplete } = await walkList({
      size: 20,
      sources: sourcesOf(list),
      between: (page) => {
        list.rows = [...list.rows.filter((id) => id !== `u00${page}`), `new${page}`];
      },
    });

    expect(shown.filter((id) => id.startsWith("u"))).toEqual(ids(100));
    expect(isComplete).toBe(true);
  });

  it("loses nobody when that happens between two upstream pages of one walk", async () => {
    const list = createMovingList(ids(100));
    list.beforePage = (read) => {
      if (read > 0) list.rows = [...list.rows.filter((id) => id !== `u00${read}`), `new${read}`];
    };
    const { nodes } = await readPage({ size: 100, sources: sourcesOf(list) });

    expect(nodes.filter((id) => id.startsWith("u"))).toEqual(ids(100));
  });

  it("goes on behind a cursor whose row and neighbours have left", async () => {
    const list = createMovingList(ids(60));
    const { cursor } = await readPage({ size: 10, sources: sourcesOf(list) });
    list.rows = list.rows.filter((id) => !["u007", "u008", "u009", "u010"].includes(id));
    const second = await readPage({ size: 10, cursor, sources: sourcesOf(list) });

    expect(second).toMatchObject({ nodes: ids(10, 11), isComplete: true });
  });

  it("finds its place in a list that was cut down to a fraction", async () => {
    const list = createMovingList(ids(600));
    const { cursor } = await readPage({ size: 100, sources: sourcesOf(list) });
    list.rows = [...ids(5, 95), ...ids(30, 300)];
    const second = await readPage({ size: 100, cursor, sources: sourcesOf(list) });

    expect(second).toMatchObject({ nodes: ids(30, 300), isComplete: true });
  });

  it("says that somebody may be missing when nothing is left of what it knew", async () => {
    const list = createMovingList(ids(60));
    const { cursor } = await readPage({ size: 10, sources: sourcesOf(list) });
    list.rows = ids(50, 500);
    const second = await readPage({ size: 10, cursor, sources: sourcesOf(list) });

    expect(second.coverage).toMatchObject([{ status: "PARTIAL", error: { code: "CONFLICT" } }]);
  });

  it("shows whoever was there throughout exactly once, whoever else comes and goes", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          count: fc.integer({ min: 0, max: 90 }),
          size: fc.integer({ min: 1, max: 30 }),
          pageSize: fc.integer({ min: 16, max: 30 }),
          backwards: fc.boolean(),
          changes: anyChanges,
          within: fc.boolean(),
        }),
        async ({ count, size, pageSize, backwards, changes, within }) => {
          const list = createMovingList(ids(count));
          const { apply, stayed } = changing(list, changes, (number) => `new${number}`);
          // In front of every upstream page, or only between two pages of the gateway.
          if (within) list.beforePage = apply;
          const { shown, isComplete } = await walkList({
            size,
            backwards,
            sources: sourcesOf(list, {}, pageSize),
            between: within ? () => undefined : apply,
          });

          // A list that changes with every page read may get away from it, which it then says.
          expect(isComplete || within).toBe(true);
          if (!isComplete) return;
          expect(new Set(shown).size).toBe(shown.length);
          expect(shown.filter((id) => stayed().includes(id))).toEqual(stayed());
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe("a provider that does not keep to its API", () => {
  it("ends when pages announce a next one for ever and bring nothing new", async () => {
    const list = createMovingList(ids(PAGE));
    list.distort = (page) => ({ ...page, items: ids(PAGE), hasNext: true, total: null });
    const { nodes, coverage } = await readPage({ size: 100, sources: sourcesOf(list) });

    expect(nodes).toEqual(ids(PAGE));
    expect(coverage).toMatchObject([{ status: "PARTIAL", error: { code: "UPSTREAM_INVALID_RESPONSE" } }]);
    expect(list.requests.length).toBeLessThan(10);
  });

  it("ends when pages announce a next one for ever to somebody who looks for the end", async () => {
    const list = createMovingList(ids(PAGE));
    list.distort = (page) => ({ ...page, items: ids(PAGE), hasNext: true, total: null });
    const sources = sourcesOf(list);

    await expect(readPage({ size: 100, sources, backwards: true })).rejects.toThrow("sent none");
    expect(list.requests.length).toBeLessThan(10);
  });

  it("finds the end of a list that is cut down while the end is looked for", async () => {
    const list = createMovingList(ids(200));
    list.beforePage = (read) => {
      if (read > 0) list.rows = ids(150);
    };
    const { nodes } = await readPage({ size: 10, sources: sourcesOf(list), backwards: true });

    expect(nodes).toEqual(ids(10, 140));
  });

  it("ends at an empty page that announces another", async () => {
    const list = createMovingList(ids(50));
    list.distort = (page, { number }) => (number === 0 ? page : { ...page, items: [], hasNext: true });
    const { nodes, coverage } = await readPage({ size: 100, sources: sourcesOf(list) });

    expect(nodes).toEqual(ids(PAGE));
    expect(coverage).toMatchObject([{ status: "PARTIAL", error: { code: "UPSTREAM_INVALID_RESPONSE" } }]);
    expect(list.requests).toHaveLength(2);
  });

  it("ends when the list is another one each time it is read", async () => {
    const list = createMovingList(ids(0));
    list.distort = (page) => ({ ...page, items: ids(PAGE, list.requests.length * PAGE), hasNext: true });
    const { coverage } = await readPage({ size: 100, sources: sourcesOf(list) });

    expect(coverage).toMatchObject([{ status: "PARTIAL", error: { code: "CONFLICT" } }]);
    expect(list.requests.length).toBeLessThan(100);
  });

  it.each([false, true])(
    "reads all of a server that gives less than it is asked for (backwards: %s)",
    async (backwards) => {
      const list = createMovingList(ids(95));
      const given = 6;
      const sources = sourcesOf({
        ...list,
        readPage: ({ number }) => list.readPage({ number, size: given }),
      });

      expect(await walkList({ size: 10, sources, backwards })).toMatchObject({
        shown: ids(95),
        isComplete: true,
      });
    },
  );

  it.each([false, true])("reads all of a list that tells no total (backwards: %s)", async (backwards) => {
    const list = createMovingList(ids(95));
    list.distort = (page) => ({ ...page, total: null });

    expect(await walkList({ size: 10, sources: sourcesOf(list), backwards })).toMatchObject({
      shown: ids(95),
      isComplete: true,
    });
  });

  it("leaves out records that cannot be read, and says so", async () => {
    const list = createMovingList(ids(70));
    list.distort = (page) => ({
      ...page,
      items: page.items.filter((id) => !id.endsWith("9")),
      rejected: page.items.filter((id) => id.endsWith("9")),
    });
    const { nodes, coverage } = await readPage({ size: 100, sources: sourcesOf(list) });

    expect(nodes).toEqual(ids(70).filter((id) => !id.endsWith("9")));
    expect(coverage).toMatchObject([{ status: "PARTIAL", error: { code: "UPSTREAM_INVALID_RESPONSE" } }]);
  });

  it("gives up after so many rows that match nothing", async () => {
    const list = createMovingList(ids(300));
    const sources = sourcesOf(list, { produce: (rows) => rows.map(() => []), limit: 50, exactTotal: false });
    const { coverage, totalCount } = await readPage({ size: 10, sources });

    expect(coverage).toMatchObject([{ status: "PARTIAL", error: { code: "QUOTA_EXCEEDED" } }]);
    expect(totalCount).toBeNull();
    expect(list.requests.length).toBeLessThan(5);
  });
});

describe("a provider that fails on the way", () => {
  it.each([false, true])(
    "shows on the next page what it could not give on this one (backwards: %s)",
    async (backwards) => {
      const list = createMovingList(ids(60));
      const other = createMovingList(ids(60, 500));
      const both = (...args: Parameters<ReturnType<typeof sourcesOf>>) => [
        ...sourcesOf(list)(...args),
        createNaturalSource(
          { ...readingOf(other, PAGE, itself), provider: "beta" },
          { ...args[0], anchor: args[1]["beta"] ?? null },
        ),
      ];
      let asked = 0;
      list.beforePage = () => {
        asked += 1;
        if (asked === 3 || asked === 4) throw new GatewayError("PROVIDER_UNAVAILABLE", "out of order");
      };
      const { shown, isComplete } = await walkList({ size: 25, sources: both, backwards });

      expect(isComplete).toBe(false);
      expect(shown.filter((id) => id < "u500")).toEqual(ids(60));
      expect(shown.filter((id) => id >= "u500")).toEqual(ids(60, 500));
    },
  );
});
