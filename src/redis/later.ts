import { RedisAway, type RedisConnection } from "./connection.ts";

/** Does what has to be done in Redis, if not now then once Redis is there again. */
export interface Later {
  /** Resolves once it is done, or has been put off. What is run must bear being run twice. */
  readonly run: (task: () => Promise<unknown>) => Promise<void>;
}

/** What is put off; beyond it the oldest is given up. */
const MOST_PUT_OFF = 10_000;

export function createLater(redis: Pick<RedisConnection, "whenUp">): Later {
  const putOff = new Set<() => Promise<unknown>>();

  async function run(task: () => Promise<unknown>): Promise<void> {
    try {
      await task();
    } catch (thrown) {
      if (!(thrown instanceof RedisAway)) throw thrown;
      putOff.add(task);
      const [oldest] = putOff;
      if (oldest !== undefined && putOff.size > MOST_PUT_OFF) putOff.delete(oldest);
    }
  }

  redis.whenUp(() => {
    const tasks = [...putOff];
    putOff.clear();
    for (const task of tasks) void run(task);
  });

  return { run };
}
