import type { StopSignal } from "../datasources/stopSignal.ts";
import type { GatewayError } from "../domain/errors.ts";
import type { PageRequest } from "../domain/page.ts";
import type { CoverageStatus } from "../generated/enums.ts";
import type { ProviderCoverage } from "./coverage.ts";
import type { Anchor } from "./cursor.ts";
import type { Freshness, StoredPage } from "./pages.ts";
import type { ComparePlaces, Place } from "./place.ts";
import { unreadable, waitedForNoLonger } from "./sourceProblem.ts";

/** A record with its place in the merged list. */
export interface Item<T> {
  readonly record: T;
  readonly place: Place;
}

/**
 * One provider's part of a merged list, read only as far as the merge asks. It never rejects: what goes wrong
 * ends up in its coverage.
 */
export interface Source<T> {
  readonly provider: string;
  /** Records that are ready, in the list's order; the merge takes them from the front. */
  readonly ready: Item<T>[];
  /** True when nothing will follow what is ready. */
  readonly ended: () => boolean;
  /** True when it is certain, without reading on, that more will follow. */
  readonly certainlyMore: () => boolean;
  /** Reads on until something is ready or the source has ended. */
  readonly fill: () => Promise<void>;
  readonly coverage: () => ProviderCoverage;
  /** Since when nothing that was read is older, in milliseconds since the epoch; null where nothing was. */
  readonly asOf: () => number | null;
  /** Where this provider's list stands for a cursor at this place; null where that is not known. */
  readonly anchorAt: (place: Place) => Anchor | null;
}

/** What a source reads: rows of one provider, and what becomes of them. */
export interface Reading<R, T> {
  readonly provider: string;
  /** The most rows that are asked for at once. */
  readonly pageSize: number;
  /** The most rows that are read for nothing before the source is cut short; a sweep reads no more in all. */
  readonly limit: number;
  /** Pages that may be read at once. */
  readonly width: number;
  readonly readPage: (page: PageRequest, freshness: Freshness) => Promise<StoredPage<R>>;
  readonly rowId: (row: R) => string;
  /**
   * The records that rows become, one list per row: empty for a row that does not match. May have to ask the
   * provider for more, so it is given at most `batch` rows at once.
   */
  readonly produce: (rows: readonly R[]) => readonly (readonly T[])[] | Promise<readonly (readonly T[])[]>;
  readonly batch: number;
  /** Whether the provider's total counts exactly the records of this list. */
  readonly exactTotal: boolean;
  /** Aborted when the list goes on without whoever has not answered yet; left out: never. */
  readonly signal?: StopSignal;
}

/** Where and how a source starts. */
export interface Start {
  /** The list's order as it is read: for `last`/`before` already turned round. */
  readonly compare: ComparePlaces;
  readonly backwards: boolean;
  /** Only what comes behind this place, in the order as it is read; null: from the beginning. */
  readonly from: Place | null;
  readonly anchor: Anchor | null;
  /** Whether the list goes on from a cursor, and since when it has been read. */
  readonly freshness: Exclude<Freshness, "again">;
}

/** Counts what a source reads and what goes wrong, and tells it as coverage. */
export interface Progress {
  /** How many different rows have been read. */
  readonly fetched: () => number;
  readonly asOf: () => number | null;
  /** Counts a whole list, none of whose rows it has twice. */
  readonly readWhole: (whole: StoredPage<unknown>) => void;
  /** Counts a page, its rows by their ids since pages may overlap. */
  readonly read: (page: Omit<StoredPage<unknown>, "items">, ids: readonly string[]) => void;
  /**
   * Nothing more will come. PARTIAL where some of it `hasShown`, else FAILED: but SKIPPED where the provider has
   * not been asked for anything.
   */
  readonly fail: (error: GatewayError, hasShown: boolean) => void;
  /** Not everything is here, but what is here may be shown. */
  readonly cutShort: (error: GatewayError) => void;
  readonly isWhole: () => boolean;
  readonly coverage: (total: number | null) => ProviderCoverage;
}

export function createProgress(provider: string): Progress {
  const seen = new Set<string>();
  let status: CoverageStatus = "COMPLETE";
  let error: GatewayError | null = null;
  let hasAnswered = false;
  const isMissing = (): boolean => status === "FAILED" || status === "SKIPPED";
  let whole = 0;
  let asOf: number | null = null;

  function note({ rejected, problem, asOf: read }: Omit<StoredPage<unknown>, "items">): void {
    hasAnswered = true;
    if (problem) cutShort(problem);
    if (rejected.length > 0) cutShort(unreadable(provider));
    if (read !== undefined) asOf = Math.min(read, asOf ?? read);
  }

  function cutShort(why: GatewayError): void {
    if (status !== "COMPLETE") return;
    status = "PARTIAL";
    error = why;
  }

  return {
    fetched: () => Math.max(seen.size, whole),
    asOf: () => asOf,
    readWhole(page) {
      whole = page.items.length;
      note(page);
    },
    read(page, ids) {
      for (const id of ids) seen.add(id);
      note(page);
    },
    fail(why, hasShown) {
      if (isMissing()) return;
      const worst = why.unasked && !hasAnswered ? "SKIPPED" : "FAILED";
      status = hasShown ? "PARTIAL" : worst;
      error = why;
    },
    cutShort,
    isWhole: () => status === "COMPLETE",
    coverage: (total) => ({
      provider,
      status,
      fetched: Math.max(seen.size, whole),
      total: isMissing() ? null : total,
      error,
      asOf: asOf === null ? null : new Date(asOf).toISOString(),
    }),
  };
}

/** The work's result, or UPSTREAM_TIMEOUT as soon as the signal is aborted: work that others share goes on. */
export async function unlessAborted<T>(
  work: Promise<T>,
  signal: StopSignal | undefined,
  provider: string,
): Promise<T> {
  if (signal === undefined) return work;
  let abort = (): void => undefined;
  const late = new Promise<never>((_resolve, reject) => {
    abort = () => reject(waitedForNoLonger(provider));
  });
  if (signal.aborted) abort();
  signal.addEventListener("abort", abort, { once: true });
  try {
    return await Promise.race([work, late]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}
