import type { BreakerState } from "./breaker.ts";
import { type RateLimit, readRateLimit } from "./rateLimit.ts";
import type { Leave } from "./step.ts";

/** What the calls of late have shown of a provider. */
export interface ProviderHealth {
  readonly state: "HEALTHY" | "DEGRADED" | "DOWN" | "UNKNOWN";
  readonly lastSuccessAt: string | null;
  readonly lastFailureAt: string | null;
  readonly rateLimit: RateLimitState | null;
}

/** The provider's own word on how much may still be asked; parts it did not say are null. */
export interface RateLimitState {
  readonly limit: number | null;
  readonly remaining: number | null;
  readonly resetAt: string | null;
}

/** How busy Roster is with a provider at this moment. */
export interface UpstreamStats {
  readonly breaker: BreakerState;
  /** Calls under way. */
  readonly running: number;
  /** Calls that wait for their turn. */
  readonly queued: number;
}

/** How many calls of late are looked at. */
const WINDOW = 10;

export interface Health {
  readonly heard: Leave;
  readonly state: (breaker: BreakerState) => ProviderHealth;
}

/**
 * Follows the outcome of each attempt. A provider is DOWN when the last three failed or its breaker is open,
 * DEGRADED when any of the last ten failed or its breaker is trying it, UNKNOWN before the first. A refusal is
 * an answer; a 5xx, a time-out and a broken answer are failures.
 */
export function createHealth(now: () => number): Health {
  const outcomes: boolean[] = [];
  let succeededAt: number | null = null;
  let failedAt: number | null = null;
  let rateLimit: RateLimit | null = null;

  function remember(success: boolean): void {
    outcomes.push(success);
    if (outcomes.length > WINDOW) outcomes.shift();
    if (success) succeededAt = now();
    else failedAt = now();
  }

  return {
    heard(outcome) {
      if (outcome === null) return;
      const blame = outcome.kind === "failed" ? outcome.blame : null;
      if (blame !== "nobody") remember(blame !== "provider");
      if (outcome.answer === null) return;
      rateLimit = readRateLimit(outcome.answer.header, now()) ?? rateLimit;
    },
    // Asked for far less often than calls end: what takes time is done here.
    state: (breaker) => ({
      state: judge(outcomes, breaker),
      lastSuccessAt: timestampOf(succeededAt),
      lastFailureAt: timestampOf(failedAt),
      rateLimit: rateLimit === null ? null : toState(rateLimit),
    }),
  };
}

function toState({ limit, remaining, resetAtMs }: RateLimit): RateLimitState {
  return { limit, remaining, resetAt: timestampOf(resetAtMs) };
}

function timestampOf(milliseconds: number | null): string | null {
  return milliseconds === null ? null : new Date(milliseconds).toISOString();
}

function judge(outcomes: readonly boolean[], breaker: BreakerState): ProviderHealth["state"] {
  if (breaker !== "closed") return breaker === "open" ? "DOWN" : "DEGRADED";
  if (outcomes.length === 0) return "UNKNOWN";
  if (!outcomes.slice(-3).includes(true)) return "DOWN";
  return outcomes.includes(false) ? "DEGRADED" : "HEALTHY";
}
