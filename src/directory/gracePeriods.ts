import type { Provider } from "../datasources/provider.ts";
import { badInput } from "../domain/errors.ts";
import type { GracePeriod } from "../domain/gracePeriod.ts";
import { instantKey } from "../domain/timestamp.ts";
import type { GracePeriodFilter } from "../generated/graphql.ts";
import { type Connection, readConnection } from "./connection.ts";
import { fingerprintOf } from "./cursor.ts";
import { gatherFromUsers, placeById, splitBySupport } from "./lists.ts";
import { comparePlaces } from "./place.ts";
import { chooseList, type ListArguments, type Scope } from "./scope.ts";
import type { Source, Start } from "./source.ts";
import { createSweptSource } from "./sweptSource.ts";
import { chooseProviders, readInstant, referenceTo } from "./userFilterInput.ts";
import { createUserSource } from "./userRows.ts";
import { createWhole } from "./whole.ts";

export interface GracePeriodsArguments extends ListArguments {
  readonly filter?: GracePeriodFilter | null | undefined;
}

const MOST_USERS = 1000;

/** A grace period's id at its provider: it has none of its own there. */
export function gracePeriodId({ userId, type }: GracePeriod): string {
  return `${userId}~${type}`;
}

/** One page of the deadlines by which users must act. */
export async function listGracePeriods(
  scope: Scope,
  list: GracePeriodsArguments,
): Promise<Connection<GracePeriod>> {
  const { page, onProviderFailure, call } = chooseList(scope, list);
  const { filter } = list;
  const users = readUsers(scope.providers, filter?.users);
  const chosen = chooseProviders(scope.providers, filter?.providers).filter(
    ({ key }) => users === null || users.has(key),
  );
  const { able, unasked } = splitBySupport(chosen, "gracePeriods");
  const wanted = wantedBy(filter ?? {});
  return readConnection<GracePeriod>(
    {
      compare: comparePlaces("ASC"),
      fingerprint: fingerprintOf(["gracePeriods", filter ?? null, chosen.map(({ key }) => key)]),
      codec: scope.codec,
      now: scope.now,
      onProviderFailure,
      unasked,
      sources: (start, anchors) =>
        able.map((provider) => {
          const ids = users?.get(provider.key);
          if (ids !== undefined)
            return sourceOfUsers(scope, provider, ids, { ...start, anchor: null }, wanted);
          const rows = gatherFromUsers<GracePeriod>(
            provider,
            {},
            {
              needs: new Set(),
              call,
              expand: async ({ externalId }) =>
                (await scope.loadersOf(provider).gracePeriodsOf(externalId)).filter(wanted),
              expandAsks: true,
              placeOf: (period) => placeById(period.provider, gracePeriodId(period)),
            },
          );
          return createUserSource(scope, rows, start, anchors[provider.key] ?? null);
        }),
    },
    page,
  );
}

/** The periods of given users: their ids are all that is needed to ask. */
function sourceOfUsers(
  scope: Scope,
  provider: Provider,
  ids: readonly string[],
  start: Start,
  wanted: (period: GracePeriod) => boolean,
): Source<GracePeriod> {
  const loaders = scope.loadersOf(provider);
  const all = { items: ids, total: ids.length, hasNext: false, rejected: [] };
  const periodsOf = (some: readonly string[]) => Promise.all(some.map((id) => loaders.gracePeriodsOf(id)));
  return createSweptSource<string, GracePeriod>(
    {
      provider: provider.key,
      pageSize: ids.length,
      limit: ids.length,
      width: provider.maxConcurrency,
      rowId: (id) => id,
      readPage: () => Promise.resolve(all),
      readWhole: () => Promise.resolve(createWhole(all, (id) => id)),
      produce: async (some) => (await periodsOf(some)).map((periods) => periods.filter(wanted)),
      batch: Number.MAX_SAFE_INTEGER,
      exactTotal: false,
      placeOf: (period) => placeById(period.provider, gracePeriodId(period)),
      rows: null,
    },
    start,
    // The ids are known; what comes from the provider, or not, are their periods.
    () => periodsOf(ids).then(() => createWhole(all, (id) => id)),
  );
}

function readUsers(
  providers: readonly Provider[],
  ids: readonly string[] | null | undefined,
): ReadonlyMap<string, readonly string[]> | null {
  if (ids === null || ids === undefined) return null;
  const field = ["filter", "users"];
  if (ids.length === 0) throw badInput(field, "must not be an empty list; leave it out to filter nothing.");
  if (ids.length > MOST_USERS) throw badInput(field, `must be at most ${MOST_USERS}.`);
  const byProvider = new Map<string, string[]>();
  for (const id of new Set(ids)) {
    const { provider, externalId } = referenceTo(providers, "User", id, field);
    byProvider.set(provider, [...(byProvider.get(provider) ?? []), externalId]);
  }
  return byProvider;
}

function wantedBy({ type, expiresBefore }: GracePeriodFilter): (period: GracePeriod) => boolean {
  if (type?.length === 0) {
    throw badInput(["filter", "type"], "must not be an empty list; leave it out to filter nothing.");
  }
  const limit = readInstant(expiresBefore, ["filter", "expiresBefore"]);
  return (period) =>
    (!type || type.includes(period.type)) &&
    (limit === undefined || (period.expiresAt !== null && instantKey(period.expiresAt) < instantKey(limit)));
}
