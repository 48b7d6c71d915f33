import type { GatewayError } from "../domain/errors.ts";
import type { Page } from "../domain/page.ts";
import type { CoverageStatus } from "../generated/enums.ts";
import type { ProviderCoverage } from "./coverage.ts";
import type { Anchor } from "./cursor.ts";
import type { Freshness } from "./pages.ts";
import type { ComparePlaces, Place } from "./place.ts";

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
  /** Where this provider's list stands for a cursor at this place; null where nothing of it has passed. */
  readonly anchorAt: (place: Place) => Anchor | null;
}

/** What a source reads: rows of one provider, and what becomes of them. */
export interface Reading<R, T> {
  readonly provider: string;
  readonly pageSize: number;
  /** The most rows read before the source is cut short. */
  readonly limit: number;
  /** Pages that may be read at once. */
  readonly width: number;
  readonly readPage: (page: number, freshness: Freshness) => Promise<Page<R>>;
  readonly rowId: (row: R) => string;
  /**
   * The records that rows become, one list per row: empty for a row that does not match. May have to ask the
   * provider for more, so it is given at most `batch` rows at once.
   */
  readonly produce: (rows: readonly R[]) => readonly (readonly T[])[] | Promise<readonly (readonly T[])[]>;
  readonly batch: number;
  /** Whether the provider's total counts exactly the records of this list. */
  readonly exactTotal: boolean;
}

/** Where and how a source starts. */
export interface Start {
  /** The list's order as it is read: for `last`/`before` already turned round. */
  readonly compare: ComparePlaces;
  readonly backwards: boolean;
  /** Only what comes behind this place, in the order as it is read; null: from the beginning. */
  readonly from: Place | null;
  readonly anchor: Anchor | null;
  /** Whether this list goes on from a cursor. */
  readonly freshness: "anew" | "continued";
}

/** Counts what a source reads and what goes wrong, and tells it as coverage. */
export interface Progress {
  readonly fetched: () => number;
  readonly read: (page: Page<unknown>) => void;
  readonly fail: (error: GatewayError) => void;
  /** Not everything is here, but what is here may be shown. */
  readonly cutShort: (error: GatewayError) => void;
  readonly coverage: (total: number | null) => ProviderCoverage;
}

export function createProgress(provider: string): Progress {
  let fetched = 0;
  let pages = 0;
  let status: CoverageStatus = "COMPLETE";
  let error: GatewayError | null = null;

  function end(worse: CoverageStatus, why: GatewayError): void {
    if (status === "FAILED") return;
    status = worse;
    error = why;
  }

  return {
    fetched: () => fetched,
    read(page) {
      fetched += page.items.length;
      pages += 1;
    },
    fail(why) {
      end(pages === 0 ? "FAILED" : "PARTIAL", why);
    },
    cutShort(why) {
      if (error === null) end("PARTIAL", why);
    },
    coverage: (total) => ({ provider, status, fetched, total: status === "FAILED" ? null : total, error }),
  };
}
