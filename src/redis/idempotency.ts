import { z } from "zod";
import type { Begun, IdempotencyStore, StoredResult } from "../directory/writes/idempotency.ts";
import { RedisAway, type RedisConnection } from "./connection.ts";
import type { Keyspace } from "./keys.ts";
import type { Later } from "./later.ts";
import { script } from "./script.ts";
import { TRY_AGAIN_MS } from "./tryAgain.ts";

export interface SharedIdempotencyOptions {
  readonly redis: Pick<RedisConnection, "run">;
  readonly keys: Keyspace;
  readonly later: Later;
  /** How long a key is remembered. */
  readonly keepMs: number;
  /** How long a write counts as under way without a word of its instance, which gives one three times as often. */
  readonly leaseMs: number;
  /** A name for a beginning that no other has. */
  readonly newId: () => string;
}

/*
 * A key is a hash: `fingerprint`; `owner` and `leased` (until when) while it is under way; `result` once it is done.
 * In all scripts ARGV[1] is the owner, ARGV[2] the fingerprint, ARGV[3] how long the key is kept.
 */
const BEGIN = script(`local key = redis.call('HMGET', KEYS[1], 'fingerprint', 'result', 'leased')
if not key[1] then
  redis.call('HSET', KEYS[1], 'fingerprint', ARGV[2], 'owner', ARGV[1], 'leased', now + ARGV[4])
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
  return {'first'}
end
if key[1] ~= ARGV[2] then return {'conflict'} end
if key[2] then return {'repeat', key[2]} end
if tonumber(key[3]) > now then return {'running'} end
return {'lost'}`);

/** Says that the write is still under way, also to a Redis that has forgotten it. */
const RENEW = script(`local owner = redis.call('HGET', KEYS[1], 'owner')
if owner and owner ~= ARGV[1] or redis.call('HEXISTS', KEYS[1], 'result') == 1 then return 0 end
redis.call('HSET', KEYS[1], 'fingerprint', ARGV[2], 'owner', ARGV[1], 'leased', now + ARGV[4])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1`);

const FINISH = script(`local owner = redis.call('HGET', KEYS[1], 'owner')
if owner and owner ~= ARGV[1] or redis.call('HEXISTS', KEYS[1], 'result') == 1 then return 0 end
redis.call('HSET', KEYS[1], 'fingerprint', ARGV[2], 'owner', ARGV[1], 'result', ARGV[4])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1`);

const ABANDON = script(`if redis.call('HGET', KEYS[1], 'owner') ~= ARGV[1] then return 0 end
if redis.call('HEXISTS', KEYS[1], 'result') == 1 then return 0 end
return redis.call('DEL', KEYS[1])`);

const REPLY = z.union([
  z.tuple([z.enum(["first", "conflict", "running", "lost"])]),
  z.tuple([z.literal("repeat"), z.string()]),
]);

const LOOK_AGAIN_MS = 100;

/**
 * A store that all instances share. An instance that dies in the middle of a write leaves its key behind: nobody
 * carries it out again, since it may have been sent, and who repeats it is told so (`lost`) once the lease is over.
 */
export function createSharedIdempotencyStore(options: SharedIdempotencyOptions): IdempotencyStore {
  const { redis, keys, later, keepMs, leaseMs, newId } = options;

  function first(key: string, fingerprint: string, owner: string): Begun {
    const about = [owner, fingerprint, keepMs] as const;
    const renewing = setInterval(() => {
      redis.run("idempotency", RENEW, [key], [...about, leaseMs]).catch(() => undefined);
    }, leaseMs / 3);
    renewing.unref();
    return {
      kind: "first",
      finish({ json }: StoredResult) {
        clearInterval(renewing);
        const result = keys.seal(key, json);
        return later.run(() => redis.run("idempotency", FINISH, [key], [...about, result]));
      },
      abandon() {
        clearInterval(renewing);
        return later.run(() => redis.run("idempotency", ABANDON, [key], about));
      },
    };
  }

  return {
    async begin(given, fingerprint) {
      const key = keys.of("idempotency", given);
      const owner = newId();
      for (;;) {
        const about = [owner, fingerprint, keepMs, leaseMs] as const;
        const reply = await redis.run("idempotency", BEGIN, [key], about).catch(absent);
        if (reply === null) {
          // It may have been begun all the same, and nobody will do it.
          void later.run(() => redis.run("idempotency", ABANDON, [key], about));
          return { kind: "unavailable", retryAfterMs: TRY_AGAIN_MS };
        }
        const [kind, sealed = ""] = REPLY.parse(reply);
        if (kind === "first") return first(key, fingerprint, owner);
        if (kind === "repeat") return repeat(keys.open(key, sealed));
        if (kind !== "running") return { kind };
        await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
      }
    },
  };
}

/** What cannot be opened was not written by Roster: what came of the write is not known then. */
function repeat(json: string | null): Begun {
  return json === null ? { kind: "lost" } : { kind: "repeat", result: { json } };
}

function absent(thrown: unknown): null {
  if (thrown instanceof RedisAway) return null;
  throw thrown;
}
