import type { Page } from "../domain/page.ts";
import { type Anchor, markOf } from "./cursor.ts";
import { locate, type Shown } from "./locate.ts";
import type { Freshness } from "./pages.ts";
import type { Progress, Reading } from "./source.ts";
import { keptMoving, limitReached, nothingNew } from "./sourceProblem.ts";
import { createCappedWindows, createWindows, type Window, windowsAround } from "./windows.ts";

/** A row of a provider's list. */
export interface WalkedRow<R> {
  readonly row: R;
  /** Its number in the list as the list stands now. */
  readonly index: number;
  /** Its number in the walk: that of the row before it and one more, however the list has moved. */
  readonly rank: number;
}

/** Walks through a list in the provider's own order, page by page, forwards or backwards. */
export interface Walk<R> {
  /** The next rows, each row of the list once; none only at the end. */
  readonly next: () => Promise<readonly WalkedRow<R>[]>;
  readonly ended: () => boolean;
  /** How many rows the list has, as its latest page says. */
  readonly total: () => number | null;
  /** Where the walk began, in the list as it stood then; null before it has. */
  readonly beginning: () => Anchor | null;
}

export type WalkReading<R> = Pick<
  Reading<R, never>,
  "provider" | "pageSize" | "limit" | "readPage" | "rowId"
>;

export interface WalkStart {
  readonly backwards: boolean;
  /** Where to begin; null: at the end that the direction begins with. */
  readonly anchor: Anchor | null;
  /** Going forwards, whether the row just in front of the anchor is met again, if it is still there. */
  readonly again: boolean;
  readonly freshness: Freshness;
}

/** A page at hand with the walk's place in it. */
interface Found<R> {
  readonly shown: Shown<R>;
  readonly at: Anchor;
}

const MARKS = 3;
/** How many pages in a row may bring nothing new before the walk gives up. */
const MOST_IDLE = 3;
/** How often the thread may be lost before the walk gives up. */
const MOST_LOST = 3;
/** How many pages are looked through for the place in a list that has moved. */
const MOST_SEARCHED = 9;
const FRONT: Anchor = { index: -1, rank: -1, before: [], after: [] };

/**
 * Whoever is in the list throughout is met exactly once, as long as the provider keeps its order: every page
 * must hold a row that the walk has been at, or else its place is looked for again. When a list changes so much
 * that the thread is lost, the walk goes on where its place should be and says so in the progress.
 */
export function createWalk<R>(reading: WalkReading<R>, start: WalkStart, progress: Progress): Walk<R> {
  const { provider, pageSize, rowId } = reading;
  const { backwards } = start;
  const seen = new Set<string>();
  let windows = createWindows(pageSize);
  let place: Anchor | null = start.anchor ?? (backwards ? null : FRONT);
  /** The page whose rows the walk has behind it, all of them. */
  let consumed: Window | null = null;
  let beginning: Anchor | null = null;
  let total: number | null = null;
  let ended = false;
  let idle = 0;
  let lost = 0;

  async function show(window: Window, freshness: Freshness): Promise<Shown<R>> {
    const page = await reading.readPage({ number: window.number, size: window.size }, freshness);
    progress.read(page, page.items.map(rowId));
    total = page.total;
    const received = page.items.length + page.rejected.length;
    if (page.hasNext && received > 0 && received < window.size) {
      windows = createCappedWindows(pageSize, received);
    }
    return { window, page };
  }

  async function next(): Promise<readonly WalkedRow<R>[]> {
    while (!ended) {
      const { shown, at } = place === null ? await findEnd() : await find(place);
      const begin = beginning === null && start.again ? inFrontOfOwn(shown, at) : at;
      beginning ??= at;
      const rows = beyond(shown, begin);
      advance(shown, at, rows);
      if (rows.length > 0) return rows;
    }
    return [];
  }

  function inFrontOfOwn({ window, page }: Shown<R>, at: Anchor): Anchor {
    const row = page.items[at.index - window.from];
    const isThere = row !== undefined && markOf(rowId(row)) === at.before[0];
    return isThere ? { ...at, index: at.index - 1, rank: at.rank - 1 } : at;
  }

  /** The end of the list: by its total, or where that is not told by reading up to it. */
  async function findEnd(): Promise<Found<R>> {
    const first = await show(windows.behind(-1), start.freshness);
    const end = first.page.hasNext ? lastWindow(first.page) : null;
    const guess = end === null ? first : await show(end, start.freshness);
    const shown = await readUpToEnd(await backToRows(guess));
    if (shown.page.hasNext) progress.cutShort(limitReached(provider, progress.fetched()));
    const index = shown.window.from + shown.page.items.length - 1;
    return { shown, at: { index, rank: index, before: [], after: [] } };
  }

  /** A list that has been cut down meanwhile ends before the page that was its last. */
  async function backToRows(shown: Shown<R>): Promise<Shown<R>> {
    if (shown.page.items.length > 0 || shown.window.from === 0) return shown;
    const end = lastWindow(shown.page);
    const before = windows.previous(shown.window) ?? windows.behind(-1);
    return backToRows(await show(end !== null && end.from < before.from ? end : before, start.freshness));
  }

  async function readUpToEnd(shown: Shown<R>): Promise<Shown<R>> {
    const fetched = progress.fetched();
    if (!shown.page.hasNext || fetched >= reading.limit) return shown;
    const next = await show(windows.next(shown.window), start.freshness);
    if (next.page.hasNext && progress.fetched() === fetched) throw nothingNew(provider);
    return readUpToEnd(next);
  }

  function lastWindow({ total: rows }: Page<R>): Window | null {
    return rows === null ? null : windows.upTo(Math.max(0, rows - 1));
  }

  /** The page to go on with, and where in it the place is. */
  async function find(from: Anchor): Promise<Found<R>> {
    const totalBefore = total;
    const windowsBefore = windows;
    let shown = await show(windowAt(from), start.freshness);
    if (windows !== windowsBefore) {
      const window = windowAt(from);
      shown = isSame(window, shown.window) ? { ...shown, window } : await show(window, start.freshness);
    }
    const located = locate(from, shown, rowId);
    if (located?.isSure) return { shown, at: { ...from, index: located.index } };
    if (located !== null) return search(from, shown);
    if (isNext(shown.window) && shown.page.total === totalBefore) {
      return { shown, at: { ...from, index: besideOf(shown.window) } };
    }
    return shown.page.items.length === 0 && shown.page.hasNext
      ? { shown, at: { ...FRONT, index: besideOf(shown.window), rank: from.rank } }
      : search(from, shown);
  }

  function windowAt(from: Anchor): Window {
    return backwards ? windowUpTo(from) : windowBehind(from);
  }

  function windowBehind({ index }: Anchor): Window {
    const window = windows.behind(beginning === null && start.again ? index - 1 : index);
    return consumed === null || window.to > consumed.to ? window : windows.next(consumed);
  }

  function windowUpTo({ index, after }: Anchor): Window {
    const window = windows.upTo(Math.max(0, after.length > 0 ? index + 1 : index));
    if (consumed === null || window.from < consumed.from) return window;
    return windows.previous(consumed) ?? window;
  }

  /** Whether a page follows the last one without an overlap, so that it cannot hold a row that was passed. */
  function isNext(window: Window): boolean {
    if (consumed === null) return false;
    return backwards ? window.to === consumed.from - 1 : window.from === consumed.to + 1;
  }

  /** The place beside a page, on the side that the walk comes from. */
  function besideOf(window: Window): number {
    return backwards ? window.to : window.from - 1;
  }

  /** The list has moved: looks for the place around where it was, or around the end of a list cut down. */
  async function search(from: Anchor, home: Shown<R>): Promise<Found<R>> {
    consumed = null;
    const end = lastWindow(home.page);
    const center = end !== null && end.from < home.window.from ? end : home.window;
    const found = await lookAround(from, center);
    if (found !== null) return found;
    // The rows that were marked have left, and what was behind them has moved up by as many.
    const at = { ...from, index: Math.max(-1, from.index - from.before.length), before: [], after: [] };
    const shown = await show(windowAt(at), "again");
    if (at.index >= 0 && shown.page.items.length > 0) {
      lost += 1;
      progress.cutShort(keptMoving(provider));
    }
    return { shown, at };
  }

  /** Reads pages anew, from this one to both sides, until the place is found. */
  async function lookAround(from: Anchor, center: Window): Promise<Found<R> | null> {
    let likely: Found<R> | null = null;
    for (const [tried, window] of windowsAround(windows, center, MOST_SEARCHED).entries()) {
      // Where the rows nearest to the place have left, the pages next to it do not hold them either.
      if (likely !== null && tried > 2) break;
      const shown = await show(window, "again");
      const located = locate(from, shown, rowId);
      const found = located === null ? null : { shown, at: { ...from, index: located.index } };
      if (located?.isSure) return found;
      likely ??= found;
    }
    return likely;
  }

  /** The rows of a page that are beyond the place, in the walk's direction. */
  function beyond({ window, page }: Shown<R>, at: Anchor): readonly WalkedRow<R>[] {
    const rows = page.items
      .map((row, position) => {
        const index = window.from + position;
        return { row, index, rank: at.rank + index - at.index };
      })
      .filter(({ row, index }) => (backwards ? index <= at.index : index > at.index) && isNew(row));
    return backwards ? rows.reverse() : rows;
  }

  function isNew(row: R): boolean {
    const id = rowId(row);
    if (seen.has(id)) return false;
    seen.add(id);
    return true;
  }

  /** Moves the place behind what the page has shown. */
  function advance({ window, page }: Shown<R>, at: Anchor, rows: readonly WalkedRow<R>[]): void {
    const last = rows.at(-1);
    idle = last === undefined ? idle + 1 : 0;
    place = last === undefined ? at : placeBehind(last, rows);
    consumed = window;
    const isLast = backwards ? window.from === 0 || place.index < 0 : !page.hasNext;
    ended = isLast || lost >= MOST_LOST;
    const isEmpty = !backwards && page.items.length + page.rejected.length === 0;
    if (!ended && (idle >= MOST_IDLE || isEmpty)) {
      ended = true;
      progress.cutShort(nothingNew(provider));
    }
  }

  function placeBehind(last: WalkedRow<R>, rows: readonly WalkedRow<R>[]): Anchor {
    const marks = rows
      .slice(-MARKS)
      .map(({ row }) => markOf(rowId(row)))
      .reverse();
    return backwards
      ? { index: last.index - 1, rank: last.rank - 1, before: [], after: marks }
      : { index: last.index, rank: last.rank, before: marks, after: [] };
  }

  return { next, ended: () => ended, total: () => total, beginning: () => beginning };
}

function isSame(one: Window, other: Window): boolean {
  return one.number === other.number && one.size === other.size;
}
