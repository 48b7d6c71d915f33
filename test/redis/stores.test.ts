import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { IdempotencyStore } from "../../src/directory/writes/idempotency.ts";
import type { Allowance } from "../../src/limits/allowance.ts";
import { IMPLEMENTATIONS, type Implementation } from "./implementations.ts";
import { hasRedis } from "./server.ts";

/* One suite for every way of keeping what callers may spend, wrong codes, and keys of writes. */
describe.each(IMPLEMENTATIONS.filter(({ needsRedis }) => hasRedis || !needsRedis))(
  "what is kept $name",
  ({ open }) => {
    let kept: Implementation;
    beforeAll(async () => {
      kept = await open();
    });
    afterAll(() => kept.close());

    describe("an allowance", () => {
      /** A hundred a second. */
      const PER_MINUTE = 6_000;

      async function waitFor(allowance: Allowance, amount: number): Promise<number> {
        const taken = await allowance.take("a", amount);
        return taken.kind === "taken" ? 0 : taken.retryAfterMs;
      }

      it("is a minute's worth at first, and tells when there will be enough again", async () => {
        const allowance = kept.allowance(PER_MINUTE);
        expect(await waitFor(allowance, PER_MINUTE)).toBe(0);
        const waitMs = await waitFor(allowance, 20);
        expect(waitMs).toBeLessThanOrEqual(200);
        await kept.elapse(waitMs);
        expect(await waitFor(allowance, 20)).toBe(0);
      });

      it("takes all of an amount or nothing", async () => {
        const allowance = kept.allowance(60);
        expect(await waitFor(allowance, 59)).toBe(0);
        expect(await waitFor(allowance, 30)).toBeGreaterThan(27_000);
        expect(await waitFor(allowance, 1)).toBe(0);
      });

      it("takes back what was not spent, and never holds more than a minute's worth", async () => {
        const allowance = kept.allowance(60);
        expect(await waitFor(allowance, 60)).toBe(0);
        allowance.giveBack("a", 1_000);
        expect(await waitFor(allowance, 61)).toBeGreaterThan(0);
        expect(await waitFor(allowance, 60)).toBe(0);
        expect(await waitFor(allowance, 30)).toBeGreaterThan(0);
      });

      it("is each caller's own", async () => {
        const allowance = kept.allowance(60);
        expect(await waitFor(allowance, 60)).toBe(0);
        expect(await allowance.take("b", 60)).toEqual({ kind: "taken" });
      });

      it("never lets more through than there is, however many ask at once", async () => {
        const allowance = kept.allowance(60);
        const taken = await Promise.all(Array.from({ length: 100 }, () => allowance.take("a", 1)));
        // One more comes for each second that this takes.
        const through = taken.filter(({ kind }) => kind === "taken").length;
        expect(through).toBeGreaterThanOrEqual(60);
        expect(through).toBeLessThan(65);
      });
    });

    describe("tries at a code", () => {
      const MINUTE = 60_000;

      async function tryWrongly(attempts: ReturnType<Implementation["attempts"]>, times: number) {
        for (let time = 0; time < times; time += 1) {
          const attempt = await attempts.begin("a");
          if (attempt.kind !== "begun") throw new Error(`Try ${time} is ${attempt.kind}.`);
          await attempt.end("wrong");
        }
      }

      it("are refused after the last wrong one, for as long as the first one counts", async () => {
        const attempts = kept.attempts({ most: 3, withinMs: MINUTE });
        await tryWrongly(attempts, 3);
        const refused = await attempts.begin("a");
        expect(refused).toEqual({ kind: "refused", retryAfterMs: expect.any(Number) });
        const waitMs = refused.kind === "refused" ? refused.retryAfterMs : 0;
        expect(waitMs).toBeGreaterThan(MINUTE / 2);
        expect(waitMs).toBeLessThanOrEqual(MINUTE);
        expect((await attempts.begin("b")).kind).toBe("begun");
      });

      it("may be made again once the first one counts no more", async () => {
        const attempts = kept.attempts({ most: 1, withinMs: 300 });
        await tryWrongly(attempts, 1);
        const next = await attempts.begin("a");
        if (next.kind === "begun") return;
        await kept.elapse(next.kind === "refused" ? next.retryAfterMs : 0);
        expect((await attempts.begin("a")).kind).toBe("begun");
      });

      it("count as soon as they begin, so that many at once are not more than allowed", async () => {
        const attempts = kept.attempts({ most: 5, withinMs: MINUTE });
        const begun = await Promise.all(Array.from({ length: 20 }, () => attempts.begin("a")));
        expect(begun.filter(({ kind }) => kind === "begun")).toHaveLength(5);
      });

      it("do not count where nobody looked at the code", async () => {
        const attempts = kept.attempts({ most: 1, withinMs: MINUTE });
        for (let time = 0; time < 3; time += 1) {
          const attempt = await attempts.begin("a");
          if (attempt.kind !== "begun") throw new Error(`Try ${time} is ${attempt.kind}.`);
          await attempt.end("none");
        }
      });

      it("are forgotten after the right one", async () => {
        const attempts = kept.attempts({ most: 3, withinMs: MINUTE });
        await tryWrongly(attempts, 2);
        const right = await attempts.begin("a");
        if (right.kind === "begun") await right.end("right");
        await tryWrongly(attempts, 3);
        expect((await attempts.begin("a")).kind).toBe("refused");
      });
    });

    describe("a key of a write", () => {
      async function beginFirst(store: IdempotencyStore) {
        const begun = await store.begin("key", "input");
        if (begun.kind !== "first") throw new Error(`This is a ${begun.kind}.`);
        return begun;
      }

      it("gives a repeat the result of the first", async () => {
        const store = kept.idempotency();
        await (await beginFirst(store)).finish({ json: '{"outcome":"CONFIRMED"}' });
        const repeat = { kind: "repeat", result: { json: '{"outcome":"CONFIRMED"}' } };
        expect(await store.begin("key", "input")).toEqual(repeat);
        expect(await store.begin("key", "input")).toEqual(repeat);
      });

      it("makes those that come meanwhile wait for the first one's result", async () => {
        const store = kept.idempotency();
        const { finish } = await beginFirst(store);
        const others = [store.begin("key", "input"), store.begin("key", "input")];
        await kept.elapse(50);
        await finish({ json: "done" });
        for (const other of others) expect(await other).toEqual({ kind: "repeat", result: { json: "done" } });
      });

      it("lets exactly one of those who wait be the first when the first gives up", async () => {
        const store = kept.idempotency();
        const { abandon } = await beginFirst(store);
        const others = Array.from({ length: 4 }, async () => {
          const begun = await store.begin("key", "input");
          if (begun.kind === "first") await begun.finish({ json: "second" });
          return begun.kind;
        });
        await abandon();
        expect((await Promise.all(others)).sort()).toEqual(["first", "repeat", "repeat", "repeat"]);
      });

      it("is refused for something else, while the first is under way and after it", async () => {
        const store = kept.idempotency();
        const { finish } = await beginFirst(store);
        expect(await store.begin("key", "other input")).toEqual({ kind: "conflict" });
        await finish({ json: "{}" });
        expect(await store.begin("key", "other input")).toEqual({ kind: "conflict" });
      });

      it("keeps its first result when the first one ends twice", async () => {
        const store = kept.idempotency();
        const { finish, abandon } = await beginFirst(store);
        await finish({ json: "one" });
        await finish({ json: "two" });
        await abandon();
        expect(await store.begin("key", "input")).toEqual({ kind: "repeat", result: { json: "one" } });
      });

      it("lets one write through for each key and input, whatever the order of things", async () => {
        const step = fc.record({ key: fc.constantFrom("a", "b"), input: fc.constantFrom("1", "2") });
        await fc.assert(
          fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
            const store = kept.idempotency();
            const done: string[] = [];
            const kinds = await Promise.all(
              steps.map(async ({ key, input }) => {
                const begun = await store.begin(key, input);
                if (begun.kind === "first") {
                  done.push(key);
                  await begun.finish({ json: `${key} ${input}` });
                }
                return { kind: begun.kind, key };
              }),
            );
            expect(new Set(done).size).toBe(done.length);
            expect(new Set(done)).toEqual(new Set(steps.map(({ key }) => key)));
            expect(kinds.filter(({ kind }) => !["first", "repeat", "conflict"].includes(kind))).toEqual([]);
          }),
          { numRuns: 20 },
        );
      });
    });
  },
);
