import { inParallel } from "../datasources/http/limit.ts";
import type { Page } from "../domain/page.ts";
import type { Freshness } from "./pages.ts";
import type { Progress, Reading } from "./source.ts";
import { incomplete, keptMoving, limitReached } from "./sourceProblem.ts";

/** How often a sweep is begun again because the list moved while it was read. */
const MOST_TRIES = 3;

type SweepReading<R> = Pick<
  Reading<R, never>,
  "provider" | "pageSize" | "limit" | "width" | "readPage" | "rowId"
>;

/**
 * Reads a whole list, up to the reading's limit, each row once. When the list moved while it was read (the
 * total changed, or a row came twice) it is read again; if it never holds still, everybody seen is kept and the
 * progress says so.
 */
export async function sweep<R>(
  reading: SweepReading<R>,
  freshness: Freshness,
  progress: Progress,
): Promise<readonly R[]> {
  const rows = new Map<string, R>();
  for (let attempt = 1; attempt <= MOST_TRIES; attempt += 1) {
    const pages = await readAll(reading, attempt === 1 ? freshness : "again", progress);
    for (const page of pages) for (const row of page.items) rows.set(reading.rowId(row), row);
    if (isSteady(reading, pages)) break;
    if (attempt === MOST_TRIES) progress.cutShort(keptMoving(reading.provider));
    else if (attempt === 1) rows.clear();
  }
  return [...rows.values()];
}

async function readAll<R>(
  reading: SweepReading<R>,
  freshness: Freshness,
  progress: Progress,
): Promise<readonly Page<R>[]> {
  const { provider, pageSize, limit, width } = reading;
  const read = async (number: number): Promise<Page<R>> => {
    const page = await reading.readPage(number, freshness);
    progress.read(page);
    if (page.rejected.length > 0) progress.cutShort(incomplete(provider, page.rejected.length));
    return page;
  };
  const most = Math.max(1, Math.ceil(limit / pageSize));
  const first = await read(0);
  const pages = [first];
  if (first.hasNext && first.total !== null) {
    const announced = Math.min(most, Math.ceil(first.total / pageSize));
    const numbers = Array.from({ length: announced - 1 }, (_, index) => index + 1);
    pages.push(...(await inParallel(numbers, width, read)));
  }
  // The total is only a hint: the provider's own word on a further page decides.
  while (pages.at(-1)?.hasNext === true && pages.length < most) {
    const page = await read(pages.length);
    pages.push(page);
    if (page.items.length === 0) break;
  }
  if (pages.at(-1)?.hasNext === true) progress.cutShort(limitReached(provider, pages.length * pageSize));
  return pages;
}

function isSteady<R>(reading: SweepReading<R>, pages: readonly Page<R>[]): boolean {
  const ids = pages.flatMap((page) => page.items.map((row) => reading.rowId(row)));
  return new Set(ids).size === ids.length && new Set(pages.map((page) => page.total)).size === 1;
}
