import type { SimulationClock } from "./simulator.ts";

/** A clock that runs as time does, from wherever it was last set. */
export interface SettableClock extends SimulationClock {
  /** Sets it to these milliseconds since the epoch. */
  readonly set: (milliseconds: number) => void;
  readonly advance: (milliseconds: number) => void;
}

/** A clock that shows `start` (milliseconds since the epoch) now. */
export function createClock(start: number): SettableClock {
  let offset = start - Date.now();
  return {
    now: () => Date.now() + offset,
    set(milliseconds) {
      offset = milliseconds - Date.now();
    },
    advance(milliseconds) {
      offset += milliseconds;
    },
  };
}
