import { parseTimestamp } from "../domain/timestamp.ts";

/** An upstream JSON object whose fields have not been looked at yet. */
export type Fields = Readonly<Record<string, unknown>>;

/** The value as an object, or null when it is anything else. */
export function asObject(value: unknown): Fields | null {
  return isObject(value) ? value : null;
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value as a list, or null when it is anything else. */
export function asList(value: unknown): readonly unknown[] | null {
  return Array.isArray(value) ? value : null;
}

/** Text, or null for anything else and for `""`, which several providers send where they mean "none". */
export function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

/** True or false, or null for anything else. */
export function flag(value: unknown): boolean | null {
  return typeof value === "boolean" ? value : null;
}

/** A finite number, or null for anything else. */
export function number(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

/** A timestamp in UTC, or null; see `parseTimestamp`. */
export function timestamp(value: unknown): string | null {
  return parseTimestamp(value);
}

/** The texts of a list; other members are left out. */
export function texts(value: unknown): readonly string[] {
  return (asList(value) ?? []).filter(
    (member): member is string => typeof member === "string" && member !== "",
  );
}

/** Why a record cannot be used: thrown by a record's parser and caught by `parseRecords`. */
export class UnreadableRecord extends Error {}

/** Text that a record cannot do without, such as its id. */
export function requiredText(fields: Fields, key: string): string {
  const value = fields[key];
  if (typeof value !== "string" || value === "") throw new UnreadableRecord(`${key} is missing`);
  return value;
}

/** Twice as many as are ever asked for at once. */
const MOST_RECORDS = 20_000;

/**
 * Reads each record on its own: a bad one is left out and told in `rejected`, and the others are kept. Those
 * beyond any number that was asked for are left out too, since each takes far more memory than it has bytes.
 */
export function parseRecords<T>(
  values: readonly unknown[],
  parse: (fields: Fields) => T,
): { readonly items: readonly T[]; readonly rejected: readonly string[] } {
  const items: T[] = [];
  const rejected: string[] = [];
  values.slice(0, MOST_RECORDS).forEach((value, index) => {
    const fields = asObject(value);
    try {
      if (fields === null) throw new UnreadableRecord("not an object");
      items.push(parse(fields));
    } catch (thrown) {
      if (!(thrown instanceof UnreadableRecord)) throw thrown;
      rejected.push(`record ${index}: ${thrown.message}`);
    }
  });
  if (values.length > MOST_RECORDS) rejected.push(`all behind record ${MOST_RECORDS}: too many`);
  return { items, rejected };
}
