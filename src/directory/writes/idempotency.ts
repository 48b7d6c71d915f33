/** The result of a write as it is kept for a repeat; without secrets. */
export interface StoredResult {
  readonly json: string;
}

/** What a key that comes with a write stands for. */
export type Begun =
  /** The write is to be done, and then `finish` or `abandon` called, whatever becomes of it. */
  | {
      readonly kind: "first";
      /** Keeps the result for those who repeat the write, also for those who wait already. */
      readonly finish: (result: StoredResult) => Promise<void>;
      /** Leaves no trace: the next with this key is the first. For a write that never came to be. */
      readonly abandon: () => Promise<void>;
    }
  /** It was done before: this came of it. */
  | { readonly kind: "repeat"; readonly result: StoredResult }
  /** The key was used for something else. */
  | { readonly kind: "conflict" }
  /** It was begun before, and broke off: whether it was done, nobody can tell. */
  | { readonly kind: "lost" }
  /** What remembers keys cannot be reached, so nothing may be done under this one. */
  | { readonly kind: "unavailable"; readonly retryAfterMs: number };

/** Remembers which writes were done, by the key that their caller gave them. */
export interface IdempotencyStore {
  /**
   * Begins a write with this key; `fingerprint` tells what is written and by whom. While a first one is under
   * way, the others with its fingerprint wait for its end. Never rejects.
   */
  readonly begin: (key: string, fingerprint: string) => Promise<Begun>;
}

interface Running {
  readonly fingerprint: string;
  /** The result, or null where it was abandoned. */
  readonly ended: Promise<StoredResult | null>;
}

interface Finished {
  readonly fingerprint: string;
  readonly result: StoredResult;
  readonly until: number;
}

/**
 * A store in this process's memory. Results are kept for `keepMs`, of `maxEntries` writes at most: beyond that
 * the oldest is forgotten, so that its repeat would be a new write.
 */
export function createMemoryIdempotencyStore(settings: {
  /** Milliseconds, of any clock. */
  readonly now: () => number;
  readonly keepMs: number;
  readonly maxEntries: number;
}): IdempotencyStore {
  const { now, keepMs, maxEntries } = settings;
  const running = new Map<string, Running>();
  /** In the order in which they finished, which is that in which they expire. */
  const finished = new Map<string, Finished>();

  function forgetOld(): void {
    for (const [key, { until }] of finished) {
      if (until > now() && finished.size <= maxEntries) return;
      finished.delete(key);
    }
  }

  function first(key: string, fingerprint: string): Begun {
    let end: (result: StoredResult | null) => void = () => undefined;
    const ended = new Promise<StoredResult | null>((resolve) => {
      end = resolve;
    });
    const mine: Running = { fingerprint, ended };
    running.set(key, mine);
    return {
      kind: "first",
      async finish(result) {
        if (running.get(key) !== mine) return;
        running.delete(key);
        finished.set(key, { fingerprint, result, until: now() + keepMs });
        forgetOld();
        end(result);
      },
      async abandon() {
        if (running.get(key) !== mine) return;
        running.delete(key);
        end(null);
      },
    };
  }

  return {
    async begin(key, fingerprint) {
      for (;;) {
        forgetOld();
        const known = finished.get(key) ?? running.get(key);
        if (known === undefined) return first(key, fingerprint);
        if (known.fingerprint !== fingerprint) return { kind: "conflict" };
        const result = "ended" in known ? await known.ended : known.result;
        if (result !== null) return { kind: "repeat", result };
      }
    },
  };
}
