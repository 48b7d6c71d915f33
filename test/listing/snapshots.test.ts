import { describe, expect, it } from "@jest/globals";
import type { StopSignal } from "../../src/datasources/stopSignal.ts";
import type { StoredPage } from "../../src/directory/pages.ts";
import { createSnapshots, type Snapshots, type WholeList } from "../../src/directory/snapshots.ts";
import { GatewayError } from "../../src/domain/errors.ts";
import { createHandClock, settled } from "../resilience/support.ts";

interface Row {
  readonly id: string;
  readonly version: number;
}

const AGE_MS = 30_000;
const LINGER_MS = 120_000;
const ANY = Number.NEGATIVE_INFINITY;

function deferred<T>() {
  let resolve: (value: T) => void = () => undefined;
  let reject: (reason: Error) => void = () => undefined;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

function rowsOf(count: number): readonly Row[] {
  return Array.from({ length: count }, (_, nth) => ({ id: `u${nth}`, version: 0 }));
}

/** Snapshots of lists whose readings end when the test says. */
function start(maxBytes = 1_000) {
  const clock = { time: 1_000 };
  const timers = createHandClock();
  const store = createSnapshots<Row>({
    maxAgeMs: AGE_MS,
    maxBytes,
    bytesOf: (rows) => rows.length,
    now: () => clock.time,
    after: timers.after,
  });
  const readings: {
    readonly signal: StopSignal;
    readonly come: (count: number) => void;
    readonly land: (count?: number) => Promise<void>;
    readonly fail: (error: Error) => Promise<void>;
  }[] = [];
  const rowsRead: string[] = [];

  function listOf(key: string, given: Partial<WholeList<Row>> = {}): WholeList<Row> {
    return {
      provider: "alpha",
      operation: "users",
      key,
      rowId: ({ id }) => id,
      pageSize: 10,
      async readRow(id) {
        rowsRead.push(id);
        return { id, version: rowsRead.length };
      },
      read(signal, onRows) {
        const { promise, resolve, reject } = deferred<StoredPage<Row>>();
        readings.push({
          signal,
          come: (count) => onRows(rowsOf(count)),
          land(count = 20) {
            const items = rowsOf(count);
            resolve({ items, total: count, hasNext: false, rejected: [] });
            return settled();
          },
          fail(error) {
            reject(error);
            return settled();
          },
        });
        signal.addEventListener("abort", () => reject(new GatewayError("UPSTREAM_TIMEOUT", "Nobody waits.")));
        return promise;
      },
      ...given,
    };
  }
  const take = (list = listOf("users"), since = ANY, signal = new AbortController().signal) =>
    store
      .take(list, since, signal)
      .then(({ whole, isKept }) => ({ rows: whole.items, isKept, asOf: whole.asOf }));
  /** Somebody who waits for a list until they leave. */
  function wait(list = listOf("users"), since = ANY) {
    const leaving = new AbortController();
    const outcome = take(list, since, leaving.signal).then(
      () => "taken",
      ({ code }: GatewayError) => code,
    );
    return {
      leave() {
        leaving.abort();
        return outcome;
      },
    };
  }
  return { clock, timers, store, readings, rowsRead, listOf, take, wait };
}

async function versionOf(
  store: Snapshots<Row>,
  list: WholeList<Row>,
  id: string,
): Promise<number | undefined> {
  const { whole } = await store.take(list, ANY, new AbortController().signal);
  return whole.items.find((row) => row.id === id)?.version;
}

describe("a list that is read whole", () => {
  it("is read once for all who need it at the same moment, and for a while after", async () => {
    const { clock, readings, take } = start();
    const [first, second] = [take(), take()];
    expect(readings.length).toBe(1);
    await readings[0]?.land();
    expect(await first).toMatchObject({ isKept: false, asOf: 1_000 });
    expect(await second).toMatchObject({ isKept: false, asOf: 1_000 });
    clock.time += AGE_MS;
    expect(await take()).toMatchObject({ isKept: true, asOf: 1_000 });
    clock.time += 1;
    void take();
    expect(readings.length).toBe(2);
  });

  it("may be used for as long after a reading that took longer than that", async () => {
    const { clock, readings, take } = start();
    const first = take();
    clock.time += 2 * AGE_MS;
    await readings[0]?.land();
    await first;
    clock.time += AGE_MS;
    expect(await take()).toMatchObject({ isKept: true, asOf: 1_000 });
  });

  it("is read anew for whoever wants it as it was later, and others need not wait for that", async () => {
    const { clock, readings, take } = start();
    const first = take();
    await readings[0]?.land();
    await first;
    clock.time += 10;
    const anew = take(undefined, 1_010);
    expect(readings.length).toBe(2);
    expect(await take()).toMatchObject({ isKept: true, asOf: 1_000 });
    const joins = take(undefined, 1_005);
    expect(readings.length).toBe(2);
    await readings[1]?.land();
    expect([(await anew).asOf, (await joins).asOf, (await take()).asOf]).toEqual([1_010, 1_010, 1_010]);
  });

  it("fails for all who wait, and is read again by the next", async () => {
    const { readings, take } = start();
    const all = [take(), take()].map((one) => one.catch(({ code }: GatewayError) => code));
    await readings[0]?.fail(new GatewayError("UPSTREAM_ERROR", "It failed."));
    expect(await Promise.all(all)).toEqual(["UPSTREAM_ERROR", "UPSTREAM_ERROR"]);
    void take();
    expect(readings.length).toBe(2);
  });

  it("does not fail for others because whoever began may make no more calls", async () => {
    const { readings, take } = start();
    const first = take().catch(({ code }: GatewayError) => code);
    const second = take();
    await readings[0]?.fail(new GatewayError("QUOTA_EXCEEDED", "No more calls.", { unsent: true }));
    expect(await first).toBe("QUOTA_EXCEEDED");
    await readings[1]?.land();
    expect((await second).rows).toHaveLength(20);
  });

  it("gives way to others that are used more, and is not kept where it is larger than all may be", async () => {
    const { store, readings, listOf, take } = start(50);
    async function read(key: string, count?: number): Promise<boolean> {
      const taken = take(listOf(key));
      await readings.at(-1)?.land(count);
      return (await taken).isKept;
    }
    expect([await read("a"), await read("b"), await read("a"), await read("c")]).toEqual([
      false,
      false,
      true,
      false,
    ]);
    expect(store.bytes()).toBe(40);
    expect([await read("a"), await read("b")]).toEqual([true, false]);
    expect(await read("large", 51)).toBe(false);
    expect(store.bytes()).toBeLessThanOrEqual(50);
    expect(await read("large", 51)).toBe(false);
  });
});

describe("a list that was read whole, after a write", () => {
  async function kept() {
    const started = start();
    const list = started.listOf("users");
    const first = started.take(list);
    await started.readings[0]?.land();
    await first;
    return { ...started, list };
  }

  it("has that user read again, once, and nobody else", async () => {
    const { store, readings, rowsRead, list } = await kept();
    store.written("alpha", "u7");
    store.written("beta", "u8");
    expect([await versionOf(store, list, "u7"), await versionOf(store, list, "u8")]).toEqual([1, 0]);
    expect([rowsRead, readings.length]).toEqual([["u7"], 1]);
  });

  it("is without a user who is there no more", async () => {
    const { store, list } = await kept();
    store.written("alpha", "u7");
    expect(await versionOf(store, { ...list, readRow: () => Promise.resolve(null) }, "u7")).toBeUndefined();
  });

  it("has a user read again who was written to while it was being read", async () => {
    const { store, readings, rowsRead, listOf, take } = start();
    const list = listOf("users");
    const first = take(list);
    store.written("alpha", "u7");
    await readings[0]?.land();
    await first;
    expect([await versionOf(store, list, "u7"), rowsRead]).toEqual([1, ["u7"]]);
  });

  it.each([
    ["that may be about anybody", (store: Snapshots<Row>) => store.written("alpha", null)],
    [
      "of more users than it has pages",
      (store: Snapshots<Row>) => {
        for (const id of ["u1", "u2", "u3"]) store.written("alpha", id);
      },
    ],
  ])("%s is read anew", async (_what, write) => {
    const { store, readings, list, take } = await kept();
    write(store);
    void take(list);
    await settled();
    expect(readings.length).toBe(2);
    expect(store.bytes()).toBe(0);
  });

  it("is read anew where one user does not tell whether they belong to it, or cannot be read", async () => {
    const { store, readings, listOf, take, list } = await kept();
    store.written("alpha", "u1");
    const failing = () => Promise.reject(new GatewayError("UPSTREAM_ERROR", "It failed."));
    const second = take({ ...list, readRow: failing });
    await settled();
    await readings[1]?.land();
    await second;
    expect(readings.length).toBe(2);

    const filtered = listOf("filtered", { readRow: null });
    const third = take(filtered);
    await readings[2]?.land();
    await third;
    store.written("alpha", "u1");
    void take(filtered);
    expect(readings.length).toBe(4);
  });

  it("is not kept where nobody knows what was changed while it was being read", async () => {
    const { store, readings, listOf, take } = start();
    const first = take();
    store.written("alpha", null);
    await readings[0]?.land();
    await first;
    expect(store.bytes()).toBe(0);
    void take(listOf("users"));
    expect(readings.length).toBe(2);
  });
});

describe("a list that nobody waits for any more", () => {
  /** Its reading has begun, and whoever began it has left. */
  async function left(given: Partial<WholeList<Row>> = {}) {
    const started = start();
    const list = started.listOf("users", given);
    expect(await started.wait(list).leave()).toBe("UPSTREAM_TIMEOUT");
    const [reading] = started.readings;
    if (reading === undefined) throw new Error("Nothing was read.");
    return { ...started, list, reading, isStopped: () => reading.signal.aborted };
  }

  it("is read on, and found by whoever comes back", async () => {
    const { readings, reading, isStopped, timers, take } = await left();
    expect(isStopped()).toBe(false);
    await reading.land();
    expect(await take()).toMatchObject({ isKept: true, asOf: 1_000 });
    expect(readings.length).toBe(1);
    await timers.advance(AGE_MS + 1);
    expect(timers.timers()).toBe(0);
  });

  it("comes to an end though all who join it give up as well, one after another", async () => {
    const { readings, reading, isStopped, timers, take, wait } = await left();
    for (let nth = 0; nth < 5; nth += 1) {
      await timers.advance(LINGER_MS - 1);
      expect(await wait().leave()).toBe("UPSTREAM_TIMEOUT");
    }
    expect(isStopped()).toBe(false);
    const last = take();
    await timers.advance(LINGER_MS);
    expect(isStopped()).toBe(false);
    await reading.land();
    expect((await last).rows).toHaveLength(20);
    expect(readings.length).toBe(1);
  });

  it("is given up when nobody has come back for two minutes, and is read anew", async () => {
    const { readings, isStopped, timers, take } = await left();
    await timers.advance(LINGER_MS);
    expect(isStopped()).toBe(true);
    expect(timers.timers()).toBe(0);
    void take();
    expect(readings.length).toBe(2);
  });

  it("has been left also where one request waits for it twice", async () => {
    const { timers, readings, take } = start();
    const leaving = new AbortController();
    const both = [1, 2].map(() => take(undefined, ANY, leaving.signal).catch(() => "left"));
    leaving.abort();
    expect(await Promise.all(both)).toEqual(["left", "left"]);
    await timers.advance(LINGER_MS);
    expect(readings[0]?.signal.aborted).toBe(true);
  });

  it("is not begun for somebody who has left already", async () => {
    const { readings, take } = start();
    await expect(take(undefined, ANY, AbortSignal.abort())).rejects.toMatchObject({
      code: "UPSTREAM_TIMEOUT",
    });
    expect(readings.length).toBe(0);
  });

  it("is not kept where it fails, and whoever has come back is told so", async () => {
    const { store, readings, reading, timers, take } = await left();
    const joined = take().catch(({ code }: GatewayError) => code);
    await reading.fail(new GatewayError("UPSTREAM_ERROR", "It failed."));
    expect(await joined).toBe("UPSTREAM_ERROR");
    expect([store.bytes(), timers.timers()]).toEqual([0, 0]);
    void take();
    expect(readings.length).toBe(2);
  });

  it("has a user read again who was written to meanwhile", async () => {
    const { store, readings, reading, rowsRead, list } = await left();
    store.written("alpha", "u7");
    await reading.land();
    expect([await versionOf(store, list, "u7"), await versionOf(store, list, "u8")]).toEqual([1, 0]);
    expect([rowsRead, readings.length]).toEqual([["u7"], 1]);
  });

  it("is given up where nobody knows what was written meanwhile", async () => {
    const { store, isStopped } = await left();
    store.written("beta", null);
    expect(isStopped()).toBe(false);
    store.written("alpha", null);
    expect(isStopped()).toBe(true);
  });

  it("is given up for one that is read anew, as are others of which nothing would be kept", async () => {
    const { clock, store, readings, isStopped, wait } = await left();
    clock.time += 10;
    const anew = wait(undefined, 1_010);
    expect(isStopped()).toBe(true);
    store.written("alpha", null);
    expect(readings[1]?.signal.aborted).toBe(false);
    await anew.leave();
    expect(readings[1]?.signal.aborted).toBe(true);
  });

  it("is one of two of its provider at most", async () => {
    const { readings, listOf, wait } = await left();
    for (const list of [listOf("b"), listOf("c"), listOf("d", { provider: "beta" })]) {
      await wait(list).leave();
    }
    expect(readings.map(({ signal }) => signal.aborted)).toEqual([false, false, true, false]);
  });

  it("is given up where it is larger than all lists may be together", async () => {
    const { readings, reading, isStopped, wait } = await left();
    reading.come(1_000);
    expect(isStopped()).toBe(false);
    reading.come(1);
    expect(isStopped()).toBe(true);
    const waits = wait();
    readings[1]?.come(1_001);
    expect(readings[1]?.signal.aborted).toBe(false);
    await waits.leave();
    expect(readings[1]?.signal.aborted).toBe(true);
  });

  it("ends with the process, as does what is left behind from then on, and leaves no timer", async () => {
    const { store, readings, isStopped, timers, listOf, take, wait } = await left();
    const kept = take(listOf("kept"));
    await readings[1]?.land();
    await kept;
    const waits = wait(listOf("waited"));
    store.close();
    expect([isStopped(), readings[2]?.signal.aborted]).toEqual([true, false]);
    await waits.leave();
    expect([readings[2]?.signal.aborted, timers.timers(), store.bytes()]).toEqual([true, 0, 0]);
  });
});
