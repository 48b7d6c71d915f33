import type { ServerResponse } from "node:http";

/** Why a request is not carried out, told as a GraphQL answer without data. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly retryAfterMs?: number;
  /** Of a mistake of Roster's own: the id by which the log tells more. */
  readonly requestId?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What every answer bears: user data stays out of caches, and nothing is taken for what it is not. */
export function setCommonHeaders(response: ServerResponse): void {
  response.setHeader("cache-control", "no-store");
  response.setHeader("x-content-type-options", "nosniff");
}

export function answerJson(response: ServerResponse, status: number, body: unknown): void {
  response.statusCode = status;
  response.setHeader("content-type", "application/json; charset=utf-8");
  response.end(JSON.stringify(body));
}

export function refuse(response: ServerResponse, refusal: Refusal): void {
  const { status, retryAfterMs, headers = {} } = refusal;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (retryAfterMs !== undefined) response.setHeader("retry-after", secondsOf(retryAfterMs));
  answerJson(response, status, refusalBody(refusal));
}

export function refusalBody({ message, code, retryAfterMs, requestId }: Refusal): unknown {
  const extensions = {
    code,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(requestId === undefined ? {} : { requestId }),
  };
  return { errors: [{ message, extensions }] };
}

/** `Retry-After` counts whole seconds. */
export function secondsOf(milliseconds: number): string {
  return String(Math.max(1, Math.ceil(milliseconds / 1000)));
}

export const BROKEN: Refusal = {
  status: 500,
  code: "INTERNAL_SERVER_ERROR",
  message: "Something went wrong inside Roster.",
};
