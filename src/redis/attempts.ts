import type { Attempts } from "../directory/writes/environment.ts";
import { RedisAway, type RedisConnection } from "./connection.ts";
import type { Keyspace } from "./keys.ts";
import type { Later } from "./later.ts";
import { script } from "./script.ts";
import { TRY_AGAIN_MS } from "./tryAgain.ts";

export interface SharedAttemptsOptions {
  readonly redis: Pick<RedisConnection, "run">;
  readonly keys: Keyspace;
  readonly later: Later;
  /** Wrong tries that are allowed within the time. */
  readonly most: number;
  readonly withinMs: number;
  /** A name for a try that no other has. */
  readonly newId: () => string;
}

/** Counts the try ARGV[3], unless ARGV[1] were made within ARGV[2] ms: 0, or milliseconds until the next may be. */
const BEGIN = script(`local most, within = tonumber(ARGV[1]), tonumber(ARGV[2])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - within)
if redis.call('ZCARD', KEYS[1]) >= most then
  local first = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
  return math.max(1, tonumber(first[2]) + within - now)
end
redis.call('ZADD', KEYS[1], now, ARGV[3])
redis.call('PEXPIRE', KEYS[1], within)
return 0`);

/** Takes the try ARGV[1] out again; where ARGV[2] is "right", those before it as well. */
const END = script(`local at = redis.call('ZSCORE', KEYS[1], ARGV[1])
if not at then return 0 end
if ARGV[2] == 'right' then
  return redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', at)
end
return redis.call('ZREM', KEYS[1], ARGV[1])`);

/** Counts tries over all instances; none may be made while they cannot be counted. */
export function createSharedAttempts(options: SharedAttemptsOptions): Attempts {
  const { redis, keys, later, most, withinMs, newId } = options;

  return {
    async begin(about) {
      const key = keys.of("attempts", about);
      const id = newId();
      const forget = (verdict: string) => () => redis.run("attempts", END, [key], [id, verdict]);
      try {
        const waitMs = Number(await redis.run("attempts", BEGIN, [key], [most, withinMs, id]));
        if (waitMs > 0) return { kind: "refused", retryAfterMs: waitMs };
      } catch (thrown) {
        if (!(thrown instanceof RedisAway)) throw thrown;
        // It may have been counted all the same.
        void later.run(forget("none"));
        return { kind: "unavailable", retryAfterMs: TRY_AGAIN_MS };
      }
      return {
        kind: "begun",
        end: (verdict) => (verdict === "wrong" ? undefined : later.run(forget(verdict))),
      };
    },
  };
}
