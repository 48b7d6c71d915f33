import { type Clock, sleep } from "./clock.ts";
import type { RetryBudget } from "./retryBudget.ts";
import { type Decorator, isWrite, type Outcome } from "./step.ts";

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
export function withRetries({ budget, random, clock }: RetryOptions): Decorator {
  return (next) => async (passage) => {
    if (isWrite(passage.request)) return next(passage);
    const { deadline } = passage;
    budget.deposit();
    let outcome = await next(passage);
    for (let retry = 0; retry < MOST_RETRIES && mayRetry(outcome); retry += 1) {
      const waitMs = (outcome.waitMs ?? 0) + random() * FIRST_WAIT_MS * 2 ** retry;
      if (waitMs >= deadline.leftMs() || !budget.withdraw()) return outcome;
      if (!(await sleep(waitMs, deadline.signal, clock))) return outcome;
      const further = await next({ ...passage, attempt: passage.attempt + retry + 1 });
      if (further.kind === "failed" && !further.asked) return outcome;
      outcome = further;
    }
    return outcome;
  };
}

function mayRetry<T>(outcome: Outcome<T>): outcome is Extract<Outcome<T>, { readonly kind: "failed" }> {
  return outcome.kind === "failed" && outcome.again;
}
