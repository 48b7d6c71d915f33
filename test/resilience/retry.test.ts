import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { withRetries } from "../../src/datasources/http/retry.ts";
import { createRetryBudget } from "../../src/datasources/http/retryBudget.ts";
import { type Failure, notAsked, type Outcome } from "../../src/datasources/http/step.ts";
import { GatewayError } from "../../src/domain/errors.ts";
import {
  createHandClock,
  deadlineOf,
  failing,
  failureOf,
  passageOf,
  READ,
  REFUSED,
  settled,
  WRITE,
  wordOf,
} from "./support.ts";

/** A chain of retries over a step that fails like this, on a clock of its own. */
function retrying(failures: readonly (Failure | null)[], { random = 0.5 } = {}) {
  const clock = createHandClock();
  const { step, attempts } = failing(failures);
  const options = { budget: createRetryBudget(clock.monotonic), random: () => random, clock };
  return { clock, attempts, send: withRetries(options, step) };
}

/** The outcome of something that ends within this time on the clock; null where it does not. */
async function within(
  { clock }: ReturnType<typeof retrying>,
  milliseconds: number,
  running: Promise<Outcome<unknown>>,
): Promise<string | null> {
  let word: string | null = null;
  const noted = running.then((outcome) => {
    word = wordOf(outcome);
  });
  await clock.advance(milliseconds);
  await settled();
  void noted;
  return word;
}

describe("a read that fails in passing", () => {
  it("is sent again after half of 100 ms, on average, and then of 200", async () => {
    const chain = retrying([failureOf(), failureOf()]);
    const sent = chain.send(passageOf(chain.clock));
    await chain.clock.advance(49);
    expect(chain.attempts).toEqual([1]);
    await chain.clock.advance(1);
    expect(chain.attempts).toEqual([1, 2]);
    await chain.clock.advance(99);
    expect(chain.attempts).toEqual([1, 2]);
    expect(await within(chain, 1, sent)).toBe("read");
    expect(chain.attempts).toEqual([1, 2, 3]);
  });

  it("is sent three times at most", async () => {
    const chain = retrying([failureOf(), failureOf(), failureOf({ code: "PROVIDER_UNAVAILABLE" })]);
    expect(await within(chain, 10_000, chain.send(passageOf(chain.clock)))).toBe("PROVIDER_UNAVAILABLE");
    expect(chain.attempts).toEqual([1, 2, 3]);
  });

  it("waits the whole way from nothing to the longest wait", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 99 }), async (wait) => {
        const chain = retrying([failureOf()], { random: wait / 100 });
        const sent = chain.send(passageOf(chain.clock));
        await chain.clock.advance(wait - 0.5);
        expect(chain.attempts).toEqual([1]);
        expect(await within(chain, 1, sent)).toBe("read");
      }),
      { numRuns: 50 },
    );
  });

  it("waits as long as the provider asks, and a random part on top", async () => {
    const chain = retrying([failureOf({ code: "RATE_LIMITED", waitMs: 3_000 })]);
    const sent = chain.send(passageOf(chain.clock));
    await chain.clock.advance(3_049);
    expect(chain.attempts).toEqual([1]);
    expect(await within(chain, 1, sent)).toBe("read");
  });

  it.each([
    ["a day", 86_400_000],
    ["the whole deadline", 10_000],
    ["all but what the random part needs", 9_950],
  ])("is told at once where the provider asks to wait %s", async (_name, waitMs) => {
    const chain = retrying([failureOf({ code: "RATE_LIMITED", waitMs })]);
    expect(await within(chain, 0, chain.send(passageOf(chain.clock)))).toBe("RATE_LIMITED");
    expect(chain.attempts).toEqual([1]);
  });

  it("is told at once when whoever asked has gone meanwhile", async () => {
    const chain = retrying([failureOf({ waitMs: 4_000 })]);
    const controller = new AbortController();
    const deadline = { ...deadlineOf(chain.clock, 10_000), signal: controller.signal };
    const sent = chain.send(passageOf(chain.clock, { deadline }));
    await chain.clock.advance(1_000);
    controller.abort();
    expect(await within(chain, 0, sent)).toBe("UPSTREAM_ERROR");
    expect(chain.attempts).toEqual([1]);
  });

  it("keeps the provider's word where Roster does not let the retry out", async () => {
    const open = notAsked(new GatewayError("PROVIDER_UNAVAILABLE", "not asked for now", { unsent: true }));
    const chain = retrying([failureOf(), open]);
    expect(await within(chain, 1_000, chain.send(passageOf(chain.clock)))).toBe("UPSTREAM_ERROR");
    expect(chain.attempts).toEqual([1, 2]);
  });
});

describe("what is not sent again", () => {
  it("is a refusal", async () => {
    const chain = retrying([REFUSED]);
    expect(await within(chain, 1_000, chain.send(passageOf(chain.clock)))).toBe("NOT_FOUND");
    expect(chain.attempts).toEqual([1]);
  });

  it.each([
    ["a POST", WRITE],
    ["a DELETE", { ...WRITE, method: "DELETE" }],
    ["a GET that changes something", { ...READ, effect: "write" }],
  ] as const)("is %s, however it failed", async (_name, request) => {
    const chain = retrying([failureOf({ waitMs: 10 })]);
    const sent = chain.send(passageOf(chain.clock, { request }));
    expect(await within(chain, 10_000, sent)).toBe("UPSTREAM_ERROR");
    expect(chain.attempts).toEqual([1]);
  });
});

describe("the retry budget", () => {
  it("allows ten retries at once, then one for every five reads", () => {
    const budget = createRetryBudget(() => 0);
    const some = (): number => Array.from({ length: 100 }, budget.withdraw).filter(Boolean).length;
    expect(some()).toBe(10);
    for (let read = 0; read < 20; read += 1) budget.deposit();
    expect(some()).toBe(4);
    for (let read = 0; read < 10_000; read += 1) budget.deposit();
    expect(some()).toBe(10);
  });

  it("allows three in ten seconds where there are hardly any reads, and saves up no more", () => {
    let now = 0;
    const budget = createRetryBudget(() => now);
    const some = (): number => Array.from({ length: 100 }, budget.withdraw).filter(Boolean).length;
    expect(some()).toBe(10);
    now += 9_999;
    expect(some()).toBe(2);
    now += 3_600_000;
    expect(some()).toBe(3);
  });

  it("never lets a provider that is down be asked more than by a fifth and thirteen calls", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 60 }), async (reads) => {
        const chain = retrying(Array.from({ length: 300 }, () => failureOf()));
        const all = Array.from({ length: reads }, () => chain.send(passageOf(chain.clock)));
        await chain.clock.advance(5_000);
        await Promise.all(all);
        expect(chain.attempts.length).toBeLessThanOrEqual(reads * 1.2 + 13);
      }),
      { numRuns: 30 },
    );
  });
});
