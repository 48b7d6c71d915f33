import { toGatewayError } from "../domain/errors.ts";
import type { Page } from "../domain/page.ts";
import type { StoredPage } from "./pages.ts";
import type { Place } from "./place.ts";
import { createProgress, type Item, type Reading, type Source, type Start, unlessAborted } from "./source.ts";
import { ofProvider } from "./sourceProblem.ts";
import { sweep } from "./sweep.ts";

/** A reading whose records have a sort key. */
export interface KeyedReading<R, T> extends Reading<R, T> {
  readonly placeOf: (record: T) => Place;
}

/**
 * Reads everything that a provider has for a list and sorts it. `load` gives the rows (left out: a sweep); what
 * of them matches and what they become is the reading's business. Where that fails nothing is shown, so that the
 * provider is FAILED or SKIPPED.
 */
export function createSweptSource<R, T>(
  reading: KeyedReading<R, T>,
  start: Start,
  load?: () => Promise<StoredPage<R>>,
): Source<T> {
  const { provider } = reading;
  const { from } = start;
  const progress = createProgress(provider);
  const ready: Item<T>[] = [];
  let ended = false;
  let total: number | null = null;

  async function readPage(...page: Parameters<typeof reading.readPage>): Promise<Page<R>> {
    const read = await reading.readPage(...page);
    progress.heard();
    return read;
  }

  function sweepAll(): Promise<StoredPage<R>> {
    return reading.readWhole(start.freshness, () => sweep({ ...reading, readPage }, "anew"));
  }

  async function gather(): Promise<readonly Item<T>[]> {
    const whole = await (load ?? sweepAll)();
    progress.read(whole, whole.items.map(reading.rowId));
    // One record may come from many rows, as a team does from its members.
    const items = new Map<Place["tie"], Item<T>>();
    for (let at = 0; at < whole.items.length; at += reading.batch) {
      const produced = await reading.produce(whole.items.slice(at, at + reading.batch));
      for (const record of produced.flat()) {
        const place = reading.placeOf(record);
        items.set(place.tie, { record, place });
      }
    }
    if (progress.isWhole()) total = items.size;
    return [...items.values()]
      .filter(({ place }) => from === null || start.compare(place, from) > 0)
      .sort((left, right) => start.compare(left.place, right.place));
  }

  return {
    provider,
    ready,
    ended: () => ended,
    certainlyMore: () => false,
    async fill() {
      if (ended) return;
      ended = true;
      try {
        for (const item of await unlessAborted(gather(), reading.signal, provider)) ready.push(item);
      } catch (thrown) {
        progress.fail(ofProvider(toGatewayError(thrown), provider), false);
      }
    },
    coverage: () => progress.coverage(total),
    anchorAt: () => null,
  };
}
