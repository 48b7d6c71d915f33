import { type GatewayError, toGatewayError } from "../domain/errors.ts";
import type { Page } from "../domain/page.ts";
import type { ProviderCoverage } from "./coverage.ts";
import type { Anchor } from "./cursor.ts";
import type { Place } from "./place.ts";
import { createProgress, type Item, type Source, type Start, unlessAborted } from "./source.ts";
import { limitReached, notSorted, ofProvider } from "./sourceProblem.ts";
import { createSweptSource, type KeyedReading } from "./sweptSource.ts";
import { createWindows, type Window } from "./windows.ts";

/** A reading of a list that the provider sorts as Roster does. */
export interface SortedReading<R, T> extends KeyedReading<R, T> {
  /** Where a row stands, whether or not it becomes a record. */
  readonly placeOfRow: (row: R) => Place;
}

/** How many pages are gone back to find rows that have moved up, before the list is read as a whole. */
const MOST_BACK = 3;
/** How many pages in a row may bring nothing new before the list is read as a whole. */
const MOST_STUCK = 3;

/**
 * Reads a list that the provider sorts, page by page. Its keys tell where to go on, so that a list which moves
 * loses nobody: a page counts only when it begins in front of what was shown last. Rows of equal key are put in
 * order of id, since no provider says how it breaks ties; those that the page's end may have cut apart wait for
 * the next page, which holds them all.
 *
 * The provider's order is verified: where a row comes before one of a lower key, or has no key, everything
 * that is still to come is swept and sorted instead.
 */
export function createSortedSource<R, T>(reading: SortedReading<R, T>, start: Start): Source<T> {
  const { provider } = reading;
  const progress = createProgress(provider);
  const windows = createWindows(reading.pageSize);
  const ready: Item<T>[] = [];
  const seen = new Set<string>();
  /** Where the rows gone through stand in the list: hints for later cursors. */
  const positions: { readonly place: Place; readonly index: number }[] = [];
  /** Everything up to here has been shown: the cursor, then the last row gone through in order of place. */
  let last: Place | null = start.from;
  let shown: Window | null = null;
  let total: number | null = null;
  let more = true;
  let stopped = false;
  let matched = 0;
  let idle = 0;
  let stuck = 0;
  let fallback: Source<T> | null = null;

  async function show(window: Window): Promise<Page<R>> {
    const page = await reading.readPage({ number: window.number, size: window.size }, start.freshness);
    progress.read(page, page.items.map(reading.rowId));
    total = page.total;
    return page;
  }

  /** About where the cursor's row stands. Hints of a list that was read the other way round count from its end. */
  async function hintedIndex(): Promise<number> {
    if (start.anchor === null) return -1;
    const { index } = start.anchor;
    const fromEnd = index < 0;
    const counted = fromEnd ? -1 - index : index;
    if (fromEnd === start.backwards) return counted;
    const { total: size } = await show(windows.behind(-1));
    return size === null ? -1 : size - 1 - counted;
  }

  /** The page to go on with; null where none begins in front of what is to come. */
  async function nextPage(): Promise<{ readonly window: Window; readonly page: Page<R> } | null> {
    let window: Window | null =
      shown === null ? windows.behind((await hintedIndex()) - 1) : windowAfter(shown);
    for (let back = 0; window !== null && back <= MOST_BACK; back += 1) {
      const page = await show(window);
      if (window.from === 0 || beginsInFront(page)) return { window, page };
      window = windows.previous(window);
    }
    return null;
  }

  function windowAfter(window: Window): Window | null {
    const index = positions.at(-1)?.index ?? window.to;
    const chained = windows.behind(index);
    if (chained.to > window.to) return chained;
    const further = windows.holding(index);
    return further.to > window.to ? further : null;
  }

  /** Whether no row that is still to come can stand in front of this page. */
  function beginsInFront({ items: [first] }: Page<R>): boolean {
    if (first === undefined) return false;
    const place = reading.placeOfRow(first);
    const reached = positions.at(-1)?.place;
    const { from } = start;
    if (reached !== undefined && (from === null || compareKeys(reached, from) >= 0)) {
      return compareKeys(place, reached) <= 0;
    }
    // Of the cursor's key some may be still to come.
    return from !== null && compareKeys(place, from) < 0;
  }

  /** Compares by the key alone. */
  function compareKeys(left: Place, right: Place): number {
    return start.compare({ ...left, provider, tie: "" }, { ...right, provider, tie: "" });
  }

  async function readOn(): Promise<readonly Item<T>[]> {
    const next = await nextPage();
    const sound = next === null ? null : soundRows(next.page);
    if (next === null || sound === null) return sweepOn();
    if (!areInOrder(next.page)) return sweepOn(last === start.from ? null : notSorted(provider));
    const rows = sound.filter(isNew);
    if (isStuck(rows)) return sweepOn();
    const produced = await reading.produce(rows);
    for (const row of rows) seen.add(reading.rowId(row));
    goBehind(next.window, sound.map(reading.placeOfRow));
    more = next.page.hasNext;
    return sorted(produced.flat().map((record) => ({ record, place: reading.placeOf(record) })));
  }

  /** The rows of a page up to those that its end may have cut apart; null where there are no keys to go by. */
  function soundRows({ items, hasNext }: Page<R>): readonly R[] | null {
    const keys = items.map((row) => reading.placeOfRow(row).rank);
    const end = hasNext ? keys.indexOf(keys.at(-1) ?? null) : keys.length;
    return keys.includes(null) || (hasNext && end <= 0) ? null : items.slice(0, end);
  }

  function isStuck(rows: readonly R[]): boolean {
    stuck = rows.length === 0 ? stuck + 1 : 0;
    return stuck > MOST_STUCK;
  }

  function isNew(row: R): boolean {
    const isBehind = last === null || start.compare(reading.placeOfRow(row), last) > 0;
    return isBehind && !seen.has(reading.rowId(row));
  }

  function goBehind(window: Window, places: readonly Place[]): void {
    shown = window;
    places.forEach((place, position) => {
      positions.push({ place, index: window.from + position });
      if (last === null || start.compare(place, last) > 0) last = place;
    });
  }

  function areInOrder({ items }: Page<R>): boolean {
    const places = items.map(reading.placeOfRow);
    return places.every((place, position) => {
      const before = places[position - 1];
      return before === undefined || compareKeys(before, place) <= 0;
    });
  }

  function sorted(items: readonly Item<T>[]): readonly Item<T>[] {
    return [...items].sort((left, right) => start.compare(left.place, right.place));
  }

  /** Everything behind what was gone through, from a sweep; `problem` says why somebody may be missing. */
  async function sweepOn(problem: GatewayError | null = null): Promise<readonly Item<T>[]> {
    fallback = createSweptSource(reading, { ...start, from: last }, async () => {
      const whole = await reading.readWhole(start.freshness);
      return { ...whole, problem: whole.problem ?? problem };
    });
    return sweepFurther(fallback);
  }

  async function sweepFurther(swept: Source<T>): Promise<readonly Item<T>[]> {
    await swept.fill();
    more = !swept.ended();
    return swept.ready.splice(0);
  }

  function readFurther(): Promise<readonly Item<T>[]> {
    return fallback === null ? readOn() : sweepFurther(fallback);
  }

  async function gather(): Promise<readonly Item<T>[]> {
    while (more && !stopped) {
      const before = progress.fetched();
      const items = await readFurther();
      matched += items.length;
      idle = items.length === 0 ? idle + progress.fetched() - before : 0;
      if (items.length > 0) return items;
      if (more && idle >= reading.limit) {
        more = false;
        progress.cutShort(limitReached(provider, progress.fetched()));
      }
    }
    return [];
  }

  function asOf(): number | null {
    const times = [fallback?.asOf() ?? null, progress.asOf()].filter((time) => time !== null);
    return times.length === 0 ? null : Math.min(...times);
  }

  /** Known only where the provider says it, or where this very request has read all of it. */
  function count(): number | null {
    if (reading.exactTotal && total !== null) return total;
    return start.from === null && !more && progress.isWhole() ? matched : null;
  }

  /** A sweep that fails has not seen that something was read, and perhaps shown, before it. */
  function coverage(): ProviderCoverage {
    const told = fallback?.coverage() ?? progress.coverage(count());
    if (fallback === null || (told.status !== "FAILED" && told.status !== "SKIPPED")) return told;
    return { ...told, status: matched > 0 ? "PARTIAL" : "FAILED" };
  }

  return {
    provider,
    ready,
    ended: () => stopped || !more,
    certainlyMore: () =>
      fallback?.certainlyMore() ?? (reading.exactTotal && shown !== null && more && !stopped),
    async fill() {
      try {
        for (const item of await unlessAborted(gather(), reading.signal, provider)) ready.push(item);
      } catch (thrown) {
        stopped = true;
        progress.fail(ofProvider(toGatewayError(thrown), provider), matched > 0);
      }
    },
    coverage,
    asOf,
    anchorAt(place): Anchor | null {
      const passed = positions.findLast((position) => start.compare(position.place, place) <= 0);
      if (passed === undefined) return start.anchor;
      const index = start.backwards ? -1 - passed.index : passed.index;
      return { index, rank: 0, before: [], after: [] };
    },
  };
}
