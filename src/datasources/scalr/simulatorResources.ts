import {
  type AccountUser,
  IDENTITY_PROVIDER_ID,
  type InstalledAccount,
  type InstalledState,
  type InstalledTeam,
  type InstalledUser,
} from "./simulatorState.ts";

interface Identifier {
  readonly id: string;
  readonly type: string;
}

/** How records are shown. */
export interface ShowOptions {
  /** The address that links of resources begin with. */
  readonly base: string;
  /** False: account-users come without `last-login-at`, as they did in older releases. */
  readonly lastLogin: boolean;
  /** True: a user without a name has an empty one rather than null. */
  readonly emptyNames: boolean;
}

/** The relationships of an account-user that can be included. */
const INCLUDABLE = ["account", "teams", "user"] as const;
export type Includable = (typeof INCLUDABLE)[number];

export const isIncludable = (name: string): name is Includable => INCLUDABLE.some((known) => known === name);

const toTime = (milliseconds: number | null): string | null =>
  milliseconds === null ? null : new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/, "Z");

const one = (type: string, id: string | null): { readonly data: Identifier | null } => ({
  data: id === null ? null : { id, type },
});

const many = (type: string, ids: readonly string[]): { readonly data: readonly Identifier[] } => ({
  data: ids.map((id) => ({ id, type })),
});

/** The ids of the user's teams that count in the account: its own and those of the whole installation. */
export function teamIdsIn(state: InstalledState, { userId, accountId }: AccountUser): readonly string[] {
  const ids = state.users.get(userId)?.teamIds ?? [];
  return ids.filter((id) => {
    const account = state.teams.get(id)?.accountId;
    return account === null || account === accountId;
  });
}

/** The ids of the users of every team. */
function usersByTeam(state: InstalledState): ReadonlyMap<string, readonly string[]> {
  const users = new Map<string, string[]>();
  for (const { id, teamIds } of state.users.values()) {
    for (const team of teamIds) {
      const members = users.get(team) ?? [];
      members.push(id);
      users.set(team, members);
    }
  }
  return users;
}

/** An account-user as a JSON:API resource. */
export function accountUserResource(state: InstalledState, accountUser: AccountUser, options: ShowOptions) {
  const { id, accountId, userId, status, lastLoginAt } = accountUser;
  const lastLogin = options.lastLogin ? { "last-login-at": toTime(lastLoginAt) } : {};
  return {
    attributes: { status, ...lastLogin },
    id,
    links: {},
    relationships: {
      account: one("accounts", accountId),
      teams: many("teams", teamIdsIn(state, accountUser)),
      user: one("users", userId),
    },
    type: "account-users",
  };
}

function userResource(user: InstalledUser, { base, emptyNames }: ShowOptions) {
  const { id, email, fullName, username, status, createdAt, lastLoginAt } = user;
  return {
    attributes: {
      "created-at": toTime(createdAt),
      email,
      "full-name": fullName === "" && !emptyNames ? null : fullName,
      "last-login-at": toTime(lastLoginAt),
      status,
      username,
    },
    id,
    links: { self: `${base}/users/${id}` },
    relationships: {
      "identity-providers": many("identity-providers", user.identityProviderIds),
      teams: many("teams", user.teamIds),
    },
    type: "users",
  };
}

function teamResource(team: InstalledTeam, userIds: readonly string[], { base }: ShowOptions) {
  const { id, name, description } = team;
  return {
    attributes: { description, name },
    id,
    links: { self: `${base}/teams/${id}` },
    relationships: {
      account: one("accounts", team.accountId),
      "identity-provider": one("identity-providers", team.identityProviderId),
      users: many("users", userIds),
    },
    type: "teams",
  };
}

function accountResource(account: InstalledAccount, { base }: ShowOptions) {
  const { id, name, createdAt, ownerId } = account;
  return {
    attributes: {
      "allowed-ips": [],
      "created-at": toTime(createdAt),
      "last-login-attempt-at": null,
      "login-attempts": 0,
      name,
      quotas: { users: { max: 1000 } },
      "support-access-enabled": false,
    },
    id,
    links: { self: `${base}/accounts/${id}` },
    relationships: {
      "billing-plan": { data: null },
      "identity-provider": one("identity-providers", IDENTITY_PROVIDER_ID),
      owner: one("users", ownerId),
    },
    type: "accounts",
  };
}

/** The records with these ids, each once; those that are gone are left out. */
function pick<Item>(items: ReadonlyMap<string, Item>, ids: readonly (string | null)[]): Item[] {
  return [...new Set(ids)].flatMap((id) => {
    const item = id === null ? undefined : items.get(id);
    return item === undefined ? [] : [item];
  });
}

/** What `include` adds to a document: every resource once. Null where nothing was asked for. */
export function includedResources(
  state: InstalledState,
  shown: readonly AccountUser[],
  include: readonly Includable[],
  options: ShowOptions,
): readonly unknown[] | null {
  if (include.length === 0) return null;
  const members = include.includes("teams") ? usersByTeam(state) : new Map<string, readonly string[]>();
  const resources = {
    account: () =>
      pick(
        state.accounts,
        shown.map(({ accountId }) => accountId),
      ).map((account) => accountResource(account, options)),
    teams: () =>
      pick(
        state.teams,
        shown.flatMap((accountUser) => teamIdsIn(state, accountUser)),
      ).map((team) => teamResource(team, members.get(team.id) ?? [], options)),
    user: () =>
      pick(
        state.users,
        shown.map(({ userId }) => userId),
      ).map((user) => userResource(user, options)),
  };
  return [...new Set(include)].flatMap((name): readonly unknown[] => resources[name]());
}
