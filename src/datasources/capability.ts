import type { UserField } from "../domain/user.ts";
import type { UserFilter, UserFilterField } from "../domain/userFilter.ts";
import type { IdentitySource, MfaState, UserOrderField, UserRole, UserStatus } from "../generated/enums.ts";
import type { Surface, SurfaceRow } from "./surface.ts";

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

/** Why a provider cannot do an operation: a sentence that reaches the caller. */
export interface Missing {
  readonly missing: string;
}

/** How a provider does an operation, with its limits as a sentence that reaches the caller. */
interface Supported<Via> {
  readonly via: Via;
  readonly note?: string;
}

/** An operation of the provider's API that its surface does not have. */
interface Unlisted {
  readonly unlisted: `GET /${string}`;
}

/** By which operations of its API a provider answers a read: all of these, or some, as the case may be. */
export type ReadSupport<Row extends SurfaceRow = SurfaceRow> =
  | Supported<readonly [LooksBy<Row>, ...LooksBy<Row>[]]>
  | Missing;

type LooksBy<Row extends SurfaceRow> = (Row & { readonly mutation: null }) | Unlisted;

/** The row of its surface that a provider carries a write out as, with one request. */
export type WriteSupport = Supported<SurfaceRow> | Missing;

/** What a provider can do, by the name of the schema's field or mutation. */
export type CapabilityTable = Readonly<
  Record<ReadOperation, ReadSupport> & Record<WriteOperation, WriteSupport>
>;

/**
 * A table of capabilities that rests on a surface: every `via` is one of its rows, and a mutation that a row says
 * to be is stated to be that row. One that no row says to be may be a case of another, or is missing.
 */
export type CapabilitiesOn<S extends Surface> = Readonly<Record<ReadOperation, ReadSupport<S[keyof S]>>> & {
  readonly [O in WriteOperation]: O extends MutationIn<S[keyof S]>
    ? Supported<RowOf<S, O>>
    : CaseOf<S, Exclude<WriteOperation, O>> | Missing;
};

type RowOf<S extends Surface, O extends WriteOperation> = S[keyof S] & { readonly mutation: O };

type MutationIn<Row extends SurfaceRow> =
  | Row["mutation"]
  | Extract<Row, { readonly passwordMutation: WriteOperation }>["passwordMutation"];

/** A mutation that another one's row can do besides, such as setting one certain status. */
type CaseOf<S extends Surface, O extends WriteOperation> = O extends WriteOperation
  ? Supported<RowOf<S, O>> & { readonly caseOf: O }
  : never;

/**
 * Where a user's field comes from.
 * - `always`: in every answer that holds the user.
 * - `full`: only when the single user is read; a list answers without it.
 * - `include`: in lists and look-ups alike, when it is asked for.
 * - `call`: from a call of its own, for many users at once where the API allows it.
 * - `missing`: never reported, and why.
 */
export type FieldSource = "always" | "full" | "include" | "call" | Missing;
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
