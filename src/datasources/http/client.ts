import type { Dispatcher } from "undici";
import { GatewayError } from "../../domain/errors.ts";
import type { Call } from "../call.ts";
import { readBody, type UpstreamBody } from "./body.ts";
import { createHealth, type ProviderHealth } from "./health.ts";

/** One request to a provider, in its own terms. */
export interface UpstreamRequest {
  /** The upstream operation's name, for explain, logs and metrics. */
  readonly operation: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Begins with "/", already encoded (see `path`); appended to the base URL's own path. */
  readonly path: string;
  /** Without the question mark, already encoded (see `query`); "" or left out for none. */
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. Left out: no body at all. */
  readonly body?: unknown;
  /** Content-Type of the body; `application/json` unless said. */
  readonly contentType?: string;
  /** The page asked for, in the provider's counting. */
  readonly page?: number;
  /** Where the method does not tell: a GET that changes something is a write. Left out: by the method. */
  readonly effect?: "read" | "write";
}

/** What came back, whatever its status. */
export interface UpstreamResponse {
  readonly status: number;
  /** A header's value by its lower-case name; the first one where it came more than once. */
  readonly header: (name: string) => string | null;
  readonly body: UpstreamBody;
}

export interface UpstreamSettings {
  /** The provider's key: names the provider in errors and records. */
  readonly provider: string;
  /** Scheme, host and base path without a trailing slash. */
  readonly baseUrl: string;
  readonly timeoutMs: number;
  /** Headers that prove who asks, made anew for every attempt, for exactly the URL that goes out. */
  readonly authenticate: (outgoing: {
    readonly method: string;
    readonly url: string;
  }) => Readonly<Record<string, string>>;
}

export interface UpstreamEnvironment {
  /** Keep-alive connection pools by origin. Must not follow redirects. */
  readonly dispatcher: Dispatcher;
  /** Wall clock in milliseconds. */
  readonly now: () => number;
  /** A clock that never goes back, in milliseconds. */
  readonly monotonic: () => number;
}

/** The one way out to a provider. */
export interface Upstream {
  /**
   * Sends the request once and resolves with the answer whatever its status, `count` telling how many records
   * it held. Rejects with a GatewayError where no usable answer came: UPSTREAM_TIMEOUT, PROVIDER_UNAVAILABLE
   * (refused, reset, unknown host, broken TLS), UPSTREAM_INVALID_RESPONSE (a body over the limit or cut short,
   * a redirect: they are never followed, since credentials would go along).
   */
  readonly send: <T>(
    request: UpstreamRequest,
    call: Call,
    read: (response: UpstreamResponse) => T,
    count?: (value: T) => number,
  ) => Promise<T>;
  readonly health: () => ProviderHealth;
}

/** The largest body that is read of any answer: a page of 10,000 users is well under it. */
const LARGEST_BODY = 32 * 1024 * 1024;

export function createUpstream(settings: UpstreamSettings, environment: UpstreamEnvironment): Upstream {
  const { provider, timeoutMs } = settings;
  const base = new URL(settings.baseUrl);
  const basePath = base.pathname.replace(/\/+$/, "");
  const health = createHealth(environment.now);

  /** Sends and reads the whole answer within the deadline. */
  async function exchange(request: UpstreamRequest, signal: AbortSignal): Promise<UpstreamResponse> {
    const pathAndQuery = `${basePath}${request.path}${request.query ? `?${request.query}` : ""}`;
    const url = `${base.origin}${pathAndQuery}`;
    const answer = await environment.dispatcher.request({
      origin: base.origin,
      path: pathAndQuery,
      method: request.method,
      headers: {
        accept: "application/json",
        "user-agent": "roster",
        ...(request.body === undefined ? {} : { "content-type": request.contentType ?? "application/json" }),
        ...request.headers,
        ...settings.authenticate({ method: request.method, url }),
      },
      body: request.body === undefined ? null : JSON.stringify(request.body),
      signal,
    });
    const header = (name: string): string | null => {
      const value = answer.headers[name];
      return (Array.isArray(value) ? value[0] : value) ?? null;
    };
    if (answer.statusCode >= 300 && answer.statusCode < 400) {
      await answer.body.dump({ limit: 16_384, signal });
      throw new GatewayError(
        "UPSTREAM_INVALID_RESPONSE",
        `${provider} answered with a redirect, which Roster does not follow.`,
        { provider },
      );
    }
    return { status: answer.statusCode, header, body: await readBody(answer.body, LARGEST_BODY, provider) };
  }

  return {
    health: health.state,
    async send(request, call, read, count) {
      call.spend(provider);
      const started = environment.monotonic();
      let status: number | null = null;
      let records: number | null = null;
      let upstreamRequestId: string | null = null;
      try {
        const signal = AbortSignal.any([call.signal, AbortSignal.timeout(timeoutMs)]);
        const response = await exchange(request, signal).catch((thrown: unknown) => {
          throw toFailure(thrown, provider, timeoutMs, call.signal);
        });
        status = response.status;
        upstreamRequestId = requestIdOf(response);
        health.answered(response);
        const value = read(response);
        if (count !== undefined) records = count(value);
        return value;
      } catch (thrown) {
        if (status === null && !call.signal.aborted) health.failed();
        throw thrown;
      } finally {
        call.record({
          provider,
          operation: request.operation,
          page: request.page ?? null,
          status,
          milliseconds: Math.round(environment.monotonic() - started),
          records,
          source: "network",
          upstreamRequestId,
        });
      }
    },
  };
}

/** The provider's id of the request, if it is one that can be shown and logged as it is. */
function requestIdOf({ header }: UpstreamResponse): string | null {
  const id = header("x-request-id");
  return id !== null && /^[A-Za-z0-9._:-]{1,128}$/.test(id) ? id : null;
}

const TIMEOUTS = new Set(["UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT", "UND_ERR_CONNECT_TIMEOUT"]);

/** Errors of a connection that was never made: nothing of the request has left. */
const UNSENT = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);

/** What went wrong on the way, told without hosts, addresses or upstream text. */
function toFailure(thrown: unknown, provider: string, timeoutMs: number, caller: AbortSignal): GatewayError {
  if (thrown instanceof GatewayError) return thrown;
  const code = codeOf(thrown);
  const detail = { provider, cause: thrown, unsent: UNSENT.has(code) };
  if (caller.aborted) {
    return new GatewayError("UPSTREAM_TIMEOUT", `The request ended before ${provider} had answered.`, detail);
  }
  if (TIMEOUTS.has(code) || (thrown instanceof Error && thrown.name === "TimeoutError")) {
    return new GatewayError("UPSTREAM_TIMEOUT", `${provider} did not answer within ${timeoutMs} ms.`, detail);
  }
  return new GatewayError("PROVIDER_UNAVAILABLE", `${provider} could not be reached.`, detail);
}

function codeOf(thrown: unknown): string {
  return thrown instanceof Error && "code" in thrown ? String(thrown.code) : "";
}
