/** What each caller may spend, in upstream calls. Where it is kept in memory, nothing has to be waited for. */
export interface Allowance {
  /**
   * Takes this much of a caller's allowance, all of it or nothing. `refused` says in how many milliseconds there
   * will be enough. Never rejects.
   */
  readonly take: (caller: string, amount: number) => Taken | Promise<Taken>;
  /** Gives back what was taken and not spent, without being waited for. */
  readonly giveBack: (caller: string, amount: number) => void;
}

export type Taken = { readonly kind: "taken" } | { readonly kind: "refused"; readonly retryAfterMs: number };

/** An allowance in this process's memory. */
export interface MemoryAllowance extends Allowance {
  readonly take: (caller: string, amount: number) => Taken;
}

export interface AllowanceOptions {
  readonly perMinute: number;
  readonly now: () => number;
}

interface Bucket {
  readonly left: number;
  readonly at: number;
}

const A_MINUTE = 60_000;
/** Callers who are remembered; one whose bucket is full again needs no remembering. */
const MOST_CALLERS = 10_000;

/** A bucket for each caller, filled evenly over the minute. It holds a minute's worth at most. */
export function createMemoryAllowance({ perMinute, now }: AllowanceOptions): MemoryAllowance {
  /** In the order of last use. */
  const buckets = new Map<string, Bucket>();

  function levelOf(caller: string): number {
    const bucket = buckets.get(caller);
    if (bucket === undefined) return perMinute;
    return Math.min(perMinute, bucket.left + (Math.max(0, now() - bucket.at) * perMinute) / A_MINUTE);
  }

  function keep(caller: string, left: number): void {
    buckets.delete(caller);
    buckets.set(caller, { left, at: now() });
    const [oldest] = buckets.keys();
    if (oldest !== undefined && buckets.size > MOST_CALLERS) buckets.delete(oldest);
  }

  return {
    take(caller, amount) {
      const level = levelOf(caller);
      if (level < amount) {
        return { kind: "refused", retryAfterMs: Math.ceil(((amount - level) * A_MINUTE) / perMinute) };
      }
      keep(caller, level - amount);
      return { kind: "taken" };
    },
    giveBack: (caller, amount) => keep(caller, Math.min(perMinute, levelOf(caller) + amount)),
  };
}
