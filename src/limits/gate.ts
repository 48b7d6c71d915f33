/** Lets a bounded number of operations run at once. */
export interface Gate {
  readonly isFull: () => boolean;
  /** Takes a place; null where there is none. The result gives it back, once however often it is called. */
  readonly enter: () => (() => void) | null;
  /** Operations that are running. */
  readonly running: () => number;
  /** Resolves as soon as nothing runs. */
  readonly idle: () => Promise<void>;
}

export function createGate(most: number): Gate {
  let running = 0;
  const waiting = new Set<() => void>();

  return {
    isFull: () => running >= most,
    running: () => running,
    enter() {
      if (running >= most) return null;
      running += 1;
      let inside = true;
      return () => {
        if (!inside) return;
        inside = false;
        running -= 1;
        if (running > 0) return;
        for (const resolve of waiting) resolve();
        waiting.clear();
      };
    },
    idle: () => (running === 0 ? Promise.resolve() : new Promise((resolve) => waiting.add(resolve))),
  };
}
