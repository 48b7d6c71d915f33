import { randomUUID } from "node:crypto";
import type { Attempts } from "../../src/directory/writes/environment.ts";
import {
  createMemoryIdempotencyStore,
  type IdempotencyStore,
} from "../../src/directory/writes/idempotency.ts";
import { type Allowance, createMemoryAllowance } from "../../src/limits/allowance.ts";
import { createMemoryAttempts } from "../../src/limits/attempts.ts";
import { openSharedState, type SharedState } from "../../src/redis/index.ts";
import { type RedisServer, startRedis } from "./server.ts";

export const KEY = "a signing key that all instances have";

/** One way to keep what outlives a request: nothing that is kept by one set is seen by another. */
export interface Implementation {
  readonly allowance: (perMinute: number) => Allowance;
  readonly attempts: (limit: { readonly most: number; readonly withinMs: number }) => Attempts;
  readonly idempotency: () => IdempotencyStore;
  /** Lets so much time pass. */
  readonly elapse: (milliseconds: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

const DAY = 24 * 3_600_000;

async function openMemory(): Promise<Implementation> {
  const clock = { now: 1_000_000 };
  const now = (): number => clock.now;
  return {
    allowance: (perMinute) => createMemoryAllowance({ perMinute, now }),
    attempts: (limit) => createMemoryAttempts({ ...limit, now }),
    idempotency: () => createMemoryIdempotencyStore({ now, keepMs: DAY, maxEntries: 100 }),
    async elapse(milliseconds) {
      clock.now += milliseconds;
    },
    close: () => Promise.resolve(),
  };
}

/** An instance of a deployment: those with one prefix share everything. */
export function openInstance(server: RedisServer, prefix: string = randomUUID()): Promise<SharedState> {
  return openSharedState({
    settings: { url: server.url, prefix },
    signingKey: KEY,
    instance: randomUUID(),
    newId: randomUUID,
    now: Date.now,
  });
}

async function openRedis(): Promise<Implementation> {
  const server = await startRedis();
  const instances: SharedState[] = [];
  // Two instances, of which now this and now that is asked.
  const prefix = randomUUID();
  for (let nth = 0; nth < 2; nth += 1) instances.push(await openInstance(server, prefix));
  let asked = 0;
  const next = <T>(all: readonly T[]): T => {
    asked += 1;
    const [one, other] = all;
    if (one === undefined || other === undefined) throw new Error("There are two instances.");
    return asked % 2 === 0 ? one : other;
  };
  return {
    allowance(perMinute) {
      const own = createMemoryAllowance({ perMinute, now: Date.now });
      const all = instances.map((instance) => instance.allowance(perMinute, own));
      const name = randomUUID();
      return {
        take: (caller, amount) => next(all).take(name + caller, amount),
        giveBack: (caller, amount) => next(all).giveBack(name + caller, amount),
      };
    },
    attempts(limit) {
      const all = instances.map((instance) => instance.attempts(limit));
      const name = randomUUID();
      return { begin: (about) => next(all).begin(name + about) };
    },
    idempotency() {
      const all = instances.map((instance) => instance.idempotency({ keepMs: DAY, leaseMs: 2_000 }));
      const name = randomUUID();
      return { begin: (key, fingerprint) => next(all).begin(name + key, fingerprint) };
    },
    elapse: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    async close() {
      for (const { redis } of instances) await redis.close();
      await server.close();
    },
  };
}

export const IMPLEMENTATIONS = [
  { name: "in memory", needsRedis: false, open: openMemory },
  { name: "in Redis, by two instances in turn", needsRedis: true, open: openRedis },
] as const;
