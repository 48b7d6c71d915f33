const RFC3339 = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}:\d{2})(?:\.(\d{1,9})\d*)?([Zz]|[+-]\d{2}:?\d{2})?$/;

/** In its final form already, on a day that every calendar has: nearly every timestamp that providers send. */
const FINAL =
  /^\d{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?Z$/;

/**
 * A provider's timestamp as RFC 3339 in UTC (`2026-05-21T15:02:39.893981Z`), or null for anything that is not
 * one: a day that its month does not have, too, and an instant outside the years 0000 to 9999. A timestamp
 * without a zone is read as UTC, as Samsung's own client does. The fraction is kept as it was sent,
 * up to nanoseconds.
 */
export function parseTimestamp(value: unknown): string | null {
  if (typeof value !== "string") return null;
  // A hundred users have some hundreds of them.
  if (FINAL.test(value)) return value;
  const match = RFC3339.exec(value.trim());
  if (match === null) return null;
  const [, date = "", time = "", fraction, zone = "Z"] = match;
  if (!isDay(date)) return null;
  const epoch = Date.parse(`${date}T${time}${zone.toUpperCase()}`);
  if (Number.isNaN(epoch)) return null;
  const instant = new Date(epoch).toISOString();
  // A year of more than four digits has a sign in front, and would not compare as text.
  if (!/^\d/.test(instant)) return null;
  const seconds = instant.slice(0, 19);
  return fraction === undefined ? `${seconds}Z` : `${seconds}.${fraction}Z`;
}

/** Whether the calendar has this day: `Date.parse` takes 30 February for 2 March. */
function isDay(date: string): boolean {
  const epoch = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(epoch) && new Date(epoch).toISOString().startsWith(date);
}

/** Text that compares as the instants do, for timestamps from `parseTimestamp`: the fraction is padded. */
export function instantKey(timestamp: string): string {
  const fraction = timestamp.slice(20, -1);
  return `${timestamp.slice(0, 19)}.${fraction.padEnd(9, "0")}`;
}
