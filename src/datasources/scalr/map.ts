import type { Account } from "../../domain/account.ts";
import type { AccountMembership } from "../../domain/accountMembership.ts";
import type { Invitation } from "../../domain/invitation.ts";
import type { Page, PageRequest } from "../../domain/page.ts";
import type { Team } from "../../domain/team.ts";
import type { User } from "../../domain/user.ts";
import type { UserStatus } from "../../generated/enums.ts";
import type { ScalrAccount, ScalrAccountUser, ScalrAccountUserList, ScalrTeam } from "./types.ts";

/** How a record was asked for. */
export interface Asked {
  /** Key of the provider. */
  readonly provider: string;
  readonly form: User["form"];
  /**
   * Whether teams and account were asked for. An answer refers to them in any case, but by id alone: a record
   * without their names must not pass for one that has been read.
   */
  readonly related: boolean;
}

/** The user that an account-user links to. A list tells of one all that there is to tell. */
export function toUser(record: ScalrAccountUser, asked: Asked): User {
  const { provider, form, related } = asked;
  const { id, attributes } = record.user;
  const membership = toMembership(record, asked);
  return {
    provider,
    externalId: id,
    form,
    email: attributes?.email ?? null,
    emailVerified: null,
    username: attributes?.username ?? null,
    firstName: null,
    lastName: null,
    displayName: attributes?.["full-name"] ?? null,
    phoneNumber: null,
    locale: null,
    timezone: null,
    avatarUrl: null,
    status: toStatus(attributes?.status ?? null),
    statusRaw: attributes?.status ?? null,
    role: "UNKNOWN",
    mfa: "UNKNOWN",
    identitySource: "UNKNOWN",
    tags: [],
    customAttributes: null,
    createdAt: attributes?.["created-at"] ?? null,
    updatedAt: null,
    lastLoginAt: attributes?.["last-login-at"] ?? null,
    passwordChangedAt: null,
    teams: membership.teams?.map((team) => ({ team, membershipType: "DIRECT" })) ?? null,
    accountMemberships: related ? [membership] : null,
    invitation: toInvitation(record, membership),
    details: {
      __typename: "ScalrUserDetails",
      accountUserId: record.id,
      identityProviderIds: record.user["identity-providers"],
    },
  };
}

/** A user's status and a link's have the same words. */
function toStatus(status: string | null): UserStatus {
  switch (status) {
    case "Active":
      return "ACTIVE";
    case "Inactive":
      return "DISABLED";
    case "Pending":
      return "PENDING";
    default:
      return "UNKNOWN";
  }
}

/** The link itself: its status is its own, which may differ from the user's. */
function toMembership(record: ScalrAccountUser, { provider, related }: Asked): AccountMembership {
  return {
    provider,
    externalId: record.id,
    userId: record.user.id,
    account: toAccount(record.account, provider),
    teams: related ? record.teams.map((team) => toTeam(team, provider)) : null,
    roles: [],
    status: toStatus(record.status),
    lastLoginAt: record["last-login-at"],
    createdAt: null,
    updatedAt: null,
  };
}

/** Scalr has no record of an invitation: a link that is still pending stands for one. */
function toInvitation(record: ScalrAccountUser, membership: AccountMembership): Invitation | null {
  if (membership.status !== "PENDING") return null;
  return {
    provider: membership.provider,
    externalId: record.id,
    email: record.user.attributes?.email ?? null,
    status: "PENDING",
    origin: "DERIVED_FROM_MEMBERSHIP",
    invitedById: null,
    userId: record.user.id,
    account: membership.account,
    teams: membership.teams,
    roles: [],
    createdAt: null,
    updatedAt: null,
  };
}

function toTeam({ id, name, description, account }: ScalrTeam, provider: string): Team {
  return {
    provider,
    externalId: id,
    name,
    description,
    kind: "TEAM",
    account: toAccount(account, provider),
  };
}

function toAccount(account: ScalrAccount | null, provider: string): Account | null {
  return account && { provider, externalId: account.id, kind: "ACCOUNT", name: account.name };
}

/** Maps a list answer to the page that it was asked for as. */
export function toPage(list: ScalrAccountUserList, { size }: PageRequest, asked: Asked): Page<User> {
  const received = list.items.length + list.rejected.length;
  return {
    items: list.items.map((record) => toUser(record, asked)),
    total: list.totalCount,
    // An empty page is the last one, whatever it says; one that says nothing is when it is not full.
    hasNext: received > 0 && (list.hasNext ?? received >= size),
    rejected: list.rejected,
  };
}
