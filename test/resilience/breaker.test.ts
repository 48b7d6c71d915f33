import { describe, expect, it } from "@jest/globals";
import { type Breaker, createBreaker } from "../../src/datasources/http/breaker.ts";
import { createHealth } from "../../src/datasources/http/health.ts";
import type { Peers } from "../../src/datasources/http/peers.ts";
import { type Blame, type Failure, through } from "../../src/datasources/http/step.ts";
import {
  answerOf,
  createHandClock,
  failing,
  failureOf,
  held,
  passageOf,
  REFUSED,
  wordOf,
} from "./support.ts";

const LEFT = failureOf({ code: "UPSTREAM_TIMEOUT", blame: "nobody" });
const TEN = Array.from({ length: 10 }, () => failureOf());

function start() {
  const clock = createHandClock();
  return {
    clock,
    breaker: createBreaker({ provider: "key", monotonic: clock.monotonic, timeoutMs: 10_000 }),
  };
}

/** Sends one call after another through the breaker, each failing as its entry says, and tells how they ended. */
async function send(breaker: Breaker, failures: readonly (Failure | null)[]) {
  const { step, attempts } = failing(failures);
  const go = through([breaker.admit], step);
  const words: string[] = [];
  for (const _ of failures) words.push(wordOf(await go(passageOf(createHandClock()))));
  return { words, asked: attempts.length };
}

/** A breaker that ten failures have just opened. */
async function startOpen() {
  const started = start();
  await send(started.breaker, TEN);
  return started;
}

describe("a breaker", () => {
  it("opens after ten failures in a row, and asks nothing more", async () => {
    const { breaker } = start();
    await send(breaker, TEN.slice(0, 9));
    expect(breaker.state()).toBe("closed");
    await send(breaker, [failureOf()]);
    expect(breaker.state()).toBe("open");
    expect(await send(breaker, [null, null])).toEqual({
      words: ["PROVIDER_UNAVAILABLE", "PROVIDER_UNAVAILABLE"],
      asked: 0,
    });
  });

  it.each<[string, Failure | null]>([
    ["a success", null],
    ["a refusal, which is an answer", REFUSED],
  ])("begins to count anew after %s", async (_name, between) => {
    const { breaker } = start();
    await send(breaker, [...TEN.slice(0, 9), between, ...TEN.slice(0, 9)]);
    expect(breaker.state()).toBe("closed");
  });

  it("does not count callers who leave, in neither way", async () => {
    const { breaker } = start();
    await send(breaker, [...TEN.slice(0, 9), LEFT, LEFT]);
    expect(breaker.state()).toBe("closed");
    await send(breaker, [failureOf()]);
    expect(breaker.state()).toBe("open");
  });

  it("tells when to come again, and that nothing was sent", async () => {
    const { breaker, clock } = await startOpen();
    await clock.advance(1_000);
    await send(breaker, [failureOf()]);
    await clock.advance(500);
    const outcome = await through([breaker.admit], failing([]).step)(passageOf(clock));
    expect(outcome).toMatchObject({
      asked: false,
      error: { code: "PROVIDER_UNAVAILABLE", provider: "key", unsent: true, retryAfterMs: 1_500 },
    });
    expect(outcome.kind === "failed" && outcome.error.unasked).toBe(true);
  });

  it("lets one call through after a second, and closes with its answer", async () => {
    const { breaker, clock } = await startOpen();
    await clock.advance(999);
    expect(breaker.isShut()).toBe(true);
    await clock.advance(1);
    expect([breaker.isShut(), breaker.state()]).toEqual([false, "open"]);

    const { step, waiting } = held();
    const go = through([breaker.admit], step);
    const probe = go(passageOf(clock));
    const others = await Promise.all([go(passageOf(clock)), go(passageOf(clock))]);
    expect(others.map(wordOf)).toEqual(["PROVIDER_UNAVAILABLE", "PROVIDER_UNAVAILABLE"]);
    expect(waiting.length).toBe(1);
    expect(breaker.state()).toBe("halfOpen");
    waiting[0]?.end();
    expect(wordOf(await probe)).toBe("read");
    expect(breaker.state()).toBe("closed");
    expect((await send(breaker, [null, null])).asked).toBe(2);
  });

  it("opens for twice as long each time that the call fails, for half a minute at most", async () => {
    const { breaker, clock } = await startOpen();
    for (const openMs of [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) {
      await clock.advance(openMs - 1);
      expect(breaker.isShut()).toBe(true);
      await clock.advance(1);
      expect((await send(breaker, [failureOf(), null])).asked).toBe(1);
    }
    await clock.advance(30_000);
    await send(breaker, [null]);
    await send(breaker, TEN);
    await clock.advance(1_000);
    expect(breaker.isShut()).toBe(false);
  });

  it("lets another one try where whoever was let through has gone", async () => {
    const { breaker, clock } = await startOpen();
    await clock.advance(1_000);
    await send(breaker, [LEFT]);
    expect([breaker.isShut(), breaker.state()]).toEqual([false, "open"]);
    expect(await send(breaker, [null])).toEqual({ words: ["read"], asked: 1 });
    expect(breaker.state()).toBe("closed");
  });

  it("lets another one try where the call ended in a bug", async () => {
    const { breaker, clock } = await startOpen();
    await clock.advance(1_000);
    const go = through([breaker.admit], () => Promise.reject(new Error("a bug")));
    await expect(go(passageOf(clock))).rejects.toThrow("a bug");
    expect((await send(breaker, [null])).asked).toBe(1);
  });

  it("does not listen to calls from before it opened", async () => {
    const { breaker, clock } = start();
    const { step, waiting } = held();
    const before = Array.from({ length: 3 }, () => through([breaker.admit], step)(passageOf(clock)));
    await send(breaker, TEN);
    waiting[0]?.end();
    await before[0];
    expect(breaker.state()).toBe("open");
    await clock.advance(1_000);
    waiting[1]?.end(failureOf());
    await before[1];
    expect([breaker.isShut(), breaker.state()]).toEqual([false, "open"]);
  });
});

/** Other instances, as a test has them: what they answer, and what they are told. */
function createPeers() {
  const told: string[] = [];
  const claims: ((claimed: boolean) => void)[] = [];
  const peers: Omit<Peers, "hear"> = {
    tell: ({ kind }) => void told.push(kind),
    claimProbe: () => new Promise((resolve) => claims.push(resolve)),
    releaseProbe: () => void told.push("released"),
  };
  return { peers, told, claims };
}

describe("the breakers of several instances", () => {
  /** One that ten failures have opened, a second later, with a call that asks the others whether it may try. */
  async function startAsking(failure: Failure | null = null) {
    const { peers, told, claims } = createPeers();
    const clock = createHandClock();
    const breaker = createBreaker({ provider: "key", monotonic: clock.monotonic, timeoutMs: 10_000, peers });
    await send(breaker, TEN);
    await clock.advance(1_000);
    const asking = send(breaker, [failure]);
    return { breaker, clock, told, asking, claim: (claimed: boolean) => claims.shift()?.(claimed), claims };
  }

  it("tell each other when they open and close, and try when nobody else does", async () => {
    const { breaker, told, asking, claim } = await startAsking();
    claim(true);
    expect(await asking).toEqual({ words: ["read"], asked: 1 });
    expect(breaker.state()).toBe("closed");
    expect(told).toEqual(["opened", "closed", "released"]);
  });

  it("tell what came of the try before they let others try", async () => {
    const { told, asking, claim } = await startAsking(failureOf());
    claim(true);
    await asking;
    expect(told).toEqual(["opened", "opened", "released"]);
  });

  it("leave it to the one that tries, and ask again after a second where nothing is heard of it", async () => {
    const { breaker, clock, asking, claim, claims } = await startAsking();
    claim(false);
    expect(await asking).toEqual({ words: ["PROVIDER_UNAVAILABLE"], asked: 0 });
    expect(await send(breaker, [null])).toEqual({ words: ["PROVIDER_UNAVAILABLE"], asked: 0 });
    await clock.advance(1_000);
    const again = send(breaker, [null]);
    claims.shift()?.(true);
    expect(await again).toEqual({ words: ["read"], asked: 1 });
  });

  it.each([true, false])(
    "let a call through where another closed them while it asked (%p)",
    async (claimed) => {
      const { breaker, told, asking, claim } = await startAsking();
      breaker.adopt({ kind: "closed" });
      claim(claimed);
      expect(await asking).toEqual({ words: ["read"], asked: 1 });
      expect(breaker.state()).toBe("closed");
      expect(told).toEqual(claimed ? ["opened", "released"] : ["opened"]);
    },
  );

  it("do not try once more where another has just tried in vain", async () => {
    const { breaker, clock, told, asking, claim } = await startAsking();
    breaker.adopt({ kind: "opened", forMs: 2_000 });
    claim(true);
    expect(await asking).toEqual({ words: ["PROVIDER_UNAVAILABLE"], asked: 0 });
    expect(told).toEqual(["opened", "released"]);
    await clock.advance(1_999);
    expect(breaker.isShut()).toBe(true);
    await clock.advance(1);
    expect(breaker.isShut()).toBe(false);
  });

  it("are open for half a minute at most on another's word", async () => {
    const { breaker, clock } = start();
    breaker.adopt({ kind: "opened", forMs: 86_400_000 });
    await clock.advance(30_000);
    expect(breaker.isShut()).toBe(false);
  });
});

describe("a provider's health", () => {
  const outcome = (blame: Blame | null) =>
    blame === null ? ({ kind: "read", value: 1, answer: answerOf(200) } as const) : failureOf({ blame });

  it("is DOWN while the breaker is open, DEGRADED while it tries, whatever the last calls were", () => {
    const health = createHealth(() => 0);
    expect(health.state("closed").state).toBe("UNKNOWN");
    health.heard(outcome(null));
    expect(health.state("closed").state).toBe("HEALTHY");
    expect(health.state("open").state).toBe("DOWN");
    expect(health.state("halfOpen").state).toBe("DEGRADED");
  });

  it("takes refusals for answers, and callers who leave for nothing", () => {
    const health = createHealth(() => Date.UTC(2026, 10, 22));
    health.heard(outcome("nobody"));
    expect(health.state("closed").state).toBe("UNKNOWN");
    health.heard(outcome("request"));
    expect(health.state("closed")).toMatchObject({ state: "HEALTHY", lastFailureAt: null });
    health.heard(outcome("provider"));
    expect(health.state("closed")).toMatchObject({
      state: "DEGRADED",
      lastFailureAt: "2026-11-22T00:00:00.000Z",
    });
  });
});
