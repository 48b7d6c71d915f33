/** One line of the audit log about a write, in the log's own terms. Never holds a value that was written. */
export interface WriteRecord {
  readonly phase: "intended" | "outcome";
  readonly writeId: string;
  readonly caller: string;
  readonly mutation: string;
  readonly provider: string;
  /** The user's id at the provider; null for a write that is about nobody yet. */
  readonly user: string | null;
  readonly reason: string | null;
  readonly outcome: string | null;
  readonly errorCodes: readonly string[];
  readonly requestId: string;
  readonly upstreamRequestId: string | null;
}
