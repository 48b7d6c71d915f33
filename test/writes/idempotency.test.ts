import { beforeEach, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import {
  type Begun,
  createMemoryIdempotencyStore,
  type IdempotencyStore,
} from "../../src/directory/writes/idempotency.ts";

const HOUR = 3_600_000;

let time = 0;
let store: IdempotencyStore;
beforeEach(() => {
  time = 0;
  store = createMemoryIdempotencyStore({ now: () => time, keepMs: 24 * HOUR, maxEntries: 3 });
});

/** Begins a write that has to be the first with its key. */
async function beginFirst(key: string, fingerprint = "input") {
  const begun = await store.begin(key, fingerprint);
  if (begun.kind !== "first") throw new Error(`This is a ${begun.kind}.`);
  return begun;
}

/** The kind that a begin has settled with by now, or `waits`. */
async function kindNow(begun: Promise<Begun>): Promise<string> {
  return Promise.race([
    begun.then(({ kind }) => kind),
    new Promise<string>((resolve) => setImmediate(() => resolve("waits"))),
  ]);
}

describe("a key", () => {
  it("gives a repeat the result of the first", async () => {
    const { finish } = await beginFirst("key");
    await finish({ json: "{}" });
    expect(await store.begin("key", "input")).toEqual({ kind: "repeat", result: { json: "{}" } });
  });

  it("makes those that come meanwhile wait for the first one's result", async () => {
    const { finish } = await beginFirst("key");
    const others = [store.begin("key", "input"), store.begin("key", "input")];
    expect(await Promise.all(others.map(kindNow))).toEqual(["waits", "waits"]);
    await finish({ json: "done" });
    for (const other of others) expect(await other).toEqual({ kind: "repeat", result: { json: "done" } });
  });

  it("lets exactly one of those who wait be the first when the first gives up", async () => {
    const { abandon } = await beginFirst("key");
    const others = [store.begin("key", "input"), store.begin("key", "input")];
    await abandon();
    expect(await Promise.all(others.map(kindNow))).toEqual(["first", "waits"]);
  });

  it("is refused for something else, while the first is under way and after it", async () => {
    const { finish } = await beginFirst("key");
    expect(await store.begin("key", "other input")).toEqual({ kind: "conflict" });
    await finish({ json: "{}" });
    expect(await store.begin("key", "other input")).toEqual({ kind: "conflict" });
  });

  it("says nothing about other keys", async () => {
    await beginFirst("key");
    expect(await store.begin("another", "input")).toMatchObject({ kind: "first" });
  });

  it("keeps its first result when the first one ends twice", async () => {
    const { finish, abandon } = await beginFirst("key");
    await finish({ json: "one" });
    await finish({ json: "two" });
    await abandon();
    expect(await store.begin("key", "input")).toEqual({ kind: "repeat", result: { json: "one" } });
  });
});

describe("what is kept", () => {
  it("is forgotten a day after it was finished, and not before", async () => {
    const { finish } = await beginFirst("key");
    time = HOUR;
    await finish({ json: "{}" });
    time = 25 * HOUR - 1;
    expect(await store.begin("key", "input")).toMatchObject({ kind: "repeat" });
    time = 25 * HOUR;
    expect(await store.begin("key", "other input")).toMatchObject({ kind: "first" });
  });

  it("is no more than was agreed: the oldest results go first, what is under way never", async () => {
    const underway = await beginFirst("under way");
    for (const key of ["a", "b", "c", "d"]) await (await beginFirst(key)).finish({ json: key });
    expect(await store.begin("b", "input")).toMatchObject({ kind: "repeat" });
    expect(await store.begin("a", "input")).toMatchObject({ kind: "first" });
    expect(await store.begin("under way", "other input")).toEqual({ kind: "conflict" });
    await underway.abandon();
  });

  it("reaches those who wait even where nothing is kept", async () => {
    store = createMemoryIdempotencyStore({ now: () => time, keepMs: 0, maxEntries: 0 });
    const { finish } = await beginFirst("key");
    const other = store.begin("key", "input");
    await finish({ json: "done" });
    expect(await other).toEqual({ kind: "repeat", result: { json: "done" } });
  });
});

it("never has two firsts of one key under way, nor a repeat of anything but its own write", async () => {
  const callers = fc.array(
    fc.record({
      key: fc.constantFrom("a", "b"),
      fingerprint: fc.constantFrom("x", "y"),
      ends: fc.constantFrom("finish", "abandon"),
    }),
    { maxLength: 12 },
  );
  await fc.assert(
    fc.asyncProperty(callers, fc.scheduler(), async (calls, scheduler) => {
      const shared = createMemoryIdempotencyStore({ now: () => 0, keepMs: HOUR, maxEntries: 100 });
      const underway = new Set<string>();
      const run = async ({ key, fingerprint, ends }: (typeof calls)[number], number: number) => {
        await scheduler.schedule(Promise.resolve());
        const begun = await shared.begin(key, fingerprint);
        if (begun.kind === "repeat") expect(begun.result.json).toMatch(`${key} ${fingerprint} `);
        if (begun.kind !== "first") return;
        expect(underway.has(key)).toBe(false);
        underway.add(key);
        await scheduler.schedule(Promise.resolve());
        underway.delete(key);
        await (ends === "finish"
          ? begun.finish({ json: `${key} ${fingerprint} ${number}` })
          : begun.abandon());
      };
      const ended = Promise.all(calls.map(run));
      await scheduler.waitFor(ended);
    }),
  );
});
