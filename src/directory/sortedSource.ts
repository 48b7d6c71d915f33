import { toGatewayError } from "../domain/errors.ts";
import type { Page } from "../domain/page.ts";
import type { Anchor } from "./cursor.ts";
import type { Place } from "./place.ts";
import { createProgress, type Item, type Reading, type Source, type Start } from "./source.ts";
import { incomplete, limitReached, ofProvider } from "./sourceProblem.ts";
import { sweep } from "./sweep.ts";

/** A reading whose records have a sort key. */
export interface KeyedReading<R, T> extends Reading<R, T> {
  readonly placeOf: (record: T) => Place;
}

/**
 * Reads everything that a provider has for a list and sorts it. `load` gives the rows; what of them matches and
 * what they become is the reading's business.
 */
export function createSweptSource<R, T>(
  reading: KeyedReading<R, T>,
  start: Start,
  load: (progress: ReturnType<typeof createProgress>) => Promise<readonly R[]> = (progress) =>
    sweep(reading, start.freshness, progress),
): Source<T> {
  const { provider } = reading;
  const progress = createProgress(provider);
  const ready: Item<T>[] = [];
  let ended = false;
  let total: number | null = null;

  async function run(): Promise<void> {
    const rows = await load(progress);
    const items = new Map<Place["tie"], Item<T>>();
    for (let at = 0; at < rows.length; at += reading.batch) {
      const produced = await reading.produce(rows.slice(at, at + reading.batch));
      for (const record of produced.flat()) {
        const place = reading.placeOf(record);
        items.set(place.tie, { record, place });
      }
    }
    total = progress.coverage(null).status === "COMPLETE" ? items.size : null;
    const { from } = start;
    const wanted = [...items.values()].filter(({ place }) => from === null || start.compare(place, from) > 0);
    ready.push(...wanted.sort((left, right) => start.compare(left.place, right.place)));
  }

  return {
    provider,
    ready,
    ended: () => ended,
    certainlyMore: () => false,
    async fill() {
      if (ended) return;
      ended = true;
      await run().catch((thrown: unknown) => progress.fail(ofProvider(toGatewayError(thrown), provider)));
    },
    coverage: () => progress.coverage(total),
    anchorAt: () => null,
  };
}

/**
 * Reads a list that the provider sorts as Roster does, page by page. Records of equal key are held back until
 * the key changes and then put in order of id, since no provider says how it breaks ties.
 *
 * The provider's order is verified: when a record comes before one that has passed, or has no key, the list is
 * read as a sweep instead.
 */
export function createSortedSource<R, T>(reading: KeyedReading<R, T>, start: Start): Source<T> {
  const { provider, pageSize } = reading;
  const progress = createProgress(provider);
  const ready: Item<T>[] = [];
  const seen = new Set<Place["tie"]>();
  /** Where each record stands in the provider's list, in the list's order: hints for later cursors. */
  const positions: { readonly place: Place; readonly index: number }[] = [];
  let held: Item<T>[] = [];
  let next: number | null = null;
  let total: number | null = null;
  let more = true;
  let fallback: Source<T> | null = null;

  async function page(number: number): Promise<Page<R>> {
    const result = await reading.readPage(number, start.freshness);
    progress.read(result);
    if (result.rejected.length > 0) progress.cutShort(incomplete(provider, result.rejected.length));
    return result;
  }

  /** The page to begin with: the one of the hint, or one before it if the list has moved up since. */
  async function firstPage(): Promise<{ readonly number: number; readonly result: Page<R> }> {
    let number = Math.floor((await hintedIndex()) / pageSize);
    for (;;) {
      const result = await page(number);
      if (number === 0 || (await beginsBefore(result))) return { number, result };
      number -= 1;
    }
  }

  /** About where the cursor's record stands. Hints count from the list's own beginning, also for reading back. */
  async function hintedIndex(): Promise<number> {
    if (start.anchor === null) return 0;
    if (!start.backwards) return start.anchor.index;
    const { total: size } = await page(0);
    return size === null ? 0 : Math.max(0, size - 1 - start.anchor.index);
  }

  /** Whether the page's first record has passed already, so that nothing before the page is missed. */
  async function beginsBefore(result: Page<R>): Promise<boolean> {
    const [first] = (await reading.produce(result.items.slice(0, 1))).flat();
    if (first === undefined) return false;
    const { from } = start;
    return from !== null && start.compare({ ...reading.placeOf(first), tie: "" }, { ...from, tie: "" }) < 0;
  }

  async function readOn(): Promise<void> {
    if (next !== null && progress.fetched() >= reading.limit) {
      more = false;
      progress.cutShort(limitReached(provider, progress.fetched()));
      return;
    }
    const { number, result } = next === null ? await firstPage() : { number: next, result: await page(next) };
    if (next !== null && result.total !== total) {
      // The list moved between two pages: only reading it as a whole is sure to miss nobody.
      beginSweep();
      return;
    }
    next = number + 1;
    total = result.total;
    more = result.hasNext && result.items.length > 0;
    const produced = await reading.produce(result.items);
    produced.forEach((records, position) => {
      for (const record of records) accept(record, number * pageSize + position);
    });
  }

  function accept(record: T, index: number): void {
    const place = reading.placeOf(record);
    const last = held.at(-1);
    if (seen.has(place.tie)) return;
    if (place.rank === null || (last !== undefined && compareRank(place, last.place) < 0)) {
      beginSweep();
      return;
    }
    if (fallback !== null) return;
    seen.add(place.tie);
    if (last !== undefined && compareRank(place, last.place) > 0) release();
    held.push({ record, place });
    positions.push({ place, index });
  }

  /** Compares by the key alone. */
  function compareRank(left: Place, right: Place): number {
    return start.compare({ ...left, provider, tie: "" }, { ...right, provider, tie: "" });
  }

  function release(): void {
    const { from } = start;
    const wanted = held.filter(({ place }) => from === null || start.compare(place, from) > 0);
    ready.push(...wanted.sort((left, right) => start.compare(left.place, right.place)));
    held = [];
  }

  /** Everything behind what has been handed out, from a sweep. */
  function beginSweep(): void {
    const from = lastHandedOut() ?? start.from;
    fallback ??= createSweptSource(reading, { ...start, from, freshness: "anew" }, (swept) =>
      sweep(reading, "again", swept),
    );
    held = [];
  }

  function lastHandedOut(): Place | null {
    const handedOut = positions.filter(({ place }) => !held.some((item) => item.place.tie === place.tie));
    return handedOut.at(-1)?.place ?? null;
  }

  async function fillFromSweep(source: Source<T>): Promise<void> {
    await source.fill();
    ready.push(...source.ready.splice(0));
    more = false;
  }

  return {
    provider,
    ready,
    ended: () => !more && held.length === 0,
    certainlyMore: () => reading.exactTotal && fallback === null && next !== null && more,
    async fill() {
      try {
        while (ready.length === 0 && (more || held.length > 0)) {
          if (fallback !== null) await fillFromSweep(fallback);
          else if (more) await readOn();
          else release();
        }
      } catch (thrown) {
        more = false;
        held = [];
        progress.fail(ofProvider(toGatewayError(thrown), provider));
      }
    },
    coverage: () =>
      fallback !== null && !more ? fallback.coverage() : progress.coverage(reading.exactTotal ? total : null),
    anchorAt(place): Anchor | null {
      const passed = positions.filter((position) => start.compare(position.place, place) <= 0).at(-1);
      if (passed === undefined) return start.anchor;
      if (!start.backwards) return { index: passed.index, shift: 0, marks: [] };
      return total === null ? null : { index: Math.max(0, total - 1 - passed.index), shift: 0, marks: [] };
    },
  };
}
