/** Counts wrong tries at something that must not be guessed; kept where all instances could share it. */
export interface Attempts {
  /** Begins a try, which counts as a wrong one until it is known to be none; refused after too many of them. */
  readonly begin: (
    about: string,
  ) =>
    | { readonly kind: "begun"; readonly end: (verdict: "right" | "wrong" | "none") => void }
    | { readonly kind: "refused"; readonly retryAfterMs: number };
}

export interface AttemptsOptions {
  /** Wrong tries that are allowed within the time. */
  readonly most: number;
  readonly withinMs: number;
  readonly now: () => number;
}

/** Things that are remembered; beyond it those that were tried longest ago are forgotten. */
const MOST_REMEMBERED = 100_000;

export function createMemoryAttempts({ most, withinMs, now }: AttemptsOptions): Attempts {
  /** When each wrong try was made, oldest first. */
  const wrong = new Map<string, readonly number[]>();

  function recent(about: string): readonly number[] {
    return (wrong.get(about) ?? []).filter((at) => now() - at < withinMs);
  }

  function keep(about: string, tries: readonly number[]): void {
    wrong.delete(about);
    if (tries.length > 0) wrong.set(about, tries);
    const [oldest] = wrong.keys();
    if (oldest !== undefined && wrong.size > MOST_REMEMBERED) wrong.delete(oldest);
  }

  return {
    begin(about) {
      const tries = recent(about);
      const [first] = tries;
      if (first !== undefined && tries.length >= most) {
        return { kind: "refused", retryAfterMs: Math.max(1, first + withinMs - now()) };
      }
      const at = now();
      keep(about, [...tries, at]);
      return {
        kind: "begun",
        end(verdict) {
          if (verdict === "right") keep(about, []);
          if (verdict !== "none") return;
          const left = [...recent(about)];
          const own = left.indexOf(at);
          if (own >= 0) left.splice(own, 1);
          keep(about, left);
        },
      };
    },
  };
}
