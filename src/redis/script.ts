import { createHash } from "node:crypto";

/** A Lua script with the digest that Redis knows it by. */
export interface Script {
  readonly text: string;
  readonly sha1: string;
}

/** A script; `now` in it is Redis' own time in milliseconds, so that no two instances' clocks are compared. */
export function script(body: string): Script {
  const text = `${NOW}\n${body}`;
  return { text, sha1: createHash("sha1").update(text).digest("hex") };
}

const NOW = `local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)`;

/** Writes a key that is soon gone, to see whether anything can be written. */
export const HEARTBEAT = script(`redis.call('SET', KEYS[1], '1', 'PX', ARGV[1])
return 1`);
