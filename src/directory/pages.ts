import type { Page } from "../domain/page.ts";

/**
 * Pages read of late by any request, so that the next page of a list does not read again what the last one
 * already had. Only a continued list may look here; a list's first page is always read anew.
 */
export interface PageStore<R> {
  readonly get: (key: string) => Page<R> | null;
  /** Keeps a page, unless its reading began before the provider was last dropped (`era`). */
  readonly set: (provider: string, key: string, page: Page<R>, era: number) => void;
  /** Counts how often a provider was dropped; to be asked before a page is read. */
  readonly era: (provider: string) => number;
  /** Forgets what was read of a provider, after a write to it: also what is being read at this moment. */
  readonly drop: (provider: string) => void;
}

export interface PageStoreOptions {
  /** How long a page may be used, in milliseconds. */
  readonly maxAgeMs: number;
  /** How many records all pages together may hold. */
  readonly maxRecords: number;
  readonly now: () => number;
}

interface Entry<R> {
  readonly provider: string;
  readonly page: Page<R>;
  readonly at: number;
}

export function createPageStore<R>({ maxAgeMs, maxRecords, now }: PageStoreOptions): PageStore<R> {
  /** In the order of last use, since a Map keeps the order of insertion. */
  const entries = new Map<string, Entry<R>>();
  const eras = new Map<string, number>();
  let records = 0;

  function remove(key: string): void {
    const entry = entries.get(key);
    if (entry === undefined) return;
    records -= entry.page.items.length;
    entries.delete(key);
  }

  return {
    get(key) {
      const entry = entries.get(key);
      if (entry === undefined) return null;
      if (now() - entry.at > maxAgeMs) {
        remove(key);
        return null;
      }
      entries.delete(key);
      entries.set(key, entry);
      return entry.page;
    },
    era: (provider) => eras.get(provider) ?? 0,
    set(provider, key, page, era) {
      if (era !== (eras.get(provider) ?? 0)) return;
      remove(key);
      entries.set(key, { provider, page, at: now() });
      records += page.items.length;
      for (const [oldest, entry] of entries) {
        if (records <= maxRecords && now() - entry.at <= maxAgeMs) break;
        remove(oldest);
      }
    },
    drop(provider) {
      eras.set(provider, (eras.get(provider) ?? 0) + 1);
      for (const [key, entry] of entries) if (entry.provider === provider) remove(key);
    },
  };
}

/**
 * Where a page may come from: `anew` from the provider or from this very request, `continued` also from what
 * another request has read of late, `again` from the provider only, because the list has moved.
 */
export type Freshness = "anew" | "continued" | "again";

/** Reads the pages of one request: the same page is read once, however many lists of the request need it. */
export interface PageReader<R> {
  readonly read: (
    list: { readonly provider: string; readonly key: string },
    page: number,
    freshness: Freshness,
    fetch: () => Promise<Page<R>>,
  ) => Promise<Page<R>>;
  /** Forgets what this and other requests have read of a provider, after a write to it. */
  readonly forget: (provider: string) => void;
}

/** `onStored` is told of each page that came from the store instead of the provider. */
export function createPageReader<R>(
  store: PageStore<R>,
  onStored: (provider: string, page: number, records: number) => void,
): PageReader<R> {
  const underWay = new Map<string, Promise<Page<R>>>();

  return {
    read(list, page, freshness, fetch) {
      const key = `${list.provider} ${list.key} ${page}`;
      const known = freshness === "again" ? undefined : underWay.get(key);
      if (known !== undefined) return known;
      const stored = freshness === "continued" ? store.get(key) : null;
      if (stored !== null) {
        onStored(list.provider, page, stored.items.length);
        return Promise.resolve(stored);
      }
      const era = store.era(list.provider);
      const reading = fetch();
      underWay.set(key, reading);
      reading.then(
        (result) => store.set(list.provider, key, result, era),
        () => underWay.delete(key),
      );
      return reading;
    },
    forget(provider) {
      store.drop(provider);
      for (const key of underWay.keys()) if (key.startsWith(`${provider} `)) underWay.delete(key);
    },
  };
}
