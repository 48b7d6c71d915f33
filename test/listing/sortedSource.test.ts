import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { comparePlaces } from "../../src/directory/place.ts";
import { createSortedSource } from "../../src/directory/sortedSource.ts";
import {
  anyChanges,
  changing,
  createMovingList,
  type Keyed,
  keyedReadingOf,
  type MovingList,
  placeOf,
} from "./movingList.ts";
import { readPage, walkList } from "./readList.ts";

const PAGE = 20;
const idOf = ({ id }: Keyed): string => id;

/** Keeps a list in order as its provider would, those of equal key in an order of its own. */
function sort(rows: readonly Keyed[], direction: "ASC" | "DESC"): Keyed[] {
  const compare = comparePlaces(direction);
  return [...rows].sort((left, right) =>
    compare({ ...placeOf(left), tie: "" }, { ...placeOf(right), tie: "" }),
  );
}

/** `count` records whose keys go up in steps, `equal` of them to each. */
function keyed(count: number, equal = 1): Keyed[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `u${String((index * 37) % 1000).padStart(3, "0")}-${index}`,
    key: String(Math.floor(index / equal)).padStart(4, "0"),
  }));
}

interface Listed {
  readonly pageSize?: number;
  readonly direction?: "ASC" | "DESC";
}

/** A list that its provider serves in the direction in which it is read. */
function sourcesOf(list: MovingList<Keyed>, { pageSize = PAGE }: Listed = {}) {
  const reading = { ...keyedReadingOf(list, pageSize), placeOfRow: placeOf };
  return (...[start, anchors]: Parameters<Parameters<typeof readPage<Keyed>>[0]["sources"]>) => [
    createSortedSource(reading, { ...start, anchor: anchors["alpha"] ?? null }),
  ];
}

function inOrder(rows: readonly Keyed[], direction: "ASC" | "DESC" = "ASC"): Keyed[] {
  const compare = comparePlaces(direction);
  return [...rows].sort((left, right) => compare(placeOf(left), placeOf(right)));
}

describe("a list that the provider sorts", () => {
  it.each([0, 1, 19, 20, 21, 137])("shows each of %i records once", async (count) => {
    const rows = keyed(count);
    const walk = await walkList({ size: 7, sources: sourcesOf(createMovingList(rows)) });

    expect(walk).toMatchObject({ shown: inOrder(rows), isComplete: true });
  });

  it("reads the page of the cursor and no others", async () => {
    const list = createMovingList(keyed(500));
    const { cursor } = await readPage({ size: 100, sources: sourcesOf(list, { pageSize: 100 }) });
    list.requests.length = 0;
    await readPage({ size: 20, cursor, sources: sourcesOf(list, { pageSize: 100 }) });

    expect(list.requests).toEqual([{ number: 1, size: 98 }]);
  });

  it.each([2, 3])(
    "puts %i of equal key in order of id, whatever order the provider has them in",
    async (equal) => {
      const rows = keyed(150, equal);
      const list = createMovingList(rows);
      // No provider says how it breaks ties, and none needs to do it twice in the same way.
      list.beforePage = (read) => {
        list.rows = sort(read % 2 === 0 ? rows : [...rows].reverse(), "ASC");
      };
      const walk = await walkList({ size: 11, sources: sourcesOf(list) });

      expect(walk).toMatchObject({ shown: inOrder(rows), isComplete: true });
    },
  );

  it.each([7, 19])("shows all of %i of equal key where pages end among them", async (equal) => {
    const rows = keyed(150, equal);
    const walk = await walkList({ size: 11, sources: sourcesOf(createMovingList(rows)) });

    expect(walk).toMatchObject({ shown: inOrder(rows), isComplete: true });
  });

  it("sweeps where more have one key than a page holds", async () => {
    const rows = keyed(150, 60);
    const walk = await walkList({ size: 11, sources: sourcesOf(createMovingList(rows)) });

    expect(walk).toMatchObject({ shown: inOrder(rows), isComplete: true });
  });

  it("sweeps where the provider does not sort as it says", async () => {
    const rows = keyed(100);
    const list = createMovingList([...rows.slice(50), ...rows.slice(0, 50)]);
    const walk = await walkList({ size: 100, sources: sourcesOf(list, { pageSize: 64 }) });

    expect(walk).toMatchObject({ shown: inOrder(rows), isComplete: true });
  });

  it("says that somebody may be missing where that shows too late", async () => {
    const rows = keyed(100);
    const list = createMovingList([...rows.slice(0, 55), ...rows.slice(80), ...rows.slice(55, 80)]);
    const { coverage } = await readPage({ size: 100, sources: sourcesOf(list) });

    expect(coverage).toMatchObject([{ status: "PARTIAL", error: { code: "UPSTREAM_INVALID_RESPONSE" } }]);
  });

  it("sweeps from where records have no key, which come last in both directions", async () => {
    const rows = [...keyed(30), { id: "none-2", key: null }, { id: "none-1", key: null }];
    for (const direction of ["ASC", "DESC"] as const) {
      const list = createMovingList([...rows].reverse());
      const walk = await walkList({ size: 9, direction, sources: sourcesOf(list) });

      expect(walk).toMatchObject({ shown: inOrder(rows, direction), isComplete: true });
      expect(walk.shown.slice(-2).map(idOf)).toEqual(["none-1", "none-2"]);
    }
  });

  it("ends when pages announce a next one for ever and bring nothing new", async () => {
    const list = createMovingList(keyed(PAGE));
    list.distort = (page) => ({ ...page, items: keyed(PAGE), hasNext: true, total: null });
    const { coverage } = await readPage({ size: 100, sources: sourcesOf(list) });

    expect(coverage).toMatchObject([{ status: "PARTIAL" }]);
    expect(list.requests.length).toBeLessThan(20);
  });

  it("shows whoever was there throughout exactly once, whoever else comes and goes", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          count: fc.integer({ min: 0, max: 90 }),
          equal: fc.integer({ min: 1, max: 4 }),
          size: fc.integer({ min: 1, max: 30 }),
          pageSize: fc.integer({ min: 16, max: 30 }),
          direction: fc.constantFrom("ASC" as const, "DESC" as const),
          changes: anyChanges,
          within: fc.boolean(),
        }),
        async ({ count, equal, size, pageSize, direction, changes, within }) => {
          const list = createMovingList(sort(keyed(count, equal), direction));
          const { apply, stayed } = changing(list, changes, (number) => ({
            id: `new${number}`,
            key: String((number * 7) % 30).padStart(4, "0"),
          }));
          const change = (at: number): void => {
            apply(at);
            list.rows = sort(list.rows, direction);
          };
          if (within) list.beforePage = change;
          const { shown, isComplete } = await walkList({
            size,
            direction,
            sources: sourcesOf(list, { pageSize }),
            between: within ? () => undefined : change,
          });

          expect(new Set(shown.map(idOf)).size).toBe(shown.length);
          expect(shown.filter((row) => stayed().includes(row))).toEqual(inOrder(stayed(), direction));
          expect(isComplete).toBe(true);
        },
      ),
      { numRuns: 400 },
    );
  });
});
