import { toGatewayError } from "../domain/errors.ts";
import type { Place } from "./place.ts";
import { createProgress, type Item, type Reading, type Source, type Start, unlessAborted } from "./source.ts";
import { ofProvider } from "./sourceProblem.ts";
import { firstBehind, type RowOrder, type Whole } from "./whole.ts";

/** A reading whose records have a sort key. */
export interface KeyedReading<R, T> extends Reading<R, T> {
  /** The whole list, as it was read of late where `freshness` allows it, else swept. */
  readonly readWhole: (freshness: Start["freshness"]) => Promise<Whole<R>>;
  readonly placeOf: (record: T) => Place;
  /**
   * Where each wanted row is one record, whose place can be told without asking for more: then the order is kept
   * with the list, and a further page costs no sorting. Else null.
   */
  readonly rows: Omit<RowOrder<R>, "compare"> | null;
}

/** How many records are made ready at once of a list whose order is at hand. */
const READY = 32;

/** Records in their order, given out some at a time. */
interface Rest<T> {
  readonly total: number;
  readonly isEmpty: () => boolean;
  readonly next: () => readonly Item<T>[] | Promise<readonly Item<T>[]>;
}

/**
 * Reads everything that a provider has for a list and sorts it. `load` gives the rows (left out: a sweep); what
 * of them matches and what they become is the reading's business. Where that fails nothing is shown, so that the
 * provider is FAILED or SKIPPED.
 */
export function createSweptSource<R, T>(
  reading: KeyedReading<R, T>,
  start: Start,
  load: () => Promise<Whole<R>> = () => reading.readWhole(start.freshness),
): Source<T> {
  const { provider } = reading;
  const { from, compare } = start;
  const progress = createProgress(provider);
  const ready: Item<T>[] = [];
  let rest: Rest<T> | null = null;
  let failed = false;
  let total: number | null = null;

  async function gather(): Promise<readonly Item<T>[]> {
    if (rest === null) {
      const whole = await load();
      progress.readWhole(whole);
      rest = await (reading.rows === null ? sortRecords(whole) : findRows(whole, reading.rows));
      if (progress.isWhole()) total = rest.total;
    }
    return rest.next();
  }

  /** All records, made and sorted for this page alone. */
  async function sortRecords({ items: rows }: Whole<R>): Promise<Rest<T>> {
    // One record may come from many rows, as a team does from its members.
    const records = new Map<Place["tie"], Item<T>>();
    for (let at = 0; at < rows.length; at += reading.batch) {
      const produced = await reading.produce(rows.slice(at, at + reading.batch));
      for (const record of produced.flat()) {
        const place = reading.placeOf(record);
        records.set(place.tie, { record, place });
      }
    }
    let behind: readonly Item<T>[] = [...records.values()]
      .filter(({ place }) => from === null || compare(place, from) > 0)
      .sort((left, right) => compare(left.place, right.place));
    return {
      total: records.size,
      isEmpty: () => behind.length === 0,
      next() {
        const all = behind;
        behind = [];
        return all;
      },
    };
  }

  /** The rows behind the start, in an order that is kept with the list. */
  async function findRows(whole: Whole<R>, wanted: Omit<RowOrder<R>, "compare">): Promise<Rest<T>> {
    const order = {
      ...wanted,
      compare,
      name: `${wanted.name} ${start.backwards ? "backwards" : "forwards"}`,
    };
    const rows = await whole.inOrder(order);
    let at = from === null ? 0 : firstBehind(rows, order, from);
    return {
      total: rows.length,
      isEmpty: () => at >= rows.length,
      async next() {
        const some = rows.slice(at, at + READY);
        at += some.length;
        const produced = await reading.produce(some);
        return produced.flat().map((record) => ({ record, place: reading.placeOf(record) }));
      },
    };
  }

  return {
    provider,
    ready,
    ended: () => failed || rest?.isEmpty() === true,
    certainlyMore: () => rest?.isEmpty() === false,
    async fill() {
      try {
        for (const item of await unlessAborted(gather(), reading.signal, provider)) ready.push(item);
      } catch (thrown) {
        failed = true;
        progress.fail(ofProvider(toGatewayError(thrown), provider), rest !== null);
      }
    },
    coverage: () => progress.coverage(total),
    asOf: progress.asOf,
    anchorAt: () => null,
  };
}
