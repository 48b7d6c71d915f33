import type { GatewayError } from "../domain/errors.ts";
import type { Page, PageRequest } from "../domain/page.ts";

/** A page as it was read, or a whole list read as one. */
export interface StoredPage<R> extends Page<R> {
  /** Since when nothing of it is older, in milliseconds since the epoch; left out: nothing was read for it. */
  readonly asOf?: number;
  /** Why not everything is on it; null or left out where nothing is missing. */
  readonly problem?: GatewayError | null;
}

/** What a stored page is a part of. */
export interface PageKey {
  readonly provider: string;
  /** The list that it is a page of. */
  readonly list: string;
  /** Which part of the list it is. */
  readonly part: string;
}

/**
 * What was read of late by any request, so that the next page of a list does not read again what the last one
 * already had. Only a continued list may look here; a list's first page is always read anew.
 */
export interface PageStore<R> {
  /** The page, unless its reading began before `since`. */
  readonly get: (key: PageKey, since: number) => StoredPage<R> | null;
  /** Keeps a page, unless its provider was dropped since its reading began. */
  readonly set: (key: PageKey, page: StoredPage<R>, begun: Beginning) => void;
  /** To be asked when a provider's page begins to be read. */
  readonly begin: (provider: string) => Beginning;
  /** Forgets what was read of a provider, after a write to it: also what is being read at this moment. */
  readonly drop: (provider: string) => void;
  /** How many records are held. */
  readonly records: () => number;
}

/** When the reading of a page began. */
export interface Beginning {
  readonly at: number;
  /** How often the provider had been dropped by then. */
  readonly era: number;
}

export interface PageStoreOptions {
  /** How long a page may be used, in milliseconds. */
  readonly maxAgeMs: number;
  /** How many records all pages together may hold. */
  readonly maxRecords: number;
  readonly now: () => number;
}

interface Entry<R> {
  readonly key: PageKey;
  readonly page: StoredPage<R>;
  readonly at: number;
}

/** The latest pages of one list that are kept: whoever walks through a long list leaves nothing behind. */
const PAGES_OF_A_LIST = 16;

/** A bounded store: the least recently used goes first, and what is too old is never given out. */
export function createPageStore<R>({ maxAgeMs, maxRecords, now }: PageStoreOptions): PageStore<R> {
  /** In the order of last use, since a Map keeps the order of insertion. */
  const entries = new Map<string, Entry<R>>();
  /** The names of a list's entries, in the order of last use. */
  const lists = new Map<string, Set<string>>();
  const eras = new Map<string, number>();
  let records = 0;

  function remove(name: string): void {
    const entry = entries.get(name);
    if (entry === undefined) return;
    records -= entry.page.items.length;
    entries.delete(name);
    const list = lists.get(listOf(entry.key));
    list?.delete(name);
    if (list?.size === 0) lists.delete(listOf(entry.key));
  }

  function add(name: string, entry: Entry<R>): void {
    remove(name);
    entries.set(name, entry);
    records += entry.page.items.length;
    const list = lists.get(listOf(entry.key)) ?? new Set();
    lists.set(listOf(entry.key), list.add(name));
    const [oldest] = list;
    if (oldest !== undefined && list.size > PAGES_OF_A_LIST) remove(oldest);
  }

  return {
    records: () => records,
    get(key, since) {
      const name = nameOf(key);
      const entry = entries.get(name);
      if (entry === undefined || entry.at < since) return null;
      if (now() - entry.at > maxAgeMs) {
        remove(name);
        return null;
      }
      add(name, entry);
      return entry.page;
    },
    begin: (provider) => ({ at: now(), era: eras.get(provider) ?? 0 }),
    set(key, page, { at, era }) {
      if (era !== (eras.get(key.provider) ?? 0)) return;
      add(nameOf(key), { key, page, at });
      for (const [oldest, entry] of entries) {
        if (records <= maxRecords && now() - entry.at <= maxAgeMs) break;
        remove(oldest);
      }
    },
    drop(provider) {
      eras.set(provider, (eras.get(provider) ?? 0) + 1);
      for (const [name, { key }] of entries) if (key.provider === provider) remove(name);
    },
  };
}

function listOf({ provider, list }: PageKey): string {
  return `${provider} ${list}`;
}

function nameOf(key: PageKey): string {
  return `${listOf(key)} ${key.part}`;
}

/**
 * Where a page may come from: `anew` from the provider or from this very request; going on with a list also from
 * what other requests have read `since` it was begun; `again` from the provider only, because the list has moved.
 */
export type Freshness = "anew" | "again" | { readonly since: number };

/** How a page is to be read: what its call has to say and to be told. */
export interface PageCall {
  /** How old the answer may be at most, in milliseconds; left out: as old as such answers are kept. */
  readonly maxAgeMs?: number | undefined;
  /** Told of an answer that was asked for earlier, and when that was. */
  readonly olderAnswer: (askedAt: number) => void;
}

/** Reads the pages of one request: the same page is read once, however many lists of the request need it. */
export interface PageReader<R> {
  /** `page` null: what is no page of a list, but a single record. */
  readonly read: (
    list: { readonly provider: string; readonly key: string },
    page: PageRequest | null,
    freshness: Freshness,
    fetch: (call: PageCall) => Promise<StoredPage<R>>,
  ) => Promise<StoredPage<R>>;
  /** Forgets what this and other requests have read of a provider, after a write to it. */
  readonly forget: (provider: string) => void;
}

export interface PageReaderOptions<R> {
  readonly store: PageStore<R>;
  /** What was read before this instant does not count for this request, in milliseconds since the epoch. */
  readonly notBefore: number;
  readonly now: () => number;
  /** Told of each page that came from the store instead of the provider. */
  readonly onStored: (provider: string, page: number | null, records: number) => void;
}

export function createPageReader<R>({
  store,
  notBefore,
  now,
  onStored,
}: PageReaderOptions<R>): PageReader<R> {
  const underWay = new Map<string, Promise<StoredPage<R>>>();

  /** Reads a page from its provider, and says how old it is. */
  async function fetchNow(
    freshness: Freshness,
    begun: Beginning,
    fetch: (call: PageCall) => Promise<StoredPage<R>>,
  ): Promise<StoredPage<R>> {
    let asOf = begun.at;
    const olderAnswer = (askedAt: number): void => {
      asOf = Math.min(asOf, askedAt);
    };
    const maxAgeMs = maxAgeOf(freshness);
    const page = await fetch({ olderAnswer, maxAgeMs: maxAgeMs ?? undefined });
    return { asOf, ...page };
  }

  function maxAgeOf(freshness: Freshness): number | null {
    if (freshness === "again") return 0;
    const since = Math.max(notBefore, freshness === "anew" ? Number.NEGATIVE_INFINITY : freshness.since);
    return since === Number.NEGATIVE_INFINITY ? null : Math.max(0, now() - since);
  }

  return {
    read(list, page, freshness, fetch) {
      const part = page === null ? "alone" : `${page.number}/${page.size}`;
      const key: PageKey = { provider: list.provider, list: list.key, part };
      const name = nameOf(key);
      const known = freshness === "again" ? undefined : underWay.get(name);
      if (known !== undefined) return known;
      const stored =
        typeof freshness === "object" ? store.get(key, Math.max(freshness.since, notBefore)) : null;
      if (stored !== null) {
        onStored(list.provider, page === null ? null : page.number, stored.items.length);
        return Promise.resolve(stored);
      }
      const begun = store.begin(list.provider);
      const reading = fetchNow(freshness, begun, fetch);
      underWay.set(name, reading);
      reading.then(
        (result) => store.set(key, result, { ...begun, at: result.asOf ?? begun.at }),
        () => underWay.delete(name),
      );
      return reading;
    },
    forget(provider) {
      store.drop(provider);
      for (const name of underWay.keys()) if (name.startsWith(`${provider} `)) underWay.delete(name);
    },
  };
}
