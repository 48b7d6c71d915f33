import { randomBytes, randomUUID } from "node:crypto";
import { hostname } from "node:os";
import type { AuditRecord } from "./audit/record.ts";
import type { Config } from "./config/index.ts";
import type { Peers } from "./datasources/http/peers.ts";
import type { Attempts } from "./directory/writes/environment.ts";
import { createMemoryIdempotencyStore, type IdempotencyStore } from "./directory/writes/idempotency.ts";
import { type Allowance, createMemoryAllowance } from "./limits/allowance.ts";
import { createMemoryAttempts } from "./limits/attempts.ts";
import type { RedisConnection } from "./redis/connection.ts";
import type { DocumentTexts } from "./redis/documents.ts";
import type { SharedState } from "./redis/index.ts";

/** What is remembered from one request to the next: in this process, or with all instances of a deployment. */
export interface State {
  /** Null: callers may spend what they like. */
  readonly allowance: Allowance | null;
  readonly otpAttempts: Attempts;
  readonly idempotency: IdempotencyStore;
  /** What there is only where instances share. */
  readonly shared: {
    readonly redis: Pick<RedisConnection, "state" | "observe" | "close">;
    readonly peersOf: (provider: string) => Peers;
    readonly documents: DocumentTexts;
    readonly audited: (records: readonly AuditRecord[]) => void;
  } | null;
}

export interface StateOptions {
  readonly config: Pick<Config, "limits" | "redis">;
  readonly signingKey: string;
  /** What is wrong with a document by its size; null where nothing is. */
  readonly checkDocument: (text: string) => string | null;
  /** Wall clock in milliseconds. */
  readonly now: () => number;
}

const IDEMPOTENCY_MS = 24 * 3_600_000;
const IDEMPOTENCY_ENTRIES = 10_000;
/** How long a write may be without a word of its instance before it counts as broken off. */
const LEASE_MS = 6_000;
const OTP_ATTEMPTS = { most: 5, withinMs: 15 * 60_000 } as const;

/** Everything in memory, unless the configuration names a Redis. */
export async function openState({ config, signingKey, checkDocument, now }: StateOptions): Promise<State> {
  const { costPerMinute } = config.limits;
  const own = costPerMinute === null ? null : createMemoryAllowance({ perMinute: costPerMinute, now });
  if (config.redis === null) {
    return {
      allowance: own,
      otpAttempts: createMemoryAttempts({ ...OTP_ATTEMPTS, now }),
      idempotency: createMemoryIdempotencyStore({
        now,
        keepMs: IDEMPOTENCY_MS,
        maxEntries: IDEMPOTENCY_ENTRIES,
      }),
      shared: null,
    };
  }
  const { openSharedState } = await import("./redis/index.ts");
  const instance = `${hostname()}-${randomBytes(4).toString("hex")}`;
  const settings = config.redis;
  const shared: SharedState = await openSharedState({
    settings,
    signingKey,
    instance,
    newId: randomUUID,
    now,
  });
  const { redis, peersOf, audited } = shared;
  return {
    allowance: costPerMinute === null || own === null ? null : shared.allowance(costPerMinute, own),
    otpAttempts: shared.attempts(OTP_ATTEMPTS),
    idempotency: shared.idempotency({ keepMs: IDEMPOTENCY_MS, leaseMs: LEASE_MS }),
    shared: { redis, peersOf, audited, documents: shared.documents((text) => checkDocument(text) === null) },
  };
}
