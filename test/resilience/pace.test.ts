import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { retryAfter } from "../../src/datasources/http/failure.ts";
import { createPace } from "../../src/datasources/http/pace.ts";
import { readRateLimit } from "../../src/datasources/http/rateLimit.ts";
import type { Failure, Outcome } from "../../src/datasources/http/step.ts";
import { answerOf, createHandClock, failureOf } from "./support.ts";

const NOON = Date.UTC(2026, 10, 22, 12);

function start() {
  const clock = createHandClock();
  const pace = createPace({ now: () => NOON + clock.monotonic(), monotonic: clock.monotonic });
  return { clock, pace };
}

/** A 429 with so many milliseconds to wait. */
const tooMany = (waitMs: number | null): Failure =>
  failureOf({ code: "RATE_LIMITED", blame: "request", waitMs, answer: answerOf(429) });

/** An answer after which so many requests remain until so many seconds from noon. */
function remaining(left: number, resetSeconds: number): Outcome<unknown> {
  const headers = {
    "x-ratelimit-limit": "100",
    "x-ratelimit-remaining": String(left),
    "x-ratelimit-reset": String(NOON / 1000 + resetSeconds),
  };
  return { kind: "read", value: null, answer: answerOf(200, headers) };
}

describe("after a 429", () => {
  it.each([
    ["as long as it says", 5_000, 5_000],
    ["not at all where it does not say", null, 0],
    ["a minute at most", 86_400_000, 60_000],
  ])("nothing is sent: %s", async (_name, waitMs, holdMs) => {
    const { clock, pace } = start();
    pace.started();
    pace.ended(tooMany(waitMs));
    expect(pace.holdMs()).toBe(holdMs);
    await clock.advance(holdMs);
    expect(pace.holdMs()).toBe(0);
  });

  it("a shorter wait does not take back a longer one", () => {
    const { pace } = start();
    for (const waitMs of [5_000, 1_000]) {
      pace.started();
      pace.ended(tooMany(waitMs));
    }
    expect(pace.holdMs()).toBe(5_000);
  });
});

describe("a provider that counts down", () => {
  it("is left alone from 0 until it counts anew", async () => {
    const { clock, pace } = start();
    pace.started();
    pace.ended(remaining(0, 20));
    expect(pace.holdMs()).toBe(20_000);
    await clock.advance(20_000);
    expect(pace.holdMs()).toBe(0);
  });

  it("is sent no more than remains, those on their way counted in", () => {
    const { pace } = start();
    for (let request = 0; request < 3; request += 1) pace.started();
    pace.ended(remaining(4, 20));
    // Two are on their way, and the provider may not have counted them yet.
    for (let request = 0; request < 2; request += 1) {
      expect(pace.holdMs()).toBe(0);
      pace.started();
    }
    expect(pace.holdMs()).toBe(20_000);
  });

  it("is not taken to have counted a request that was let out and never sent", () => {
    const { pace } = start();
    pace.started();
    pace.ended(remaining(1, 20));
    pace.started();
    pace.ended({ ...tooMany(null), asked: false, answer: null });
    expect(pace.holdMs()).toBe(0);
  });

  it("is believed again a minute later, where it counts for longer than that", async () => {
    const { clock, pace } = start();
    pace.started();
    pace.ended(remaining(0, 3_600));
    await clock.advance(60_000);
    expect(pace.holdMs()).toBe(0);
    pace.started();
    pace.ended(remaining(0, 3_600));
    expect(pace.holdMs()).toBe(60_000);
  });

  it.each([
    ["has counted anew already", remaining(0, -1)],
    [
      "does not say when it counts anew",
      { ...remaining(0, 0), answer: answerOf(200, { "x-ratelimit-remaining": "0" }) },
    ],
    [
      "writes nonsense",
      {
        ...remaining(0, 0),
        answer: answerOf(200, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "-7" }),
      },
    ],
  ])("is asked on where it %s", (_name, outcome) => {
    const { pace } = start();
    pace.started();
    pace.ended(outcome);
    expect(pace.holdMs()).toBe(0);
  });

  it("never gets more requests in one period than it allows, however they overlap", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.array(fc.boolean(), { maxLength: 200 }),
        (limit, steps) => {
          const { pace } = start();
          let counted = 1;
          let underWay = 0;
          // The first answer tells of the limit.
          pace.started();
          pace.ended(remaining(limit - counted, 30));
          for (const isStart of steps) {
            if (isStart && pace.holdMs() === 0) {
              pace.started();
              underWay += 1;
              counted += 1;
            } else if (!isStart && underWay > 0) {
              underWay -= 1;
              pace.ended(remaining(Math.max(0, limit - counted), 30));
            }
          }
          expect(counted).toBeLessThanOrEqual(Math.max(1, limit));
        },
      ),
    );
  });
});

describe("what providers say of time", () => {
  it.each([
    ["7", 7_000],
    [" 7 ", 7_000],
    ["0", 0],
    ["Sun, 22 Nov 2026 12:00:30 GMT", 30_000],
    ["2026-11-22T12:00:30Z", 30_000],
    ["999999999", 86_400_000],
    ["Sun, 22 Nov 2026 11:59:59 GMT", null],
    ["-5", null],
    ["1.5", null],
    ["5 apples", null],
    ["soon 2030", null],
    ["", null],
  ])("Retry-After: %s", (header, wait) => {
    expect(retryAfter(header, NOON)).toBe(wait);
  });

  it("any text is read without a throw, and never as a wait outside a day", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const wait = retryAfter(text, NOON);
        if (wait !== null) expect(wait >= 0 && wait <= 86_400_000).toBe(true);
        const rateLimit = readRateLimit(() => text, NOON);
        if (rateLimit !== null) expect(rateLimit.remaining).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe("what another instance was told", () => {
  it("holds here as well, for a minute at most", () => {
    const { pace } = start();
    pace.adopt({ kind: "held", forMs: 5_000 });
    expect(pace.holdMs()).toBe(5_000);
    pace.adopt({ kind: "held", forMs: 86_400_000 });
    expect(pace.holdMs()).toBe(60_000);
  });

  it("counts for what remains, what is on its way from here being taken off", () => {
    const { pace } = start();
    const resetAtMs = NOON + 20_000;
    pace.started();
    pace.ended(remaining(10, 20));
    pace.started();
    pace.adopt({ kind: "remaining", remaining: 3, resetAtMs });
    pace.started();
    expect(pace.holdMs()).toBe(0);
    pace.started();
    expect(pace.holdMs()).toBe(20_000);
  });

  it("says nothing of a period that is over", () => {
    const { pace } = start();
    pace.adopt({ kind: "remaining", remaining: 0, resetAtMs: NOON - 1 });
    expect(pace.holdMs()).toBe(0);
  });
});
