import fc from "fast-check";
import type { Place } from "../../src/directory/place.ts";
import type { Reading } from "../../src/directory/source.ts";
import { sweep } from "../../src/directory/sweep.ts";
import type { KeyedReading } from "../../src/directory/sweptSource.ts";
import { createWhole } from "../../src/directory/whole.ts";
import type { Page, PageRequest } from "../../src/domain/page.ts";

/** A provider's list that a test may change at any moment, served in pages as an API does. */
export interface MovingList<R> {
  rows: R[];
  /** Called before each page is read, with the number of pages read so far. */
  beforePage: (pagesRead: number) => void;
  /** Changes what a page says, for providers that do not tell the truth. */
  distort: (page: Page<R>, request: PageRequest) => Page<R>;
  readonly requests: PageRequest[];
  readonly readPage: (request: PageRequest) => Promise<Page<R>>;
}

export function createMovingList<R>(rows: readonly R[]): MovingList<R> {
  const list: MovingList<R> = {
    rows: [...rows],
    beforePage: () => undefined,
    distort: (page) => page,
    requests: [],
    async readPage(request) {
      list.beforePage(list.requests.length);
      list.requests.push(request);
      const { number, size } = request;
      const page = {
        items: list.rows.slice(number * size, (number + 1) * size),
        total: list.rows.length,
        hasNext: (number + 1) * size < list.rows.length,
        rejected: [],
      };
      return list.distort(page, request);
    },
  };
  return list;
}

/** What happens to a list at one moment: who leaves, by position, and where somebody new comes in. */
export interface Change {
  readonly remove: readonly number[];
  readonly insert: readonly number[];
}

export const anyChanges: fc.Arbitrary<readonly Change[]> = fc.array(
  fc.record({
    remove: fc.array(fc.nat(200), { maxLength: 2 }),
    insert: fc.array(fc.nat(200), { maxLength: 3 }),
  }),
  { maxLength: 12 },
);

/** Carries out a list's changes one after the other, and knows who was there throughout. */
export function changing<R>(
  list: MovingList<R>,
  changes: readonly Change[],
  create: (number: number) => R,
): { readonly apply: (at: number) => void; readonly stayed: () => readonly R[] } {
  const stayed = new Set(list.rows);
  let joined = 0;
  return {
    stayed: () => [...stayed],
    apply(at) {
      for (const position of changes[at]?.remove ?? []) {
        for (const gone of list.rows.splice(position % Math.max(1, list.rows.length), 1)) stayed.delete(gone);
      }
      for (const position of changes[at]?.insert ?? []) {
        list.rows.splice(position % (list.rows.length + 1), 0, create(joined));
        joined += 1;
      }
    },
  };
}

/** A record of a sorted list. */
export interface Keyed {
  readonly id: string;
  readonly key: string | null;
}

/** What a source needs of a list, each of whose rows is a record. */
export function readingOf<R>(
  list: Pick<MovingList<R>, "readPage">,
  pageSize: number,
  rowId: (row: R) => string,
): Reading<R, R> {
  return {
    provider: "alpha",
    pageSize,
    limit: 10_000,
    width: 4,
    readPage: list.readPage,
    rowId,
    produce: (rows) => rows.map((row) => [row]),
    batch: Number.MAX_SAFE_INTEGER,
    exactTotal: true,
  };
}

/** The same for a list that is read whole, each row in its place. */
export function keyedReadingOf(
  list: Pick<MovingList<Keyed>, "readPage">,
  pageSize: number,
): KeyedReading<Keyed, Keyed> {
  const rowId = ({ id }: Keyed): string => id;
  const reading = readingOf(list, pageSize, rowId);
  return {
    ...reading,
    placeOf,
    rows: { name: "all", keeps: () => true, placeOf },
    readWhole: async (freshness) => createWhole(await sweep(reading, freshness), rowId),
  };
}

export const itself = (id: string): string => id;

export function placeOf({ id, key }: Keyed): Place {
  return { rank: key, provider: "alpha", tie: id };
}

/** `count` ids in order: `u000`, `u001` and so on. */
export function ids(count: number, from = 0): string[] {
  return Array.from({ length: count }, (_, index) => `u${String(from + index).padStart(3, "0")}`);
}
