import { compareCodePoints } from "../domain/order.ts";

/**
 * Where a record stands in a merged list. Two records of a list never share a place.
 * - `rank`: the sort key (null comes last in both directions); in the natural order the row's number.
 * - `tie`: the record's id; in the natural order its number within its row.
 */
export interface Place {
  readonly rank: string | number | null;
  /** Key of the provider. */
  readonly provider: string;
  readonly tie: string | number;
}

export type Direction = "ASC" | "DESC";
export type ComparePlaces = (left: Place, right: Place) => number;

/** The one global order: by rank, then provider key, then id; only the rank turns round with the direction. */
export function comparePlaces(direction: Direction): ComparePlaces {
  const sign = direction === "ASC" ? 1 : -1;
  return (left, right) =>
    compareRanks(left.rank, right.rank, sign) ||
    compareCodePoints(left.provider, right.provider) ||
    compareValues(left.tie, right.tie);
}

/** The same order read from its end. */
export function reversed(compare: ComparePlaces): ComparePlaces {
  return (left, right) => compare(right, left);
}

function compareRanks(left: Place["rank"], right: Place["rank"], sign: number): number {
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  return sign * compareValues(left, right);
}

function compareValues(left: string | number, right: string | number): number {
  if (typeof left === "number" && typeof right === "number") return left - right;
  return compareCodePoints(String(left), String(right));
}
