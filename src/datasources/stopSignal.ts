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
  /** Nearly always there is one at most, which needs no set. */
  #only: (() => void) | null = null;
  #others: Set<() => void> | null = null;

  addEventListener(_type: "abort", listener: () => void): void {
    if (this.#only === null && this.#others === null) this.#only = listener;
    else if (listener !== this.#only) {
      this.#others ??= new Set();
      this.#others.add(listener);
    }
  }

  removeEventListener(_type: "abort", listener: () => void): void {
    if (listener === this.#only) this.#only = null;
    else this.#others?.delete(listener);
  }

  abort(): void {
    if (this.aborted) return;
    this.aborted = true;
    const only = this.#only;
    const others = this.#others ?? [];
    this.#only = null;
    this.#others = null;
    only?.();
    for (const listener of others) listener();
  }
}
