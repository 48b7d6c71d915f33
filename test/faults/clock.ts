import type { Clock } from "../../src/datasources/http/clock.ts";

/** The process's clock, but for what a test does not want to wait for. */
export interface HurriedClock extends Clock {
  /** Puts it forward, and runs what falls due by that. */
  readonly skip: (milliseconds: number) => void;
  /** How many timers are set. */
  readonly timers: () => number;
}

/** Waits below this, as before a retry, are skipped at once. */
const SHORT_MS = 1_000;

export function createHurriedClock(): HurriedClock {
  const timers = new Set<{ readonly at: number; readonly run: () => void }>();
  let ahead = 0;
  const monotonic = (): number => performance.now() + ahead;

  function skip(milliseconds: number): void {
    ahead += milliseconds;
    for (const timer of [...timers]) {
      if (timer.at > monotonic() || !timers.delete(timer)) continue;
      timer.run();
    }
  }

  return {
    monotonic,
    skip,
    timers: () => timers.size,
    after(milliseconds, run) {
      const timer = { at: monotonic() + milliseconds, run };
      timers.add(timer);
      const skipped = milliseconds < SHORT_MS;
      const due = (): void => skip(Math.max(0, timer.at - monotonic()));
      const real = setTimeout(due, skipped ? 0 : milliseconds);
      return () => {
        timers.delete(timer);
        clearTimeout(real);
      };
    },
  };
}
