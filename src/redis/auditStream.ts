import { type AuditRecord, lineOf } from "../audit/record.ts";
import type { RedisConnection } from "./connection.ts";
import type { Keyspace } from "./keys.ts";
import { script } from "./script.ts";

/** Records that the stream holds, or a few more; beyond it the oldest are taken off. */
const MOST = 100_000;
/** How long the stream stays after its last record. */
const KEPT_MS = 30 * 86_400_000;

const ADD = script(`for position = 4, #ARGV do
  redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[1], '*', 'instance', ARGV[3], 'record', ARGV[position])
end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1`);

/**
 * Copies what has been written to this instance's audit file to a stream that all instances share, for whoever
 * collects it. The file is what counts: nothing waits for the stream, and what it misses is in the file.
 */
export function createAuditStream(options: {
  readonly redis: Pick<RedisConnection, "run">;
  readonly keys: Keyspace;
  /** Names this instance, whose file the record is in. */
  readonly instance: string;
}): (records: readonly AuditRecord[]) => void {
  const { redis, keys, instance } = options;
  return (records) => {
    const lines = records.map((record) => lineOf(record).trimEnd());
    redis
      .run("audit", ADD, [keys.plain("audit")], [MOST, KEPT_MS, instance, ...lines])
      .catch(() => undefined);
  };
}
