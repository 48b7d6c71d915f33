import { createStop } from "../stopSignal.ts";
import type { Clock } from "./clock.ts";
import type { Deadline } from "./deadline.ts";
import type { Owner } from "./fairQueue.ts";

/** Why somebody waits no longer: whoever asked has gone, or the time is up. */
export type Departure = "gone" | "late";

/** Those who wait for one answer: whoever asked first, and whoever has asked the same since. */
export interface Askers {
  /** Of all together: it ends with the last of them. */
  readonly deadline: Deadline;
  readonly join: (owner: Owner) => void;
  /** Somebody waits no longer. True where that was the last one, with whom the deadline ends. */
  readonly leave: (why: Departure) => boolean;
  /** Tells of one request of each caller, those who are to come as well, until the function it returns is called. */
  readonly onCaller: (tell: (owner: Owner) => void) => () => void;
}

/** Nobody yet; whoever joins has `timeoutMs` from then on. */
export function createAskers(timeoutMs: number, clock: Clock): Askers {
  const controller = createStop();
  /** One request of each caller, by the caller's name. */
  const owners = new Map<string, Owner>();
  let tell: ((owner: Owner) => void) | null = null;
  let waiting = 0;
  let end = 0;
  let callerLeft = false;

  return {
    deadline: {
      signal: controller.signal,
      leftMs: () => Math.max(0, end - clock.monotonic()),
      callerLeft: () => callerLeft,
    },
    join(owner) {
      waiting += 1;
      end = clock.monotonic() + timeoutMs;
      if (owners.has(owner.caller)) return;
      owners.set(owner.caller, owner);
      tell?.(owner);
    },
    leave(why) {
      waiting -= 1;
      if (waiting > 0) return false;
      callerLeft = why === "gone";
      controller.abort();
      return true;
    },
    onCaller(listen) {
      tell = listen;
      for (const owner of owners.values()) listen(owner);
      return () => {
        tell = null;
      };
    },
  };
}
