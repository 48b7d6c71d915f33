import type { Attempts } from "../directory/writes/environment.ts";

export interface AttemptsOptions {
  /** Wrong tries that are allowed within the time. */
  readonly most: number;
  readonly withinMs: number;
  readonly now: () => number;
}

/** Things that are remembered; beyond it those that were tried longest ago are forgotten. */
const MOST_REMEMBERED = 100_000;

/** Counts them in memory, over the time before each try. */
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
