import { type Anchor, markOf } from "./cursor.ts";

/** A row by which a place in a list is known again. */
export interface Neighbour {
  readonly rank: number;
  readonly index: number;
  readonly id: string;
}

/** The rows that a source has gone through, for the anchors of later cursors. */
export interface Neighbours {
  /** Takes the next row in the direction of reading. */
  readonly add: (row: Neighbour) => void;
  /** The anchor between the last row up to this rank and the next one; null where no row gone through is near. */
  readonly around: (rank: number) => Anchor | null;
}

const MARKS = 3;

/** `beginning` is where the reading began, whose marks stand for rows that were not gone through. */
export function createNeighbours(backwards: boolean, beginning: Anchor | null): Neighbours {
  /** In the direction of reading. */
  const rows: Neighbour[] = [];
  const marks = new Map<string, string>();

  function mark({ id }: Neighbour): string {
    const known = marks.get(id) ?? markOf(id);
    marks.set(id, known);
    return known;
  }

  /** How many of the rows, counted in the list's own direction, have at most this rank. */
  function countUpTo(ascending: readonly Neighbour[], rank: number): number {
    let low = 0;
    let high = ascending.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ascending[middle]?.rank ?? rank) <= rank) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function around(rank: number): Anchor | null {
    const ascending = backwards ? rows.toReversed() : rows;
    const count = countUpTo(ascending, rank);
    const last = ascending[count - 1];
    const next = ascending[count];
    const position =
      last ?? (backwards && next !== undefined ? { index: next.index - 1, rank: next.rank - 1 } : undefined);
    if (position === undefined) return null;
    const before = ascending.slice(Math.max(0, count - MARKS), count).reverse();
    const behind = ascending.slice(count, count + MARKS);
    return {
      index: position.index,
      rank: position.rank,
      before: nearest(before.map(mark), backwards ? [] : beginning?.before),
      after: nearest(behind.map(mark), backwards ? beginning?.after : []),
    };
  }

  return { add: (row) => void rows.push(row), around };
}

/** The first marks of both lists, each once: the row of a cursor may have been gone through again. */
function nearest(marks: readonly string[], further: readonly string[] = []): readonly string[] {
  return [...new Set([...marks, ...further])].slice(0, MARKS);
}
