/** How many retries a provider's reads may cost. */
export interface RetryBudget {
  /** Counts a read. */
  readonly deposit: () => void;
  /** Takes one retry, or tells that there is none left. */
  readonly withdraw: () => boolean;
}

/** Retries for each read. */
const SHARE = 0.2;
const MOST = 10;
/** Retries that even a provider that is seldom asked gets in `LEAST_EVERY_MS`. */
const LEAST = 3;
const LEAST_EVERY_MS = 10_000;

/**
 * One retry for every five reads, ten at most at once, so that a provider that is down is not asked three times
 * as much for it. Where there are few reads, three in ten seconds are allowed all the same.
 */
export function createRetryBudget(monotonic: () => number): RetryBudget {
  let retries = MOST;
  let refilledAt = monotonic();

  function refill(): void {
    const now = monotonic();
    const more = ((now - refilledAt) / LEAST_EVERY_MS) * LEAST;
    refilledAt = now;
    if (retries < LEAST) retries = Math.min(LEAST, retries + more);
  }

  return {
    deposit() {
      refill();
      retries = Math.min(MOST, retries + SHARE);
    },
    withdraw() {
      refill();
      if (retries < 1) return false;
      retries -= 1;
      return true;
    },
  };
}
