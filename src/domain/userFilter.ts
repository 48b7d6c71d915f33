import type { IdentitySource, MfaState, UserOrderField, UserRole, UserStatus } from "../generated/enums.ts";

/**
 * What a user must be to belong to a list, within one provider: the schema's UserFilter without the choice of
 * providers, its ids already read. All parts must hold; within a list of words one is enough.
 */
export interface UserFilter {
  /** Ids at the provider. */
  readonly ids?: readonly string[] | undefined;
  /** Exact, case-insensitive. */
  readonly email?: string | undefined;
  /** Part of email, username or a name, case-insensitive. */
  readonly search?: string | undefined;
  readonly status?: readonly UserStatus[] | undefined;
  readonly role?: readonly UserRole[] | undefined;
  readonly mfa?: readonly MfaState[] | undefined;
  readonly identitySource?: readonly IdentitySource[] | undefined;
  /** One of the user's tags, exactly. */
  readonly tag?: string | undefined;
  /** Id of a team at the provider. */
  readonly team?: string | undefined;
  readonly createdAfter?: string | undefined;
  readonly createdBefore?: string | undefined;
  /** Never logged in counts. */
  readonly lastLoginBefore?: string | undefined;
}

export type UserFilterField = keyof UserFilter;

export interface UserOrder {
  readonly field: UserOrderField;
  readonly direction: "ASC" | "DESC";
}
