import { setTimeout as sleep } from "node:timers/promises";
import { Pool, request } from "undici";
import { type Cast, nextRequest, type Planned } from "./requests.ts";
import { type Trouble, troublesIn } from "./trouble.ts";

/** How one request went. */
export interface Exchange {
  readonly planned: Planned;
  readonly from: number;
  readonly till: number;
  readonly outcome:
    | { readonly kind: "left" }
    | { readonly kind: "lost"; readonly reason: string }
    | {
        readonly kind: "answered";
        readonly status: number;
        readonly text: string;
        readonly troubles: readonly Trouble[];
      };
}

export interface LoadOptions {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly cast: Cast;
  readonly workers: number;
  readonly random: () => number;
  readonly told: (exchange: Exchange) => void;
}

/** This share of the requests is left by the client before the answer. */
const LEFT_SHARE = 0.2;
/** Whoever leaves does so within this time. */
const LEAVE_WITHIN_MS = 25;
/** Between two requests of one worker, so that the machine has a breath. */
const THINK_MS = 100;
const PATIENCE_MS = 60_000;

export interface Load {
  /** Begins no further request; resolves when those under way have ended. */
  readonly stop: () => Promise<void>;
}

/** Keeps asking, with so many requests at once, until it is stopped. */
export function startLoad(options: LoadOptions): Load {
  const { origin } = new URL(options.url);
  const pool = new Pool(origin, {
    connections: options.workers,
    headersTimeout: PATIENCE_MS,
    bodyTimeout: PATIENCE_MS,
  });
  const count = { sent: 0, left: 0 };
  let stopped = false;

  async function exchange(planned: Planned, mayLeave: boolean): Promise<Exchange> {
    const leaving = new AbortController();
    const leaves = mayLeave && count.left < LEFT_SHARE * count.sent;
    const timer = leaves ? setTimeout(() => leaving.abort(), options.random() * LEAVE_WITHIN_MS) : undefined;
    count.sent += 1;
    const from = performance.now();
    try {
      const answer = await request(`${origin}${planned.path}`, {
        dispatcher: pool,
        method: planned.method,
        headers: { ...options.headers, ...planned.headers },
        body: planned.body,
        signal: leaving.signal,
      });
      const text = await answer.body.text();
      const parsed: unknown = JSON.parse(text);
      const troubles = troublesIn(parsed, planned.provider);
      const outcome = { kind: "answered", status: answer.statusCode, text, troubles } as const;
      return { planned, from, till: performance.now(), outcome };
    } catch (thrown) {
      const till = performance.now();
      if (leaving.signal.aborted) {
        count.left += 1;
        return { planned, from, till, outcome: { kind: "left" } };
      }
      return { planned, from, till, outcome: { kind: "lost", reason: String(thrown) } };
    } finally {
      clearTimeout(timer);
    }
  }

  async function ask(): Promise<void> {
    const planned = nextRequest(options.cast, options.random);
    const first = await exchange(planned, true);
    options.told(first);
    if (planned.headers["idempotency-key"] !== undefined && first.outcome.kind === "answered") {
      options.told(sameAgain(first, await exchange(planned, false)));
    }
    planned.settle();
  }

  async function work(): Promise<void> {
    while (!stopped) {
      await ask();
      await sleep(options.random() * 2 * THINK_MS);
    }
  }

  const working = Promise.all(Array.from({ length: options.workers }, work));
  return {
    async stop() {
      stopped = true;
      await working;
      await pool.close();
    },
  };
}

/** A write that was repeated with its key must be answered as it was first, unless it never came to be. */
function sameAgain(first: Exchange, again: Exchange): Exchange {
  if (first.outcome.kind !== "answered" || again.outcome.kind !== "answered") return again;
  if (first.outcome.troubles.length > 0 || again.outcome.text === first.outcome.text) return again;
  return { ...again, outcome: { kind: "lost", reason: `A repeat was answered with ${again.outcome.text}` } };
}
