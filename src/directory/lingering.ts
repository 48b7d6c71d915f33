/** Runs it once after so many milliseconds, unless the function that it returns is called before. */
export type After = (milliseconds: number, run: () => void) => () => void;

/** A reading that nobody waits for at the moment. */
export interface Abandoned {
  readonly provider: string;
  readonly stop: () => void;
}

/** Readings that go on for a while although whoever waited for them has left. */
export interface Lingering {
  /** Lets one go on from now; false where as many of its provider do already as may. */
  readonly begin: (reading: Abandoned) => boolean;
  readonly has: (reading: Abandoned) => boolean;
  /** Somebody waits for it again, or it has ended. */
  readonly end: (reading: Abandoned) => void;
  /** Stops all of them. */
  readonly stop: () => void;
}

/**
 * Several times what a request may take unless configured: whoever gave up has time to ask again, and a provider of a
 * hundred thousand users to tell of all; yet nobody burdens a provider for long without waiting for what it says.
 */
const LONGEST_MS = 120_000;
/** Most companies ask for one list, or two; more would let a caller who always leaves have a provider busy. */
const MOST_OF_A_PROVIDER = 2;

export function createLingering(after: After): Lingering {
  const cancels = new Map<Abandoned, () => void>();

  function end(reading: Abandoned): void {
    cancels.get(reading)?.();
    cancels.delete(reading);
  }

  return {
    begin(reading) {
      const { provider } = reading;
      const others = [...cancels.keys()].filter((other) => other.provider === provider);
      if (others.length >= MOST_OF_A_PROVIDER) return false;
      cancels.set(
        reading,
        after(LONGEST_MS, () => reading.stop()),
      );
      return true;
    },
    has: (reading) => cancels.has(reading),
    end,
    stop() {
      for (const reading of [...cancels.keys()]) reading.stop();
    },
  };
}
