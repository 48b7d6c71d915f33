/** The provider's own word on how much may still be asked; parts that it did not say are null. */
export interface RateLimit {
  readonly limit: number | null;
  readonly remaining: number | null;
  /** When it counts anew, in milliseconds since the epoch. */
  readonly resetAtMs: number | null;
}

const A_YEAR = 366 * 86_400_000;

/** Reads `X-RateLimit-*`, whose reset is in Unix seconds. Null where none of them came. */
export function readRateLimit(header: (name: string) => string | null, nowMs: number): RateLimit | null {
  const limit = wholeNumber(header("x-ratelimit-limit"));
  const remaining = wholeNumber(header("x-ratelimit-remaining"));
  const reset = wholeNumber(header("x-ratelimit-reset"));
  if (limit === null && remaining === null && reset === null) return null;
  const resetAtMs = reset === null ? null : reset * 1000;
  const plausible = resetAtMs !== null && Math.abs(resetAtMs - nowMs) < A_YEAR;
  return { limit, remaining, resetAtMs: plausible ? resetAtMs : null };
}

function wholeNumber(text: string | null): number | null {
  return text !== null && /^\d{1,10}$/.test(text) && Number(text) <= 2_147_483_647 ? Number(text) : null;
}
