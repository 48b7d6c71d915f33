import type { Allowance, MemoryAllowance, Taken } from "../limits/allowance.ts";
import type { RedisConnection } from "./connection.ts";
import type { Keyspace } from "./keys.ts";
import { script } from "./script.ts";

export interface SharedAllowanceOptions {
  readonly redis: Pick<RedisConnection, "run">;
  readonly keys: Keyspace;
  readonly perMinute: number;
  /** What counts while Redis is away. */
  readonly own: MemoryAllowance;
}

/** Takes ARGV[2] of ARGV[1] a minute, or gives back where it is below 0: 0, or milliseconds until there is enough. */
const TAKE = script(`local perMinute, amount = tonumber(ARGV[1]), tonumber(ARGV[2])
local bucket = redis.call('HMGET', KEYS[1], 'left', 'at')
local left = perMinute
if bucket[1] then
  left = math.min(perMinute, tonumber(bucket[1]) + math.max(0, now - tonumber(bucket[2])) * perMinute / 60000)
end
if left < amount then
  return math.ceil((amount - left) * 60000 / perMinute)
end
left = math.min(perMinute, left - amount)
redis.call('HSET', KEYS[1], 'left', string.format('%.6f', left), 'at', string.format('%.0f', now))
redis.call('PEXPIRE', KEYS[1], 60000)
return 0`);

/**
 * A bucket for each caller that all instances take from, filled evenly over the minute. While Redis is away each
 * instance takes from its own: callers are served, and may spend as many times as much as there are instances.
 */
export function createSharedAllowance({ redis, keys, perMinute, own }: SharedAllowanceOptions): Allowance {
  const take = (caller: string, amount: number): Promise<unknown> =>
    redis.run("allowance", TAKE, [keys.of("allowance", caller)], [perMinute, amount]);

  return {
    take: (caller, amount) =>
      take(caller, amount).then(
        (waitMs): Taken =>
          waitMs === 0 ? { kind: "taken" } : { kind: "refused", retryAfterMs: Math.max(1, Number(waitMs)) },
        () => own.take(caller, amount),
      ),
    // Also what was taken before Redis went away or came back: no bucket ever holds more than a minute's worth.
    giveBack(caller, amount) {
      take(caller, -amount).catch(() => own.giveBack(caller, amount));
    },
  };
}
