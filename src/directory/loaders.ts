import DataLoader from "dataloader";
import { type Call, callWith } from "../datasources/call.ts";
import { inParallel } from "../datasources/http/limit.ts";
import type { Provider } from "../datasources/provider.ts";
import { GatewayError, toGatewayError } from "../domain/errors.ts";
import type { GracePeriod } from "../domain/gracePeriod.ts";
import type { ListedTeam, TeamMembership } from "../domain/team.ts";
import type { User, UserField, UserNeeds } from "../domain/user.ts";
import { findInList } from "./findInList.ts";
import { lazily } from "./lazily.ts";
import type { PageReader } from "./pages.ts";

/** Looks single records of one provider up, for one request, with the fewest calls that its API allows. */
export interface Loaders {
  /** The user with what `needs` names read. NOT_FOUND when there is none; a failure fails this key alone. */
  readonly user: (id: string, needs: UserNeeds) => Promise<User>;
  readonly teamsOf: (userId: string) => Promise<readonly TeamMembership[]>;
  /** The teams of a user that were read before; undefined where they were not. */
  readonly teamsAtHand: (userId: string) => readonly TeamMembership[] | undefined;
  /** Reads the teams of these users at once. What fails is told to whoever asks for them then. */
  readonly lookAhead: (userIds: readonly string[]) => Promise<void>;
  readonly gracePeriodsOf: (userId: string) => Promise<readonly GracePeriod[]>;
  /** The user whose credential the gateway holds, asked for once; null where the provider cannot say. */
  readonly currentUser: (needs: UserNeeds) => Promise<User | null>;
  /** The ids of a team's members, where the provider tells ids; none for a team that is not there. */
  readonly memberIdsOf: (teamId: string) => Promise<readonly string[]>;
  /** Remembers the members of a team that a list has told. */
  readonly primeTeam: (team: ListedTeam) => void;
  /** Remembers users that a list has told, so that a look-up of them costs nothing. */
  readonly prime: (users: readonly User[]) => void;
  /** When the oldest of what was asked for earlier was, in milliseconds since the epoch; null for nothing such. */
  readonly oldest: () => number | null;
}

interface UserKey {
  readonly id: string;
  readonly needs: UserNeeds;
}

export function createLoaders(provider: Provider, asking: Call, pages: PageReader<User>): Loaders {
  let oldest: number | null = null;
  const call = callWith(asking, {
    olderAnswer(askedAt) {
      oldest = Math.min(askedAt, oldest ?? askedAt);
    },
  });
  const known = new Map<string, User>();
  const memberIds = new Map<string, Promise<readonly string[]>>();
  const currentUsers = new Map<string, Promise<User>>();
  const { operations } = provider;

  const remember = (user: User): void => {
    const before = known.get(user.externalId);
    if (before === undefined || tellsMore(user, before)) known.set(user.externalId, user);
  };

  const users = new DataLoader<UserKey, User, string>(
    async (keys) => {
      const ids = [...new Set(keys.map(({ id }) => id))];
      const needs = new Set<UserField>();
      for (const key of keys) for (const field of key.needs) needs.add(field);
      const found = await loadUsers(provider, ids, needs, call, pages);
      return keys.map(({ id }) => found.get(id) ?? noSuchUser(provider, id));
    },
    { cacheKeyFn: ({ id, needs }) => `${id} ${keyOf(needs)}` },
  );

  const readTeams = new Map<string, readonly TeamMembership[]>();
  async function loadTeams(ids: readonly string[]): Promise<(readonly TeamMembership[] | GatewayError)[]> {
    const { getTeamsOfUsers } = operations;
    if (getTeamsOfUsers === undefined) return ids.map(() => unsupported(provider, "User.teams"));
    const chunks = chunk(ids, provider.teamsPerCall);
    const answers = await inParallel(chunks, provider.maxConcurrency, (one) =>
      settle(provider, getTeamsOfUsers(one, call)),
    );
    return ids.map((id, index) => {
      const answer = answers[Math.floor(index / provider.teamsPerCall)];
      if (answer instanceof GatewayError) return answer;
      const memberships = answer?.get(id) ?? [];
      readTeams.set(id, memberships);
      return memberships;
    });
  }
  const teams = lazily(
    () =>
      new DataLoader<string, readonly TeamMembership[]>(loadTeams, {
        maxBatchSize: Number.POSITIVE_INFINITY,
      }),
  );

  const gracePeriods = lazily(
    () =>
      new DataLoader<string, readonly GracePeriod[]>(async (ids) => {
        const { getGracePeriods } = operations;
        if (getGracePeriods === undefined) return ids.map(() => unsupported(provider, "User.gracePeriods"));
        return inParallel(ids, provider.maxConcurrency, (id) => settle(provider, getGracePeriods(id, call)));
      }),
  );

  return {
    async user(id, needs) {
      const reduced = reduce(provider, needs);
      const before = known.get(id);
      if (before !== undefined && tells(provider, before, reduced)) return before;
      const user = await users.load({ id, needs: reduced });
      remember(user);
      return user;
    },
    teamsOf: (userId) => teams().load(userId),
    teamsAtHand: (userId) => readTeams.get(userId),
    async lookAhead(userIds) {
      await teams().loadMany(userIds);
    },
    memberIdsOf(teamId) {
      const before = memberIds.get(teamId) ?? readMemberIds(provider, teamId, call);
      memberIds.set(teamId, before);
      return before;
    },
    primeTeam: (team) => void memberIds.set(team.externalId, Promise.resolve(team.memberIds)),
    gracePeriodsOf: (userId) => gracePeriods().load(userId),
    async currentUser(needs) {
      const { getCurrentUser } = operations;
      if (getCurrentUser === undefined) return null;
      const reduced = reduce(provider, needs);
      const key = keyOf(reduced);
      const asked = currentUsers.get(key) ?? getCurrentUser(reduced, call);
      currentUsers.set(key, asked);
      const user = await asked;
      remember(user);
      return user;
    },
    prime: (list) => list.forEach(remember),
    oldest: () => oldest,
  };
}

async function readMemberIds(provider: Provider, teamId: string, call: Call): Promise<readonly string[]> {
  const { listTeamMemberIds } = provider.operations;
  if (listTeamMemberIds === undefined) return [];
  const ids = await settle(provider, listTeamMemberIds(teamId, call));
  if (!(ids instanceof GatewayError)) return ids;
  if (ids.code === "NOT_FOUND") return [];
  throw ids;
}

/** Only what is not in every answer anyway makes a difference to how a user is read. */
function reduce({ fields }: Provider, needs: UserNeeds): UserNeeds {
  const reduced = new Set<UserField>();
  for (const field of needs) {
    const source = fields[field];
    if (source === "full" || source === "include") reduced.add(field);
  }
  return reduced;
}

function keyOf(needs: UserNeeds): string {
  return [...needs].sort().join();
}

/** Whether a record that is at hand already holds what is needed. */
export function tells(provider: Provider, user: User, needs: UserNeeds): boolean {
  return [...needs].every((field) => {
    const source = provider.fields[field];
    // A single user may come without its teams where nobody asked for them.
    if (source === "full") return user.form === "full" && (field !== "teams" || user.teams !== null);
    return source !== "include" || holds(user, field);
  });
}

function holds(user: User, field: UserField): boolean {
  if (field === "teams") return user.teams !== null;
  if (field === "accountMemberships") return user.accountMemberships !== null;
  if (field === "invitations") return user.invitation === null || user.invitation.teams !== null;
  if (field === "customAttributes") return user.customAttributes !== null;
  return true;
}

function tellsMore(user: User, before: User): boolean {
  const worth = ({ form, teams, accountMemberships }: User): number =>
    Number(form === "full") * 4 + Number(teams !== null) * 2 + Number(accountMemberships !== null);
  return worth(user) >= worth(before);
}

type Found = ReadonlyMap<string, User | GatewayError>;

/**
 * Users by id, by whichever way costs the fewest calls for the ids at hand: a list filtered by ids, the whole
 * list, or each by itself. An id that is in no answer is left out of the result.
 */
async function loadUsers(
  provider: Provider,
  ids: readonly string[],
  needs: UserNeeds,
  call: Call,
  pages: PageReader<User>,
): Promise<Found> {
  const { getUsers, getUser } = provider.operations;
  const { idsPerCall, single } = provider.userLookup;
  const singly = (wanted: readonly string[]): Promise<Found> => oneByOne(provider, wanted, needs, call);
  if (getUsers !== undefined && idsPerCall > 0 && (ids.length > 1 || getUser === undefined)) {
    return byIds(getUsers, provider, ids, needs, call);
  }
  const full = [...needs].some((field) => provider.fields[field] === "full");
  if (single && (full || ids.length === 1)) return singly(ids);
  const listed = await findInList(provider, ids, needs, call, pages).catch(toGatewayError);
  if (listed instanceof GatewayError) return new Map(ids.map((id) => [id, listed]));
  if (!single) return listed.found;
  const proven = listed.complete && provider.userLookup.listProvesAbsence;
  const open = ids.filter((id) => {
    const user = listed.found.get(id);
    return user === undefined ? !proven : !tells(provider, user, needs);
  });
  return open.length === 0 ? listed.found : new Map([...listed.found, ...(await singly(open))]);
}

async function byIds(
  getUsers: NonNullable<Provider["operations"]["getUsers"]>,
  provider: Provider,
  ids: readonly string[],
  needs: UserNeeds,
  call: Call,
): Promise<Found> {
  const found = new Map<string, User | GatewayError>();
  const chunks = chunk(ids, provider.userLookup.idsPerCall);
  await inParallel(chunks, provider.maxConcurrency, async (one) => {
    const page = await settle(provider, getUsers(one, needs, call));
    if (page instanceof GatewayError) for (const id of one) found.set(id, page);
    else for (const user of page.items) found.set(user.externalId, user);
  });
  return found;
}

async function oneByOne(
  provider: Provider,
  ids: readonly string[],
  needs: UserNeeds,
  call: Call,
): Promise<Found> {
  const { getUser } = provider.operations;
  if (getUser === undefined) return new Map();
  const answers = await inParallel(ids, provider.maxConcurrency, (id) =>
    settle(provider, getUser(id, needs, call)),
  );
  const found = new Map<string, User | GatewayError>();
  for (const [index, id] of ids.entries()) {
    const answer = answers[index];
    if (answer !== undefined) found.set(id, answer);
  }
  return found;
}

/**
 * An expected failure as a value, so that one key's failure is not another's; it names the provider, also where
 * it was thrown before one was asked. Bugs still throw.
 */
function settle<T>({ key }: Provider, promise: Promise<T>): Promise<T | GatewayError> {
  return promise.catch((thrown: unknown) => {
    if (!(thrown instanceof GatewayError)) throw thrown;
    return thrown.provider === undefined
      ? new GatewayError(thrown.code, thrown.message, { provider: key, cause: thrown })
      : thrown;
  });
}

function noSuchUser(provider: Provider, _id: string): GatewayError {
  return new GatewayError("NOT_FOUND", `${provider.key} has no user of this id.`, { provider: provider.key });
}

/** The refusal of an operation that the provider's table calls missing. */
export function unsupported(provider: Provider, operation: keyof Provider["capabilities"]): GatewayError {
  const support = provider.capabilities[operation];
  const reason = "missing" in support ? support.missing : "it cannot be answered this way";
  return new GatewayError(
    "UNSUPPORTED_OPERATION",
    `${provider.displayName} cannot do ${operation}: ${reason}`,
    {
      provider: provider.key,
    },
  );
}

function chunk<T>(values: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(values.length / size) }, (_, index) =>
    values.slice(index * size, (index + 1) * size),
  );
}
