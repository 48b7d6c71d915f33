import type { Place } from "../../src/directory/place.ts";
import type { Reading } from "../../src/directory/source.ts";
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
      const items = list.rows.slice(number * size, (number + 1) * size);
      const page = {
        items,
        total: list.rows.length,
        hasNext: (number + 1) * size < list.rows.length,
        rejected: [],
      };
      return list.distort(page, request);
    },
  };
  return list;
}

/** A record of a sorted list. */
export interface Keyed {
  readonly id: string;
  readonly key: string | null;
}

/** What a source needs of a list whose rows are their own ids. */
export function readingOf(list: MovingList<string>, pageSize: number): Reading<string, string> {
  return {
    provider: "alpha",
    pageSize,
    limit: 10_000,
    width: 4,
    readPage: list.readPage,
    readWhole: (_freshness, sweep) => sweep(),
    rowId: (row) => row,
    produce: (rows) => rows.map((row) => [row]),
    batch: Number.MAX_SAFE_INTEGER,
    exactTotal: true,
  };
}

export function placeOf({ id, key }: Keyed): Place {
  return { rank: key, provider: "alpha", tie: id };
}

/** `count` ids in order: `u000`, `u001` and so on. */
export function ids(count: number, from = 0): string[] {
  return Array.from({ length: count }, (_, index) => `u${String(from + index).padStart(3, "0")}`);
}
