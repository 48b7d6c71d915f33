/** What time is measured and waited for with; a test passes one that it turns itself. */
export interface Clock {
  /** Milliseconds that never go back. */
  readonly monotonic: () => number;
  /** Runs it once after so many milliseconds, unless the function that it returns is called before. */
  readonly after: (milliseconds: number, run: () => void) => () => void;
}

/** The process's own timers. */
export function afterTimeout(milliseconds: number, run: () => void): () => void {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
}

/** Waits, and tells whether the whole time has passed: false as soon as the signal is aborted. */
export function sleep(milliseconds: number, signal: AbortSignal, clock: Clock): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  if (signal.aborted) return Promise.resolve(false);
  const wake = (): void => resolve(true);
  const cancel = clock.after(milliseconds, wake);
  const leave = (): void => {
    cancel();
    resolve(false);
  };
  signal.addEventListener("abort", leave, { once: true });
  return promise.finally(() => signal.removeEventListener("abort", leave));
}
