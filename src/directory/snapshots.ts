import type { StopSignal } from "../datasources/stopSignal.ts";
import { GatewayError } from "../domain/errors.ts";
import { type Abandoned, type After, createLingering } from "./lingering.ts";
import type { StoredPage } from "./pages.ts";
import { createSnapshot, type Snapshot } from "./snapshot.ts";
import { waitedForNoLonger } from "./sourceProblem.ts";
import type { Whole } from "./whole.ts";

/** A list as a whole, and how it is read. */
export interface WholeList<R> {
  readonly provider: string;
  /** What is read, as it is told to whoever may see calls. */
  readonly operation: string;
  /** Names the list among those of its provider. */
  readonly key: string;
  readonly rowId: (row: R) => string;
  /** Reads all of it, as long as the signal is not aborted; `onRows` is told of its rows as they come. */
  readonly read: (signal: StopSignal, onRows: (rows: readonly R[]) => void) => Promise<StoredPage<R>>;
  /**
   * Reads the row of this id alone, null where there is none any more: after a write, in place of all the others.
   * Null where that does not tell whether it belongs to the list: then the list is read again.
   */
  readonly readRow: ((id: string) => Promise<R | null>) | null;
  /** How many rows one call reads: rows read alone may not cost more calls than the whole list. */
  readonly pageSize: number;
}

/** Lists that were read whole of late, for all requests: those of one provider were read with its one credential. */
export interface Snapshots<R> {
  /**
   * The list as it was read since this instant, or is being read, else read now. Rejects as `list.read` does. Who
   * waits leaves with the signal, with UPSTREAM_TIMEOUT. When all have left the reading goes on for a while, so that
   * the next to ask finds it further on, or at its end.
   */
  readonly take: (list: WholeList<R>, since: number, signal: StopSignal) => Promise<Taken<R>>;
  /** Something was written at the provider: about this user, or null for what may be about anybody. */
  readonly written: (provider: string, userId: string | null) => void;
  /** About how much memory the lists take. */
  readonly bytes: () => number;
  /** Keeps nothing any more, and reads on for nobody who does not wait. */
  readonly close: () => void;
}

export interface Taken<R> {
  readonly whole: Whole<R>;
  /** Whether it was there already, so that nothing was asked for it. */
  readonly isKept: boolean;
}

export interface SnapshotOptions<R> {
  /** How long a list may be used once it has been read, in milliseconds. */
  readonly maxAgeMs: number;
  /** How much memory all lists together may take. */
  readonly maxBytes: number;
  readonly bytesOf: (rows: readonly R[]) => number;
  readonly now: () => number;
  readonly after: After;
}

interface Kept<R> {
  readonly snapshot: Snapshot<R>;
  readonly provider: string;
  readonly since: number;
  readonly bytes: number;
  /** It is to go when it has got too old, whether or not anybody asks for it. */
  readonly cancelEnd: () => void;
}

interface UnderWay<R> extends Abandoned {
  readonly snapshot: Snapshot<R>;
}

/** Bounded: the list used least of late goes first, and what is too old is never given out. */
export function createSnapshots<R>(options: SnapshotOptions<R>): Snapshots<R> {
  const { maxAgeMs, maxBytes, bytesOf, now, after } = options;
  /** In the order of last use, since a Map keeps the order of insertion. */
  const kept = new Map<string, Kept<R>>();
  const underWay = new Map<string, UnderWay<R>>();
  const lingering = createLingering(after);
  let bytes = 0;
  let isClosed = false;

  function remove(name: string): void {
    const one = kept.get(name);
    one?.cancelEnd();
    bytes -= one?.bytes ?? 0;
    kept.delete(name);
  }

  /** Nobody joins it any more, or finds it later; so it ends unless somebody waits for it. */
  function disown(name: string): void {
    const one = underWay.get(name);
    underWay.delete(name);
    if (one !== undefined && lingering.has(one)) one.stop();
  }

  function keep(name: string, provider: string, snapshot: Snapshot<R>, rows: readonly R[]): void {
    if (isClosed || (kept.get(name)?.snapshot.asOf() ?? 0) > snapshot.asOf()) return;
    remove(name);
    const size = bytesOf(rows);
    const cancelEnd = after(maxAgeMs + 1, () => remove(name));
    kept.set(name, { snapshot, provider, since: now(), bytes: size, cancelEnd });
    bytes += size;
    for (const oldest of kept.keys()) if (bytes > maxBytes) remove(oldest);
  }

  function findKept(name: string, since: number): Snapshot<R> | null {
    const found = kept.get(name);
    if (found === undefined || found.snapshot.asOf() < since) return null;
    kept.delete(name);
    kept.set(name, found);
    if (now() - found.since <= maxAgeMs) return found.snapshot;
    remove(name);
    return null;
  }

  function begin(name: string, list: WholeList<R>): Snapshot<R> {
    const { provider } = list;
    let size = 0;
    const snapshot = createSnapshot(list, now(), {
      onLeft() {
        const isWanted = !isClosed && underWay.get(name) === one && size <= maxBytes;
        if (!isWanted || !lingering.begin(one)) one.stop();
      },
      onReturn: () => lingering.end(one),
      onRows(rows) {
        size += bytesOf(rows);
        // It could not be kept, so nobody would find it.
        if (size > maxBytes && lingering.has(one)) one.stop();
      },
    });
    const one: UnderWay<R> = {
      provider,
      snapshot,
      stop() {
        end();
        snapshot.stop();
      },
    };
    const end = (): void => {
      lingering.end(one);
      if (underWay.get(name) === one) underWay.delete(name);
    };
    disown(name);
    underWay.set(name, one);
    snapshot.landed.then(({ items }) => {
      // Something may have been written of which nobody knows what it changed: then it is no more.
      if (underWay.get(name) === one) keep(name, provider, snapshot, items);
      end();
    }, end);
    return snapshot;
  }

  async function take(list: WholeList<R>, since: number, signal: StopSignal): Promise<Taken<R>> {
    if (signal.aborted) throw waitedForNoLonger(list.provider);
    const name = `${list.provider} ${list.key}`;
    const there = findKept(name, since);
    const coming = underWay.get(name)?.snapshot;
    const known = there ?? (coming !== undefined && coming.asOf() >= since ? coming : null);
    if (known === null) return { whole: await begin(name, list).wait(signal), isKept: false };
    const whole = await known.upToDate(signal, list.readRow).catch(unlessOutOfCalls);
    if (whole !== null) return { whole, isKept: there !== null };
    if (kept.get(name)?.snapshot === known) remove(name);
    if (underWay.get(name)?.snapshot === known) disown(name);
    return take(list, since, signal);
  }

  return {
    take,
    bytes: () => bytes,
    written(provider, userId) {
      for (const [name, one] of kept) {
        if (one.provider === provider && !one.snapshot.written(userId)) remove(name);
      }
      for (const [name, one] of underWay) {
        if (one.provider === provider && !one.snapshot.written(userId)) disown(name);
      }
    },
    close() {
      isClosed = true;
      lingering.stop();
      for (const name of kept.keys()) remove(name);
    },
  };
}

/** Null where whoever began was allowed fewer calls: no reason for others to fail. */
function unlessOutOfCalls(thrown: unknown): null {
  if (thrown instanceof GatewayError && thrown.code === "QUOTA_EXCEEDED" && thrown.unsent) return null;
  throw thrown;
}
