import type { ServerResponse } from "node:http";
import type { SurfaceAnswer } from "../datasources/surface.ts";
import type { RawResult } from "../directory/raw.ts";
import { GatewayError } from "../domain/errors.ts";
import type { MutationOutcome } from "../generated/enums.ts";
import { type ProblemDetails, problemOf } from "../operations/problem.ts";
import { type Refusal, secondsOf } from "./answer.ts";

/** A problem of a write says what is known of it. */
type Problem = ProblemDetails & { readonly outcome?: MutationOutcome };

/** What a result lacks for being an answer; null where it is one. */
export function problemOfResult(result: RawResult, provider: string): Problem | null {
  if (result.kind === "read") return null;
  const { outcome, errors, answer } = result;
  const [error] = errors;
  if (answer !== null && (outcome === "ACCEPTED" || error === undefined)) return null;
  if (error === undefined || outcome === "ACCEPTED") {
    const message = "This was done for the first request with this Idempotency-Key. Its answer is not kept.";
    return { ...problemOf(new GatewayError("CONFLICT", message, { provider })), outcome };
  }
  const { code, message, field, retryAfterMs } = error;
  const told = new GatewayError(code, message, {
    provider,
    ...(field === null ? {} : { field }),
    ...(retryAfterMs === null ? {} : { retryAfterMs }),
  });
  return { ...problemOf(told), outcome };
}

export function writeAnswer(response: ServerResponse, answer: SurfaceAnswer | null): void {
  if (response.destroyed) return;
  const { status, json } = answer ?? { status: 204, json: null };
  response.statusCode = json === null && status === 200 ? 204 : status;
  if (json === null) {
    response.end();
    return;
  }
  response.setHeader("content-type", "application/json; charset=utf-8");
  response.end(JSON.stringify(json));
}

export function writeProblem(response: ServerResponse, problem: Problem, requestId?: string): void {
  if (response.destroyed) return;
  response.statusCode = problem.status;
  if (problem.retryAfterMs !== undefined) response.setHeader("retry-after", secondsOf(problem.retryAfterMs));
  response.setHeader("content-type", "application/problem+json");
  response.end(JSON.stringify({ ...problem, ...(requestId === undefined ? {} : { requestId }) }));
}

/** A refusal that REST shares with other surfaces, in REST's own form. */
export function writeRefusal(response: ServerResponse, refusal: Refusal): void {
  const { status, message, retryAfterMs, headers = {} } = refusal;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  const code = CODES[refusal.code] ?? "INTERNAL_SERVER_ERROR";
  const detail = retryAfterMs === undefined ? {} : { retryAfterMs };
  writeProblem(response, problemOf(new GatewayError(code, message, detail), status));
}

/** The codes that refusals have. */
const CODES: Readonly<Record<string, ProblemDetails["code"]>> = {
  UNAUTHENTICATED: "UNAUTHENTICATED",
  FORBIDDEN: "FORBIDDEN",
  NOT_FOUND: "NOT_FOUND",
  BAD_USER_INPUT: "BAD_USER_INPUT",
  RATE_LIMITED: "RATE_LIMITED",
};
