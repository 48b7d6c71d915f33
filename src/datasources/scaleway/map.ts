import type { Account } from "../../domain/account.ts";
import type { AccountMembership } from "../../domain/accountMembership.ts";
import type { GracePeriod } from "../../domain/gracePeriod.ts";
import type { Invitation } from "../../domain/invitation.ts";
import type { Page, PageRequest } from "../../domain/page.ts";
import type { ListedTeam } from "../../domain/team.ts";
import type { User } from "../../domain/user.ts";
import type { UserOrder } from "../../domain/userFilter.ts";
import type { GracePeriodType, MfaState, UserRole, UserStatus } from "../../generated/enums.ts";
import type { ScalewayGracePeriod, ScalewayGroup, ScalewayList, ScalewayUser } from "./types.ts";

/** Whose records these are: the configured connection. */
export interface Connection {
  /** Key of the provider. */
  readonly provider: string;
  /** The configured organisation, for a record that does not name its own. */
  readonly organizationId: string;
}

/** A user with all that Scaleway tells of one. A list says as much as a look-up: `form` is what was read. */
export function toUser(record: ScalewayUser, form: User["form"], connection: Connection): User {
  const role = toRole(record.type);
  const status = toStatus(record);
  const organizationId = record.organization_id ?? connection.organizationId;
  return {
    provider: connection.provider,
    externalId: record.id,
    form,
    email: record.email,
    emailVerified: null,
    username: record.username,
    firstName: record.first_name,
    lastName: record.last_name,
    displayName: toDisplayName(record),
    phoneNumber: record.phone_number,
    locale: record.locale,
    timezone: null,
    avatarUrl: null,
    status,
    statusRaw: record.status,
    role,
    mfa: toMfa(record.mfa),
    // Single sign-on is a setting of the organisation; every member is a record of IAM's own.
    identitySource: "LOCAL",
    tags: record.tags,
    customAttributes: null,
    createdAt: record.created_at,
    updatedAt: record.updated_at,
    lastLoginAt: record.last_login_at,
    passwordChangedAt: null,
    teams: null,
    accountMemberships: [toMembership(record.id, role, status, toAccount(organizationId, connection))],
    invitation: toInvitation(record, toAccount(organizationId, connection)),
    details: {
      __typename: "ScalewayUserDetails",
      organizationId,
      accountRootUserId: record.account_root_user_id,
      deletable: record.deletable ?? record.type === "member",
    },
  };
}

function toDisplayName({ first_name, last_name, username }: ScalewayUser): string | null {
  const first = first_name?.trim() ?? "";
  const last = last_name?.trim() ?? "";
  const name = first === "" || last === "" ? first + last : `${first} ${last}`;
  return name === "" ? username : name;
}

/** A lock wins over what became of the invitation. */
function toStatus({ locked, status }: ScalewayUser): UserStatus {
  if (locked === true) return "LOCKED";
  if (status === "activated") return "ACTIVE";
  if (status === "invitation_pending") return "PENDING";
  return "UNKNOWN";
}

function toRole(type: string | null): UserRole {
  if (type === "owner") return "OWNER";
  if (type === "member") return "MEMBER";
  return "UNKNOWN";
}

function toMfa(mfa: boolean | null): MfaState {
  if (mfa === null) return "UNKNOWN";
  return mfa ? "ENABLED" : "DISABLED";
}

function toAccount(organizationId: string, { provider }: Connection): Account {
  return { provider, externalId: organizationId, kind: "ORGANIZATION", name: null };
}

/** The one membership of a user: in the organisation that it is a record of. Scaleway has no id for it. */
function toMembership(
  userId: string,
  role: UserRole,
  status: UserStatus,
  account: Account,
): AccountMembership {
  return {
    provider: account.provider,
    externalId: `${userId}~${account.externalId}`,
    userId,
    account,
    teams: null,
    roles: [role === "OWNER" ? "OWNER" : "MEMBER"],
    status,
    lastLoginAt: null,
    createdAt: null,
    updatedAt: null,
  };
}

/** The invitation that a user stands for until it is taken up. Scaleway has no record of its own for it. */
function toInvitation(record: ScalewayUser, account: Account): Invitation | null {
  if (record.status !== "invitation_pending") return null;
  return {
    provider: account.provider,
    externalId: record.id,
    email: record.email,
    status: "PENDING",
    origin: "DERIVED_FROM_USER",
    invitedById: null,
    userId: record.id,
    account,
    teams: null,
    roles: [],
    createdAt: record.created_at,
    updatedAt: null,
  };
}

export function toTeam(record: ScalewayGroup, connection: Connection): ListedTeam {
  return {
    provider: connection.provider,
    externalId: record.id,
    name: record.name,
    description: record.description,
    kind: "GROUP",
    account: toAccount(record.organization_id ?? connection.organizationId, connection),
    memberIds: record.user_ids,
  };
}

/** `userId` is the user that was asked for: the record does not name it. */
export function toGracePeriod(
  record: ScalewayGracePeriod,
  userId: string,
  connection: Connection,
): GracePeriod {
  return {
    provider: connection.provider,
    userId,
    type: toGracePeriodType(record.type),
    createdAt: record.created_at,
    expiresAt: record.expires_at,
  };
}

function toGracePeriodType(type: string | null): GracePeriodType {
  if (type === "update_password") return "UPDATE_PASSWORD";
  if (type === "set_mfa") return "SET_MFA";
  return "UNKNOWN";
}

/** Maps a list answer to the page that it was asked for as. */
export function toPage<From, To>(
  list: ScalewayList<From>,
  request: PageRequest,
  map: (record: From) => To,
): Page<To> {
  return {
    items: list.items.map(map),
    total: list.total_count,
    hasNext: hasNext(list, request),
    rejected: list.rejected,
  };
}

/** By the count where there is one, else by a full page. An empty page is the last, whatever the count. */
export function hasNext(list: ScalewayList<unknown>, { number, size }: PageRequest): boolean {
  const received = list.items.length + list.rejected.length;
  if (received === 0) return false;
  return list.total_count === null ? received >= size : (number + 1) * size < list.total_count;
}

/** The `mfa` parameter that finds just the users with one of these states; null where none does. */
export function mfaParameter(states: readonly MfaState[]): boolean | null {
  const enabled = states.includes("ENABLED");
  return enabled === states.includes("DISABLED") ? null : enabled;
}

/** The `type` parameter that finds just the users with one of these roles; null where none does. */
export function typeParameter(roles: readonly UserRole[]): "owner" | "member" | null {
  const owner = roles.includes("OWNER");
  // `unknown_type` does not find users of an unknown type: it means that the type does not matter.
  if (owner === roles.includes("MEMBER") || roles.includes("UNKNOWN")) return null;
  return owner ? "owner" : "member";
}

/** The `order_by` word; creation, oldest first, is the default order of the API as well. */
export function orderParameter(order: UserOrder | null): "created_at_asc" | "created_at_desc" {
  return order?.field === "CREATED_AT" && order.direction === "DESC" ? "created_at_desc" : "created_at_asc";
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether the id has the form that Scaleway documents for all of its own. */
export function isUuid(id: string): boolean {
  return UUID.test(id);
}
