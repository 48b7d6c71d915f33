import { GatewayError } from "../../domain/errors.ts";
import type { ErrorCode } from "../../generated/enums.ts";
import type { Call } from "../call.ts";
import type { UpstreamBody } from "../http/body.ts";
import type { Upstream, UpstreamRequest, UpstreamResponse } from "../http/client.ts";
import { failureOf, retryAfter } from "../http/failure.ts";
import { asList, asObject } from "../parse.ts";

/** How ScaiKey is asked and its answers are judged: the status first, the body second. */
export interface Exchange {
  /** Throws what an answer's refusal means; does nothing for a status of 200 to 299. */
  readonly refuse: (response: UpstreamResponse, sent: unknown, overrides?: Overrides) => void;
  /**
   * Resolves with what `parse` makes of the JSON that is due. Rejects with UPSTREAM_INVALID_RESPONSE where it
   * makes null of it, and where a 2xx has no JSON.
   */
  readonly read: <T>(
    request: UpstreamRequest,
    call: Call,
    parse: (value: unknown) => T | null,
    count?: (value: T) => number,
  ) => Promise<T>;
  /** For orders whose answer may hold anything: null where `parse` makes null of it, or where it is empty. */
  readonly order: <T>(
    request: UpstreamRequest,
    call: Call,
    parse: (value: unknown) => T | null,
  ) => Promise<T | null>;
  /** For orders that answer 204: what comes with a 2xx is not looked at. */
  readonly nothing: (request: UpstreamRequest, call: Call, overrides?: Overrides) => Promise<void>;
}

/** Where an operation means something else by a status than the others do. */
type Overrides = Readonly<Record<number, ErrorCode>>;

/** `now` is the wall clock that a `Retry-After` date is read against. */
export function createExchange(provider: string, upstream: Upstream, now: () => number): Exchange {
  function judged(request: UpstreamRequest, response: UpstreamResponse, overrides?: Overrides): UpstreamBody {
    refuse(response, request.body, overrides);
    return response.body;
  }

  function refuse(response: UpstreamResponse, sent: unknown, overrides?: Overrides): void {
    const { status, body } = response;
    if (status >= 200 && status < 300) return;
    throw failureOf({
      provider,
      status,
      retryAfterMs: retryAfter(response.header("retry-after"), now()),
      detail: detailOf(body, sent),
      ...(overrides === undefined ? {} : { overrides }),
    });
  }

  function invalid(problem: string): GatewayError {
    return new GatewayError("UPSTREAM_INVALID_RESPONSE", `${provider} answered with ${problem}.`, {
      provider,
    });
  }

  return {
    refuse,

    read: (request, call, parse, count) =>
      upstream.send(
        request,
        call,
        (response) => {
          const body = judged(request, response);
          if (body.kind === "empty") throw invalid("nothing where a body is due");
          if (body.kind === "unreadable") throw invalid("a body that is not JSON");
          const value = parse(body.value);
          if (value === null) throw invalid("a body of an unknown form");
          return value;
        },
        count,
      ),

    order: (request, call, parse) =>
      upstream.send(request, call, (response) => {
        const body = judged(request, response);
        if (body.kind === "unreadable") throw invalid("a body that is not JSON");
        return body.kind === "empty" ? null : parse(body.value);
      }),

    nothing: (request, call, overrides) =>
      upstream.send(request, call, (response) => {
        judged(request, response, overrides);
      }),
  };
}

const WORD = /^[a-z0-9_.[\]-]{1,64}$/i;
/** A shorter value may well be part of a word by chance. */
const TELLING_LENGTH = 4;

/**
 * What is at fault, in ScaiKey's own words: `query.confirm_email: missing` of FastAPI's `{detail: [{loc, msg,
 * type}]}`, or the code of `{error: {code, message}}`. Free text is left out, since it may echo what was
 * sent, and so is a word that is a value of the request, or has one in it.
 */
function detailOf(body: UpstreamBody, sent: unknown): string {
  const fields = body.kind === "json" ? asObject(body.value) : null;
  const values = textsIn(sent);
  const isTold = (word: unknown): word is string =>
    typeof word === "string" &&
    WORD.test(word) &&
    !values.some((value) => word === value || (value.length >= TELLING_LENGTH && word.includes(value)));

  const problems = (asList(fields?.["detail"]) ?? []).map((entry) => {
    const problem = asObject(entry);
    const place = (asList(problem?.["loc"]) ?? []).filter(isTold).join(".");
    return [place, problem?.["type"]].filter(isTold).join(": ");
  });
  const code = asObject(fields?.["error"])?.["code"];
  return [...problems, ...(isTold(code) ? [code] : [])]
    .filter((words) => words !== "")
    .join(", ")
    .slice(0, 200);
}

/** Every text that is a value in a body, at any depth. */
function textsIn(body: unknown): readonly string[] {
  const texts: string[] = [];
  JSON.stringify(body, (_key, value: unknown) => {
    if (typeof value === "string") texts.push(value);
    return value;
  });
  return texts;
}
