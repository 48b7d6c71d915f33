import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { createAskers } from "../../src/datasources/http/askers.ts";
import { withinDeadline } from "../../src/datasources/http/deadline.ts";
import { createPace } from "../../src/datasources/http/pace.ts";
import { type Outcome, through } from "../../src/datasources/http/step.ts";
import { createTurns } from "../../src/datasources/http/turns.ts";
import {
  answerOf,
  createCall,
  createHandClock,
  failing,
  failureOf,
  held,
  passageOf,
  READ,
  settled,
  type TestCall,
  WRITE,
  wordOf,
} from "./support.ts";

const TIMEOUT_MS = 10_000;

/** Turns of so many calls at once over a step that ends when the test says. */
function start({ limit = 2, longestQueue = 1_000 } = {}) {
  const clock = createHandClock();
  const pace = createPace({ now: clock.monotonic, monotonic: clock.monotonic });
  const turns = createTurns({ provider: "key", limit, longestQueue, timeoutMs: TIMEOUT_MS, pace, clock });
  const { step, waiting } = held();
  const go = through([turns.enter], step);
  const outcomes: string[] = [];

  /** Sends a call within its deadline; how it ends is kept with its request's id. */
  function send(call: TestCall = createCall(), request = READ): Promise<Outcome<string>> {
    const sent = withinDeadline(call.signal, TIMEOUT_MS, clock, (deadline) =>
      go(passageOf(clock, { call, request, deadline })),
    );
    void sent.then((outcome) => outcomes.push(`${call.requestId} ${wordOf(outcome)}`));
    return sent;
  }
  return { clock, turns, waiting, outcomes, go, send };
}

const tooMany = (waitMs: number) =>
  failureOf({ code: "RATE_LIMITED", blame: "request", waitMs, answer: answerOf(429) });

/** Lets the n-th call that went out end like this. */
async function end(
  { waiting }: ReturnType<typeof start>,
  nth: number,
  failure?: ReturnType<typeof failureOf>,
) {
  waiting[nth]?.end(failure);
  await settled();
}

describe("the calls of all callers to one provider", () => {
  it("are at most so many at once; the next goes when one ends", async () => {
    const started = start({ limit: 2 });
    for (let call = 0; call < 5; call += 1) void started.send();
    await settled();
    expect(started.waiting.length).toBe(2);
    expect([started.turns.running(), started.turns.queued()]).toEqual([2, 3]);
    await end(started, 0);
    expect(started.waiting.length).toBe(3);
    expect([started.turns.running(), started.turns.queued()]).toEqual([2, 2]);
  });

  it("never are more than the limit, whatever ends when, and all get their turn", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.record({ caller: fc.constantFrom("a", "b", "c"), ends: fc.nat(4) }), { maxLength: 30 }),
        async (limit, calls) => {
          const started = start({ limit });
          let ended = 0;
          for (const [index, { caller, ends }] of calls.entries()) {
            void started.send(createCall(caller, String(index)));
            await settled();
            for (let one = 0; one < ends && ended < started.waiting.length; one += 1) {
              await end(started, ended);
              ended += 1;
            }
            expect(started.turns.running()).toBe(started.waiting.length - ended);
            expect(started.turns.running()).toBeLessThanOrEqual(limit);
          }
          for (; ended < started.waiting.length; ended += 1) await end(started, ended);
          expect(started.outcomes.length).toBe(calls.length);
          expect([started.turns.running(), started.turns.queued()]).toEqual([0, 0]);
        },
      ),
      { numRuns: 30 },
    );
  });

  it("let a look-up pass the rest of somebody else's big list", async () => {
    const started = start({ limit: 2 });
    for (let page = 0; page < 100; page += 1) void started.send(createCall("anna", "list"));
    void started.send(createCall("ben", "look-up"));
    await settled();
    await end(started, 0);
    await end(started, 1);
    const out = started.waiting.map(({ passage }) => passage.call.requestId);
    expect(out).toEqual(["list", "list", "list", "look-up"]);
  });

  it("that several callers wait for go when the first of them has a turn", async () => {
    const started = start({ limit: 1 });
    for (let page = 0; page < 50; page += 1) void started.send(createCall("anna", "list"));
    const askers = createAskers(TIMEOUT_MS, started.clock);
    const last = createCall("anna", "list");
    askers.join(last);
    const { deadline, onCaller } = askers;
    void started.go(passageOf(started.clock, { call: last, deadline, onCaller }));
    await settled();
    askers.join(createCall("ben", "look-up"));
    askers.join(createCall("ben", "another"));
    expect(started.turns.queued()).toBe(50);
    await end(started, 0);
    await end(started, 1);
    expect(started.waiting[2]?.passage.call).toBe(last);
    // Its place among anna's is given up, too.
    expect(started.turns.queued()).toBe(48);
    for (let nth = 2; nth < 51; nth += 1) await end(started, nth);
    expect([started.waiting.length, started.turns.queued(), started.turns.running()]).toEqual([51, 0, 0]);
  });

  it("are refused at once where a thousand wait already", async () => {
    const started = start({ limit: 1, longestQueue: 3 });
    for (let call = 0; call < 4; call += 1) void started.send();
    const refused = await started.send();
    expect(refused).toMatchObject({
      asked: false,
      blame: "nobody",
      error: { code: "PROVIDER_UNAVAILABLE", unsent: true, retryAfterMs: 1_000 },
    });
    expect(refused.kind === "failed" && refused.error.unasked).toBe(true);
  });

  it("leave the queue when whoever asked has gone", async () => {
    const started = start({ limit: 1 });
    const leaving = createCall("ben", "gone");
    void started.send();
    void started.send(leaving);
    await settled();
    expect(started.turns.queued()).toBe(1);
    leaving.leave();
    await settled();
    expect(started.outcomes).toEqual(["gone UPSTREAM_TIMEOUT"]);
    expect(started.turns.queued()).toBe(0);
    await end(started, 0);
    expect(started.waiting.length).toBe(1);
  });

  it("wait no longer than their deadline, and nothing was sent of those", async () => {
    const started = start({ limit: 1 });
    void started.send(createCall("anna", "stalled"));
    const waits = started.send(createCall("ben", "waits"));
    await started.clock.advance(TIMEOUT_MS);
    expect(await waits).toMatchObject({ asked: false, error: { code: "UPSTREAM_TIMEOUT", unsent: true } });
    expect(started.waiting.length).toBe(1);
  });

  it("are not sent late where they write: nobody would wait for what becomes of it", async () => {
    const started = start({ limit: 1 });
    void started.send();
    const write = started.send(createCall("ben", "write"), WRITE);
    const read = started.send(createCall("cleo", "read"));
    await started.clock.advance(TIMEOUT_MS / 2 + 1);
    await end(started, 0);
    expect(await write).toMatchObject({ asked: false, error: { code: "UPSTREAM_TIMEOUT", unsent: true } });
    expect(started.waiting.map(({ passage }) => passage.call.requestId)).toEqual(["request-1", "read"]);
    await end(started, 1);
    expect(wordOf(await read)).toBe("read");
  });

  it("give their turn back also where whoever is told of their end has a bug", async () => {
    const { turns, clock } = start({ limit: 1 });
    const broken = (): never => {
      throw new Error("a bug");
    };
    const { step } = failing([null]);
    await expect(through([turns.enter, () => broken], step)(passageOf(clock))).rejects.toThrow("a bug");
    expect(turns.running()).toBe(0);
  });

  it("give their turn back where they end in a bug", async () => {
    const { turns, clock } = start({ limit: 1 });
    const go = through([turns.enter], () => Promise.reject(new Error("a bug")));
    await expect(go(passageOf(clock))).rejects.toThrow("a bug");
    expect(turns.running()).toBe(0);
  });
});

describe("while a provider asks for fewer requests", () => {
  it("nobody's request is sent; who has the time waits, and goes when the pace allows", async () => {
    const started = start({ limit: 5 });
    void started.send();
    await settled();
    await end(started, 0, tooMany(3_000));
    void started.send(createCall("anna", "read"));
    void started.send(createCall("ben", "write"), WRITE);
    await started.clock.advance(2_999);
    expect(started.waiting.length).toBe(1);
    await started.clock.advance(1);
    expect(started.waiting.length).toBe(3);
  });

  it.each([
    ["a read", READ, 10_000],
    ["a write, which needs half of its time for itself,", WRITE, 5_000],
  ])("%s is told at once where it has no time to wait", async (_name, request, waitMs) => {
    const started = start();
    void started.send();
    await settled();
    await end(started, 0, tooMany(waitMs));
    const refused = await started.send(createCall("ben", "1"), request);
    expect(refused).toMatchObject({
      asked: false,
      error: { code: "RATE_LIMITED", unsent: true, retryAfterMs: waitMs },
    });
  });

  it("those who wait for a turn already are told too, and the others stay", async () => {
    const started = start({ limit: 1 });
    void started.send(createCall("anna", "first"));
    void started.send(createCall("ben", "early"));
    await started.clock.advance(6_000);
    void started.send(createCall("cleo", "late"));
    await settled();
    await end(started, 0, tooMany(5_000));
    expect([...started.outcomes].sort()).toEqual(["early RATE_LIMITED", "first RATE_LIMITED"]);
    await started.clock.advance(5_000);
    expect(started.waiting.map(({ passage }) => passage.call.requestId)).toEqual(["first", "late"]);
  });

  it("no timer stays behind when those who waited have gone", async () => {
    const started = start();
    void started.send();
    await settled();
    await end(started, 0, tooMany(3_000));
    const leaving = createCall();
    void started.send(leaving);
    await settled();
    expect(started.clock.timers()).toBe(2);
    leaving.leave();
    await settled();
    expect(started.clock.timers()).toBe(0);
  });
});
