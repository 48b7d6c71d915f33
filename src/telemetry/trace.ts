import type { CallRecord, CallTrace } from "../datasources/call.ts";
import type { OperationEntry } from "./log.ts";
import { type TraceParent, writeTraceParent } from "./traceparent.ts";

/** Where the process's traces go. */
export interface Traces {
  /** Begins the span of one operation, as a part of its caller's trace where that is known. */
  readonly operation: (parent: TraceParent | null) => OperationTrace;
  /** Hands over what is left, for as long as that takes no more than a second. */
  readonly close: () => Promise<void>;
}

/** The part of a trace that one operation is. */
export interface OperationTrace {
  /** Null where nothing is traced. */
  readonly traceId: string | null;
  /** Begins a span below it for a field of Query or Mutation. */
  readonly field: (name: string) => FieldTrace;
  /** Begins a span below it for an upstream call. */
  readonly call: (start: Pick<CallRecord, "provider" | "operation" | "attempt">) => CallTrace;
  readonly end: (entry: OperationEntry) => void;
}

export interface FieldTrace {
  readonly end: (succeeded: boolean) => void;
}

/** Traces nothing; a caller's own trace goes on to the providers as it came. */
export const NO_TRACES: Traces = {
  operation(parent) {
    const traceparent = parent === null ? null : writeTraceParent(parent);
    return {
      traceId: parent?.traceId ?? null,
      field: () => ({ end: () => undefined }),
      call: () => ({ traceparent, end: () => undefined }),
      end: () => undefined,
    };
  },
  close: () => Promise.resolve(),
};
