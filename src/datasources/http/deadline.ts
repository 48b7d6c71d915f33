import { createStop, type StopSignal } from "../stopSignal.ts";
import type { Clock } from "./clock.ts";

/** The time that a provider has, for waiting, asking and asking again all together. */
export interface Deadline {
  /** Aborted when the time is up, or when whoever asked has gone. */
  readonly signal: StopSignal;
  readonly leftMs: () => number;
  /** True where the signal was aborted because whoever asked has gone. */
  readonly callerLeft: () => boolean;
}

/**
 * Runs something that has `timeoutMs` and no longer than `caller` waits. Leaves neither a timer nor a listener
 * behind: thousands of calls may hang on one caller's signal, one after another or at once.
 */
export async function withinDeadline<T>(
  caller: StopSignal,
  timeoutMs: number,
  clock: Clock,
  run: (deadline: Deadline) => Promise<T>,
): Promise<T> {
  const controller = createStop();
  const end = clock.monotonic() + timeoutMs;
  let callerLeft = caller.aborted;
  const leave = (): void => {
    callerLeft = !controller.signal.aborted;
    controller.abort();
  };
  if (caller.aborted) controller.abort();
  caller.addEventListener("abort", leave, { once: true });
  const cancel = clock.after(timeoutMs, () => controller.abort());
  try {
    return await run({
      signal: controller.signal,
      leftMs: () => Math.max(0, end - clock.monotonic()),
      callerLeft: () => callerLeft,
    });
  } finally {
    cancel();
    caller.removeEventListener("abort", leave);
  }
}
