import { toGatewayError } from "../domain/errors.ts";
import type { Page } from "../domain/page.ts";
import { type Anchor, markOf } from "./cursor.ts";
import type { Freshness } from "./pages.ts";
import type { Place } from "./place.ts";
import { createProgress, type Item, type Reading, type Source, type Start } from "./source.ts";
import { incomplete, limitReached, ofProvider } from "./sourceProblem.ts";

/** A row that was read, with its number in the provider's list as it stands now. */
interface Row<R> {
  readonly index: number;
  readonly row: R;
}

const MARKS = 3;
/** How often one source may find that its list has moved before it stops looking. */
const MOST_MOVES = 3;

/**
 * Reads a provider's list in the provider's own order, page by page. A row's number is its rank, so that the
 * providers take turns in the merged list.
 *
 * A list may move between two pages: someone before the cursor leaves, and everybody behind moves up by one.
 * The anchor names a row that was passed; the source looks for it near where it was and counts on from there
 * (`shift`), so that nobody present throughout is lost or shown twice. Within one walk a change of the
 * provider's total between two pages is taken as a move.
 */
export function createNaturalSource<R, T>(reading: Reading<R, T>, start: Start): Source<T> {
  const { provider, pageSize } = reading;
  const progress = createProgress(provider);
  const ready: Item<T>[] = [];
  const step = start.backwards ? -1 : 1;
  /** Ids of the rows read, by index, for the anchors of later cursors. */
  const ids = new Map<number, string>();
  const seen = new Set<string>();
  let waiting: Row<R>[] = [];
  let shift = start.anchor?.shift ?? 0;
  let nextPage = 0;
  let begun = false;
  let total: number | null = null;
  let more = true;
  let moves = 0;
  let lastIndex: number | null = null;
  let highest = -1;

  async function page(number: number, freshness: Freshness): Promise<Page<R>> {
    const result = await reading.readPage(number, freshness);
    progress.read(result);
    if (result.rejected.length > 0) progress.cutShort(incomplete(provider, result.rejected.length));
    return result;
  }

  /** Finds where to begin and takes the first rows. */
  async function begin(): Promise<void> {
    const { anchor, from, backwards } = start;
    if (anchor !== null && from !== null) {
      const found = await align(anchor, start.freshness);
      await goTo(rankBehind(from, provider) - 1 - shift, found);
    } else if (backwards) {
      if (from === null) await beginAtEnd();
      else more = false;
    } else {
      // Rows that this provider could not give before are not passed: they follow what the others have shown.
      if (from !== null) shift = rankBehind(from, provider);
      take(await page(0, start.freshness), 0, null);
    }
  }

  async function beginAtEnd(): Promise<void> {
    const first = await page(0, start.freshness);
    const last = first.total === null ? 0 : Math.max(0, Math.ceil(first.total / pageSize) - 1);
    take(last === 0 ? first : await page(last, start.freshness), last, null);
  }

  /** Finds the anchor's row near where it was and counts `shift` anew; the page that holds it, if one does. */
  async function align(
    anchor: Anchor,
    freshness: Freshness,
  ): Promise<{ readonly number: number; readonly result: Page<R> } | null> {
    const home = Math.floor(anchor.index / pageSize);
    for (const number of [home, home - 1, home + 1, home - 2, home + 2]) {
      if (number < 0) continue;
      const result = await page(number, freshness);
      const position = positionOf(anchor, result);
      if (position !== null) {
        shift = anchor.shift + anchor.index - (number * pageSize + position);
        return { number, result };
      }
    }
    // All of the marked rows have left the list: what followed them has moved up by as many.
    shift = anchor.shift + anchor.marks.length;
    return null;
  }

  function positionOf(anchor: Anchor, result: Page<R>): number | null {
    const digests = result.items.map((row) => markOf(reading.rowId(row)));
    const positions = anchor.marks.map((mark) => digests.indexOf(mark));
    return positions.find((position) => position >= 0) ?? null;
  }

  /** Takes the rows from this index on, reading its page unless it is the one at hand. */
  async function goTo(
    index: number,
    atHand: { readonly number: number; readonly result: Page<R> } | null,
  ): Promise<void> {
    const target = start.backwards ? index : Math.max(0, index);
    const number = Math.floor(target / pageSize);
    if (target < 0) {
      more = false;
    } else if (
      atHand !== null &&
      (number === atHand.number || (number > atHand.number && !atHand.result.hasNext))
    ) {
      take(atHand.result, atHand.number, target);
    } else {
      take(await page(number, start.freshness), number, target);
    }
  }

  /** Takes the rows of a page, from the row of this index on. */
  function take(result: Page<R>, number: number, from: number | null): void {
    total = result.total;
    const rows: Row<R>[] = [];
    result.items.forEach((row, position) => {
      const index = number * pageSize + position;
      const id = reading.rowId(row);
      ids.set(index, id);
      highest = Math.max(highest, index);
      if ((from !== null && (index - from) * step < 0) || seen.has(id)) return;
      seen.add(id);
      rows.push({ index, row });
    });
    waiting.push(...(start.backwards ? rows.reverse() : rows));
    nextPage = number + step;
    more = start.backwards ? number > 0 : result.hasNext;
    if (more && result.items.length === 0) {
      more = false;
      progress.cutShort(incomplete(provider, null));
    }
  }

  async function readOn(): Promise<void> {
    if (!begun) {
      begun = true;
      await begin();
      return;
    }
    if (progress.fetched() >= reading.limit) {
      more = false;
      progress.cutShort(limitReached(provider, progress.fetched()));
      return;
    }
    const result = await page(nextPage, start.freshness);
    if (result.total === total || moves >= MOST_MOVES || lastIndex === null) take(result, nextPage, null);
    else await realign(lastIndex);
  }

  /** The list has moved under us: looks for the last row again and goes on from there. */
  async function realign(index: number): Promise<void> {
    moves += 1;
    const anchor = anchorOf(index);
    ids.clear();
    highest = -1;
    if (anchor === null) return;
    const found = await align(anchor, "again");
    await goTo(anchor.index + anchor.shift - shift, found);
  }

  async function produce(): Promise<void> {
    const rows = waiting.splice(0, reading.batch);
    const produced = await reading.produce(rows.map(({ row }) => row));
    rows.forEach(({ index }, position) => {
      lastIndex = index;
      const items = (produced[position] ?? []).map((record, tie) => ({
        record,
        place: { rank: index + shift, provider, tie },
      }));
      if (start.backwards) items.reverse();
      for (const item of items) {
        if (start.from === null || start.compare(item.place, start.from) > 0) ready.push(item);
      }
    });
  }

  function anchorOf(index: number): Anchor | null {
    const marks: string[] = [];
    for (let at = index; at > index - MARKS; at -= 1) {
      const id = ids.get(at);
      if (id !== undefined) marks.push(markOf(id));
    }
    return ids.has(index) ? { index, shift, marks } : null;
  }

  return {
    provider,
    ready,
    ended: () => !more && waiting.length === 0,
    certainlyMore: () => begun && reading.exactTotal && !start.backwards && more && waiting.length === 0,
    async fill() {
      try {
        while (ready.length === 0 && (more || waiting.length > 0)) {
          if (waiting.length > 0) await produce();
          else await readOn();
        }
      } catch (thrown) {
        more = false;
        waiting = [];
        progress.fail(ofProvider(toGatewayError(thrown), provider));
      }
    },
    coverage: () => progress.coverage(reading.exactTotal ? total : null),
    anchorAt(place) {
      const passed = Math.min(rankBehind(place, provider) - 1 - shift, highest);
      return anchorOf(passed) ?? start.anchor ?? anchorOf(lowestOf(ids));
    },
  };
}

/** The rank that this provider's next row has behind a place: the providers take turns by key. */
function rankBehind(place: Place, provider: string): number {
  const rank = typeof place.rank === "number" ? place.rank : 0;
  return provider <= place.provider ? rank + 1 : rank;
}

function lowestOf(ids: ReadonlyMap<number, string>): number {
  let lowest = Number.POSITIVE_INFINITY;
  for (const index of ids.keys()) lowest = Math.min(lowest, index);
  return lowest;
}
