import type { Provider } from "../../datasources/provider.ts";
import type { WriteRecord } from "./auditTrail.ts";
import type { IdempotencyStore } from "./idempotency.ts";

/** The caller's `Idempotency-Key` header. */
export type IdempotencyKey =
  | { readonly kind: "none" }
  | { readonly kind: "given"; readonly value: string }
  | { readonly kind: "malformed" };

/** Reads the header: 1 to 255 visible ASCII characters. */
export function readIdempotencyKey(header: string | undefined): IdempotencyKey {
  if (header === undefined) return { kind: "none" };
  return /^[\x21-\x7e]{1,255}$/.test(header) ? { kind: "given", value: header } : { kind: "malformed" };
}

/** Counts tries at something that must not be guessed. */
export interface Attempts {
  /**
   * Begins a try, which counts as a wrong one until it is known to be none; refused after too many of them, or
   * where they cannot be counted. Never rejects.
   */
  readonly begin: (about: string) => Attempt | Promise<Attempt>;
}

export type Attempt =
  /** To be ended with what it came to. */
  | { readonly kind: "begun"; readonly end: (verdict: Verdict) => void | Promise<void> }
  | { readonly kind: "refused"; readonly retryAfterMs: number }
  /** What counts them cannot be reached. */
  | { readonly kind: "unavailable"; readonly retryAfterMs: number };

export type Verdict = "right" | "wrong" | "none";

/** Why the caller may not write, as a sentence, and what would let them; null: nothing that they could do now. */
export interface Denied {
  readonly reason: string;
  readonly challenge: string | null;
}

/** The reason of a denial on which nothing is done, once its challenge is passed on; null where nothing is denied. */
export function denialOf(
  { denial, challenge }: WriteEnvironment,
  ...asked: Parameters<WriteEnvironment["denial"]>
): string | null {
  const denied = denial(...asked);
  if (denied === null) return null;
  if (denied.challenge !== null) challenge(denied.challenge);
  return denied.reason;
}

/** What writing needs beside the providers. */
export interface WriteEnvironment {
  /** Those at which the caller may write something. */
  readonly providers: readonly Provider[];
  /** Records what is about to be written and what came of it; rejects where it cannot. */
  readonly audit: (record: WriteRecord) => Promise<void>;
  readonly idempotency: IdempotencyStore;
  readonly idempotencyKey: IdempotencyKey;
  /** A digest of an input under a key of the process, so that a kept fingerprint gives no secret away. */
  readonly fingerprint: (value: unknown) => string;
  /** What the caller lacks for a mutation at a provider; null where nothing is lacking. */
  readonly denial: (mutation: string, provider: string, writesPassword: boolean) => Denied | null;
  /** Told what would let a caller do what was denied. */
  readonly challenge: (challenge: string) => void;
  /** Wrong one-time passwords, by the user whose they should have been. */
  readonly otpAttempts: Attempts;
  /** Told of a mistake inside Roster, which the caller is only told as a failed write. */
  readonly report: (thrown: unknown) => void;
  /** Who asks, as the audit log names them. */
  readonly caller: string;
  /** A new id for a write, tying its two audit records together. */
  readonly newWriteId: () => string;
}
