import type { RedisState } from "../telemetry/log.ts";
import type { RedisUse } from "../telemetry/metrics.ts";
import { reasonOf } from "./reason.ts";
import type { Script } from "./script.ts";

/** Redis cannot be asked now, or did not answer in time; what was sent may have been done all the same. */
export class RedisAway extends Error {}

/** Is told how Redis is. */
export interface RedisObserver {
  /** Told the state at once, and then whenever it changes. */
  readonly redisChanged: (state: RedisState) => void;
  /** Something was asked of Redis in vain. */
  readonly redisFailed: (use: RedisUse) => void;
}

/** The one connection of this process to Redis or Valkey. */
export interface RedisConnection {
  readonly state: () => RedisState;
  /**
   * Runs a script, which is atomic. Rejects with RedisAway: at once while Redis is away, and after half a second
   * without an answer.
   */
  readonly run: (
    use: RedisUse,
    script: Script,
    keys: readonly string[],
    parameters: readonly (string | number)[],
  ) => Promise<unknown>;
  /** Is told of each message on a channel, as long as Redis is there. */
  readonly listen: (channel: string, hear: (message: string) => void) => void;
  /** Runs this whenever Redis has come back, and at once where it is there already. */
  readonly whenUp: (run: () => void) => void;
  readonly observe: (observer: RedisObserver) => void;
  readonly close: () => Promise<void>;
}

export interface RedisOptions {
  /** `redis://` or `rediss://`, with whatever user and password it takes. */
  readonly url: string;
  /** A key that may be written to find out whether Redis takes anything. */
  readonly heartbeat: { readonly key: string; readonly script: Script };
  /** From 0 up to 1; left out: Math.random. */
  readonly random?: () => number;
}

const ANSWER_MS = 500;
const HEARTBEAT_MS = 1_000;
/** A connection on which nothing has come for so long, heartbeats' answers included, is made anew. */
const SILENCE_MS = 4_000;
const CONNECT_MS = 2_000;
const FIRST_RETRY_MS = 50;
const LONGEST_RETRY_MS = 1_000;
/** How long the start waits for Redis before it goes on without. */
const START_MS = 2_000;
const CLOSE_MS = 500;

/**
 * Connects, and goes on trying for as long as it takes: resolves as soon as it is known whether Redis is there.
 * Nothing is ever queued for later: what cannot be asked now fails now.
 */
export async function connectRedis({
  url,
  heartbeat,
  random = Math.random,
}: RedisOptions): Promise<RedisConnection> {
  // Only who shares its state through Redis loads the client.
  const { createClient, ErrorReply } = await import("@redis/client");
  const timing = {
    connectTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    reconnectStrategy: (retries: number) =>
      Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** retries) * (0.5 + random() / 2),
  };
  const client = createClient({
    url,
    RESP: 3,
    disableOfflineQueue: true,
    maintNotifications: "disabled",
    disableClientInfo: true,
    socket: url.startsWith("rediss:") ? { ...timing, tls: true, rejectUnauthorized: true } : timing,
  });

  let state: RedisState | null = null;
  let observer: RedisObserver | null = null;
  let isClosed = false;
  const comebacks: (() => void)[] = [];
  const channels = new Map<string, (message: string) => void>();
  const subscribed = new Set<string>();
  let known: () => void = () => undefined;
  const whenKnown = new Promise<void>((resolve) => {
    known = resolve;
  });

  function change(next: RedisState): void {
    const before = state;
    state = next;
    known();
    if (isClosed || (before?.kind === next.kind && wordOf(before) === wordOf(next))) return;
    observer?.redisChanged(next);
    if (next.kind === "up") for (const run of comebacks) run();
  }

  async function evaluate({ sha1, text }: Script, keys: readonly string[], parameters: readonly string[]) {
    const options = { keys: [...keys], arguments: [...parameters] };
    try {
      const reply: unknown = await client.evalSha(sha1, options);
      return reply;
    } catch (thrown) {
      // A Redis that was started anew, or another one, has not seen it yet.
      if (!(thrown instanceof ErrorReply) || !thrown.message.startsWith("NOSCRIPT")) throw thrown;
      const reply: unknown = await client.eval(text, options);
      return reply;
    }
  }

  /** Whether Redis takes what is written is all that counts: one that only answers a ping is of no use. */
  async function beat(): Promise<void> {
    try {
      await inTime(evaluate(heartbeat.script, [heartbeat.key], [String(SILENCE_MS)]));
      for (const [channel, hear] of channels) {
        if (subscribed.has(channel)) continue;
        await inTime(client.subscribe(channel, hear));
        subscribed.add(channel);
      }
      change({ kind: "up" });
    } catch (thrown) {
      change({ kind: "away", reason: reasonOf(thrown) });
    }
  }

  /** A server that was made another one's copy keeps its connections, while that other answers at its address. */
  function leaveDemoted(): void {
    if (state?.kind !== "away" || state.reason !== DEMOTED || isClosed) return;
    subscribed.clear();
    client.destroy();
    connect();
  }

  function connect(): void {
    client.connect().catch(() => undefined);
  }

  client.on("ready", () => void beat());
  client.on("error", (error: unknown) => change({ kind: "away", reason: reasonOf(error) }));
  const heart = setInterval(() => {
    if (client.isReady) void beat().then(leaveDemoted);
  }, HEARTBEAT_MS);
  heart.unref();
  connect();
  await Promise.race([whenKnown, pause(START_MS)]);

  return {
    state: () => state ?? NOT_YET,
    async run(use, script, keys, parameters) {
      if (state?.kind !== "up") {
        observer?.redisFailed(use);
        throw new RedisAway("Redis is away.");
      }
      try {
        return await inTime(evaluate(script, keys, parameters.map(String)));
      } catch (thrown) {
        observer?.redisFailed(use);
        change({ kind: "away", reason: reasonOf(thrown) });
        throw new RedisAway("Redis did not answer as it should.", { cause: thrown });
      }
    },
    listen(channel, hear) {
      channels.set(channel, hear);
      if (client.isReady) void beat();
    },
    whenUp(run) {
      comebacks.push(run);
      if (state?.kind === "up") run();
    },
    observe(newObserver) {
      observer = newObserver;
      newObserver.redisChanged(state ?? NOT_YET);
    },
    async close() {
      isClosed = true;
      clearInterval(heart);
      if (client.isReady) await Promise.race([client.close(), pause(CLOSE_MS)]);
      client.destroy();
    },
  };
}

/** What a server answers to a write that takes none because it copies another. */
const DEMOTED = "READONLY";

const NOT_YET: RedisState = { kind: "away", reason: "CONNECTING" };

function wordOf(state: RedisState): string {
  return state.kind === "up" ? "up" : state.reason;
}

/** No answer came in time. */
class Late extends Error {
  readonly code = "ETIMEDOUT";
}

/** Settles as the promise does, or rejects once the time is up. */
function inTime<T>(promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      // Where this process was busy itself, the answer lies there already and is read before this.
      setImmediate(() => reject(new Late("Redis did not answer in time.")));
    }, ANSWER_MS);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}
