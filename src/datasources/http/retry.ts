import { type Clock, sleep } from "./clock.ts";
import type { Deadline } from "./deadline.ts";
import type { RetryBudget } from "./retryBudget.ts";
import { type Failure, isWrite, type Outcome, type Step } from "./step.ts";

interface RetryOptions {
  readonly budget: RetryBudget;
  /** From 0 up to 1. */
  readonly random: () => number;
  readonly clock: Clock;
}

const MOST_RETRIES = 2;
/** The longest wait before the first retry where the provider names none; twice that before the second. */
const FIRST_WAIT_MS = 100;

/**
 * Sends a read up to two times more where that may mend it. Each wait is what the provider asks for and a
 * random part on top, so that many who failed together do not come back together; one that does not fit the
 * deadline is not begun, and the failure stands. A write is never sent again.
 */
export function withRetries({ budget, random, clock }: RetryOptions, next: Step): Step {
  /** Waits before this retry, the first being 0; false where it is not to be. */
  async function mayRetry({ again, waitMs }: Failure, retry: number, deadline: Deadline): Promise<boolean> {
    const wholeMs = (waitMs ?? 0) + random() * FIRST_WAIT_MS * 2 ** retry;
    if (!again || wholeMs >= deadline.leftMs() || !budget.withdraw()) return false;
    return sleep(wholeMs, deadline.signal, clock);
  }

  return async (passage) => {
    if (isWrite(passage.request)) return next(passage);
    budget.deposit();
    let outcome = await next(passage);
    for (let retry = 0; retry < MOST_RETRIES; retry += 1) {
      if (outcome.kind === "read" || !(await mayRetry(outcome, retry, passage.deadline))) break;
      outcome = better(outcome, await next({ ...passage, attempt: passage.attempt + retry + 1 }));
    }
    return outcome;
  };
}

/** Where Roster itself forbids the retry, what the provider has said is the better answer. */
function better<T>(before: Failure, further: Outcome<T>): Outcome<T> {
  return further.kind === "failed" && !further.asked ? { ...before, again: false } : further;
}
