import { anew, type Call, callWith } from "../datasources/call.ts";
import { inParallel } from "../datasources/http/limit.ts";
import type { Provider } from "../datasources/provider.ts";
import { GatewayError } from "../domain/errors.ts";
import type { User, UserNeeds } from "../domain/user.ts";
import type { UserFilter, UserOrder } from "../domain/userFilter.ts";
import type { Anchor } from "./cursor.ts";
import { fullFieldsOf, fullNeeds, readInFull } from "./fullUsers.ts";
import { createNaturalSource } from "./naturalSource.ts";
import type { Freshness } from "./pages.ts";
import type { Place } from "./place.ts";
import { orderKey, type ProviderPlan } from "./plan.ts";
import { matches } from "./predicate.ts";
import type { Scope } from "./scope.ts";
import type { WholeList } from "./snapshots.ts";
import { createSortedSource, type SortedReading } from "./sortedSource.ts";
import { createProgress, type Source, type Start } from "./source.ts";
import { sweep } from "./sweep.ts";
import { createSweptSource, type KeyedReading } from "./sweptSource.ts";
import { createWhole, type Whole } from "./whole.ts";

/** What becomes of the users that a provider's list holds. */
export interface UserRows<T> {
  readonly provider: Provider;
  readonly plan: ProviderPlan;
  readonly filter: UserFilter;
  /** The order in which records are read, or null for the provider's own. */
  readonly order: UserOrder | null;
  readonly needs: UserNeeds;
  readonly call: Call;
  /** The records that a matching user becomes. */
  readonly expand: (user: User) => readonly T[] | Promise<readonly T[]>;
  /** True where `expand` asks the provider for more, so that only as many users are taken as are needed. */
  readonly expandAsks: boolean;
  /**
   * Where every matching user is exactly one record, so that the provider's total counts records: its place. Else
   * null.
   */
  readonly placeOfUser: ((user: User) => Place) | null;
  readonly placeOf: (record: T) => Place;
}

/** The source that reads one provider's users as its plan says. */
export function createUserSource<T>(
  scope: Scope,
  rows: UserRows<T>,
  start: Omit<Start, "anchor">,
  anchor: Anchor | null,
): Source<T> {
  const { provider, plan } = rows;
  const begin: Start = { anchor, ...start };
  const reading = readingOf(scope, rows, start.freshness);
  switch (plan.access.kind) {
    case "none":
    case "unsupported":
      return createEmptySource(provider.key);
    case "natural":
      return createNaturalSource(reading, begin);
    case "sorted":
      return createSortedSource(reading, begin);
    case "sweep":
      return createSweptSource(reading, begin);
    case "ids": {
      const { ids } = plan.access;
      return createSweptSource(reading, begin, () => loadByIds(scope, rows, ids));
    }
  }
}

function readingOf<T>(
  scope: Scope,
  rows: UserRows<T>,
  startFreshness: Start["freshness"],
): SortedReading<User, T> {
  const { provider, plan, filter, call } = rows;
  const pages = scope.pages.users;
  const loaders = scope.loadersOf(provider);
  const order = plan.access.kind === "sorted" ? rows.order : null;
  const included = new Set(plan.include);
  const list = { provider: provider.key, key: JSON.stringify([plan.native, order, plan.include]) };
  const asksDetail = plan.detail === "every";
  const asks = rows.expandAsks || asksDetail;

  const inFull = (users: readonly User[], freshness: Freshness) =>
    readInFull(scope, { provider, needs: rows.needs, call }, users, freshness);
  /** All of the list; where the users have to be read one by one, with what that has told. */
  const wholeOf = (since: Start["freshness"]): WholeList<User> => ({
    provider: provider.key,
    operation: "users",
    key: asksDetail ? `${list.key} full ${[...rows.needs].sort().join()}` : list.key,
    pageSize: plan.pageSize,
    rowId: (user) => user.externalId,
    readRow: rowReader(provider, plan, call, asksDetail ? fullNeeds(provider, rows.needs) : included),
    async read(signal, onRows) {
      const reader = readingOf(scope, { ...rows, call: callWith(call, { signal }) }, startFreshness);
      const whole = await sweep(reader, since, onRows);
      if (!asksDetail) return whole;
      const { users, problem } = await readInFull(
        scope,
        { provider, needs: rows.needs, call: callWith(call, { signal }) },
        whole.items,
        since,
      );
      return { ...whole, items: users.flatMap((user) => user ?? []), problem: whole.problem ?? problem };
    },
  });
  const kept = (user: User): readonly T[] | Promise<readonly T[]> =>
    matches(user, filter, plan.residual) ? rows.expand(user) : [];

  return {
    provider: provider.key,
    pageSize: plan.pageSize,
    limit: provider.sweepLimit,
    width: provider.maxConcurrency,
    signal: call.signal,
    rowId: (user) => user.externalId,
    async readPage(page, freshness) {
      const query = { filter: plan.native, order, needs: included };
      const result = await pages.read(list, page, freshness, (asked) =>
        provider.operations.listUsers(query, page, callWith(call, asked)),
      );
      loaders.prime(result.items);
      return result;
    },
    readWhole: (freshness) => scope.readWhole(scope.snapshots.users, wholeOf(freshness), call, freshness),
    async produce(users) {
      if (!asks) return users.map((user) => noPromise(kept(user)));
      const full = asksDetail ? await inFull(users, startFreshness) : { users, problem: null };
      if (full.problem !== null) throw full.problem;
      return inParallel(full.users, provider.maxConcurrency, async (user) =>
        user === null ? [] : kept(user),
      );
    },
    batch: asks ? provider.maxConcurrency : Number.MAX_SAFE_INTEGER,
    rows: orderOfRows(rows),
    exactTotal: plan.exactTotal && rows.placeOfUser !== null,
    placeOf: rows.placeOf,
    placeOfRow: (user) => ({
      rank: order === null ? null : orderKey(user, order.field),
      provider: provider.key,
      tie: user.externalId,
    }),
  };
}

/** The order of the matching users, where it does not take more than the users themselves to tell it. */
function orderOfRows<T>({ filter, order, plan, placeOfUser }: UserRows<T>): KeyedReading<User, T>["rows"] {
  if (placeOfUser === null) return null;
  return {
    name: JSON.stringify([plan.residual.map((part) => [part, filter[part]]), order]),
    keeps: (user) => matches(user, filter, plan.residual),
    placeOf: placeOfUser,
  };
}

/**
 * Reads one user in place of all, after something was written about them. Null where it would not tell whether
 * they are in the list: the provider applies a filter, or knows users whom its list does not show.
 */
function rowReader(
  provider: Provider,
  plan: ProviderPlan,
  call: Call,
  needs: UserNeeds,
): WholeList<User>["readRow"] {
  const { getUser } = provider.operations;
  const isFiltered = Object.keys(plan.native).length > 0;
  if (getUser === undefined || isFiltered || !provider.userLookup.listProvesAbsence) return null;
  return async (id) => {
    const user = await getUser(id, needs, anew(call)).catch(expected);
    if (!(user instanceof GatewayError)) return user;
    if (user.code === "NOT_FOUND") return null;
    throw user;
  };
}

function noPromise<T>(value: readonly T[] | Promise<readonly T[]>): readonly T[] {
  if (value instanceof Promise) throw new Error("a list that asks for more must say so (expandAsks)");
  return value;
}

/** Users by id, or the members of a team; ids that nobody has are not an error in a list. */
async function loadByIds<T>(
  scope: Scope,
  { provider, needs, plan }: UserRows<T>,
  ids: readonly string[] | { readonly team: string },
): Promise<Whole<User>> {
  const loaders = scope.loadersOf(provider);
  const begunAt = scope.now();
  const wanted = "team" in ids ? await loaders.memberIdsOf(ids.team) : ids;
  const all: UserNeeds = new Set([
    ...needs,
    ...plan.include,
    ...(plan.detail === "none" ? [] : fullFieldsOf(provider)),
  ]);
  const answers = await Promise.all(wanted.map((id) => loaders.user(id, all).catch(expected)));
  const items = answers.flatMap((answer) => (answer instanceof GatewayError ? [] : [answer]));
  const failures = answers.flatMap((answer) => (answer instanceof GatewayError ? [answer] : []));
  const problem = failures.find(({ code }) => code !== "NOT_FOUND") ?? null;
  if (problem !== null && items.length === 0) throw problem;
  const asOf = Math.min(begunAt, loaders.oldest() ?? begunAt);
  const page = { asOf, items, total: null, hasNext: false, rejected: [], problem };
  return createWhole(page, (user) => user.externalId);
}

function expected(thrown: unknown): GatewayError {
  if (thrown instanceof GatewayError) return thrown;
  throw thrown;
}

/** Nothing can match: complete without a call. */
function createEmptySource<T>(provider: string): Source<T> {
  const progress = createProgress(provider);
  return {
    provider,
    ready: [],
    ended: () => true,
    certainlyMore: () => false,
    fill: () => Promise.resolve(),
    coverage: () => progress.coverage(0),
    asOf: progress.asOf,
    anchorAt: () => null,
  };
}
