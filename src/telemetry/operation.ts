import type { CallRecord, CallTrace } from "../datasources/call.ts";
import type { Log, OperationEntry, OperationType } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import type { FieldTrace, Traces } from "./trace.ts";
import { readTraceParent } from "./traceparent.ts";
import { codeWord } from "./words.ts";

/** Follows one request to the API from its arrival to the end of its answer; then it is told, once. */
export interface Operation {
  readonly requestId: string;
  /** Who asks. */
  readonly knownAs: (caller: string) => void;
  /** What is asked, as soon as the document says so. */
  readonly named: (name: string | null, type: OperationType) => void;
  /** What it was estimated to cost, in upstream calls. */
  readonly estimated: (cost: number) => void;
  /** One that goes on when the operation has ended is no part of it, but is logged and counted as any. */
  readonly call: (record: CallRecord) => void;
  /** Begins the trace of an upstream call; none where the operation has ended. */
  readonly traceCall: (start: Pick<CallRecord, "provider" | "operation" | "attempt">) => CallTrace;
  readonly traceField: (name: string) => FieldTrace;
  /** Something is missing of the answer, for these reasons: providers of a list, a mutation that was refused. */
  readonly lacks: (codes: readonly unknown[]) => void;
  /** The answer's errors; without data there is nothing else in it. */
  readonly failed: (codes: readonly unknown[], hasData: boolean) => void;
  /** A mistake inside Roster: it is logged at once. */
  readonly unexpected: (thrown: unknown) => void;
  /** The answer is sent; `status` null: the caller had gone. Only the first call counts. */
  readonly ended: (status: number | null) => void;
}

/** The headers that a request brings for whoever follows it. */
export interface Arrival {
  readonly requestId: string;
  readonly traceparent: string | undefined;
}

export interface OperationOptions {
  readonly log: Log;
  readonly metrics: Metrics;
  readonly traces: Traces;
  /** A clock that never goes back, in milliseconds. */
  readonly monotonic: () => number;
}

const MOST_CODES = 10;
const UNTRACED: CallTrace = { traceparent: null, end: () => undefined };

/** Makes the follower of each request. */
export function createOperations({ log, metrics, traces, monotonic }: OperationOptions) {
  return function begin({ requestId, traceparent }: Arrival): Operation {
    const startedAt = monotonic();
    const trace = traces.operation(readTraceParent(traceparent));
    const codes = new Set<string>();
    const reported = new Set<unknown>();
    const upstreamCalls: Record<string, number> = {};
    let caller: string | null = null;
    let name: string | null = null;
    let type: OperationType | null = null;
    let cost: number | null = null;
    let worst: OperationEntry["outcome"] = "ok";
    let hasEnded = false;

    function add(more: readonly unknown[]): void {
      for (const code of more) if (codes.size < MOST_CODES) codes.add(codeWord(code));
    }

    return {
      requestId,
      knownAs(known) {
        caller = known;
      },
      named(given, kind) {
        name = given;
        type = kind;
      },
      estimated(calls) {
        cost = calls;
      },
      call(record) {
        log.call(requestId, record);
        metrics.call(record);
        if (hasEnded || record.source !== "network") return;
        upstreamCalls[record.provider] = (upstreamCalls[record.provider] ?? 0) + 1;
      },
      traceCall: (start) => (hasEnded ? UNTRACED : trace.call(start)),
      traceField: trace.field,
      lacks(more) {
        add(more);
        if (worst === "ok") worst = "partial";
      },
      failed(more, hasData) {
        add(more);
        if (more.length > 0) worst = hasData ? "partial" : "error";
      },
      unexpected(thrown) {
        // A mistake that blanks several fields is thrown once and seen several times.
        if (reported.has(thrown)) return;
        reported.add(thrown);
        metrics.unexpectedError();
        log.incident({ about: "unexpected", requestId, thrown });
      },
      ended(status) {
        if (hasEnded) return;
        hasEnded = true;
        const entry: OperationEntry = {
          requestId,
          traceId: trace.traceId,
          name,
          type,
          caller,
          milliseconds: monotonic() - startedAt,
          cost,
          upstreamCalls,
          outcome: status === null || status >= 400 ? "error" : worst,
          codes: [...codes],
          status,
        };
        log.operation(entry);
        metrics.operation(entry);
        trace.end(entry);
      },
    };
  };
}
