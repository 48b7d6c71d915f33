import type { StopSignal } from "../stopSignal.ts";

/** What time is measured and waited for with; a test passes one that it turns itself. */
export interface Clock {
  /** Milliseconds that never go back. */
  readonly monotonic: () => number;
  /** Runs it once after so many milliseconds, unless the function that it returns is called before. */
  readonly after: (milliseconds: number, run: () => void) => () => void;
}

/** The process's own clock and timers. */
export const PROCESS_CLOCK: Clock = {
  monotonic: () => performance.now(),
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** Waits, and tells whether the whole time has passed: false as soon as the signal is aborted. */
export function sleep(milliseconds: number, signal: StopSignal, clock: Clock): Promise<boolean> {
  if (signal.aborted) return Promise.resolve(false);
  return new Promise((resolve) => {
    const leave = (): void => {
      cancel();
      resolve(false);
    };
    const cancel = clock.after(milliseconds, () => {
      signal.removeEventListener("abort", leave);
      resolve(true);
    });
    signal.addEventListener("abort", leave, { once: true });
  });
}
