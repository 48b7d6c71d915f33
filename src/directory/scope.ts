import type { AnswerStore } from "../datasources/answerStore.ts";
import { type Call, callWith } from "../datasources/call.ts";
import type { Provider } from "../datasources/provider.ts";
import { stopAfter } from "../datasources/stopSignal.ts";
import { badInput } from "../domain/errors.ts";
import type { Invitation } from "../domain/invitation.ts";
import type { ListedTeam } from "../domain/team.ts";
import type { User } from "../domain/user.ts";
import { choosePage, type PageArguments, type PageChoice } from "./connection.ts";
import type { CursorCodec } from "./cursor.ts";
import { createLoaders, type Loaders } from "./loaders.ts";
import { createPageReader, type PageReader, type PageStore } from "./pages.ts";
import type { SnapshotStores } from "./snapshotStores.ts";
import type { Snapshots, WholeList } from "./snapshots.ts";
import type { Start } from "./source.ts";
import type { Whole } from "./whole.ts";

/** Pages read of late, kept by the process for all requests. */
export interface PageStores {
  readonly users: PageStore<User>;
  readonly teams: PageStore<ListedTeam>;
  readonly invitations: PageStore<Invitation>;
}

/** What one request's lists and look-ups share. */
export interface Scope {
  readonly providers: readonly Provider[];
  readonly codec: CursorCodec;
  readonly call: Call;
  readonly now: () => number;
  readonly largestPage: number;
  readonly pages: {
    readonly users: PageReader<User>;
    readonly teams: PageReader<ListedTeam>;
    readonly invitations: PageReader<Invitation>;
  };
  readonly snapshots: SnapshotStores;
  /** A list as a whole: what was read of late where that may count for this request, else read now. */
  readonly readWhole: <R>(
    snapshots: Snapshots<R>,
    list: WholeList<R>,
    call: Call,
    freshness: Start["freshness"],
  ) => Promise<Whole<R>>;
  /** Ends with the last list whose reading this request has begun, also when it is waited for no longer; null: none. */
  readonly readings: () => Promise<unknown> | null;
  readonly loadersOf: (provider: Provider) => Loaders;
  /**
   * Drops what was read of a provider, for this and later requests: something was written there, about this user or
   * about nobody in particular.
   */
  readonly forget: (provider: Provider, userId: string | null) => Promise<void>;
}

export interface ScopeOptions {
  readonly providers: readonly Provider[];
  readonly stores: PageStores;
  readonly snapshots: SnapshotStores;
  readonly answers: Pick<AnswerStore, "written">;
  readonly codec: CursorCodec;
  readonly call: Call;
  readonly now: () => number;
  readonly largestPage: number;
  /** Told of what was written, for instances that have read it as well. */
  readonly onWritten: (provider: string, userId: string | null) => void;
}

export function createScope(options: ScopeOptions): Scope {
  const { providers, stores, snapshots, answers, codec, call, now, largestPage, onWritten } = options;
  const notBefore = call.maxAgeMs === undefined ? Number.NEGATIVE_INFINITY : now() - call.maxAgeMs;

  function recordKept(provider: string, operation: string, page: number | null, records: number): void {
    call.record({
      provider,
      operation,
      page,
      status: null,
      milliseconds: 0,
      records,
      source: "cache",
      upstreamRequestId: null,
      attempt: 1,
    });
  }
  const reader = <R>(store: PageStore<R>, operation: string): PageReader<R> =>
    createPageReader({
      store,
      notBefore,
      now,
      onStored: (provider, page, records) => recordKept(provider, operation, page, records),
    });
  const pages = {
    users: reader(stores.users, "users"),
    teams: reader(stores.teams, "teams"),
    invitations: reader(stores.invitations, "invitations"),
  };
  const loaders = new Map<Provider, Loaders>();
  const readings = new Set<Promise<unknown>>();

  function begun<T>(reading: Promise<T>): Promise<T> {
    const ended = (): void => void readings.delete(reading);
    readings.add(reading);
    reading.then(ended, ended);
    return reading;
  }

  return {
    providers,
    codec,
    call,
    now,
    largestPage,
    pages,
    snapshots,
    async readWhole(store, list, asking, freshness) {
      const since = freshness === "anew" ? notBefore : Math.max(notBefore, freshness.since);
      const read: typeof list.read = (...asked) => begun(list.read(...asked));
      const { whole, isKept } = await store.take({ ...list, read }, since, asking.signal);
      if (isKept) recordKept(list.provider, list.operation, null, whole.items.length);
      return whole;
    },
    readings: () => (readings.size === 0 ? null : Promise.allSettled(readings)),
    loadersOf(provider) {
      const known = loaders.get(provider) ?? createLoaders(provider, call, pages.users);
      loaders.set(provider, known);
      return known;
    },
    async forget(provider, userId) {
      loaders.delete(provider);
      for (const reader of Object.values(pages)) reader.forget(provider.key);
      snapshots.users.written(provider.key, userId);
      // Which teams there are may change with any user.
      snapshots.teams.written(provider.key, null);
      await answers.written(provider.key, userId);
      onWritten(provider.key, userId);
    },
  };
}

/** The arguments that every list over the providers takes. */
export interface ListArguments extends PageArguments {
  readonly onProviderFailure?: "PARTIAL" | "FAIL" | null | undefined;
  /** How long a provider may take, in milliseconds, before the list goes on without it. */
  readonly timeoutMs?: number | null | undefined;
}

/** The checked arguments of a list. */
export interface ListChoice {
  readonly page: PageChoice;
  readonly onProviderFailure: "PARTIAL" | "FAIL";
  /** The request's call, cut off for this list after its own time. */
  readonly call: Call;
}

const SHORTEST_TIMEOUT = 100;
const LONGEST_TIMEOUT = 30_000;

export function chooseList(scope: Scope, list: ListArguments): ListChoice {
  const { timeoutMs } = list;
  if (
    timeoutMs !== null &&
    timeoutMs !== undefined &&
    (timeoutMs < SHORTEST_TIMEOUT || timeoutMs > LONGEST_TIMEOUT)
  ) {
    throw badInput(
      ["timeoutMs"],
      `must be from ${SHORTEST_TIMEOUT} to ${LONGEST_TIMEOUT}, not ${timeoutMs}.`,
    );
  }
  return {
    page: choosePage(list, scope.largestPage),
    onProviderFailure: list.onProviderFailure ?? "PARTIAL",
    call: timeoutMs ? callWith(scope.call, { signal: stopAfter(scope.call.signal, timeoutMs) }) : scope.call,
  };
}
