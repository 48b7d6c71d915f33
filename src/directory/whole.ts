import type { StoredPage } from "./pages.ts";
import type { ComparePlaces, Place } from "./place.ts";

/** Which rows of a whole list are wanted, each of which becomes one record, and in which order. */
export interface RowOrder<R> {
  /** Names the rows and their order: the same name, the same answer. */
  readonly name: string;
  readonly keeps: (row: R) => boolean;
  readonly placeOf: (row: R) => Place;
  readonly compare: ComparePlaces;
}

/** A list that has been read whole. */
export interface Whole<R> extends StoredPage<R> {
  /** The wanted rows in their order, made once for each name. */
  readonly inOrder: (order: RowOrder<R>) => Promise<readonly R[]>;
}

/** A whole list that is kept while its provider is written to. */
export interface KeptWhole<R> extends Whole<R> {
  /** Puts what was read of one row since in the row's place; null: it is there no more. */
  readonly replace: (id: string, row: R | null) => void;
}

/** A row that was read again. */
interface Replacement<R> {
  readonly id: string;
  readonly row: R | null;
}

interface Ordered<R> {
  readonly rows: readonly R[];
  /** How many of the replacements it holds. */
  readonly replaced: number;
}

/** In how many orders one list is kept; the one used least of late goes first. */
const MOST_ORDERS = 8;
/** So many rows are dealt with before others have their turn. */
const ROWS_AT_ONCE = 4_096;

/** Keeps the orders that it was asked for, so that a further page of a list costs no sorting. */
export function createWhole<R>(page: StoredPage<R>, rowId: (row: R) => string): KeptWhole<R> {
  const rows = [...page.items];
  const replacements: Replacement<R>[] = [];
  const orders = new Map<string, Promise<Ordered<R>>>();

  async function upToDate(known: Promise<Ordered<R>> | undefined, order: RowOrder<R>): Promise<Ordered<R>> {
    const before = await known?.catch(() => undefined);
    const replaced = replacements.length;
    if (before === undefined) return { rows: await sorted([...rows], order), replaced };
    if (before.replaced === replaced) return before;
    const latest = new Map(replacements.slice(before.replaced).map(({ id, row }) => [id, row]));
    const kept = before.rows.filter((row) => !latest.has(rowId(row)));
    for (const row of latest.values()) {
      if (row !== null && order.keeps(row)) kept.splice(firstBehind(kept, order, order.placeOf(row)), 0, row);
    }
    return { rows: kept, replaced };
  }

  return {
    ...page,
    items: rows,
    async inOrder(order) {
      const ordered = upToDate(orders.get(order.name), order);
      orders.delete(order.name);
      orders.set(order.name, ordered);
      const [oldest] = orders.keys();
      if (oldest !== undefined && orders.size > MOST_ORDERS) orders.delete(oldest);
      return (await ordered).rows;
    },
    replace(id, row) {
      const at = rows.findIndex((one) => rowId(one) === id);
      if (at >= 0) rows.splice(at, 1, ...(row === null ? [] : [row]));
      else if (row !== null) rows.push(row);
      replacements.push({ id, row });
    },
  };
}

/** The position of the first row behind a place, in rows that stand in this order. */
export function firstBehind<R>(rows: readonly R[], { placeOf, compare }: RowOrder<R>, place: Place): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = rows[middle];
    if (row !== undefined && compare(placeOf(row), place) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Placed<R> {
  readonly row: R;
  readonly place: Place;
}

function turn(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}

/** Sorts what is wanted of the rows; whoever else waits for the processor has turns in between. */
async function sorted<R>(
  rows: readonly R[],
  { keeps, placeOf, compare }: RowOrder<R>,
): Promise<readonly R[]> {
  const byPlace = (left: Placed<R>, right: Placed<R>): number => compare(left.place, right.place);
  let runs: Placed<R>[][] = [];
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    if (at > 0) await turn();
    const some = rows.slice(at, at + ROWS_AT_ONCE).filter(keeps);
    runs.push(some.map((row) => ({ row, place: placeOf(row) })).sort(byPlace));
  }
  while (runs.length > 1) {
    const merged: Placed<R>[][] = [];
    for (let at = 0; at < runs.length; at += 2) {
      merged.push(await merge(runs[at] ?? [], runs[at + 1] ?? [], byPlace));
    }
    runs = merged;
  }
  return (runs[0] ?? []).map(({ row }) => row);
}

async function merge<T>(
  left: readonly T[],
  right: readonly T[],
  compare: (a: T, b: T) => number,
): Promise<T[]> {
  const merged: T[] = [];
  let at = 0;
  for (const one of left) {
    for (let other = right[at]; other !== undefined && compare(other, one) < 0; other = right[at]) {
      merged.push(other);
      at += 1;
      if (merged.length % ROWS_AT_ONCE === 0) await turn();
    }
    merged.push(one);
    if (merged.length % ROWS_AT_ONCE === 0) await turn();
  }
  return merged.concat(right.slice(at));
}
