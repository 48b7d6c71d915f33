import { RedisAway, type RedisConnection } from "./connection.ts";
import type { Keyspace } from "./keys.ts";
import { script } from "./script.ts";

/** Where Apollo Server keeps the texts of persisted queries. */
export interface DocumentTexts {
  readonly get: (key: string) => Promise<string | undefined>;
  readonly set: (key: string, text: string) => Promise<void>;
  readonly delete: (key: string) => Promise<boolean>;
}

export interface SharedDocumentsOptions {
  readonly redis: Pick<RedisConnection, "run">;
  readonly keys: Keyspace;
  /** Whether a text may be asked here: the limits may be other ones than those that it was kept under. */
  readonly accepts: (text: string) => boolean;
}

/** Documents that are kept, here and in Redis; beyond it those that were used longest ago are forgotten. */
const MOST = 500;
/** Longer ones are not kept: who asks them sends them each time. */
const LONGEST = 32_768;
const KEPT_MS = 24 * 3_600_000;

const GET = script(`local text = redis.call('HGET', KEYS[1], ARGV[1])
if text then
  redis.call('ZADD', KEYS[2], now, ARGV[1])
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
  redis.call('PEXPIRE', KEYS[2], ARGV[2])
end
return text`);

const SET = script(`redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
redis.call('ZADD', KEYS[2], now, ARGV[1])
while redis.call('ZCARD', KEYS[2]) > tonumber(ARGV[4]) do
  redis.call('HDEL', KEYS[1], redis.call('ZPOPMIN', KEYS[2])[1])
end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
redis.call('PEXPIRE', KEYS[2], ARGV[2])
return 1`);

/**
 * Keeps documents by their hash for all instances, so that one that was sent to one of them can be asked of any.
 * Each parses it for itself. While Redis is away, an instance knows those that it has had itself.
 */
export function createSharedDocuments({ redis, keys, accepts }: SharedDocumentsOptions): DocumentTexts {
  const texts = keys.plain("documents");
  const used = keys.plain("documents", "used");
  /** In the order of last use. */
  const own = new Map<string, string>();

  function keep(key: string, text: string): void {
    own.delete(key);
    own.set(key, text);
    const [oldest] = own.keys();
    if (oldest !== undefined && own.size > MOST) own.delete(oldest);
  }

  return {
    async get(key) {
      const here = own.get(key);
      if (here !== undefined) {
        keep(key, here);
        return here;
      }
      const field = keys.of("document", key);
      const sealed = await redis.run("documents", GET, [texts, used], [field, KEPT_MS]).catch(absent);
      const text = typeof sealed === "string" ? keys.open(field, sealed) : null;
      if (text === null || !accepts(text)) return undefined;
      keep(key, text);
      return text;
    },
    async set(key, text) {
      if (text.length > LONGEST) return;
      keep(key, text);
      const field = keys.of("document", key);
      const parameters = [field, KEPT_MS, keys.seal(field, text), MOST];
      await redis.run("documents", SET, [texts, used], parameters).catch(absent);
    },
    delete: (key) => Promise.resolve(own.delete(key)),
  };
}

function absent(thrown: unknown): null {
  if (thrown instanceof RedisAway) return null;
  throw thrown;
}
