/**
 * What is used here of an `AbortSignal`, which is one as well. Every request and every upstream call has one of its
 * own, and the platform's costs ten times as much to make and to listen to.
 */
export interface StopSignal {
  readonly aborted: boolean;
  readonly addEventListener: (type: "abort", listener: () => void, options?: { readonly once: true }) => void;
  readonly removeEventListener: (type: "abort", listener: () => void) => void;
}

/** A signal, and what sets it off. */
export interface Stop {
  readonly signal: StopSignal;
  /** Tells all listeners, the first time. */
  readonly abort: () => void;
}

export function createStop(): Stop {
  const signal = new Signal();
  return { signal, abort: () => signal.abort() };
}

/** A signal that is set off with another one, or after so many milliseconds. */
export function stopAfter(parent: StopSignal, milliseconds: number): StopSignal {
  const { signal, abort } = createStop();
  const timer = setTimeout(abort, milliseconds);
  timer.unref();
  const stop = (): void => {
    clearTimeout(timer);
    abort();
  };
  if (parent.aborted) stop();
  parent.addEventListener("abort", stop, { once: true });
  return signal;
}

class Signal implements StopSignal {
  aborted = false;
  #listeners: Set<() => void> | null = null;

  addEventListener(_type: "abort", listener: () => void): void {
    this.#listeners ??= new Set();
    this.#listeners.add(listener);
  }

  removeEventListener(_type: "abort", listener: () => void): void {
    this.#listeners?.delete(listener);
  }

  abort(): void {
    if (this.aborted) return;
    this.aborted = true;
    const listeners = this.#listeners ?? [];
    this.#listeners = null;
    for (const listener of listeners) listener();
  }
}
