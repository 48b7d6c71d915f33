import { z } from "zod";
import type { Announcement, Peers } from "../datasources/http/peers.ts";
import type { RedisConnection } from "./connection.ts";
import type { Keyspace } from "./keys.ts";
import { script } from "./script.ts";

export interface SharedPeersOptions {
  readonly redis: Pick<RedisConnection, "run" | "listen" | "whenUp">;
  readonly keys: Keyspace;
  /** This instance's own name among the others. */
  readonly instance: string;
  /** Wall clock in milliseconds. */
  readonly now: () => number;
}

const KINDS = ["held", "remaining", "opened"] as const;

/** Keeps ARGV[1] for ARGV[2] ms, or forgets what was kept where there is no such time, and tells it on ARGV[3]. */
const TELL = script(`if tonumber(ARGV[2]) > 0 then
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
else
  redis.call('DEL', KEYS[1])
end
return redis.call('PUBLISH', ARGV[3], ARGV[1])`);

/** What is kept, each with the milliseconds that it still holds for. */
const CATCH_UP = script(`local found = {}
for _, key in ipairs(KEYS) do
  local message = redis.call('GET', key)
  if message then found[#found + 1] = {message, redis.call('PTTL', key)} end
end
return found`);

const CLAIM = script(`if redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then return 1 end
return 0`);

const RELEASE = script(`if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0`);

const milliseconds = z.number().min(0).max(86_400_000);
const MESSAGE = z.object({
  from: z.string(),
  provider: z.string(),
  announcement: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("held"), forMs: milliseconds }),
    z.object({
      kind: z.literal("remaining"),
      remaining: z.number().int().min(0),
      resetAtMs: z.number().int(),
    }),
    z.object({ kind: z.literal("opened"), forMs: milliseconds }),
    z.object({ kind: z.literal("closed") }),
    z.object({ kind: z.literal("written"), user: z.string().nullable() }),
  ]) satisfies z.ZodType<Announcement>,
});
const FOUND = z.array(z.tuple([z.string(), z.number()]));

/** How often at most it is told what remains: with each answer something else does. */
const REMAINING_EVERY_MS = 100;
const LONGEST_REMAINING_MS = 60_000;

/**
 * Lets instances know of each other's findings by a channel, and those that come later by keys that end with what
 * they tell. No call waits for it, but for the one that tries a provider whose breaker is open. What is told is sealed, so
 * that nobody else can have a provider spared, or learn whom a write was about.
 */
export function createSharedPeers(options: SharedPeersOptions): (provider: string) => Peers {
  const { redis, keys, instance, now } = options;
  const channel = keys.plain("providers");
  const listeners = new Map<string, ((announcement: Announcement) => void)[]>();

  redis.listen(channel, (text) => {
    const message = read(text);
    if (message === null) return;
    for (const hear of listeners.get(message.provider) ?? []) hear(message.announcement);
  });

  /** A message of another instance; null for anything else. */
  function read(sealed: string): z.infer<typeof MESSAGE> | null {
    const text = keys.open(channel, sealed);
    const message = text === null ? undefined : MESSAGE.safeParse(JSON.parse(text)).data;
    return message === undefined || message.from === instance ? null : message;
  }

  function send(provider: string, announcement: Announcement): void {
    const keyOf = announcement.kind === "closed" ? "opened" : announcement.kind;
    const message = keys.seal(channel, JSON.stringify({ from: instance, provider, announcement }));
    const parameters = [message, Math.ceil(keptFor(announcement, now())), channel];
    redis.run("providers", TELL, [keys.plain("provider", provider, keyOf)], parameters).catch(nothing);
  }

  function catchUp(provider: string, hear: (announcement: Announcement) => void): void {
    const kept = KINDS.map((kind) => keys.plain("provider", provider, kind));
    redis
      .run("providers", CATCH_UP, kept, [])
      .then((found) => {
        for (const [text, leftMs] of FOUND.parse(found)) {
          const message = read(text);
          if (message !== null) hear(asOfNow(message.announcement, leftMs));
        }
      })
      .catch(nothing);
  }

  return (provider) => {
    const probe = keys.plain("provider", provider, "probe");
    let waiting: Announcement | null = null;

    function tellSoon(announcement: Announcement): void {
      if (waiting === null) {
        setTimeout(() => {
          if (waiting !== null) send(provider, waiting);
          waiting = null;
        }, REMAINING_EVERY_MS).unref();
      }
      waiting = announcement;
    }

    return {
      tell(announcement) {
        if (announcement.kind === "remaining") tellSoon(announcement);
        else send(provider, announcement);
      },
      hear(listener) {
        listeners.set(provider, [...(listeners.get(provider) ?? []), listener]);
        redis.whenUp(() => catchUp(provider, listener));
      },
      claimProbe: (withinMs) =>
        redis.run("providers", CLAIM, [probe], [instance, withinMs]).then(
          (claimed) => claimed === 1,
          () => true,
        ),
      releaseProbe() {
        redis.run("providers", RELEASE, [probe], [instance]).catch(nothing);
      },
    };
  };
}

const nothing = (): void => undefined;

function keptFor(announcement: Announcement, now: number): number {
  switch (announcement.kind) {
    case "held":
    case "opened":
      return announcement.forMs;
    case "remaining":
      return Math.min(LONGEST_REMAINING_MS, announcement.resetAtMs - now);
    case "closed":
    case "written":
      return 0;
    default:
      return announcement satisfies never;
  }
}

/** What was told a while ago, of which so much time is left. */
function asOfNow(announcement: Announcement, leftMs: number): Announcement {
  const lasts = announcement.kind === "held" || announcement.kind === "opened";
  return lasts ? { ...announcement, forMs: Math.max(0, leftMs) } : announcement;
}
