import { createStop, type StopSignal } from "../datasources/stopSignal.ts";
import { GatewayError } from "../domain/errors.ts";
import type { WholeList } from "./snapshots.ts";
import { createWhole, type KeptWhole, type Whole } from "./whole.ts";

/** A list that is being read whole, or has been, by whoever needs it. */
export interface Snapshot<R> {
  /** Since when nothing of it is older, in milliseconds since the epoch. */
  readonly asOf: () => number;
  readonly landed: Promise<KeptWhole<R>>;
  /** Waits for it; the last to leave before it has been read takes the reading along. */
  readonly wait: (signal: StopSignal) => Promise<KeptWhole<R>>;
  /** The same with what was written since read again; null where that cannot be done. */
  readonly upToDate: (signal: StopSignal, readRow: WholeList<R>["readRow"]) => Promise<Whole<R> | null>;
  /** Something was written about this user, or null for anybody; false where only reading all of it anew helps. */
  readonly written: (userId: string | null) => boolean;
}

/** Begins to read; `onLeft` is called when nobody waits for it any more. */
export function createSnapshot<R>(list: WholeList<R>, asOf: number, onLeft: () => void): Snapshot<R> {
  const controller = createStop();
  const isMendable = list.readRow !== null;
  const { pageSize } = list;
  /** How often each user was written to since it was read. */
  const writes = new Map<string, number>();
  const landed = list.read(controller.signal).then((page) => createWhole({ asOf, ...page }, list.rowId));
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

  function leave(): void {
    waiting -= 1;
    if (waiting > 0 || isLanded) return;
    onLeft();
    controller.abort();
  }

  async function wait(signal: StopSignal): Promise<KeptWhole<R>> {
    waiting += 1;
    signal.addEventListener("abort", leave, { once: true });
    if (signal.aborted) leave();
    try {
      return await landed;
    } finally {
      signal.removeEventListener("abort", leave);
    }
  }

  return {
    asOf: () => oldest,
    landed,
    wait,
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
