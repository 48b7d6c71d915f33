import { GatewayError } from "../../domain/errors.ts";
import type { CallRecord } from "../call.ts";
import { createParseBody } from "./body.ts";
import type { UpstreamResponse } from "./client.ts";
import { LARGEST_BODY } from "./collect.ts";
import { connectionFailure } from "./connectionFailure.ts";
import { type Exchange, type ExchangedBody, requestIdOf } from "./exchange.ts";
import { retryAfter } from "./failure.ts";
import {
  type Answer,
  ended,
  type Failure,
  notAsked,
  type Outcome,
  type Outgoing,
  type Passage,
  type Step,
} from "./step.ts";

interface AttemptOptions {
  readonly provider: string;
  readonly timeoutMs: number;
  readonly exchange: Exchange;
  readonly now: () => number;
  readonly monotonic: () => number;
}

/** Answers after which the same read may well succeed. */
const PASSING_STATUSES = new Set([500, 502, 503, 504]);

/** What has become known of an attempt so far. */
interface Known {
  readonly startedAt: number;
  /** The answer's head, which is known also where its body never came. */
  answer: Answer | null;
  records: number | null;
}

/** The last step: sends the request once, reads the whole answer, records it, and says how it went. */
export function createAttempt({ provider, timeoutMs, exchange, now, monotonic }: AttemptOptions): Step {
  const parseBody = createParseBody();

  /** There is no whole answer. */
  function lost(thrown: unknown, { deadline }: Outgoing, { startedAt, answer }: Known): Failure {
    const failure = { kind: "failed", asked: true, again: false, waitMs: null, answer } as const;
    if (thrown instanceof GatewayError) return { ...failure, error: thrown, blame: "provider" };
    if (deadline.callerLeft())
      return { ...failure, error: ended(provider, { cause: thrown }), blame: "nobody" };
    if (!deadline.signal.aborted) {
      return { ...failure, ...connectionFailure(thrown, provider), blame: "provider" };
    }
    const message = `${provider} did not answer within ${timeoutMs} ms.`;
    const error = new GatewayError("UPSTREAM_TIMEOUT", message, { provider, cause: thrown });
    // What waited for its turn until little time was left says nothing about the provider.
    const hadTime = monotonic() - startedAt >= timeoutMs / 2;
    return { ...failure, error, blame: hadTime ? "provider" : "nobody" };
  }

  /** The answer is there, and is not what was asked for. */
  function refused(error: GatewayError, answer: Answer): Failure {
    const { status, header } = answer;
    const tellsWait = status === 429 || status === 503;
    const waitMs = tellsWait ? (error.retryAfterMs ?? retryAfter(header("retry-after"), now())) : null;
    const isPaced = error.code === "RATE_LIMITED" && waitMs !== null;
    return {
      kind: "failed",
      error,
      blame: status >= 500 || error.code === "UPSTREAM_INVALID_RESPONSE" ? "provider" : "request",
      asked: true,
      again: isPaced || PASSING_STATUSES.has(status),
      waitMs,
      answer,
    };
  }

  /** What is made of an answer that came whole. */
  function judge<T>(body: readonly Buffer[], passage: Passage<T>, known: Known): Outcome<T> {
    if (known.answer === null) throw new Error("an answer without a head");
    const { status, header } = known.answer;
    const response: UpstreamResponse = { status, header, body: parseBody(body) };
    try {
      const value = passage.read(response);
      known.records = passage.count?.(value) ?? null;
      return { kind: "read", value, answer: response };
    } catch (thrown) {
      if (thrown instanceof GatewayError) return refused(thrown, response);
      throw thrown;
    }
  }

  return async (passage) => {
    const { request, call, deadline, attempt: nth } = passage;
    if (deadline.signal.aborted) return notAsked(ended(provider, { unasked: true }));
    const { operation } = request;
    const span = call.trace?.({ provider, operation, attempt: nth });
    const traceparent = span?.traceparent ?? null;
    const known: Known = { startedAt: monotonic(), answer: null, records: null };
    const onHead = (head: Answer): void => {
      known.answer = head;
    };
    try {
      let body: ExchangedBody;
      try {
        body = await exchange(request, { requestId: call.requestId, traceparent }, deadline.signal, onHead);
      } catch (thrown) {
        return lost(thrown, passage, known);
      }
      return typeof body === "string"
        ? lost(unread(body, provider), passage, known)
        : judge(body, passage, known);
    } finally {
      const record: CallRecord = {
        provider,
        operation,
        page: request.page ?? null,
        status: known.answer?.status ?? null,
        milliseconds: Math.round(monotonic() - known.startedAt),
        records: known.records,
        source: "network",
        upstreamRequestId: known.answer === null ? null : requestIdOf(known.answer, request.body),
        attempt: nth,
      };
      call.record(record);
      span?.end(record);
    }
  };
}

function unread(body: Exclude<ExchangedBody, readonly Buffer[]>, provider: string): GatewayError {
  const message =
    body === "redirect"
      ? `${provider} answered with a redirect, which Roster does not follow.`
      : `${provider} sent a body larger than ${LARGEST_BODY} bytes.`;
  return new GatewayError("UPSTREAM_INVALID_RESPONSE", message, { provider });
}
