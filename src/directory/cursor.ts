import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { GatewayError } from "../domain/errors.ts";
import type { Place } from "./place.ts";

/**
 * Where one provider's list stood at an edge. In a provider's own order the edge lies between two of its rows,
 * which are known again by their ids whatever has come and gone in front of them; in a sorted list the row's
 * number is only a hint that saves calls.
 */
export interface Anchor {
  /**
   * Number of the last row in front of the edge or at it; -1 where there is none. A sorted list that was read
   * from its end counts from there: -1 is its last row.
   */
  readonly index: number;
  /** That row's rank in the merged list; 0 in a sorted list. */
  readonly rank: number;
  /** Marks of that row and of those in front of it, the nearest first. */
  readonly before: readonly string[];
  /** Marks of the rows behind the edge, the nearest first, as far as they were read. */
  readonly after: readonly string[];
}

export interface CursorContent {
  readonly place: Place;
  /**
   * When the walk that the cursor is of began, in milliseconds since the epoch: what was read earlier may lack
   * somebody who was there by then.
   */
  readonly since: number;
  readonly anchors: Readonly<Record<string, Anchor>>;
}

/** Makes and reads the cursors of one process (or of all that share its key). */
export interface CursorCodec {
  /** `fingerprint` binds the cursor to its list, filter and order. */
  readonly encode: (fingerprint: string, content: CursorContent) => string;
  /** Throws BAD_CURSOR naming the argument for anything that `encode` did not make for this fingerprint. */
  readonly decode: (fingerprint: string, cursor: string, argument: "after" | "before") => CursorContent;
}

const VERSION = 1;
/** Room for hundreds of providers and for the longest of names. */
const LONGEST = 65_536;
const SIGNATURE_BYTES = 16;
const MARK_LENGTH = 6;

/** Signs with HMAC-SHA256, shortened to 128 bits. */
export function createCursorCodec(key: string): CursorCodec {
  const sign = (payload: Buffer): Buffer =>
    createHmac("sha256", key).update(payload).digest().subarray(0, SIGNATURE_BYTES);

  return {
    encode(fingerprint, { place, since, anchors }) {
      const packed = Object.entries(anchors).map(([provider, { index, rank, before, after }]) => [
        provider,
        index,
        rank,
        before.join(""),
        after.join(""),
      ]);
      const content = [VERSION, fingerprint, place.rank, place.provider, place.tie, since, packed];
      const payload = Buffer.from(JSON.stringify(content), "utf8");
      return Buffer.concat([sign(payload), payload]).toString("base64url");
    },
    decode(fingerprint, cursor, argument) {
      const refuse = (problem: string): GatewayError =>
        new GatewayError("BAD_CURSOR", `${argument}: ${problem} Start again without it.`, {
          field: [argument],
        });
      const payload = cursor.length > LONGEST ? null : signedPayload(cursor, sign);
      if (payload === null) throw refuse("not a cursor of this Roster's, or changed since.");
      const content = parseList(payload);
      if (content?.[0] !== VERSION) throw refuse("a cursor of another version.");
      if (content[1] !== fingerprint) throw refuse("a cursor of a list with another filter or order.");
      const read = readContent(content);
      if (read === null) throw refuse("a cursor that cannot be read.");
      return read;
    },
  };
}

/** The payload of a cursor that bears its signature, or null. */
function signedPayload(cursor: string, sign: (payload: Buffer) => Buffer): string | null {
  const bytes = Buffer.from(cursor, "base64url");
  // Several texts stand for the same bytes; only the one that was given out counts.
  if (bytes.length <= SIGNATURE_BYTES || bytes.toString("base64url") !== cursor) return null;
  const payload = bytes.subarray(SIGNATURE_BYTES);
  return timingSafeEqual(bytes.subarray(0, SIGNATURE_BYTES), sign(payload)) ? payload.toString("utf8") : null;
}

function parseList(text: string): readonly unknown[] | null {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

/** What a signed list of the right version and query says; null where it is not of the right shape. */
function readContent(content: readonly unknown[]): CursorContent | null {
  const [, , rank, provider, tie, since, packed] = content;
  if (!isRank(rank) || typeof provider !== "string" || !isTie(tie)) return null;
  if (!isWhole(since) || !Array.isArray(packed)) return null;
  const anchors: Record<string, Anchor> = {};
  for (const entry of packed) {
    const [key, index, anchorRank, before, after]: readonly unknown[] = Array.isArray(entry) ? entry : [];
    if (typeof key !== "string" || typeof before !== "string" || typeof after !== "string") return null;
    if (!isWhole(index) || !isWhole(anchorRank)) return null;
    anchors[key] = { index, rank: anchorRank, before: marksIn(before), after: marksIn(after) };
  }
  return { place: { rank, provider, tie }, since, anchors };
}

function isRank(value: unknown): value is Place["rank"] {
  return value === null || isTie(value);
}

function isTie(value: unknown): value is Place["tie"] {
  return typeof value === "string" || isWhole(value);
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function marksIn(text: string): readonly string[] {
  return Array.from({ length: Math.floor(text.length / MARK_LENGTH) }, (_, index) =>
    text.slice(index * MARK_LENGTH, (index + 1) * MARK_LENGTH),
  );
}

/** A short digest of anything that JSON can hold, for binding a cursor to its query. */
export function fingerprintOf(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("base64url").slice(0, 16);
}

/** A short digest of a row's id: enough to know the row again among its neighbours. */
export function markOf(id: string): string {
  return createHash("sha256").update(id).digest("base64url").slice(0, MARK_LENGTH);
}
