import type { ErrorCode } from "../generated/enums.ts";

/** What an error may tell a caller beside its code and message. Nothing of an upstream's headers or body. */
export interface ErrorDetail {
  /** Key of the provider that the error is about. */
  readonly provider?: string;
  /** How long to wait before a new try, where the provider said so, in milliseconds. */
  readonly retryAfterMs?: number;
  /** The argument or input field at fault, outermost first: `["filter", "createdAfter"]`. */
  readonly field?: readonly string[];
  /** True where it is certain that no byte of the request left Roster: a write was not done. */
  readonly unsent?: boolean;
  /** True where Roster kept the request back, so that its provider was not even asked: `unsent`, too. */
  readonly unasked?: boolean;
  /** What happened, for the log and for debugging; never shown to a caller. */
  readonly cause?: unknown;
}

/**
 * The one error that Roster throws on purpose. Its message is written by Roster and safe to show; whatever
 * else is thrown is a bug and is masked before it reaches a caller.
 */
export class GatewayError extends Error {
  readonly code: ErrorCode;
  readonly provider: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly field: readonly string[] | undefined;
  /** True where it is certain that no byte of the request left Roster. */
  readonly unsent: boolean;
  /** True where Roster kept the request back, so that its provider was not even asked. */
  readonly unasked: boolean;

  constructor(code: ErrorCode, message: string, detail: ErrorDetail = {}) {
    super(message, { cause: detail.cause });
    this.name = "GatewayError";
    this.code = code;
    this.provider = detail.provider;
    this.retryAfterMs = detail.retryAfterMs;
    this.field = detail.field;
    this.unasked = detail.unasked ?? false;
    this.unsent = this.unasked || (detail.unsent ?? false);
  }
}

/** Refuses an argument: the message begins with its path, so that a reader knows what to mend. */
export function badInput(field: readonly string[], problem: string): GatewayError {
  return new GatewayError("BAD_USER_INPUT", `${field.join(".")}: ${problem}`, { field });
}

/** Any thrown value as a GatewayError; an unknown one becomes INTERNAL_SERVER_ERROR with its cause kept. */
export function toGatewayError(thrown: unknown): GatewayError {
  if (thrown instanceof GatewayError) return thrown;
  return new GatewayError("INTERNAL_SERVER_ERROR", "Something went wrong inside Roster.", { cause: thrown });
}
