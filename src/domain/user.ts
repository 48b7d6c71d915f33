import type { IdentitySource, MfaState, UserRole, UserStatus } from "../generated/enums.ts";
import type { AccountMembership } from "./accountMembership.ts";
import type { Invitation } from "./invitation.ts";
import type { TeamMembership } from "./team.ts";

export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * One person's account at one provider.
 *
 * Text is null where the provider has none; timestamps are RFC 3339 in UTC with `Z` and keep the provider's
 * fraction. A record read from a list may lack what only a look-up of the single user tells (`form`), or what
 * has to be asked for (`teams`, `accountMemberships`); the directory asks for what a selection needs before it
 * hands a record to a resolver.
 */
export interface User {
  /** Key of the provider, as in the configuration. */
  readonly provider: string;
  readonly externalId: string;
  /** `list`: fields that the provider tells only of a single user are null because they were not read. */
  readonly form: "list" | "full";

  readonly email: string | null;
  readonly emailVerified: boolean | null;
  readonly username: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly displayName: string | null;
  readonly phoneNumber: string | null;
  readonly locale: string | null;
  readonly timezone: string | null;
  readonly avatarUrl: string | null;

  readonly status: UserStatus;
  /** The provider's own word for the status, also when Roster does not know it. */
  readonly statusRaw: string | null;
  readonly role: UserRole;
  readonly mfa: MfaState;
  readonly identitySource: IdentitySource;

  readonly tags: readonly string[];
  readonly customAttributes: JsonObject | null;

  readonly createdAt: string | null;
  readonly updatedAt: string | null;
  readonly lastLoginAt: string | null;
  readonly passwordChangedAt: string | null;

  /** Null where they were not part of the answer that this record was read from. */
  readonly teams: readonly TeamMembership[] | null;
  /** Null where they were not part of the answer that this record was read from. */
  readonly accountMemberships: readonly AccountMembership[] | null;
  /** The open invitation that this user stands for, if it stands for one. */
  readonly invitation: Invitation | null;

  readonly details: UserDetails;
}

/** The fields of the schema's User that a provider either reports or does not. */
export const USER_FIELDS = [
  "email",
  "emailVerified",
  "username",
  "firstName",
  "lastName",
  "displayName",
  "phoneNumber",
  "locale",
  "timezone",
  "avatarUrl",
  "status",
  "statusRaw",
  "role",
  "mfa",
  "identitySource",
  "tags",
  "customAttributes",
  "createdAt",
  "updatedAt",
  "lastLoginAt",
  "passwordChangedAt",
  "teams",
  "accountMemberships",
  "invitations",
  "gracePeriods",
  "details",
] as const;

export type UserField = (typeof USER_FIELDS)[number];

const USER_FIELD_NAMES: ReadonlySet<string> = new Set(USER_FIELDS);

export function isUserField(name: string): name is UserField {
  return USER_FIELD_NAMES.has(name);
}

/** What a selection asks of a user; a record handed out for it has these fields read. */
export type UserNeeds = ReadonlySet<UserField>;

export const EVERY_USER_FIELD: UserNeeds = new Set(USER_FIELDS);

/** What only the user's own provider knows. `__typename` is the member of the schema's union. */
export type UserDetails =
  | ScalewayUserDetails
  | SamsungUserDetails
  | ScaiKeyUserDetails
  | EquinixUserDetails
  | ScalrUserDetails;

export interface ScalewayUserDetails {
  readonly __typename: "ScalewayUserDetails";
  readonly organizationId: string;
  readonly accountRootUserId: string | null;
  readonly deletable: boolean;
}

export interface SamsungUserDetails {
  readonly __typename: "SamsungUserDetails";
  readonly accountId: string;
  readonly state: string | null;
  readonly type: string | null;
  readonly companyName: string | null;
  readonly description: string | null;
  readonly createdBy: string | null;
  readonly modifiedBy: string | null;
  readonly passwordReuseCount: number | null;
  readonly utcOffset: string | null;
  readonly dstOffset: string | null;
  readonly tzId: string | null;
  readonly phoneVerified: boolean | null;
  readonly policies: readonly { readonly id: string | null; readonly name: string | null }[];
  readonly accessKeys: readonly {
    readonly id: string;
    readonly accessKey: string | null;
    readonly createdAt: string | null;
    readonly expiresAt: string | null;
    readonly enabled: boolean | null;
  }[];
}

export interface ScaiKeyUserDetails {
  readonly __typename: "ScaiKeyUserDetails";
  readonly tenantId: string | null;
  readonly ouId: string | null;
  readonly ouPath: string | null;
}

export interface EquinixUserDetails {
  readonly __typename: "EquinixUserDetails";
  readonly shortId: string | null;
  readonly defaultOrganizationId: string | null;
  readonly defaultProjectId: string | null;
  readonly maxProjects: number | null;
  readonly maxOrganizations: number | null;
}

export interface ScalrUserDetails {
  readonly __typename: "ScalrUserDetails";
  readonly accountUserId: string | null;
  readonly identityProviderIds: readonly string[];
}
