import type { AuditRecord } from "../audit/record.ts";
import type { Peers } from "../datasources/http/peers.ts";
import type { Attempts } from "../directory/writes/environment.ts";
import type { IdempotencyStore } from "../directory/writes/idempotency.ts";
import type { Allowance, MemoryAllowance } from "../limits/allowance.ts";
import { createSharedAllowance } from "./allowance.ts";
import { createSharedAttempts } from "./attempts.ts";
import { createAuditStream } from "./auditStream.ts";
import { connectRedis, type RedisConnection } from "./connection.ts";
import { createSharedDocuments, type DocumentTexts } from "./documents.ts";
import { createSharedIdempotencyStore } from "./idempotency.ts";
import { createKeyspace } from "./keys.ts";
import { createLater } from "./later.ts";
import { createSharedPeers } from "./peers.ts";
import { HEARTBEAT } from "./script.ts";
import type { RedisSettings } from "./settings.ts";

/** What all instances of a deployment share: read this first. */
export interface SharedState {
  readonly redis: Pick<RedisConnection, "state" | "observe" | "close">;
  /** `own` is what counts while Redis is away. */
  readonly allowance: (perMinute: number, own: MemoryAllowance) => Allowance;
  readonly attempts: (limit: { readonly most: number; readonly withinMs: number }) => Attempts;
  readonly idempotency: (keep: { readonly keepMs: number; readonly leaseMs: number }) => IdempotencyStore;
  readonly peersOf: (provider: string) => Peers;
  readonly documents: (accepts: (text: string) => boolean) => DocumentTexts;
  readonly audited: (records: readonly AuditRecord[]) => void;
}

export interface SharedStateOptions {
  readonly settings: RedisSettings;
  /** The deployment's key, which all its instances have. */
  readonly signingKey: string;
  /** This instance's name, other than any other's. */
  readonly instance: string;
  readonly newId: () => string;
  /** Wall clock in milliseconds. */
  readonly now: () => number;
}

/** Connects to Redis, and resolves as soon as it is known whether it is there; it may come and go afterwards. */
export async function openSharedState(options: SharedStateOptions): Promise<SharedState> {
  const { settings, signingKey, instance, newId, now } = options;
  const keys = createKeyspace({ prefix: settings.prefix, signingKey });
  const heartbeat = { key: keys.plain("heartbeat"), script: HEARTBEAT };
  const redis = await connectRedis({ url: settings.url, heartbeat });
  const later = createLater(redis);
  const shared = { redis, keys };

  return {
    redis,
    allowance: (perMinute, own) => createSharedAllowance({ ...shared, perMinute, own }),
    attempts: (limit) => createSharedAttempts({ ...shared, later, newId, ...limit }),
    idempotency: (keep) => createSharedIdempotencyStore({ ...shared, later, newId, ...keep }),
    peersOf: createSharedPeers({ ...shared, instance, now }),
    documents: (accepts) => createSharedDocuments({ ...shared, accepts }),
    audited: createAuditStream({ ...shared, instance }),
  };
}
