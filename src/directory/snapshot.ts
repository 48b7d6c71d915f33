import { createStop, type StopSignal } from "../datasources/stopSignal.ts";
import { GatewayError } from "../domain/errors.ts";
import type { WholeList } from "./snapshots.ts";
import { unlessAborted } from "./source.ts";
import { createWhole, type KeptWhole, type Whole } from "./whole.ts";

/** A list that is being read whole, or has been, by whoever needs it. */
export interface Snapshot<R> {
  /** Since when nothing of it is older, in milliseconds since the epoch. */
  readonly asOf: () => number;
  readonly landed: Promise<KeptWhole<R>>;
  /** Waits for it; rejects with UPSTREAM_TIMEOUT as soon as the signal is aborted. */
  readonly wait: (signal: StopSignal) => Promise<KeptWhole<R>>;
  /** The same with what was written since read again; null where that cannot be done. */
  readonly upToDate: (signal: StopSignal, readRow: WholeList<R>["readRow"]) => Promise<Whole<R> | null>;
  /** Something was written about this user, or null for anybody; false where only reading all of it anew helps. */
  readonly written: (userId: string | null) => boolean;
  /** Ends the reading. */
  readonly stop: () => void;
}

export interface SnapshotEvents<R> {
  /** Nobody waits any more for what is still being read. */
  readonly onLeft: () => void;
  /** Somebody waits again, or the first one does. */
  readonly onReturn: () => void;
  readonly onRows: (rows: readonly R[]) => void;
}

/** Begins to read, until it is stopped: whether or not anybody waits. */
export function createSnapshot<R>(list: WholeList<R>, asOf: number, events: SnapshotEvents<R>): Snapshot<R> {
  const controller = createStop();
  const isMendable = list.readRow !== null;
  const { pageSize } = list;
  /** How often each user was written to since it was read. */
  const writes = new Map<string, number>();
  const landed = list
    .read(controller.signal, events.onRows)
    .then((page) => createWhole({ asOf, ...page }, list.rowId));
  let oldest = asOf;
  let pages = 1;
  let waiting = 0;
  let isLanded = false;
  landed.then(
    ({ items, asOf: read = asOf }) => {
      isLanded = true;
      oldest = read;
      pages = Math.max(1, Math.ceil(items.length / pageSize));
    },
    () => undefined,
  );

  async function wait(signal: StopSignal): Promise<KeptWhole<R>> {
    // One of its own for each: two lists of one request may wait for the same.
    const leave = (): void => {
      waiting -= 1;
      if (waiting === 0 && !isLanded) events.onLeft();
    };
    waiting += 1;
    if (waiting === 1) events.onReturn();
    signal.addEventListener("abort", leave, { once: true });
    if (signal.aborted) leave();
    try {
      return await unlessAborted(landed, signal, list.provider);
    } finally {
      signal.removeEventListener("abort", leave);
    }
  }

  return {
    asOf: () => oldest,
    landed,
    wait,
    stop: () => controller.abort(),
    async upToDate(signal, readRow) {
      const whole = await wait(signal);
      for (const [id, nth] of writes) {
        if (readRow === null) return null;
        const row = await readRow(id).catch(expected);
        if (row instanceof GatewayError) return null;
        whole.replace(id, row);
        if (writes.get(id) === nth) writes.delete(id);
      }
      return whole;
    },
    written(userId) {
      if (userId === null || !isMendable) return false;
      writes.set(userId, (writes.get(userId) ?? 0) + 1);
      return writes.size <= pages;
    },
  };
}

/** A row that cannot be read now, as a value; a bug is thrown on. */
function expected(thrown: unknown): GatewayError {
  if (thrown instanceof GatewayError) return thrown;
  throw thrown;
}
