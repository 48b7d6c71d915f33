import type { UserStatus } from "../generated/enums.ts";
import type { JsonObject } from "./user.ts";

/** A new user for a provider of one kind, as its block of the mutation's input has it. */
export interface NewUsers {
  readonly scaleway: {
    readonly email: string;
    readonly username: string;
    readonly password: string | null;
    readonly firstName: string | null;
    readonly lastName: string | null;
    readonly phoneNumber: string | null;
    readonly locale: string | null;
    readonly tags: readonly string[];
    readonly sendPasswordEmail: boolean;
    readonly sendWelcomeEmail: boolean;
  };
  readonly scaikey: {
    readonly email: string;
    readonly username: string | null;
    readonly firstName: string | null;
    readonly lastName: string | null;
    readonly displayName: string | null;
    readonly phoneNumber: string | null;
    readonly locale: string | null;
    readonly timezone: string | null;
    readonly password: string | null;
    readonly ouId: string | null;
    /** Global ids, as callers know them. */
    readonly teamIds: readonly string[];
    readonly customAttributes: JsonObject | null;
    readonly requirePasswordChange: boolean | null;
    readonly sendWelcomeEmail: boolean | null;
  };
  readonly equinix: {
    readonly emails: readonly string[];
    readonly firstName: string;
    readonly lastName: string;
    readonly phoneNumber: string | null;
    readonly timezone: string | null;
    readonly password: string | null;
    readonly companyName: string | null;
    readonly title: string | null;
    readonly customAttributes: JsonObject | null;
    readonly invitationId: string | null;
    readonly nonce: string | null;
  };
}

/** Which block of the input was given, with what it holds. */
export type NewUser = {
  readonly [K in keyof NewUsers]: { readonly block: K; readonly user: NewUsers[K] };
}[keyof NewUsers];

/** What to change of a user: a field left out stays, null empties it where the provider allows that. */
export interface UserChanges {
  readonly email?: string | null;
  readonly firstName?: string | null;
  readonly lastName?: string | null;
  readonly displayName?: string | null;
  readonly phoneNumber?: string | null;
  readonly locale?: string | null;
  readonly timezone?: string | null;
  readonly tags?: readonly string[] | null;
  readonly ouId?: string | null;
  readonly customAttributes?: JsonObject | null;
}

/** What the credential's own user may change of itself. */
export interface CurrentUserChanges {
  readonly firstName?: string | null;
  readonly lastName?: string | null;
  readonly phoneNumber?: string | null;
  readonly timezone?: string | null;
  readonly password?: string | null;
  readonly customAttributes?: JsonObject | null;
}

/** The inputs of the writes that are about one user. */
export interface UserWriteInputs {
  readonly updateUser: UserChanges;
  readonly deleteUser: { readonly confirmEmail: string };
  readonly lockUser: { readonly reason: string | null; readonly terminateSessions: boolean | null };
  readonly unlockUser: { readonly reason: string | null };
  readonly setUserStatus: {
    readonly status: UserStatus;
    readonly reason: string | null;
    readonly terminateSessions: boolean | null;
  };
  readonly createMfaOtp: Record<never, never>;
  readonly validateMfaOtp: { readonly code: string };
  readonly disableMfa: { readonly reason: string | null };
  readonly updatePassword: { readonly password: string };
  readonly requestPasswordReset: { readonly redirectUri: string | null };
  readonly updateUsername: { readonly username: string };
}
export type UserWriteOperation = keyof UserWriteInputs;
