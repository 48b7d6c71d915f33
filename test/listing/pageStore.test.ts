import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import {
  createPageReader,
  createPageStore,
  type PageKey,
  type PageReaderOptions,
  type PageStore,
  type StoredPage,
} from "../../src/directory/pages.ts";

interface Clock {
  time: number;
}

function createStore(clock: Clock, maxRecords = 100): PageStore<string> {
  return createPageStore<string>({ maxAgeMs: 30_000, maxRecords, now: () => clock.time });
}

const pageOf = (...items: string[]): StoredPage<string> => ({
  items,
  total: null,
  hasNext: false,
  rejected: [],
});
const keyOf = (part: string, list = "users", provider = "alpha"): PageKey => ({ provider, list, part });

function keep(store: PageStore<string>, key: PageKey, page: StoredPage<string>): void {
  store.set(key, page, store.begin(key.provider));
}

describe("the store of pages read of late", () => {
  it("gives a page out until it is too old", () => {
    const clock = { time: 1_000 };
    const store = createStore(clock);
    keep(store, keyOf("0/20"), pageOf("a"));
    clock.time += 30_000;

    expect(store.get(keyOf("0/20"), 0)?.items).toEqual(["a"]);
    clock.time += 1;
    expect(store.get(keyOf("0/20"), 0)).toBeNull();
    expect(store.records()).toBe(0);
  });

  it("does not give out what was read before a walk began", () => {
    const clock = { time: 1_000 };
    const store = createStore(clock);
    const begun = store.begin("alpha");
    clock.time = 2_000;
    store.set(keyOf("0/20"), pageOf("a"), begun);

    expect(store.get(keyOf("0/20"), 1_001)).toBeNull();
    expect(store.get(keyOf("0/20"), 1_000)?.items).toEqual(["a"]);
  });

  it("forgets a provider that was written to, also what was being read at that moment", () => {
    const store = createStore({ time: 0 });
    keep(store, keyOf("0/20"), pageOf("a"));
    keep(store, keyOf("0/20", "users", "beta"), pageOf("b"));
    const begun = store.begin("alpha");
    store.drop("alpha");
    store.set(keyOf("1/20"), pageOf("c"), begun);

    expect(store.get(keyOf("0/20"), 0)).toBeNull();
    expect(store.get(keyOf("1/20"), 0)).toBeNull();
    expect(store.get(keyOf("0/20", "users", "beta"), 0)?.items).toEqual(["b"]);
  });

  it("keeps the latest pages of a long list only, so that a walk through it leaves nothing behind", () => {
    const store = createStore({ time: 0 }, 1_000_000);
    const full = pageOf(...Array.from({ length: 100 }, (_, index) => String(index)));
    for (let number = 0; number < 1_000; number += 1) keep(store, keyOf(`${number}/100`), full);

    expect(store.records()).toBe(1_600);
    expect(store.get(keyOf("999/100"), 0)).not.toBeNull();
    expect(store.get(keyOf("0/100"), 0)).toBeNull();
  });

  it("never holds more records than it may, whatever is put in and taken out", () => {
    const action = fc.record({
      part: fc.nat(5),
      list: fc.nat(5),
      provider: fc.constantFrom("alpha", "beta"),
      size: fc.nat(60),
      what: fc.constantFrom("set", "set", "get", "drop"),
      wait: fc.nat(10_000),
    });
    fc.assert(
      fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
        const clock = { time: 0 };
        const store = createStore(clock);
        for (const { part, list, provider, size, what, wait } of actions) {
          clock.time += wait;
          const key = keyOf(`${part}/60`, `list-${list}`, provider);
          if (what === "set") keep(store, key, pageOf(...Array.from({ length: size }, String)));
          else if (what === "get") store.get(key, 0);
          else store.drop(provider);

          expect(store.records()).toBeLessThanOrEqual(100);
        }
      }),
    );
  });

  it("does not keep a list that is larger than all that it may hold", () => {
    const store = createStore({ time: 0 });
    keep(store, keyOf("whole"), pageOf(...Array.from({ length: 101 }, String)));

    expect(store.records()).toBe(0);
  });
});

describe("the pages of one request", () => {
  const list = { provider: "alpha", key: "users" };
  const page = { number: 0, size: 20 };

  function counting(): { readonly fetch: () => Promise<StoredPage<string>>; readonly calls: () => number } {
    let calls = 0;
    return {
      calls: () => calls,
      async fetch() {
        calls += 1;
        return pageOf(`reading ${calls}`);
      },
    };
  }

  function readerOf(
    store: PageStore<string>,
    onStored: PageReaderOptions<string>["onStored"] = () => undefined,
    notBefore = Number.NEGATIVE_INFINITY,
  ) {
    return createPageReader({ store, notBefore, now: () => 5, onStored });
  }

  it("are read once, however many lists need them", async () => {
    const { fetch, calls } = counting();
    const reader = readerOf(createStore({ time: 0 }));
    await Promise.all([reader.read(list, page, "anew", fetch), reader.read(list, page, "anew", fetch)]);

    expect(calls()).toBe(1);
    await reader.read(list, { number: 0, size: 19 }, "anew", fetch);
    expect(calls()).toBe(2);
  });

  it("are not taken from other requests when a list is begun", async () => {
    const store = createStore({ time: 5 });
    const { fetch, calls } = counting();
    await readerOf(store).read(list, page, "anew", fetch);
    await readerOf(store).read(list, page, "anew", fetch);

    expect(calls()).toBe(2);
  });

  it("may come from another request's reading when a list goes on, and say so", async () => {
    const store = createStore({ time: 5 });
    const { fetch, calls } = counting();
    const told: unknown[] = [];
    await readerOf(store).read(list, page, "anew", fetch);
    const reader = readerOf(store, (...what) => told.push(what));
    await reader.read(list, page, { since: 5 }, fetch);

    expect(calls()).toBe(1);
    expect(told).toEqual([["alpha", 0, 1]]);
    await readerOf(store).read(list, page, { since: 6 }, fetch);
    expect(calls()).toBe(2);
  });

  it("are read again when the list has moved", async () => {
    const { fetch, calls } = counting();
    const reader = readerOf(createStore({ time: 0 }));
    await reader.read(list, page, "anew", fetch);
    await reader.read(list, page, "again", fetch);

    expect(calls()).toBe(2);
    expect((await reader.read(list, page, "anew", fetch)).items).toEqual(["reading 2"]);
  });

  it("are tried again after a failure", async () => {
    const { fetch, calls } = counting();
    const reader = readerOf(createStore({ time: 0 }));
    const failed = reader.read(list, page, "anew", () => Promise.reject(new Error("out of order")));

    await expect(failed).rejects.toThrow("out of order");
    await reader.read(list, page, "anew", fetch);
    expect(calls()).toBe(1);
  });
});
