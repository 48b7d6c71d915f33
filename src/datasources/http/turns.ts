import { GatewayError } from "../../domain/errors.ts";
import type { Clock } from "./clock.ts";
import { createFairQueue } from "./fairQueue.ts";
import type { Pace } from "./pace.ts";
import { ended, type Gate, isWrite, type Leave, type Outcome, type Outgoing } from "./step.ts";

/** Who may ask a provider now, and who has to wait. */
export interface Turns {
  /** Lets an attempt through once it is its turn. */
  readonly enter: Gate;
  readonly running: () => number;
  readonly queued: () => number;
}

interface TurnOptions {
  readonly provider: string;
  /** The most calls of all callers under way at once. */
  readonly limit: number;
  /** The most calls that wait. */
  readonly longestQueue: number;
  readonly timeoutMs: number;
  readonly pace: Pace;
  readonly clock: Clock;
}

interface Waiter {
  /** How much longer it can wait and still be worth asking for. */
  readonly patienceMs: () => number;
  readonly decide: (answer: Leave | GatewayError) => void;
}

const TRY_AGAIN_MS = 1_000;

/**
 * Lets so many calls be under way at once and no faster than the provider's pace allows. The others wait in a
 * queue that is fair to callers, within their deadlines; one whose wait could not end in time is told at once. What
 * several callers wait for goes when the first of them has a turn.
 */
export function createTurns(options: TurnOptions): Turns {
  const { provider, limit, longestQueue, timeoutMs, pace, clock } = options;
  const queue = createFairQueue<Waiter>();
  let running = 0;
  let queued = 0;
  let cancelWake = (): void => undefined;

  /** Lets in as many as may go now, and comes back when the pace allows the next. */
  function admit(): void {
    cancelWake();
    while (running < limit && queue.size() > 0) {
      const holdMs = pace.holdMs();
      if (holdMs > 0) {
        cancelWake = clock.after(holdMs, admit);
        return;
      }
      const waiter = queue.take();
      if (waiter !== undefined && waiter.patienceMs() < 0) waiter.decide(tooLate());
      else if (waiter !== undefined) {
        running += 1;
        pace.started();
        waiter.decide(leave);
      }
    }
  }

  /** Those whose time will be up before the pace allows them to go need not wait for it. */
  function sendAwayTheHopeless(): void {
    const holdMs = pace.holdMs();
    if (holdMs === 0) return;
    for (const waiter of new Set(queue.items())) {
      if (waiter.patienceMs() <= holdMs) waiter.decide(tooFast(holdMs));
    }
  }

  /** A write that leaves late could not be waited for, and nobody would know what became of it. */
  function patienceOf({ request, deadline }: Outgoing): number {
    return isWrite(request) ? deadline.leftMs() - timeoutMs / 2 : deadline.leftMs();
  }

  function tooFast(holdMs: number): GatewayError {
    const message = `${provider} asks for fewer requests.`;
    return new GatewayError("RATE_LIMITED", message, {
      provider,
      unasked: true,
      retryAfterMs: Math.ceil(holdMs),
    });
  }

  function tooMany(): GatewayError {
    const message = `Too many calls to ${provider} are waiting already.`;
    const detail = { provider, unasked: true, retryAfterMs: TRY_AGAIN_MS };
    return new GatewayError("PROVIDER_UNAVAILABLE", message, detail);
  }

  function tooLate(): GatewayError {
    const message = `So many calls to ${provider} were waiting that this one's time was up.`;
    return new GatewayError("UPSTREAM_TIMEOUT", message, { provider, unasked: true });
  }

  function leave(outcome: Outcome<unknown> | null): void {
    running -= 1;
    pace.ended(outcome);
    sendAwayTheHopeless();
    admit();
  }

  return {
    running: () => running,
    queued: () => queued,

    enter(passage) {
      const { deadline, onCaller } = passage;
      const holdMs = pace.holdMs();
      if (deadline.signal.aborted) return ended(provider, { unasked: true });
      if (holdMs > 0 && holdMs >= patienceOf(passage)) return tooFast(holdMs);
      if (queued >= longestQueue) return tooMany();
      if (holdMs === 0 && queued === 0 && running < limit && patienceOf(passage) >= 0) {
        // Nobody waits, so that nobody has to be told apart.
        running += 1;
        pace.started();
        return leave;
      }

      return new Promise((resolve) => {
        /** Leave its places in the queue: one for each caller who waits for the answer. */
        const places: (() => void)[] = [];
        const giveUp = (): void => {
          waiter.decide(deadline.callerLeft() ? ended(provider, { unasked: true }) : tooLate());
          if (queue.size() === 0) cancelWake();
        };
        const waiter: Waiter = {
          patienceMs: () => patienceOf(passage),
          decide(answer) {
            deadline.signal.removeEventListener("abort", giveUp);
            stopAdding();
            for (const leavePlace of places) leavePlace();
            queued -= 1;
            resolve(answer);
          },
        };
        deadline.signal.addEventListener("abort", giveUp, { once: true });
        queued += 1;
        const stopAdding = onCaller(({ caller, requestId }) => {
          places.push(queue.add({ caller, requestId }, waiter));
        });
        admit();
      });
    },
  };
}
