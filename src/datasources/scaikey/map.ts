import type { Account } from "../../domain/account.ts";
import type { AccountMembership } from "../../domain/accountMembership.ts";
import type { IdentitySourceMismatch } from "../../domain/identitySourceMismatch.ts";
import type { Invitation } from "../../domain/invitation.ts";
import type { Page, PageRequest } from "../../domain/page.ts";
import type { Team, TeamMembership } from "../../domain/team.ts";
import type { User } from "../../domain/user.ts";
import type { IdentitySource, MembershipType, MfaState, UserStatus } from "../../generated/enums.ts";
import type {
  IdentitySourceMismatchRecord,
  UserGroupMembership,
  UserListItem,
  UserListPage,
  UserResponse,
} from "./types.ts";

/** Where a record was read. */
interface Scope {
  /** The provider's key. */
  readonly provider: string;
  /** The tenant that was asked; null on the admin surface, where only the record can tell it. */
  readonly tenantId: string | null;
}

/** A row of a list as a domain user in `list` form. */
function fromListItem(row: UserListItem, scope: Scope): User {
  return {
    form: "list",
    emailVerified: null,
    username: null,
    firstName: null,
    lastName: null,
    phoneNumber: null,
    locale: null,
    timezone: null,
    avatarUrl: null,
    customAttributes: null,
    createdAt: null,
    updatedAt: null,
    passwordChangedAt: null,
    details: {
      __typename: "ScaiKeyUserDetails",
      tenantId: tenantOf(row, scope),
      ouId: null,
      ouPath: row.ou_path,
    },
    // Behind the rest: what is added to a copied object gives each result a shape of its own, at 2 µs a field.
    ...listedParts(row, scope, null),
  };
}

/** A single user as a domain user in `full` form; `teams` is null where `groups` is not sent. */
export function fromUserResponse(user: UserResponse, scope: Scope): User {
  const teams = user.groups === null ? null : toTeamMemberships(user.groups, scope, tenantOf(user, scope));
  return {
    form: "full",
    emailVerified: user.email_verified,
    username: user.username,
    firstName: user.first_name,
    lastName: user.last_name,
    phoneNumber: user.phone,
    locale: user.locale,
    timezone: user.timezone,
    avatarUrl: user.avatar_url,
    customAttributes: user.custom_attributes,
    createdAt: user.created_at,
    updatedAt: user.updated_at,
    passwordChangedAt: user.password_changed_at,
    details: {
      __typename: "ScaiKeyUserDetails",
      tenantId: tenantOf(user, scope),
      ouId: user.ou_id,
      ouPath: user.ou_path,
    },
    ...listedParts(user, scope, teams),
  };
}

/** What both forms tell. */
function listedParts(row: UserListItem, scope: Scope, teams: readonly TeamMembership[] | null) {
  const status = toUserStatus(row.status);
  const account = toAccount(tenantOf(row, scope), scope);
  const teamsAlone = teams === null ? null : teams.map(({ team }) => team);
  return {
    provider: scope.provider,
    externalId: row.id,
    email: row.email,
    displayName: row.display_name,
    status,
    statusRaw: row.status,
    role: "UNKNOWN",
    mfa: toMfaState(row.mfa_enabled),
    identitySource: toIdentitySource(row.identity_source),
    tags: [],
    lastLoginAt: row.last_login_at,
    teams,
    accountMemberships: account === null ? null : [toAccountMembership(row.id, account, status, teamsAlone)],
    invitation: status === "PENDING" ? toInvitation(row, account, teamsAlone, scope) : null,
  } as const;
}

function tenantOf(row: UserListItem, scope: Scope): string | null {
  return scope.tenantId ?? row.tenant_id;
}

function toAccount(tenantId: string | null, { provider }: Scope): Account | null {
  return tenantId === null ? null : { provider, externalId: tenantId, kind: "TENANT", name: null };
}

/** ScaiKey has no record of the link itself: its id is made of the two it joins. */
function toAccountMembership(
  userId: string,
  account: Account,
  status: UserStatus,
  teams: readonly Team[] | null,
): AccountMembership {
  return {
    provider: account.provider,
    externalId: `${userId}~${account.externalId}`,
    userId,
    account,
    teams,
    roles: [],
    status,
    lastLoginAt: null,
    createdAt: null,
    updatedAt: null,
  };
}

/** ScaiKey keeps no invitations; a user who has yet to be verified or approved stands for one. */
function toInvitation(
  row: UserListItem,
  account: Account | null,
  teams: readonly Team[] | null,
  { provider }: Scope,
): Invitation {
  return {
    provider,
    externalId: row.id,
    email: row.email,
    status: "PENDING",
    origin: "DERIVED_FROM_USER",
    invitedById: null,
    userId: row.id,
    account,
    teams,
    roles: [],
    createdAt: null,
    updatedAt: null,
  };
}

/** A user's groups as teams. */
export function toTeamMemberships(
  groups: readonly UserGroupMembership[],
  scope: Scope,
  tenantId: string | null,
): readonly TeamMembership[] {
  return groups.map((group) => ({
    team: {
      provider: scope.provider,
      externalId: group.group_id,
      name: group.name,
      description: null,
      kind: "GROUP",
      account: toAccount(tenantId, scope),
    },
    membershipType: MEMBERSHIP_TYPES.get(group.membership_type ?? "") ?? "UNKNOWN",
  }));
}

/**
 * A page of a list in domain terms. Without a count of pages, the page is the last one where it brings the
 * total to exactly what was promised, or where it is not full; an empty page always is.
 */
export function toUserPage(list: UserListPage, request: PageRequest, scope: Scope): Page<User> {
  return {
    items: list.items.map((row) => fromListItem(row, scope)),
    total: list.total_items,
    hasNext: hasNext(list, request),
    rejected: list.rejected,
  };
}

function hasNext(list: UserListPage, { number, size }: PageRequest): boolean {
  const rows = list.items.length + list.rejected.length;
  if (rows === 0) return false;
  if (list.total_pages !== null) return number + 1 < list.total_pages;
  if (list.total_items !== null) return number * size + rows !== list.total_items;
  return rows === size;
}

/** One line of the mismatch report. `fixed` is what the record does not say itself. */
export function toIdentitySourceMismatch(
  record: IdentitySourceMismatchRecord,
  { provider }: Scope,
  fixed: boolean,
): IdentitySourceMismatch {
  return {
    provider,
    externalId: record.user_id,
    email: record.email,
    current: toIdentitySource(record.current),
    expected: toIdentitySource(record.expected),
    fixed: record.fixed ?? fixed,
  };
}

/** ScaiKey's one word for all of these statuses, or undefined where it takes several words or has none. */
export function toUpstreamStatus(statuses: readonly UserStatus[]): string | undefined {
  const [status, ...others] = new Set(statuses);
  if (others.length > 0) return undefined;
  return status === "ACTIVE" || status === "DISABLED" || status === "LOCKED" ? status : undefined;
}

/** The value of ScaiKey's MFA filter for all of these states, or undefined where no single value serves. */
export function toUpstreamMfa(states: readonly MfaState[]): boolean | undefined {
  const [state, ...others] = new Set(states);
  if (others.length > 0) return undefined;
  return state === "ENABLED" ? true : state === "DISABLED" ? false : undefined;
}

const STATUSES: ReadonlyMap<string, UserStatus> = new Map([
  ["ACTIVE", "ACTIVE"],
  ["PENDING_EMAIL_VERIFICATION", "PENDING"],
  ["PENDING_APPROVAL", "PENDING"],
  ["DISABLED", "DISABLED"],
  ["LOCKED", "LOCKED"],
] as const);

const IDENTITY_SOURCES: ReadonlyMap<string, IdentitySource> = new Map(
  (["LOCAL", "OIDC", "SAML", "SCIM", "LDAP"] as const).map((word) => [word, word]),
);

const MEMBERSHIP_TYPES: ReadonlyMap<string, MembershipType> = new Map(
  (["DIRECT", "INHERITED"] as const).map((word) => [word, word]),
);

function toUserStatus(word: string | null): UserStatus {
  return STATUSES.get(word ?? "") ?? "UNKNOWN";
}

function toIdentitySource(word: string | null): IdentitySource {
  return IDENTITY_SOURCES.get(word ?? "") ?? "UNKNOWN";
}

/** Not told is not the same as off. */
function toMfaState(enabled: boolean | null): MfaState {
  if (enabled === null) return "UNKNOWN";
  return enabled ? "ENABLED" : "DISABLED";
}
