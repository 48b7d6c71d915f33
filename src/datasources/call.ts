import type { StopSignal } from "./stopSignal.ts";

/** One upstream call as it is told to whoever may see it: never a credential, never a body. */
export interface CallRecord {
  readonly provider: string;
  /** The upstream operation's name, e.g. `listusers`. */
  readonly operation: string;
  /** The page asked for, in the provider's own counting; null where the operation has no pages. */
  readonly page: number | null;
  /** The HTTP status, or null where no answer came. */
  readonly status: number | null;
  readonly milliseconds: number;
  /** How many records the answer held; null where it holds none by its nature, or was not understood. */
  readonly records: number | null;
  readonly source: "network" | "cache" | "shared";
  /** The provider's own id of the request, where its answer bore one. */
  readonly upstreamRequestId: string | null;
  /** 1, and one more for each time that the same call was sent again. */
  readonly attempt: number;
}

/** The part of a trace that one upstream call is. */
export interface CallTrace {
  /** The W3C header that tells the provider of it; null: none is sent. */
  readonly traceparent: string | null;
  readonly end: (record: CallRecord) => void;
}

/** The same call for reads whose answers are of this moment: what a write is decided by. */
export function anew(call: Call): Call {
  return callWith(call, { maxAgeMs: 0 });
}

/**
 * The same call with some of it changed. Written out: to V8 each `{ ...call, more }` is a shape of its own, and whatever
 * reads it has to look where its fields are each time.
 */
export function callWith(call: Call, changes: Partial<Call>): Call {
  return {
    signal: changes.signal ?? call.signal,
    requestId: changes.requestId ?? call.requestId,
    caller: changes.caller ?? call.caller,
    maxAgeMs: changes.maxAgeMs ?? call.maxAgeMs,
    olderAnswer: changes.olderAnswer ?? call.olderAnswer,
    spend: changes.spend ?? call.spend,
    record: changes.record ?? call.record,
    trace: changes.trace ?? call.trace,
  };
}

/** What a call to a provider carries of the request it is made for. */
export interface Call {
  /** Aborted when the caller has gone or the operation's time is up. */
  readonly signal: StopSignal;
  readonly requestId: string;
  /** Who asks, for sharing a provider fairly; not a secret, and never sent to a provider. */
  readonly caller: string;
  /**
   * How long ago the answer to a read may have been asked for by somebody else, in milliseconds. 0: it is asked for
   * anew. Left out: for as long as such answers are shared.
   */
  readonly maxAgeMs?: number | undefined;
  /** Told of each answer that was asked for earlier, and when that was, in milliseconds since the epoch. */
  readonly olderAnswer?: ((askedAt: number) => void) | undefined;
  /**
   * Counts one call of this operation to a provider. Throws QUOTA_EXCEEDED, with `unsent`, once the operation
   * has used up what it may ask of that provider.
   */
  readonly spend: (provider: string) => void;
  /** Told of each upstream call once it has ended. */
  readonly record: (record: CallRecord) => void;
  /** Begins the trace of one upstream call; left out where nothing is traced. */
  readonly trace?: ((start: Pick<CallRecord, "provider" | "operation" | "attempt">) => CallTrace) | undefined;
}
