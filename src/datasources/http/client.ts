import type { Dispatcher } from "undici";
import type { Call } from "../call.ts";
import { createAttempt } from "./attempt.ts";
import type { UpstreamBody } from "./body.ts";
import { createBreaker } from "./breaker.ts";
import { callBudget } from "./callBudget.ts";
import { type Clock, PROCESS_CLOCK } from "./clock.ts";
import { withinDeadline } from "./deadline.ts";
import { createExchange } from "./exchange.ts";
import { createHealth, type ProviderHealth, type UpstreamStats } from "./health.ts";
import { createPace } from "./pace.ts";
import { NO_PEERS, type Peers } from "./peers.ts";
import { withRetries } from "./retry.ts";
import { createRetryBudget } from "./retryBudget.ts";
import { createSharedReads } from "./sharedReads.ts";
import { isWrite, onlyCaller, through } from "./step.ts";
import { createTurns } from "./turns.ts";
import { userAgent } from "./userAgent.ts";

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
  /** True where the answer to a read holds a secret: nobody but whoever asked for it gets it. */
  readonly tellsSecret?: boolean;
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
  /** How long one call may take, its waits and retries included. */
  readonly timeoutMs: number;
  /** The most calls of all callers under way at once; 16 unless said. */
  readonly maxConcurrency?: number;
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
  /** From 0 up to 1; left out: Math.random. */
  readonly random?: () => number;
  /** Timers; left out: the process's own. */
  readonly after?: Clock["after"];
  /** The other instances that ask this provider, by its key; left out: there are none. */
  readonly peersOf?: (provider: string) => Peers;
}

/** The one way out to a provider. */
export interface Upstream {
  /**
   * Resolves with what `read` makes of the answer, whatever its status, `count` telling how many records it
   * held. Rejects with what `read` throws, and with a GatewayError where no usable answer came:
   * UPSTREAM_TIMEOUT, PROVIDER_UNAVAILABLE (no connection, or cut in the middle; with `retryAfterMs` and
   * `unsent` also where the provider has kept failing or too many calls wait), RATE_LIMITED (with `unsent` where
   * the provider's pace leaves no time), UPSTREAM_INVALID_RESPONSE (a body over the limit, a redirect: they are
   * never followed, since credentials would go along), QUOTA_EXCEEDED (by `call.spend`).
   *
   * A read whose failure may pass is sent up to two times more, within the same deadline, and is one call for all who
   * ask the same meanwhile. A write is sent once, and whoever reads after it reads anew.
   */
  readonly send: <T>(
    request: UpstreamRequest,
    call: Call,
    read: (response: UpstreamResponse) => T,
    count?: (value: T) => number,
  ) => Promise<T>;
  readonly health: () => ProviderHealth;
  readonly stats: () => UpstreamStats;
}

const MAX_CONCURRENCY = 16;
const LONGEST_QUEUE = 1_000;

export function createUpstream(settings: UpstreamSettings, environment: UpstreamEnvironment): Upstream {
  const { provider, timeoutMs, maxConcurrency: limit = MAX_CONCURRENCY } = settings;
  const { now, monotonic, random = Math.random, after = PROCESS_CLOCK.after } = environment;
  const peers = environment.peersOf?.(provider) ?? NO_PEERS;
  const clock: Clock = { monotonic, after };

  const pace = createPace({ now, monotonic, peers });
  const turns = createTurns({ provider, limit, longestQueue: LONGEST_QUEUE, timeoutMs, pace, clock });
  const breaker = createBreaker({ provider, monotonic, timeoutMs, peers });
  const health = createHealth(now);
  const exchange = createExchange(settings, environment.dispatcher, userAgent());

  // All of a request's way has one deadline; but for the retries, all of it is gone anew for each of them.
  const attempt = createAttempt({ provider, timeoutMs, exchange, now, monotonic });
  const gates = [callBudget(provider), breaker.refuseEarly, turns.enter, breaker.admit, () => health.heard];
  const go = withRetries({ budget: createRetryBudget(monotonic), random, clock }, through(gates, attempt));

  const shared = createSharedReads({ provider, timeoutMs, clock, now, go });
  peers.hear((announcement) => {
    pace.adopt(announcement);
    breaker.adopt(announcement);
    if (announcement.kind === "written") shared.forget();
  });

  async function sendAlone<T>(
    request: UpstreamRequest,
    call: Call,
    read: (response: UpstreamResponse) => T,
    count: ((value: T) => number) | undefined,
  ): Promise<T> {
    const outcome = await withinDeadline(call.signal, timeoutMs, clock, (deadline) =>
      go({ request, call, read, count, deadline, onCaller: onlyCaller(call), attempt: 1 }),
    );
    if (outcome.kind === "failed") throw outcome.error;
    return outcome.value;
  }

  return {
    health: () => health.state(breaker.state()),
    stats: () => ({ breaker: breaker.state(), running: turns.running(), queued: turns.queued() }),
    async send(request, call, read, count) {
      if (!isWrite(request)) {
        return request.tellsSecret === true
          ? sendAlone(request, call, read, count)
          : shared.read({ request, call, read, count });
      }
      shared.forget();
      try {
        return await sendAlone(request, call, read, count);
      } finally {
        shared.forget();
      }
    },
  };
}
