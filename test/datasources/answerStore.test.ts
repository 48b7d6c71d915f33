import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { createMemoryAnswerStore, type StoredAnswer } from "../../src/datasources/answerStore.ts";

const about = (users: readonly string[] | null, provider = "alpha", json = "{}"): StoredAnswer => ({
  provider,
  users,
  askedAt: 0,
  json,
});

describe("the store of kept answers", () => {
  it("drops what a write is about: that user's, and what may be about anybody", async () => {
    const store = createMemoryAnswerStore({ maxBytes: 100_000 });
    const begun = await store.begin("alpha");
    await store.set("ann", about(["ann"]), begun);
    await store.set("ben", about(["ben", "cleo"]), begun);
    await store.set("list", about(null), begun);
    await store.set("beta", about(null, "beta"), begun);
    await store.written("alpha", "ann");
    const left = ["ann", "ben", "list", "beta"].filter((key) => store.get(key) !== null);
    expect(left).toEqual(["ben", "beta"]);
    await store.written("alpha", null);
    expect([store.get("ben"), store.get("beta")]).toEqual([null, about(null, "beta")]);
  });

  it("does not keep what was being asked for while something was written", async () => {
    const store = createMemoryAnswerStore({ maxBytes: 100_000 });
    const begun = await store.begin("alpha");
    await store.written("alpha", "ann");
    await store.set("ben", about(["ben"]), begun);
    expect(store.get("ben")).toBeNull();
  });

  it("holds no more than it may, those that were used of late", async () => {
    const entry = fc.record({ key: fc.nat(9), length: fc.nat(2_000), isRead: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { maxLength: 60 }), async (entries) => {
        const store = createMemoryAnswerStore({ maxBytes: 5_000 });
        const lengths = new Map<string, number>();
        for (const { key, length, isRead } of entries) {
          const name = `key ${key}`;
          if (isRead) await store.get(name);
          else {
            await store.set(name, about(null, "alpha", "x".repeat(length)), 0);
            lengths.set(name, length);
          }
        }
        const held = [...lengths].filter(([name]) => store.get(name) !== null);
        const characters = held.reduce((sum, [name, length]) => sum + name.length + length, 0);
        expect(2 * characters).toBeLessThanOrEqual(5_000);
      }),
    );
  });
});
