import type { Account } from "../../domain/account.ts";
import type { AccountMembership } from "../../domain/accountMembership.ts";
import type { TeamMembership } from "../../domain/team.ts";
import type { SamsungUserDetails, User } from "../../domain/user.ts";
import type { IdentitySource, UserStatus } from "../../generated/enums.ts";
import type { IamAccessKey, IamGroup, IamUser } from "./types.ts";

/** Where a user was read from. */
export interface Origin {
  /** The provider's key. */
  readonly provider: string;
  /** The account that was asked. */
  readonly accountId: string;
}

/**
 * One user as Roster knows users, always in `full` form, since the list tells all there is. The API tells no
 * MFA state, no role and no invitations; the membership in the account is made up from the account's id.
 */
export function toUser(user: IamUser, origin: Origin): User {
  const { provider } = origin;
  const account: Account = {
    provider,
    externalId: user.account_id ?? origin.accountId,
    kind: "ACCOUNT",
    name: null,
  };
  const status = toStatus(user.state);
  const teams = toTeams(user.groups, account);
  return {
    provider,
    externalId: user.id,
    form: "full",
    email: user.email,
    emailVerified: user.email_authenticated,
    username: user.user_name,
    firstName: user.first_name,
    lastName: user.last_name,
    displayName: user.name ?? user.user_name,
    phoneNumber: null,
    locale: null,
    timezone: user.timezone,
    avatarUrl: null,
    status,
    statusRaw: user.state,
    role: "UNKNOWN",
    mfa: "UNKNOWN",
    identitySource: toIdentitySource(user.type),
    tags: [],
    customAttributes: null,
    createdAt: user.created_at,
    updatedAt: user.modified_at,
    lastLoginAt: user.last_login_at,
    passwordChangedAt: user.last_password_update_at,
    teams,
    accountMemberships: [toMembership(user.id, account, teams, status)],
    invitation: null,
    details: toDetails(user, account.externalId),
  };
}

/** The API reference lists no words for `state`; whatever is not one of these is UNKNOWN. */
function toStatus(state: string | null): UserStatus {
  switch (state?.toUpperCase()) {
    case "ACTIVE":
      return "ACTIVE";
    case "INACTIVE":
      return "DISABLED";
    default:
      return "UNKNOWN";
  }
}

/** Only `IAM`, the account's own users, is known to be local; where others come from is not documented. */
function toIdentitySource(type: string | null): IdentitySource {
  return type?.toUpperCase() === "IAM" ? "LOCAL" : "UNKNOWN";
}

/** The user's groups, each once: a list with the same group twice would have two records of one id. */
function toTeams(groups: readonly IamGroup[], account: Account): readonly TeamMembership[] {
  const byId = new Map<string, TeamMembership>();
  for (const { id, name } of groups) {
    const externalId = id ?? `name:${name}`;
    byId.set(externalId, {
      team: { provider: account.provider, externalId, name, description: null, kind: "GROUP", account },
      membershipType: "DIRECT",
    });
  }
  return [...byId.values()];
}

function toMembership(
  userId: string,
  account: Account,
  teams: readonly TeamMembership[],
  status: UserStatus,
): AccountMembership {
  return {
    provider: account.provider,
    externalId: `${userId}~${account.externalId}`,
    userId,
    account,
    teams: teams.map(({ team }) => team),
    roles: [],
    status,
    lastLoginAt: null,
    createdAt: null,
    updatedAt: null,
  };
}

function toDetails(user: IamUser, accountId: string): SamsungUserDetails {
  return {
    __typename: "SamsungUserDetails",
    accountId,
    state: user.state,
    type: user.type,
    companyName: user.company_name,
    description: user.description,
    createdBy: user.created_by,
    modifiedBy: user.modified_by,
    passwordReuseCount: user.password_reuse_count,
    utcOffset: user.utc_offset,
    dstOffset: user.dst_offset,
    tzId: user.tz_id,
    phoneVerified: user.phone_authenticated,
    policies: user.policies,
    accessKeys: user.access_keys.map(toAccessKey),
  };
}

function toAccessKey(key: IamAccessKey): SamsungUserDetails["accessKeys"][number] {
  return {
    id: key.id,
    accessKey: key.access_key,
    createdAt: key.created_at,
    expiresAt: key.expiration_timestamp,
    enabled: key.is_enabled,
  };
}
