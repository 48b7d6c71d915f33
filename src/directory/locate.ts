import type { Page } from "../domain/page.ts";
import { type Anchor, markOf } from "./cursor.ts";
import type { Window } from "./windows.ts";

/** A page at hand. */
export interface Shown<R> {
  readonly window: Window;
  readonly page: Page<R>;
}

/** A place found on a page. */
export interface Located {
  /** The number of the last row in front of it. */
  readonly index: number;
  /** False where a row nearer to the place may stand on the page next to this one. */
  readonly isSure: boolean;
}

/**
 * Finds a place in a list by the marked rows beside it that a page holds; null where it holds none of them. A
 * place without marks is where its number says.
 */
export function locate<R>(
  { index, before, after }: Anchor,
  { window, page }: Shown<R>,
  rowId: (row: R) => string,
): Located | null {
  if (before.length + after.length === 0) return { index, isSure: true };
  const find = finder(page.items, rowId, index - window.from);
  const inFront = nearest(before.map(find));
  if (inFront !== null && inFront.nth === 0) return { index: window.from + inFront.position, isSure: true };
  const behind = nearest(after.map(find));
  if (inFront !== null) {
    // With rows of both sides on the page, what is missing between them has left the list.
    return { index: window.from + inFront.position, isSure: behind !== null || !page.hasNext };
  }
  if (behind === null) return null;
  return { index: window.from + behind.position - 1, isSure: behind.nth === 0 || window.from === 0 };
}

/** The first of the marks that is there, the nearest to the place. */
function nearest(positions: readonly number[]): { readonly nth: number; readonly position: number } | null {
  const nth = positions.findIndex((position) => position >= 0);
  const position = positions[nth];
  return position === undefined ? null : { nth, position };
}

/** Finds the row that bears a mark: where it is expected, or anywhere. -1 where there is none. */
function finder<R>(
  rows: readonly R[],
  rowId: (row: R) => string,
  expected: number,
): (mark: string) => number {
  let marks: readonly string[] | null = null;
  return (mark) => {
    const row = rows[expected];
    if (marks === null && row !== undefined && markOf(rowId(row)) === mark) return expected;
    marks ??= rows.map((one) => markOf(rowId(one)));
    return marks.indexOf(mark);
  };
}
