import { inParallel } from "../datasources/http/limit.ts";
import { GatewayError } from "../domain/errors.ts";
import type { PageRequest } from "../domain/page.ts";
import type { Freshness, StoredPage } from "./pages.ts";
import { createProgress, type Reading } from "./source.ts";
import { limitReached } from "./sourceProblem.ts";
import { createWalk } from "./walk.ts";
import { createWindows, type Window } from "./windows.ts";

export type SweepReading<R> = Pick<
  Reading<R, never>,
  "provider" | "pageSize" | "limit" | "width" | "readPage" | "rowId"
>;

/**
 * Reads a whole list, up to the reading's limit, each row once; several pages at a time where the first one
 * tells how many there are. `hasNext` says that the limit was reached, `problem` why something may be missing.
 * `onRows` is told of each page's rows as they come.
 */
export async function sweep<R>(
  reading: SweepReading<R>,
  freshness: Freshness,
  onRows: (rows: readonly R[]) => void = () => undefined,
): Promise<StoredPage<R>> {
  let hasAnswered = false;
  async function readPage(...page: Parameters<typeof reading.readPage>): Promise<StoredPage<R>> {
    const read = await reading.readPage(...page);
    hasAnswered = true;
    onRows(read.items);
    return read;
  }
  try {
    return await sweepPages({ ...reading, readPage }, freshness);
  } catch (thrown) {
    // Of a provider that has answered nobody may say that it was not asked.
    if (!(thrown instanceof GatewayError && thrown.unasked && hasAnswered)) throw thrown;
    const { code, message, provider = reading.provider, retryAfterMs } = thrown;
    const retry = retryAfterMs === undefined ? {} : { retryAfterMs };
    throw new GatewayError(code, message, { provider, unsent: true, cause: thrown, ...retry });
  }
}

async function sweepPages<R>(reading: SweepReading<R>, freshness: Freshness): Promise<StoredPage<R>> {
  const { provider, limit } = reading;
  const progress = createProgress(provider);
  const pageSize = Math.min(reading.pageSize, limit);
  const readPage = await readAhead({ ...reading, pageSize }, freshness);
  const walk = createWalk(
    { ...reading, pageSize, readPage },
    { backwards: false, anchor: null, again: false, freshness },
    progress,
  );
  const items: R[] = [];
  while (!walk.ended() && items.length < limit) {
    for (const { row } of await walk.next()) items.push(row);
  }
  if (!walk.ended()) progress.cutShort(limitReached(provider, items.length));
  const asOf = progress.asOf();
  return {
    ...(asOf === null ? {} : { asOf }),
    items,
    total: progress.isWhole() ? items.length : null,
    hasNext: !walk.ended(),
    rejected: [],
    problem: progress.coverage(null).error,
  };
}

/** Reads the pages that the first one announces, all at once, and gives them out as they are asked for. */
async function readAhead<R>(
  { pageSize, limit, width, readPage }: SweepReading<R>,
  freshness: Freshness,
): Promise<SweepReading<R>["readPage"]> {
  const ahead = new Map<string, StoredPage<R>>();
  const read = async (window: Window): Promise<StoredPage<R>> => {
    const page = await readPage({ number: window.number, size: window.size }, freshness);
    ahead.set(nameOf(window), page);
    return page;
  };
  const windows = createWindows(pageSize);
  let window = windows.behind(-1);
  const { total, hasNext, items, rejected } = await read(window);
  const isFull = items.length + rejected.length >= window.size;
  const last = hasNext && isFull ? Math.min(total ?? 0, limit) - 1 : 0;
  const further: Window[] = [];
  while (window.to < last) {
    window = windows.next(window);
    further.push(window);
  }
  await inParallel(further, width, read);
  return async (page, wanted) => {
    const known = ahead.get(nameOf(page));
    // Each page is given out once: whoever asks again wants to know how it is by now.
    ahead.delete(nameOf(page));
    return known ?? readPage(page, wanted);
  };
}

function nameOf({ number, size }: PageRequest): string {
  return `${number}/${size}`;
}
