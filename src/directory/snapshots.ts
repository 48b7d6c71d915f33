import type { StopSignal } from "../datasources/stopSignal.ts";
import { GatewayError } from "../domain/errors.ts";
import type { StoredPage } from "./pages.ts";
import { createSnapshot, type Snapshot } from "./snapshot.ts";
import type { Whole } from "./whole.ts";

/** A list as a whole, and how it is read. */
export interface WholeList<R> {
  readonly provider: string;
  /** What is read, as it is told to whoever may see calls. */
  readonly operation: string;
  /** Names the list among those of its provider. */
  readonly key: string;
  readonly rowId: (row: R) => string;
  /** Reads all of it, as long as the signal is not aborted. */
  readonly read: (signal: StopSignal) => Promise<StoredPage<R>>;
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
   * waits leaves with the signal; the last one takes the reading along.
   */
  readonly take: (list: WholeList<R>, since: number, signal: StopSignal) => Promise<Taken<R>>;
  /** Something was written at the provider: about this user, or null for what may be about anybody. */
  readonly written: (provider: string, userId: string | null) => void;
  /** About how much memory the lists take. */
  readonly bytes: () => number;
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
}

interface Kept<R> {
  readonly snapshot: Snapshot<R>;
  readonly provider: string;
  readonly since: number;
  readonly bytes: number;
}

/** Bounded: the list used least of late goes first, and what is too old is never given out. */
export function createSnapshots<R>({ maxAgeMs, maxBytes, bytesOf, now }: SnapshotOptions<R>): Snapshots<R> {
  /** In the order of last use, since a Map keeps the order of insertion. */
  const kept = new Map<string, Kept<R>>();
  const underWay = new Map<string, { readonly provider: string; readonly snapshot: Snapshot<R> }>();
  let bytes = 0;

  function remove(name: string): void {
    bytes -= kept.get(name)?.bytes ?? 0;
    kept.delete(name);
  }

  function stop(name: string, snapshot: Snapshot<R>): void {
    if (underWay.get(name)?.snapshot === snapshot) underWay.delete(name);
  }

  function keep(name: string, provider: string, snapshot: Snapshot<R>, rows: readonly R[]): void {
    if ((kept.get(name)?.snapshot.asOf() ?? 0) > snapshot.asOf()) return;
    remove(name);
    const size = bytesOf(rows);
    kept.set(name, { snapshot, provider, since: now(), bytes: size });
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
    const snapshot = createSnapshot(list, now(), () => stop(name, snapshot));
    underWay.set(name, { provider, snapshot });
    snapshot.landed.then(
      ({ items }) => {
        // Something may have been written of which nobody knows what it changed: then it is no more.
        if (underWay.get(name)?.snapshot !== snapshot) return;
        underWay.delete(name);
        keep(name, provider, snapshot, items);
      },
      () => stop(name, snapshot),
    );
    return snapshot;
  }

  async function take(list: WholeList<R>, since: number, signal: StopSignal): Promise<Taken<R>> {
    const name = `${list.provider} ${list.key}`;
    const there = findKept(name, since);
    const coming = underWay.get(name)?.snapshot;
    const known = there ?? (coming !== undefined && coming.asOf() >= since ? coming : null);
    if (known === null) return { whole: await begin(name, list).wait(signal), isKept: false };
    try {
      const whole = await known.upToDate(signal, list.readRow);
      if (whole !== null) return { whole, isKept: there !== null };
    } catch (thrown) {
      if (!isOutOfCalls(thrown)) throw thrown;
    }
    if (kept.get(name)?.snapshot === known) remove(name);
    stop(name, known);
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
        if (one.provider === provider && !one.snapshot.written(userId)) underWay.delete(name);
      }
    },
  };
}

/** Whoever began was allowed fewer calls: no reason for others to fail. */
function isOutOfCalls(thrown: unknown): boolean {
  return thrown instanceof GatewayError && thrown.code === "QUOTA_EXCEEDED" && thrown.unsent;
}
