import type { IdentitySource, MfaState, UserOrderField, UserRole, UserStatus } from "../generated/enums.ts";

/**
 * What a user must be to belong to a list, within one provider: the schema's UserFilter without the choice of
 * providers, its ids already read. All parts must hold; within a list of words one is enough.
 */
export interface UserFilter {
  /** Ids at the provider. */
  readonly ids?: readonly string[];
  /** Exact, case-insensitive. */
  readonly email?: string;
  /** Part of email, username or a name, case-insensitive. */
  readonly search?: string;
  readonly status?: readonly UserStatus[];
  readonly role?: readonly UserRole[];
  readonly mfa?: readonly MfaState[];
  readonly identitySource?: readonly IdentitySource[];
  /** One of the user's tags, exactly. */
  readonly tag?: string;
  /** Id of a team at the provider. */
  readonly team?: string;
  readonly createdAfter?: string;
  readonly createdBefore?: string;
  /** Never logged in counts. */
  readonly lastLoginBefore?: string;
}

export type UserFilterField = keyof UserFilter;

export interface UserOrder {
  readonly field: UserOrderField;
  readonly direction: "ASC" | "DESC";
}
