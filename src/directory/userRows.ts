import type { Call } from "../datasources/call.ts";
import { inParallel } from "../datasources/http/limit.ts";
import type { Provider } from "../datasources/provider.ts";
import { GatewayError } from "../domain/errors.ts";
import type { User, UserNeeds } from "../domain/user.ts";
import type { UserFilter, UserOrder } from "../domain/userFilter.ts";
import type { Anchor } from "./cursor.ts";
import { fullFieldsOf, readInFull } from "./fullUsers.ts";
import { createNaturalSource } from "./naturalSource.ts";
import type { Freshness, StoredPage } from "./pages.ts";
import type { Place } from "./place.ts";
import { orderKey, type ProviderPlan } from "./plan.ts";
import { matches } from "./predicate.ts";
import type { Scope } from "./scope.ts";
import { createSortedSource, type SortedReading } from "./sortedSource.ts";
import { createProgress, type Source, type Start } from "./source.ts";
import { createSweptSource } from "./sweptSource.ts";

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
  /** True where every matching user is exactly one record, so that the provider's total counts records. */
  readonly oneToOne: boolean;
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
  const begin: Start = { ...start, anchor };
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
      const result = await pages.read(list, page, freshness, () =>
        provider.operations.listUsers({ filter: plan.native, order, needs: included }, page, call),
      );
      loaders.prime(result.items);
      return result;
    },
    async readWhole(freshness, sweep) {
      if (!asksDetail) return pages.read(list, null, freshness, sweep);
      // What was read of each user is kept with the list, or its next page would ask for all of them again.
      return pages.read({ ...list, key: `${list.key} full` }, null, freshness, async () => {
        const whole = await sweep();
        const { users, problem } = await inFull(whole.items, freshness);
        return { ...whole, items: users.flatMap((user) => user ?? []), problem: whole.problem ?? problem };
      });
    },
    async produce(users) {
      if (!asks) return users.map((user) => noPromise(kept(user)));
      const full = asksDetail ? await inFull(users, startFreshness) : { users, problem: null };
      if (full.problem !== null) throw full.problem;
      return inParallel(full.users, provider.maxConcurrency, async (user) =>
        user === null ? [] : kept(user),
      );
    },
    batch: asks ? provider.maxConcurrency : Number.MAX_SAFE_INTEGER,
    exactTotal: plan.exactTotal && rows.oneToOne,
    placeOf: rows.placeOf,
    placeOfRow: (user) => ({
      rank: order === null ? null : orderKey(user, order.field),
      provider: provider.key,
      tie: user.externalId,
    }),
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
): Promise<StoredPage<User>> {
  const loaders = scope.loadersOf(provider);
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
  return { items, total: null, hasNext: false, rejected: [], problem };
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
    anchorAt: () => null,
  };
}
