/** A body as far as it could be read: status is judged first, and says whether a body was due. */
export type UpstreamBody =
  | { readonly kind: "empty" }
  | { readonly kind: "json"; readonly value: unknown }
  /** Not JSON (HTML, truncated JSON, plain text), or too much of it. Its text is not kept: nothing may show it. */
  | { readonly kind: "unreadable" };

/** Parses a body that came in these parts. */
export type ParseBody = (parts: readonly Buffer[]) => UpstreamBody;

/**
 * Makes what parses one provider's bodies, in memory of its own. No compression is asked for, so none is undone here, and
 * a compressed bomb stays as small as it was sent.
 */
export function createParseBody(): ParseBody {
  const join = createJoin();
  return (parts) => parseBody(join(parts));
}

function parseBody(bytes: Buffer): UpstreamBody {
  if (bytes.length === 0) return { kind: "empty" };
  if (bytes.length > LARGE && isOverwhelming(bytes)) return { kind: "unreadable" };
  const text = bytes.toString("utf8");
  try {
    const value: unknown = JSON.parse(text);
    return { kind: "json", value };
  } catch {
    return { kind: text.trim() === "" ? "empty" : "unreadable" };
  }
}

/**
 * Makes one of a body's parts, in memory that is used again for the next one, so the result is to be read at once. Node
 * keeps such memory beside V8's heap, and V8 goes through the whole heap for every 64 MiB of it: with a buffer for each
 * body that is every few pages of a long list, and costs the more the longer the list is already.
 */
function createJoin(): (parts: readonly Buffer[]) => Buffer {
  let room = Buffer.alloc(0);
  return (parts) => {
    const [first] = parts;
    if (first !== undefined && parts.length === 1) return first;
    const length = parts.reduce((sum, part) => sum + part.length, 0);
    if (length > LARGE) return Buffer.concat(parts);
    if (length > room.length) room = Buffer.allocUnsafeSlow(Math.min(2 * length, LARGE));
    let end = 0;
    for (const part of parts) end += part.copy(room, end);
    return room.subarray(0, end);
  };
}

/** A body up to this many bytes takes 230 MiB to parse at the worst, and is not looked at before. */
const LARGE = 4 * 1024 * 1024;
/** Deeper than any documented answer; each level takes fifty times the memory of its brackets to parse. */
const DEEPEST = 100;
/** What a page of 10,000 users holds several times over; each value takes far more memory than its bytes. */
const MOST_VALUES = 1_000_000;

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
/** `[` and `{` differ in this bit alone, and so do `]` and `}`. */
const CURLY = 0x20;
const OPENING = 0x7b;
const CLOSING = 0x7d;

/** Whether parsing this would take much more memory than it has bytes: a few megabytes of brackets would do. */
function isOverwhelming(bytes: Buffer): boolean {
  let depth = 0;
  let values = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === QUOTE) at = endOfText(bytes, at);
    else if (byte === COMMA) values += 1;
    else if ((byte | CURLY) === OPENING) {
      depth += 1;
      values += 1;
    } else if ((byte | CURLY) === CLOSING) depth -= 1;
    if (depth > DEEPEST || values > MOST_VALUES) return true;
  }
  return false;
}

/** Where the text that begins here ends. */
function endOfText(bytes: Buffer, start: number): number {
  let at = start + 1;
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return at;
}
