import { badInput, GatewayError } from "../../domain/errors.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused here
const UNSAFE_SEGMENT = /^\.{0,2}$|[\u0000-\u001f\u007f]|\p{Surrogate}/u;

/**
 * A URL path with each inserted value as exactly one encoded segment: path`/users/${id}/lock`.
 *
 * Throws NOT_FOUND for a value that would change the path's shape (empty, `.`, `..`, control characters), and for
 * half a character, which cannot be encoded: no provider has a record of such an id, and `encodeURIComponent("..")`
 * is still `..`, which URL parsers resolve away.
 */
export function path(literals: TemplateStringsArray, ...segments: readonly string[]): string {
  return literals.reduce((before, literal, index) => {
    const segment = segments[index - 1] ?? "";
    if (UNSAFE_SEGMENT.test(segment)) {
      throw new GatewayError("NOT_FOUND", "No record has this id.");
    }
    return before + encodeURIComponent(segment) + literal;
  });
}

/** A query value: undefined and null leave the key out, a list repeats it. */
export type QueryValue = string | number | boolean | null | undefined | readonly string[];

/**
 * A query string without the question mark, in the order of the entries, or "" when nothing is left.
 * Encodes as `encodeURIComponent` does, so that a signature over the URL holds for the URL that goes out.
 * Throws BAD_USER_INPUT naming the key for half a character, which cannot be encoded.
 */
export function query(entries: Readonly<Record<string, QueryValue>>): string {
  const parts: string[] = [];
  for (const [key, value] of Object.entries(entries)) {
    if (value === undefined || value === null) continue;
    for (const one of Array.isArray(value) ? value : [value]) {
      const text = String(one);
      if (/\p{Surrogate}/u.test(text)) throw badInput([key], "must be well-formed text.");
      parts.push(`${encodeURIComponent(key)}=${encodeURIComponent(text)}`);
    }
  }
  return parts.join("&");
}
