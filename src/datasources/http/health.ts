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

/** How many calls of late are looked at. */
const WINDOW = 10;

/**
 * Follows the outcome of each call. A provider is DOWN when the last three calls failed, DEGRADED when any of
 * the last ten did, UNKNOWN before the first. A 4xx is an answer; a 5xx is a failure.
 */
export function createHealth(now: () => number) {
  const outcomes: boolean[] = [];
  let lastSuccessAt: string | null = null;
  let lastFailureAt: string | null = null;
  let rateLimit: RateLimitState | null = null;

  function remember(success: boolean): void {
    outcomes.push(success);
    if (outcomes.length > WINDOW) outcomes.shift();
    const at = new Date(now()).toISOString();
    if (success) lastSuccessAt = at;
    else lastFailureAt = at;
  }

  return {
    answered(response: { readonly status: number; readonly header: (name: string) => string | null }): void {
      remember(response.status < 500);
      rateLimit = readRateLimit(response.header, now()) ?? rateLimit;
    },
    failed(): void {
      remember(false);
    },
    state(): ProviderHealth {
      return { state: judge(outcomes), lastSuccessAt, lastFailureAt, rateLimit };
    },
  };
}

function judge(outcomes: readonly boolean[]): ProviderHealth["state"] {
  if (outcomes.length === 0) return "UNKNOWN";
  if (!outcomes.slice(-3).includes(true)) return "DOWN";
  return outcomes.includes(false) ? "DEGRADED" : "HEALTHY";
}

/** Reads `X-RateLimit-*` (FACTS 2.1: the reset is in Unix seconds). Null where none of them came. */
function readRateLimit(header: (name: string) => string | null, nowMs: number): RateLimitState | null {
  const limit = wholeNumber(header("x-ratelimit-limit"));
  const remaining = wholeNumber(header("x-ratelimit-remaining"));
  const reset = wholeNumber(header("x-ratelimit-reset"));
  if (limit === null && remaining === null && reset === null) return null;
  const resetMs = reset === null ? null : reset * 1000;
  const plausible = resetMs !== null && Math.abs(resetMs - nowMs) < 366 * 86_400_000;
  return { limit, remaining, resetAt: plausible ? new Date(resetMs).toISOString() : null };
}

function wholeNumber(text: string | null): number | null {
  return text !== null && /^\d{1,9}$|^\d{10}$/.test(text) && Number(text) <= 2_147_483_647
    ? Number(text)
    : null;
}
