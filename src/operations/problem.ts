import type { GatewayError } from "../domain/errors.ts";
import type { ErrorCode } from "../generated/enums.ts";

/** A failure as REST tells it, by RFC 9457. */
export interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ErrorCode;
  readonly provider?: string;
  readonly retryAfterMs?: number;
  /** The parameter or body field at fault. */
  readonly field?: readonly string[];
}

/**
 * The status of each code. A provider's 401 and 403 are about the gateway's credential and never become the
 * caller's: they are a bad gateway's.
 */
const STATUSES: Readonly<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  BAD_USER_INPUT: 400,
  CONFLICT: 409,
  PRECONDITION_FAILED: 412,
  QUOTA_EXCEEDED: 429,
  UNSUPPORTED_OPERATION: 501,
  RATE_LIMITED: 429,
  PROVIDER_UNAUTHENTICATED: 502,
  PROVIDER_FORBIDDEN: 502,
  PROVIDER_RETIRED: 502,
  UPSTREAM_ERROR: 502,
  UPSTREAM_TIMEOUT: 504,
  UPSTREAM_INVALID_RESPONSE: 502,
  PROVIDER_UNAVAILABLE: 503,
  BAD_CURSOR: 400,
  UNAVAILABLE: 503,
  INTERNAL_SERVER_ERROR: 500,
};

/** What a failure looks like; `status` where it is not that of its code. */
export function problemOf(
  error: Pick<GatewayError, "code" | "message" | "provider" | "retryAfterMs" | "field">,
  status: number = STATUSES[error.code],
): ProblemDetails {
  const { code, message, provider, retryAfterMs, field } = error;
  return {
    type: `urn:roster:problem:${code.toLowerCase().replaceAll("_", "-")}`,
    title: titleOf(code),
    status,
    detail: message,
    code,
    ...(provider === undefined ? {} : { provider }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(field === undefined ? {} : { field }),
  };
}

function titleOf(code: ErrorCode): string {
  const words = code.toLowerCase().replaceAll("_", " ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
