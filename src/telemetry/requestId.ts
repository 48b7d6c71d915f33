const ACCEPTED = /^[A-Za-z0-9._-]{1,64}$/;

/**
 * The id that ties a request's answer, log lines, trace, audit records and upstream calls together: the caller's
 * own `X-Request-Id` where it is one that can be passed on as it is, else a new one.
 */
export function chooseRequestId(header: string | undefined, newId: () => string): string {
  return header !== undefined && ACCEPTED.test(header) ? header : newId();
}
