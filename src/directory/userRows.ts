import type { Call } from "../datasources/call.ts";
import { inParallel } from "../datasources/http/limit.ts";
import type { Provider } from "../datasources/provider.ts";
import { GatewayError } from "../domain/errors.ts";
import { USER_FIELDS, type User, type UserField, type UserNeeds } from "../domain/user.ts";
import type { UserFilter, UserOrder } from "../domain/userFilter.ts";
import type { Anchor } from "./cursor.ts";
import { tells } from "./loaders.ts";
import { createNaturalSource } from "./naturalSource.ts";
import type { Place } from "./place.ts";
import type { ProviderPlan } from "./plan.ts";
import { matches } from "./predicate.ts";
import type { Scope } from "./scope.ts";
import { createSortedSource, createSweptSource } from "./sortedSource.ts";
import { createProgress, type Progress, type Source, type Start } from "./source.ts";

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
  const reading = readingOf(scope, rows);
  switch (plan.access.kind) {
    case "none":
      return createEmptySource(provider.key);
    case "natural":
      return createNaturalSource(reading, begin);
    case "sorted":
      return createSortedSource(reading, begin);
    case "sweep":
      return createSweptSource(reading, begin);
    case "ids": {
      const { ids } = plan.access;
      return createSweptSource(reading, begin, (progress) => loadByIds(scope, rows, ids, progress));
    }
  }
}

function readingOf<T>(scope: Scope, rows: UserRows<T>) {
  const { provider, plan, filter, needs, call } = rows;
  const loaders = scope.loadersOf(provider);
  const order = plan.access.kind === "sorted" ? rows.order : null;
  const included = new Set(plan.include);
  const list = {
    provider: provider.key,
    key: JSON.stringify([plan.native, order, plan.include, plan.pageSize]),
  };
  const asks = rows.expandAsks || plan.detail === "every";

  async function complete(users: readonly User[]): Promise<readonly User[]> {
    if (plan.detail !== "every") return users;
    const wanted: UserNeeds = new Set([...needs, ...fullFieldsOf(provider)]);
    return inParallel(users, provider.maxConcurrency, (user) =>
      user.form === "full" ? Promise.resolve(user) : loaders.user(user.externalId, wanted),
    );
  }

  return {
    provider: provider.key,
    pageSize: plan.pageSize,
    limit: provider.sweepLimit,
    width: provider.maxConcurrency,
    rowId: (user: User) => user.externalId,
    readPage: async (page: number, freshness: "anew" | "continued" | "again") => {
      const result = await scope.pages.users.read(list, page, freshness, () =>
        provider.operations.listUsers(
          { filter: plan.native, order, needs: included },
          { number: page, size: plan.pageSize },
          call,
        ),
      );
      loaders.prime(result.items);
      return result;
    },
    produce: (users: readonly User[]) => {
      const kept = (user: User): readonly T[] | Promise<readonly T[]> =>
        matches(user, filter, plan.residual) ? rows.expand(user) : [];
      if (!asks) return users.map((user) => noPromise(kept(user)));
      return complete(users).then((full) =>
        inParallel(full, provider.maxConcurrency, async (user) => kept(user)),
      );
    },
    batch: asks ? provider.maxConcurrency : Number.MAX_SAFE_INTEGER,
    exactTotal: plan.exactTotal && rows.oneToOne,
    placeOf: rows.placeOf,
  };
}

/** The fields that only the full form tells: asking for them makes a loader read the user by itself. */
function fullFieldsOf(provider: Provider): readonly UserField[] {
  return USER_FIELDS.filter((field) => provider.fields[field] === "full");
}

function noPromise<T>(value: readonly T[] | Promise<readonly T[]>): readonly T[] {
  if (value instanceof Promise) throw new Error("a list that asks for more must say so (expandAsks)");
  return value;
}

/** Users by id, or the members of a team; ids that nobody has are not an error in a list. */
async function loadByIds<T>(
  scope: Scope,
  { provider, needs, plan, call }: UserRows<T>,
  ids: readonly string[] | { readonly team: string },
  progress: Progress,
): Promise<readonly User[]> {
  const wanted = "team" in ids ? await membersOf(provider, ids.team, call) : ids;
  const loaders = scope.loadersOf(provider);
  const all: UserNeeds = new Set([
    ...needs,
    ...plan.include,
    ...(plan.detail === "none" ? [] : fullFieldsOf(provider)),
  ]);
  const answers = await Promise.all(wanted.map((id) => loaders.user(id, all).catch(expected)));
  const users: User[] = [];
  for (const answer of answers) {
    if (!(answer instanceof GatewayError)) users.push(answer);
    else if (answer.code !== "NOT_FOUND" && users.length === 0 && answers.every(isFailure)) throw answer;
    else if (answer.code !== "NOT_FOUND") progress.cutShort(answer);
  }
  progress.read({ items: users, total: null, hasNext: false, rejected: [] });
  return users;
}

async function membersOf(provider: Provider, team: string, call: Call): Promise<readonly string[]> {
  const { listTeamMemberIds } = provider.operations;
  if (listTeamMemberIds === undefined) return [];
  return listTeamMemberIds(team, call).catch((thrown: unknown) => {
    if (thrown instanceof GatewayError && thrown.code === "NOT_FOUND") return [];
    throw thrown;
  });
}

function isFailure(answer: User | GatewayError): boolean {
  return answer instanceof GatewayError;
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

/** Reads the shown users in full where the lists did not; a user who cannot be read stays as listed. */
export async function completeUsers(
  scope: Scope,
  users: readonly User[],
  needs: UserNeeds,
): Promise<{ readonly records: readonly User[]; readonly problems: ReadonlyMap<string, GatewayError> }> {
  const problems = new Map<string, GatewayError>();
  const byKey = new Map(scope.providers.map((provider) => [provider.key, provider]));
  const records = await Promise.all(
    users.map(async (user) => {
      const provider = byKey.get(user.provider);
      if (provider === undefined || tells(provider, user, needs)) return user;
      const full = await scope.loadersOf(provider).user(user.externalId, needs).catch(expected);
      if (!(full instanceof GatewayError)) return full;
      // Somebody who left between the list and the look-up is shown as the list had them.
      if (full.code !== "NOT_FOUND") problems.set(user.provider, full);
      return user;
    }),
  );
  return { records, problems };
}
