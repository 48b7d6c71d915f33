import { type Announcement, NO_PEERS, type Peers } from "./peers.ts";
import { type RateLimit, readRateLimit } from "./rateLimit.ts";
import type { Outcome } from "./step.ts";

/** How fast a provider may be asked, by its own word. */
export interface Pace {
  /** How long nothing may be sent: 0 where the next request may go at once. */
  readonly holdMs: () => number;
  /** A request goes out. */
  readonly started: () => void;
  /** A request that was let out has come to its end, sent or not; null where nothing is known of it. */
  readonly ended: (outcome: Outcome<unknown> | null) => void;
  /** Takes over what another instance has been told. */
  readonly adopt: (announcement: Announcement) => void;
}

interface PaceOptions {
  /** Wall clock in milliseconds, which the provider's own is compared with. */
  readonly now: () => number;
  readonly monotonic: () => number;
  /** Who is told what the provider says; left out: nobody. */
  readonly peers?: Pick<Peers, "tell">;
}

/** What may still be sent until the provider counts anew. */
interface Period {
  readonly left: number;
  readonly resetAtMs: number;
  /** The same on the clock that never goes back, but not further than the longest hold. */
  readonly until: number;
}

/** No provider is left alone for longer on its word alone. */
const LONGEST_HOLD_MS = 60_000;

/**
 * Keeps to the pace that a provider tells. After a 429 with a wait nothing is sent before the wait is over; and
 * in each period of its rate limit no more is sent than it says remains, those on their way counted in. What other
 * instances have been told counts as well.
 */
export function createPace({ now, monotonic, peers = NO_PEERS }: PaceOptions): Pace {
  let heldUntil = Number.NEGATIVE_INFINITY;
  let underWay = 0;
  let period: Period | null = null;

  /** `uncounted`: what is on its way and may not be counted in what is said to remain of the same period. */
  function learn({ limit, remaining, resetAtMs }: RateLimit, uncounted = 0): void {
    if (remaining === null || resetAtMs === null || limit === 0 || resetAtMs <= now()) return;
    if (period !== null && period.resetAtMs === resetAtMs && period.until > monotonic()) {
      period = { ...period, left: Math.min(period.left, remaining - uncounted) };
      return;
    }
    const until = monotonic() + Math.min(resetAtMs - now(), LONGEST_HOLD_MS);
    period = { left: remaining - underWay, resetAtMs, until };
  }

  /** What the provider itself says. */
  function hear(rateLimit: RateLimit): void {
    learn(rateLimit);
    const { remaining, resetAtMs } = rateLimit;
    if (remaining !== null && resetAtMs !== null) peers.tell({ kind: "remaining", remaining, resetAtMs });
  }

  function hold(forMs: number): void {
    heldUntil = Math.max(heldUntil, monotonic() + Math.min(forMs, LONGEST_HOLD_MS));
  }

  return {
    holdMs() {
      const usedUpUntil = period !== null && period.left <= 0 ? period.until : Number.NEGATIVE_INFINITY;
      return Math.max(0, Math.max(heldUntil, usedUpUntil) - monotonic());
    },
    started() {
      underWay += 1;
      if (period !== null) period = { ...period, left: period.left - 1 };
    },
    ended(outcome) {
      underWay -= 1;
      if (outcome === null) return;
      if (outcome.kind === "failed" && !outcome.asked && period !== null) {
        period = { ...period, left: period.left + 1 };
      }
      const rateLimit = outcome.answer === null ? null : readRateLimit(outcome.answer.header, now());
      if (rateLimit !== null) hear(rateLimit);
      if (outcome.kind === "failed" && outcome.error.code === "RATE_LIMITED" && outcome.waitMs !== null) {
        hold(outcome.waitMs);
        peers.tell({ kind: "held", forMs: outcome.waitMs });
      }
    },
    adopt(announcement) {
      if (announcement.kind === "held") hold(announcement.forMs);
      if (announcement.kind !== "remaining") return;
      const { remaining, resetAtMs } = announcement;
      learn({ limit: null, remaining, resetAtMs }, underWay);
    },
  };
}
