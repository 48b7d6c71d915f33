import { toGatewayError } from "../domain/errors.ts";
import { markOf } from "./cursor.ts";
import { createNeighbours } from "./neighbours.ts";
import type { Place } from "./place.ts";
import { createProgress, type Item, type Reading, type Source, type Start, unlessAborted } from "./source.ts";
import { limitReached, ofProvider } from "./sourceProblem.ts";
import { createWalk, type WalkedRow } from "./walk.ts";

/**
 * Reads a provider's list in the provider's own order, page by page. A row's number is its rank, so that the
 * providers take turns in the merged list.
 *
 * A cursor lies between two rows of each provider, and a later page goes on from there: rows that came or went
 * in front of it change nothing. What a provider could not give for an earlier page follows on the next one.
 */
export function createNaturalSource<R, T>(reading: Reading<R, T>, start: Start): Source<T> {
  const { provider, limit } = reading;
  const { backwards, from } = start;
  const progress = createProgress(provider);
  const ready: Item<T>[] = [];
  const isOfCursor = from?.provider === provider;
  // The cursor may stand in the middle of what became of its own row.
  const walk = createWalk(reading, { again: isOfCursor && !backwards, ...start }, progress);
  const neighbours = createNeighbours(backwards, start.anchor);
  /** The mark of the cursor's own row, until it has been met. */
  let own = isOfCursor ? (start.anchor?.before[0] ?? null) : null;
  let waiting: readonly WalkedRow<R>[] = [];
  /** What the ranks of the walk are moved by, so that a row never stands in front of what was shown before. */
  let lift = 0;
  let stopped = false;
  let matched = 0;
  let idle = 0;

  async function gather(): Promise<readonly Item<T>[]> {
    while (!isEnded()) {
      if (waiting.length === 0) waiting = await walk.next();
      const items = await takeBatch();
      if (items.length > 0) return items;
      if (idle >= limit && !isEnded()) giveUp();
    }
    return [];
  }

  async function takeBatch(): Promise<readonly Item<T>[]> {
    const rows = waiting.slice(0, reading.batch);
    const produced = await reading.produce(rows.map(({ row }) => row));
    // The time was up while the records were made: what nobody has seen must not count as passed.
    if (stopped) return [];
    waiting = waiting.slice(reading.batch);
    const items = rows.flatMap((row, position) => itemsOf(row, produced[position] ?? []));
    matched += items.length;
    idle = items.length === 0 ? idle + rows.length : 0;
    return items;
  }

  function giveUp(): void {
    progress.cutShort(limitReached(provider, progress.fetched()));
    stopped = true;
  }

  function itemsOf(walked: WalkedRow<R>, records: readonly T[]): readonly Item<T>[] {
    const id = reading.rowId(walked.row);
    const isOwn = own !== null && markOf(id) === own;
    if (isOwn) own = null;
    else if (from !== null) liftBeyond(walked.rank, from);
    const rank = walked.rank + lift;
    neighbours.add({ rank, index: walked.index, id });
    const items = records.map((record, tie) => ({ record, place: { rank, provider, tie } }));
    if (backwards) items.reverse();
    return isOwn ? items.filter(({ place }) => isBeyondOwn(place.tie)) : items;
  }

  function isBeyondOwn(tie: number): boolean {
    const shown = Number(from?.tie);
    return backwards ? tie < shown : tie > shown;
  }

  function liftBeyond(rank: number, place: Place): void {
    const first = rankUpTo(place, provider);
    // Going back, the row of the cursor itself has been shown.
    const nearest = backwards ? first - Number(place.provider === provider) : first + 1;
    const missing = nearest - (rank + lift);
    if (backwards ? missing < 0 : missing > 0) lift += missing;
  }

  function isEnded(): boolean {
    return stopped || (walk.ended() && waiting.length === 0);
  }

  /** Known only where the provider says it, or where this very request has read all of it. */
  function total(): number | null {
    if (reading.exactTotal && walk.total() !== null) return walk.total();
    return from === null && isEnded() && progress.isWhole() ? matched : null;
  }

  return {
    provider,
    ready,
    ended: isEnded,
    certainlyMore: () => reading.exactTotal && walk.beginning() !== null && !isEnded(),
    async fill() {
      try {
        ready.push(...(await unlessAborted(gather(), reading.signal, provider)));
      } catch (thrown) {
        stopped = true;
        progress.fail(ofProvider(toGatewayError(thrown), provider), matched > 0);
      }
    },
    coverage: () => progress.coverage(total()),
    asOf: progress.asOf,
    anchorAt: (place) => neighbours.around(rankUpTo(place, provider)) ?? walk.beginning() ?? start.anchor,
  };
}

/** The highest rank that a row of this provider may have at or in front of a place: providers take turns by key. */
function rankUpTo(place: Place, provider: string): number {
  const rank = typeof place.rank === "number" ? place.rank : 0;
  return provider <= place.provider ? rank : rank - 1;
}
