import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { GatewayError } from "../domain/errors.ts";
import type { Place } from "./place.ts";

/**
 * Where one provider's list stood at an edge: a hint that saves calls and shows whether the list has moved.
 * `index` is the last row passed, `shift` what to add to it to get its number in the merged list, `marks` short
 * digests of that row's id and of the two before it.
 */
export interface Anchor {
  readonly index: number;
  readonly shift: number;
  readonly marks: readonly string[];
}

export interface CursorContent {
  readonly place: Place;
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
const LONGEST = 4096;
const SIGNATURE_BYTES = 16;

/** Signs with HMAC-SHA256, shortened to 128 bits. */
export function createCursorCodec(key: string): CursorCodec {
  const sign = (payload: Buffer): Buffer =>
    createHmac("sha256", key).update(payload).digest().subarray(0, SIGNATURE_BYTES);

  return {
    encode(fingerprint, { place, anchors }) {
      const packed = Object.entries(anchors).map(([provider, { index, shift, marks }]) => [
        provider,
        index,
        shift,
        ...marks,
      ]);
      const content = [VERSION, fingerprint, place.rank, place.provider, place.tie, packed];
      const payload = Buffer.from(JSON.stringify(content), "utf8");
      return Buffer.concat([sign(payload), payload]).toString("base64url");
    },
    decode(fingerprint, cursor, argument) {
      const refuse = (problem: string): GatewayError =>
        new GatewayError("BAD_CURSOR", `${argument}: ${problem} Start again without it.`, {
          field: [argument],
        });
      if (cursor.length > LONGEST || !/^[A-Za-z0-9_-]+$/.test(cursor))
        throw refuse("not a cursor of Roster's.");
      const bytes = Buffer.from(cursor, "base64url");
      const payload = bytes.subarray(SIGNATURE_BYTES);
      const signature = bytes.subarray(0, SIGNATURE_BYTES);
      if (signature.length !== SIGNATURE_BYTES || !timingSafeEqual(signature, sign(payload))) {
        throw refuse("not a cursor of this Roster's, or changed since.");
      }
      const content: unknown = JSON.parse(payload.toString("utf8"));
      if (!Array.isArray(content) || content[0] !== VERSION) throw refuse("a cursor of another version.");
      if (content[1] !== fingerprint) throw refuse("a cursor of a list with another filter or order.");
      return readContent(content);
    },
  };
}

/** Only called for what this process's key has signed, so a wrong shape is a bug and not a caller's mistake. */
function readContent(content: readonly unknown[]): CursorContent {
  const [, , rank, provider, tie, packed] = content;
  if (!isRank(rank) || typeof provider !== "string" || !isTie(tie) || !Array.isArray(packed)) {
    throw new Error("a signed cursor has the wrong shape");
  }
  const anchors: Record<string, Anchor> = {};
  for (const entry of packed) {
    const [key, index, shift, ...marks] = Array.isArray(entry) ? entry : [];
    if (typeof key === "string" && typeof index === "number" && typeof shift === "number") {
      anchors[key] = { index, shift, marks: marks.map(String) };
    }
  }
  return { place: { rank, provider, tie }, anchors };
}

function isRank(value: unknown): value is Place["rank"] {
  return value === null || isTie(value);
}

function isTie(value: unknown): value is Place["tie"] {
  return typeof value === "string" || typeof value === "number";
}

/** A short digest of anything that JSON can hold, for binding a cursor to its query. */
export function fingerprintOf(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("base64url").slice(0, 16);
}

/** A short digest of a row's id: enough to know the row again among its neighbours. */
export function markOf(id: string): string {
  return createHash("sha256").update(id).digest("base64url").slice(0, 6);
}
