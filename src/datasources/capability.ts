import type { UserField } from "../domain/user.ts";
import type { UserFilter, UserFilterField } from "../domain/userFilter.ts";
import type { IdentitySource, MfaState, UserOrderField, UserRole, UserStatus } from "../generated/enums.ts";

/** Whether a provider can do an operation: how, or why not. Both texts reach the caller. */
export type Support = { readonly via: string; readonly note?: string } | { readonly missing: string };

/** The operations whose support every provider states, by the name of the schema's field or mutation. */
export const READ_OPERATIONS = [
  "users",
  "user",
  "teams",
  "invitations",
  "gracePeriods",
  "accountMemberships",
  "identitySourceMismatches",
  "Provider.currentUser",
  "Team.members",
  "User.teams",
  "User.accountMemberships",
  "User.invitations",
  "User.gracePeriods",
] as const;
export type ReadOperation = (typeof READ_OPERATIONS)[number];

export const WRITE_OPERATIONS = [
  "createUser",
  "updateUser",
  "deleteUser",
  "lockUser",
  "unlockUser",
  "setUserStatus",
  "createMfaOtp",
  "validateMfaOtp",
  "disableMfa",
  "updatePassword",
  "requestPasswordReset",
  "updateUsername",
  "updateCurrentUser",
  "fixIdentitySourceMismatches",
] as const;
export type WriteOperation = (typeof WRITE_OPERATIONS)[number];

export type CapabilityTable = Readonly<Record<ReadOperation | WriteOperation, Support>>;

/**
 * Where a user's field comes from.
 * - `always`: in every answer that holds the user.
 * - `full`: only when the single user is read; a list answers without it.
 * - `include`: in lists and look-ups alike, when it is asked for.
 * - `call`: from a call of its own, for many users at once where the API allows it.
 * - `missing`: never reported, and why.
 */
export type FieldSource = "always" | "full" | "include" | "call" | { readonly missing: string };
export type FieldTable = Readonly<Record<UserField, FieldSource>>;

/**
 * How far a provider applies one part of a filter itself, for the value at hand.
 * - `exact`: what comes back is just what matches, so that the provider's total counts.
 * - `superset`: fewer come back, but the gateway has to look again.
 * - `none`: the provider cannot.
 */
export type Pushdown = "exact" | "superset" | "none";

/** What a provider's user list can do by itself; read by the planner. */
export interface UserListAbilities {
  /** Records per page that Roster asks for unless configured otherwise. */
  readonly pageSize: number;
  readonly filters: { readonly [F in UserFilterField]?: (value: NonNullable<UserFilter[F]>) => Pushdown };
  /**
   * The orders that the provider documents and that agree with Roster's own (code points after lower-casing,
   * instants, nulls last): a sort whose collation or place of nulls is unknown does not count.
   */
  readonly orders: Partial<Record<UserOrderField, ReadonlyArray<"ASC" | "DESC">>>;
  /** The words that this provider's users can have: a filter for others only needs no call. */
  readonly words: {
    readonly status: readonly UserStatus[];
    readonly role: readonly UserRole[];
    readonly mfa: readonly MfaState[];
    readonly identitySource: readonly IdentitySource[];
  };
}

/** The ways in which a provider finds users by id; the directory takes the one with the fewest calls. */
export interface UserLookup {
  /** The most ids that one call takes; 0 where the list has no filter by id. */
  readonly idsPerCall: number;
  /** Whether one user can be asked for by id. */
  readonly single: boolean;
  /** Whether a user who is not in the whole list does not exist (Equinix hides users that it still knows). */
  readonly listProvesAbsence: boolean;
}
