import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { UpstreamRequest, UpstreamResponse } from "../../src/datasources/http/client.ts";
import type { Deadline } from "../../src/datasources/http/deadline.ts";
import { createSharedReads } from "../../src/datasources/http/sharedReads.ts";
import { notAsked, type Outcome, type Step } from "../../src/datasources/http/step.ts";
import { GatewayError } from "../../src/domain/errors.ts";
import { answerOf, createCall, createHandClock, failureOf, READ, readOf, settled } from "./support.ts";

const TIMEOUT_MS = 10_000;

interface Begun {
  readonly path: string;
  readonly begunAt: number;
  readonly deadline: Deadline;
  /** Ends it: with an answer of this text, or as told. */
  readonly land: (how: string | Outcome<never>) => void;
}

/** Shared reads over calls that end when the test says, or when nobody waits for them any more. */
function start() {
  const clock = createHandClock();
  const calls: Begun[] = [];
  const go: Step = ({ request, read, deadline }) =>
    new Promise((resolve) => {
      const land: Begun["land"] = (how) => {
        if (typeof how !== "string") return resolve(how);
        const answer: UpstreamResponse = { ...answerOf(200), body: { kind: "json", value: how } };
        try {
          resolve({ kind: "read", value: read(answer), answer });
        } catch (thrown) {
          if (!(thrown instanceof GatewayError)) throw thrown;
          resolve({ ...failureOf({ again: false }), error: thrown, answer });
        }
      };
      deadline.signal.addEventListener("abort", () => {
        const code = deadline.callerLeft() ? "PROVIDER_UNAVAILABLE" : "UPSTREAM_TIMEOUT";
        land(failureOf({ code, blame: "nobody" }));
      });
      calls.push({ path: request.path, begunAt: clock.monotonic(), deadline, land });
    });
  const shared = createSharedReads({
    provider: "key",
    timeoutMs: TIMEOUT_MS,
    clock,
    now: clock.monotonic,
    go,
  });

  /** Asks; how it ends is told in a word. */
  function ask(request: UpstreamRequest = READ, call = createCall()) {
    const ending = shared.read({ request, call, read: textOf, count: (text) => text.length });
    return { call, ending: ending.catch((thrown: GatewayError) => thrown.code) };
  }
  return { clock, calls, shared, ask };
}

function textOf({ body }: UpstreamResponse): string {
  if (body.kind !== "json") throw new Error("not the answer of this test");
  return String(body.value);
}

describe("equal reads that are under way at once", () => {
  it("are one call, and each of them makes its own of the answer", async () => {
    const { calls, ask, shared } = start();
    const all = Array.from({ length: 64 }, () => ask());
    const other = shared.read({
      request: READ,
      call: createCall(),
      read: (response) => `my ${textOf(response)}`,
      count: undefined,
    });
    expect(calls.length).toBe(1);
    calls[0]?.land("answer");
    expect(new Set(await Promise.all(all.map(({ ending }) => ending)))).toEqual(new Set(["answer"]));
    expect(await other).toBe("my answer");
    const [first, ...others] = all.map(({ call }) => call.records);
    // The call itself is told by whoever made it, which is not the one that shares it.
    expect(first).toEqual([]);
    const told = { source: "shared", status: 200, records: 6, operation: "list", attempt: 1 };
    expect(others.every((records) => records.length === 1)).toBe(true);
    expect(others[0]?.[0]).toMatchObject(told);
  });

  it.each([
    ["another path", { path: "/other" }],
    ["another query", { query: "page=2" }],
    ["other headers", { headers: { prefer: "profile=preview" } }],
  ])("are not equal with %s", async (_what, difference) => {
    const { calls, ask } = start();
    ask();
    ask({ ...READ, ...difference });
    expect(calls.length).toBe(2);
  });

  it("are asked for again once they have ended", async () => {
    const { calls, ask } = start();
    const first = ask();
    calls[0]?.land("one");
    expect(await first.ending).toBe("one");
    const second = ask();
    expect(calls.length).toBe(2);
    calls[1]?.land("two");
    expect(await second.ending).toBe("two");
  });

  it("fail together, and not because whoever began may make no more calls", async () => {
    const { calls, ask } = start();
    const [first, second] = [ask(), ask()];
    calls[0]?.land(failureOf({ code: "UPSTREAM_ERROR" }));
    expect([await first.ending, await second.ending]).toEqual(["UPSTREAM_ERROR", "UPSTREAM_ERROR"]);

    const [third, fourth] = [ask(), ask()];
    calls[1]?.land(notAsked(new GatewayError("QUOTA_EXCEEDED", "No more calls.", { unsent: true })));
    expect(await third.ending).toBe("QUOTA_EXCEEDED");
    await settled();
    calls[2]?.land("answer");
    expect(await fourth.ending).toBe("answer");
  });

  it("have each their own time, and the call goes on for those who have some left", async () => {
    const { clock, calls, ask } = start();
    const first = ask();
    await clock.advance(TIMEOUT_MS * 0.4);
    const second = ask();
    await clock.advance(TIMEOUT_MS * 0.6);
    expect(await first.ending).toBe("UPSTREAM_TIMEOUT");
    expect(calls[0]?.deadline.signal.aborted).toBe(false);
    expect(calls[0]?.deadline.leftMs()).toBe(TIMEOUT_MS * 0.4);
    calls[0]?.land("late, and in time");
    expect(await second.ending).toBe("late, and in time");
    expect(clock.timers()).toBe(0);
  });

  it("end when the last who waits has gone, and not before", async () => {
    const { clock, calls, ask } = start();
    const [first, second] = [ask(), ask()];
    first.call.leave();
    expect(await first.ending).toBe("UPSTREAM_TIMEOUT");
    expect(calls[0]?.deadline.signal.aborted).toBe(false);
    second.call.leave();
    expect(calls[0]?.deadline.signal.aborted).toBe(true);
    expect(calls[0]?.deadline.callerLeft()).toBe(true);
    expect(await second.ending).toBe("PROVIDER_UNAVAILABLE");
    expect(clock.timers()).toBe(0);
  });

  it("are not joined any more once half of the time is over", async () => {
    const { clock, calls, ask } = start();
    const slow = ask();
    await clock.advance(TIMEOUT_MS / 2);
    const fresh = ask();
    const alike = ask();
    expect(calls.length).toBe(2);
    calls[1]?.land("fresh");
    expect([await fresh.ending, await alike.ending]).toEqual(["fresh", "fresh"]);
    calls[0]?.land("slow");
    expect(await slow.ending).toBe("slow");
  });

  it("are not joined by whoever wants an answer that was asked for later", async () => {
    const { clock, calls, ask } = start();
    const first = ask();
    const anew = ask(READ, { ...createCall(), maxAgeMs: 0 });
    expect(calls.length).toBe(2);
    await clock.advance(1_000);
    const joins = ask(READ, { ...createCall(), maxAgeMs: 1_001 });
    expect(calls.length).toBe(2);
    ask(READ, { ...createCall(), maxAgeMs: 1_000 });
    expect(calls.length).toBe(3);
    calls[0]?.land("first");
    calls[1]?.land("anew");
    expect(await first.ending).toBe("first");
    expect([await anew.ending, await joins.ending]).toEqual(["anew", "anew"]);
  });

  it("are not joined any more once something has been written", async () => {
    const { calls, ask, shared } = start();
    const before = ask();
    shared.forget();
    const after = ask();
    expect(calls.length).toBe(2);
    calls[0]?.land("old");
    calls[1]?.land("new");
    expect([await before.ending, await after.ending]).toEqual(["old", "new"]);
  });

  type Event =
    | { readonly kind: "ask"; readonly what: number }
    | { readonly kind: "leave"; readonly who: number }
    | { readonly kind: "pass"; readonly ms: number }
    | { readonly kind: "land"; readonly which: number }
    | { readonly kind: "write" };
  const events: fc.Arbitrary<Event[]> = fc.array(
    fc.oneof(
      { weight: 6, arbitrary: fc.record({ kind: fc.constant("ask" as const), what: fc.nat(2) }) },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant("leave" as const), who: fc.nat(20) }) },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant("pass" as const), ms: fc.nat(TIMEOUT_MS) }) },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant("land" as const), which: fc.nat(10) }) },
      { weight: 1, arbitrary: fc.constant({ kind: "write" as const }) },
    ),
    { maxLength: 40 },
  );

  /** What is known of one who asked. */
  interface Asker {
    readonly call: ReturnType<typeof createCall>;
    /** The call that the answer comes from. */
    readonly nth: number;
    readonly until: number;
    expected: string | null;
    told: string | null;
  }

  /** Plays the events, and tells of everybody what is due to them by the rules and what they were told. */
  async function play(happening: readonly Event[]) {
    const { clock, calls, shared, ask } = start();
    const askers: Asker[] = [];
    const landed = new Set<number>();
    const joinable = new Map<string, number>();
    const waitingFor = (nth: number) => askers.filter((one) => one.nth === nth && one.expected === null);

    /** Somebody goes; the last one takes the call along. */
    function depart(asker: Asker, alone: string, last: string): void {
      const isLast = waitingFor(asker.nth).length === 1;
      asker.expected = isLast ? last : alone;
      if (isLast) landed.add(asker.nth);
    }
    function askFor(what: number): void {
      const { path } = readOf(what);
      const known = joinable.get(path);
      const open =
        known !== undefined &&
        !landed.has(known) &&
        clock.monotonic() - (calls[known]?.begunAt ?? 0) < TIMEOUT_MS / 2;
      const nth = open ? known : calls.length;
      joinable.set(path, nth);
      const { call, ending } = ask(readOf(what));
      const asker: Asker = { call, nth, until: clock.monotonic() + TIMEOUT_MS, expected: null, told: null };
      askers.push(asker);
      void ending.then((word) => {
        asker.told = word;
      });
    }
    function leave(who: number): void {
      const asker = askers[who];
      if (asker?.expected === null) depart(asker, "UPSTREAM_TIMEOUT", "PROVIDER_UNAVAILABLE");
      asker?.call.leave();
    }
    function land(which: number): void {
      const call = calls[which];
      if (call === undefined || landed.has(which)) return;
      for (const asker of waitingFor(which)) asker.expected = `answer ${which}`;
      landed.add(which);
      call.land(`answer ${which}`);
    }
    async function pass(ms: number): Promise<void> {
      const now = clock.monotonic() + ms;
      const late = askers.filter(({ expected, until }) => expected === null && until <= now);
      for (const asker of late) depart(asker, "UPSTREAM_TIMEOUT", "UPSTREAM_TIMEOUT");
      await clock.advance(ms);
    }
    async function happen(event: Event): Promise<void> {
      switch (event.kind) {
        case "ask":
          return askFor(event.what);
        case "leave":
          return leave(event.who);
        case "land":
          return land(event.which);
        case "pass":
          return pass(event.ms);
        case "write":
          joinable.clear();
          return shared.forget();
        default:
          return event satisfies never;
      }
    }
    for (const event of happening) {
      await happen(event);
      await settled();
      calls.forEach(({ deadline, path }, nth) => {
        expect([path, deadline.signal.aborted && !landed.has(nth)]).toEqual([path, false]);
        if (landed.has(nth)) return;
        expect(waitingFor(nth).length).toBeGreaterThan(0);
      });
    }
    for (const [which] of calls.entries()) land(which);
    await settled();
    return { clock, askers, calls };
  }

  it("give everybody what is due, whoever comes, leaves, is late or writes", async () => {
    await fc.assert(
      fc.asyncProperty(events, async (happening) => {
        const { clock, askers, calls } = await play(happening);
        expect(askers.map(({ told }) => told)).toEqual(askers.map(({ expected }) => expected));
        expect(calls.length).toBe(new Set(askers.map(({ nth }) => nth)).size);
        expect(clock.timers()).toBe(0);
      }),
      { numRuns: 150 },
    );
  });
});
