import type { PageRequest } from "../domain/page.ts";

/** A page to ask for, with the numbers of the rows that it holds: from 0, the last one included. */
export interface Window extends PageRequest {
  readonly from: number;
  readonly to: number;
}

/**
 * The pages that a list is read in, always the same for a page size, so that requests share what they have read.
 *
 * Each page holds the last two rows of the one before it. A row that was read and is found again proves that
 * nothing was lost between two readings, whatever has come and gone meanwhile; that the list's total is the same
 * would prove nothing, since somebody may have left while somebody else joined. Providers count pages in whole
 * page sizes, so the overlap is made with slightly smaller ones: 100 rows from row 0, then page 1 of 98, which
 * begins with row 98, and so on. That takes 15 calls more in a hundred at 100 rows a page, 2 more at 1,000, and
 * half as many again at 20.
 */
export interface Windows {
  /** The window to read on from, behind the row of this number (-1: from the beginning). */
  readonly behind: (row: number) => Window;
  /** The window that holds this row and reaches furthest in front of it. */
  readonly upTo: (row: number) => Window;
  readonly next: (window: Window) => Window;
  /** The window in front of this one; null for the first. */
  readonly previous: (window: Window) => Window | null;
  /** The window that holds this row and reaches furthest behind it, whether others use it or not. */
  readonly holding: (row: number) => Window;
}

const OVERLAP = 2;
/** How many page sizes are tried for the one that repeats the fewest rows. */
const MOST_SIZES = 64;

/** The windows of at most this many rows. Where pages are too small to overlap, they follow one another. */
export function createWindows(most: number): Windows {
  return windowsOf({ number: 0, size: most, from: 0, to: most - 1 }, (last) => {
    const overlapping = reachingFurthest(Math.max(0, last.to - OVERLAP + 1), most);
    return overlapping.to >= last.to + most / 4
      ? overlapping
      : windowOf(Math.floor((last.to + 1) / most), most);
  });
}

/**
 * How many rows each further window adds at least, over a whole list: for estimates of what a list will take that
 * must not be too low.
 */
export function leastNewRows(most: number): number {
  return Math.max(1, Math.floor(most / (1 + 30 / most)));
}

/**
 * The windows of a server that gives fewer rows than it is asked for: pages follow one another by its own
 * counting, `given` rows each.
 */
export function createCappedWindows(asked: number, given: number): Windows {
  const at = (number: number): Window => ({
    number,
    size: asked,
    from: number * given,
    to: (number + 1) * given - 1,
  });
  return windowsOf(at(0), (last) => at(last.number + 1));
}

/** Windows in the order in which to look for a row that is no longer where it was: this one and its neighbours. */
export function windowsAround(windows: Windows, center: Window, most: number): readonly Window[] {
  const found = [center];
  let before = windows.previous(center);
  let behind = windows.next(center);
  while (found.length < most) {
    if (before !== null) found.push(before);
    found.push(behind);
    before = before === null ? null : windows.previous(before);
    behind = windows.next(behind);
  }
  return found;
}

function windowsOf(first: Window, after: (last: Window) => Window): Windows {
  const chain: Window[] = [first];

  function reach(isReached: (last: Window) => boolean): void {
    for (let last = chain.at(-1); last !== undefined && !isReached(last); last = chain.at(-1)) {
      chain.push(after(last));
    }
  }

  function next(window: Window): Window {
    reach(({ from }) => from > window.from);
    return chain.find(({ from }) => from > window.from) ?? first;
  }

  return {
    next,
    behind(row) {
      reach(({ from }) => from > row);
      const window = chain.findLast(({ from }) => from <= row) ?? first;
      return window.to > row ? window : next(window);
    },
    upTo(row) {
      reach(({ to }) => to >= row);
      return chain.find(({ to }) => to >= row) ?? first;
    },
    previous: (window) => chain.findLast(({ from }) => from < window.from) ?? null,
    holding: (row) => reachingFurthest(Math.max(0, row), first.size),
  };
}

function reachingFurthest(row: number, most: number): Window {
  let best = windowOf(Math.floor(row / most), most);
  for (let size = most - 1; size >= Math.max(most / 2, most - MOST_SIZES); size -= 1) {
    const window = windowOf(Math.floor(row / size), size);
    if (window.to > best.to) best = window;
  }
  return best;
}

function windowOf(number: number, size: number): Window {
  return { number, size, from: number * size, to: (number + 1) * size - 1 };
}
