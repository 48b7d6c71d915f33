import { createHash } from "node:crypto";
import { z } from "zod";

/** What the audit log is told of a write: once before it, and once after. Never a secret. */
export interface AuditEntry {
  /** `intended`: about to be sent. `outcome`: what became of it. */
  readonly phase: "intended" | "outcome";
  /** The same for both records of one write. */
  readonly writeId: string;
  readonly caller: string;
  readonly mutation: string;
  /** The provider's key. */
  readonly provider: string;
  /** The user's id; null where there is none yet, or where the write is about many. */
  readonly user: string | null;
  readonly reason: string | null;
  /** Null before the write. */
  readonly outcome: string | null;
  readonly errorCodes: readonly string[];
  readonly requestId: string;
  /** The provider's own id of the request, where it tells one. */
  readonly upstreamRequestId: string | null;
}

/** An entry in its place in the log: a link of the chain. */
export type AuditRecord = AuditEntry & {
  /** Its place, from 1. */
  readonly sequence: number;
  /** RFC 3339 in UTC. */
  readonly time: string;
  /** The hash of the record before; `NO_PREVIOUS` in the first. */
  readonly previous: string;
  /** SHA-256 in hex over the record's text without this field. */
  readonly hash: string;
};

type Place = Pick<AuditRecord, "sequence" | "time" | "previous">;

/** What the first record of a log has for the hash of the one before it. */
export const NO_PREVIOUS = "0".repeat(64);

/** Gives an entry its place in the chain, and its hash. */
export function sealRecord(entry: AuditEntry, place: Place): AuditRecord {
  return { ...fieldsOf(entry, place), hash: hashOf(entry, place) };
}

/** A record as its line of the log, with the line's end. Each record has exactly one such text. */
export function lineOf(record: AuditRecord): string {
  return `${JSON.stringify({ ...fieldsOf(record, record), hash: record.hash })}\n`;
}

/** Reads a line of the log; null unless it is, byte for byte, what `lineOf` makes of a record with its hash. */
export function readLine(line: Uint8Array): AuditRecord | null {
  const text = Buffer.from(line).toString("utf8");
  const parsed = RECORD.safeParse(parseJson(text));
  if (!parsed.success) return null;
  const record = parsed.data;
  // Bytes that are no UTF-8 were replaced in `text`: only the bytes themselves tell.
  const isAsWritten = Buffer.from(lineOf(record)).equals(line);
  return isAsWritten && hashOf(record, record) === record.hash ? record : null;
}

function hashOf(entry: AuditEntry, place: Place): string {
  return createHash("sha256")
    .update(JSON.stringify(fieldsOf(entry, place)))
    .digest("hex");
}

/** Everything but the hash, always in this order: what makes the JSON canonical. */
function fieldsOf(entry: AuditEntry, place: Place) {
  return {
    sequence: place.sequence,
    time: place.time,
    phase: entry.phase,
    writeId: entry.writeId,
    caller: entry.caller,
    mutation: entry.mutation,
    provider: entry.provider,
    user: entry.user,
    reason: entry.reason,
    outcome: entry.outcome,
    errorCodes: [...entry.errorCodes],
    requestId: entry.requestId,
    upstreamRequestId: entry.upstreamRequestId,
    previous: place.previous,
  } satisfies Omit<AuditRecord, "hash">;
}

const RECORD = z.strictObject({
  sequence: z.int().positive(),
  time: z.string(),
  phase: z.enum(["intended", "outcome"]),
  writeId: z.string(),
  caller: z.string(),
  mutation: z.string(),
  provider: z.string(),
  user: z.string().nullable(),
  reason: z.string().nullable(),
  outcome: z.string().nullable(),
  errorCodes: z.array(z.string()),
  requestId: z.string(),
  upstreamRequestId: z.string().nullable(),
  previous: z.string(),
  hash: z.string(),
}) satisfies z.ZodType<AuditRecord>;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
