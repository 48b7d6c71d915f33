import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { readConnection } from "../../src/directory/connection.ts";
import { createCursorCodec } from "../../src/directory/cursor.ts";
import { createNaturalSource } from "../../src/directory/naturalSource.ts";
import { comparePlaces } from "../../src/directory/place.ts";
import { createMovingList, ids, type MovingList, readingOf } from "./movingList.ts";

const codec = createCursorCodec("a key for the cursors of these tests");

interface PageOptions {
  readonly size: number;
  readonly backwards?: boolean;
  readonly cursor?: string | null;
  readonly pageSize?: number;
}

/** One page of the merged list, as a request would read it. */
async function readPage(
  list: MovingList<string>,
  { size, backwards = false, cursor = null, pageSize = 20 }: PageOptions,
) {
  const connection = await readConnection<string>(
    {
      compare: comparePlaces("ASC"),
      fingerprint: "test",
      codec,
      unasked: [],
      onProviderFailure: "PARTIAL",
      sources: (start, anchors) => [
        createNaturalSource(readingOf(list, pageSize), { ...start, anchor: anchors["alpha"] ?? null }),
      ],
    },
    { size, backwards, cursor },
  );
  const { hasNextPage, hasPreviousPage, startCursor, endCursor } = connection.pageInfo;
  return {
    ...connection,
    further: backwards ? hasPreviousPage : hasNextPage,
    cursor: backwards ? startCursor() : endCursor(),
  };
}

/** All pages, in the list's own direction, with a chance to change the list between them. */
async function walk(
  list: MovingList<string>,
  options: Omit<PageOptions, "cursor">,
  between: (page: number) => void = () => undefined,
) {
  const pages: (readonly string[])[] = [];
  let isComplete = true;
  let cursor: string | null = null;
  for (let page = 0; page < 1000; page += 1) {
    const read = await readPage(list, { ...options, cursor });
    isComplete &&= read.isComplete;
    pages.push(read.nodes);
    cursor = read.cursor;
    if (!read.further || cursor === null) {
      return { shown: options.backwards ? pages.reverse().flat() : pages.flat(), isComplete };
    }
    between(page);
  }
  throw new Error("the walk does not end");
}

describe("the natural order of one provider", () => {
  it.each([{ count: 0 }, { count: 1 }, { count: 19 }, { count: 20 }, { count: 21 }, { count: 137 }])(
    "shows each of $count rows once, forwards and backwards",
    async ({ count }) => {
      const list = createMovingList(ids(count));

      expect(await walk(list, { size: 7 })).toEqual({ shown: ids(count), isComplete: true });
      expect(await walk(list, { size: 7, backwards: true })).toEqual({ shown: ids(count), isComplete: true });
    },
  );

  it("reads no further than the page needs", async () => {
    const list = createMovingList(ids(137));

    await readPage(list, { size: 7 });

    expect(list.requests).toEqual([{ number: 0, size: 20 }]);
  });

  it("neither loses nor repeats anybody when one leaves and another joins, so that the total stays", async () => {
    const list = createMovingList(ids(100));
    const { shown, isComplete } = await walk(list, { size: 20 }, (page) => {
      list.rows = [...list.rows.filter((id) => id !== `u00${page}`), `new${page}`];
    });

    expect(shown.filter((id) => id.startsWith("u"))).toEqual(ids(100));
    expect(isComplete).toBe(true);
  });

  it("neither loses nor repeats anybody when the list moves between two upstream pages of one walk", async () => {
    const list = createMovingList(ids(100));
    list.beforePage = (read) => {
      if (read > 0) list.rows = [...list.rows.filter((id) => id !== `u00${read}`), `new${read}`];
    };
    const { shown } = await walk(list, { size: 100 });

    expect(shown.filter((id) => id.startsWith("u"))).toEqual(ids(100));
  });

  it("goes on where the rows beside the cursor were, when they are gone", async () => {
    const list = createMovingList(ids(60));
    const first = await readPage(list, { size: 10 });
    list.rows = list.rows.filter((id) => !["u007", "u008", "u009", "u010"].includes(id));
    const second = await readPage(list, { size: 10, cursor: first.cursor });

    expect(second.nodes).toEqual(ids(10, 11));
    expect(second.isComplete).toBe(true);
  });

  it("says that somebody may be missing when all that it knew beside the cursor is gone", async () => {
    const list = createMovingList(ids(60));
    const first = await readPage(list, { size: 10 });
    list.rows = [...ids(20, 500), ...ids(30, 600)];
    const second = await readPage(list, { size: 10, cursor: first.cursor });

    expect(second.coverage).toMatchObject([{ status: "PARTIAL", error: { code: "CONFLICT" } }]);
  });

  it("goes on in a list that was cut down to a fraction", async () => {
    const list = createMovingList(ids(600));
    const first = await readPage(list, { size: 100, pageSize: 20 });
    list.rows = [...ids(5, 95), ...ids(30, 300)];
    const second = await readPage(list, { size: 100, cursor: first.cursor });

    expect(second.nodes).toEqual(ids(30, 300));
    expect(second.isComplete).toBe(true);
  });

  it("shows whoever was there throughout exactly once, whoever else comes and goes", async () => {
    const change = fc.record({
      remove: fc.array(fc.nat(200), { maxLength: 2 }),
      insert: fc.array(fc.nat(200), { maxLength: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          count: fc.integer({ min: 0, max: 90 }),
          size: fc.integer({ min: 1, max: 30 }),
          pageSize: fc.integer({ min: 16, max: 30 }),
          backwards: fc.boolean(),
          changes: fc.array(change, { maxLength: 12 }),
          within: fc.boolean(),
        }),
        async ({ count, size, pageSize, backwards, changes, within }) => {
          const list = createMovingList(ids(count));
          const present = new Set(list.rows);
          let joined = 0;
          const apply = (at: number): void => {
            const { remove, insert } = changes[at % Math.max(1, changes.length)] ?? {
              remove: [],
              insert: [],
            };
            if (at >= changes.length) return;
            for (const position of remove) {
              const [gone] = list.rows.splice(position % Math.max(1, list.rows.length), 1);
              if (gone !== undefined) present.delete(gone);
            }
            for (const position of insert) {
              list.rows.splice(position % (list.rows.length + 1), 0, `new${joined}`);
              joined += 1;
            }
          };
          // In front of every upstream page, or only between two pages of the gateway.
          if (within) list.beforePage = apply;
          const { shown, isComplete } = await walk(
            list,
            { size, pageSize, backwards },
            within ? undefined : apply,
          );

          expect(new Set(shown).size).toBe(shown.length);
          expect(isComplete).toBe(true);
          expect(shown.filter((id) => present.has(id))).toEqual(
            [...ids(count)].filter((id) => present.has(id)),
          );
        },
      ),
      { numRuns: 4000 },
    );
  });
});
