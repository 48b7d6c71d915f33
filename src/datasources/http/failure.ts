import { GatewayError } from "../../domain/errors.ts";
import type { ErrorCode } from "../../generated/enums.ts";

/** A refused request, told by its status; see `failureOf`. */
export interface Refusal {
  /** The provider's key. */
  readonly provider: string;
  readonly status: number;
  readonly retryAfterMs?: number | null;
  /** Known words of the provider's own (an argument's name, a reason), never free text of its body. */
  readonly detail?: string;
  /** Where this provider means something else by a status. */
  readonly overrides?: Readonly<Record<number, ErrorCode>>;
}

const CODES: Readonly<Record<number, ErrorCode>> = {
  400: "BAD_USER_INPUT",
  401: "PROVIDER_UNAUTHENTICATED",
  403: "PROVIDER_FORBIDDEN",
  404: "NOT_FOUND",
  409: "CONFLICT",
  410: "NOT_FOUND",
  412: "PRECONDITION_FAILED",
  422: "BAD_USER_INPUT",
  423: "PRECONDITION_FAILED",
  429: "RATE_LIMITED",
};

/**
 * An answer outside 200-299 as Roster's own error. A 401 or 403 is about the gateway's credential, so it is
 * never told as the caller's. The message holds nothing of the upstream's body but `detail`.
 */
export function failureOf(refusal: Refusal): GatewayError {
  const { provider, status, detail, retryAfterMs } = refusal;
  const code = refusal.overrides?.[status] ?? CODES[status] ?? "UPSTREAM_ERROR";
  const message = `${provider} ${sentence(code, status)}${detail ? ` (${detail})` : ""}.`;
  return new GatewayError(code, message, {
    provider,
    ...(retryAfterMs === undefined || retryAfterMs === null ? {} : { retryAfterMs }),
  });
}

function sentence(code: ErrorCode, status: number): string {
  switch (code) {
    case "PROVIDER_UNAUTHENTICATED":
      return "does not accept the gateway's credential";
    case "PROVIDER_FORBIDDEN":
      return "does not allow this to the gateway's credential";
    case "NOT_FOUND":
      return "has no such record";
    case "BAD_USER_INPUT":
      return "refused the input";
    case "CONFLICT":
      return "refused: it conflicts with what is there";
    case "PRECONDITION_FAILED":
      return "refused: the record's state does not allow it";
    case "QUOTA_EXCEEDED":
      return "refused: a quota is used up";
    case "RATE_LIMITED":
      return "asks for fewer requests";
    case "PROVIDER_RETIRED":
      return "has been shut down";
    default:
      return `answered with status ${status}`;
  }
}

const A_DAY = 86_400_000;

/** `Sun, 06 Nov 1994 08:49:37 GMT`, or RFC 3339. `Date.parse` takes much more, and finds a date in nonsense. */
const DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} [\d:]{8} GMT$|^\d{4}-\d{2}-\d{2}T/;

/** `Retry-After` in milliseconds: seconds or an HTTP date. Null for none and for nonsense; a day at most. */
export function retryAfter(header: string | null, nowMs: number): number | null {
  if (header === null) return null;
  const text = header.trim();
  const wait = /^\d{1,9}$/.test(text)
    ? Number(text) * 1000
    : DATE.test(text)
      ? Date.parse(text) - nowMs
      : NaN;
  if (Number.isNaN(wait) || wait < 0) return null;
  return Math.min(wait, A_DAY);
}
