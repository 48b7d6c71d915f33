import type { IdentitySourceMismatch } from "../domain/identitySourceMismatch.ts";
import type { User, UserField } from "../domain/user.ts";
import type {
  CurrentUserChanges,
  NewUser,
  UserWriteInputs,
  UserWriteOperation,
} from "../domain/writeInput.ts";
import type { Call } from "./call.ts";
import type { WriteOperation } from "./capability.ts";

/** What is wrong with an input, before anything is sent. `field` is the path within the mutation's input. */
export interface InputProblem {
  readonly field: readonly string[];
  readonly message: string;
}

/** What a provider's answer to a write says. */
export interface WriteAnswer {
  /** The user as the answer shows it; null where it shows none. */
  readonly user: User | null;
  /** Fields of that user that the answer is known to tell wrong, such as an `updatedAt` of before the write. */
  readonly stale: readonly UserField[];
  /** What is shown once and must not be kept: an OTP secret, recovery codes. */
  readonly secret:
    | { readonly kind: "none" }
    | { readonly kind: "otp"; readonly secret: string; readonly otpauthUri: string }
    | { readonly kind: "recoveryCodes"; readonly codes: readonly string[] };
}

/**
 * Whether a user, as it was read, is in the state that a write wishes for. `unseen`: what the write changes
 * cannot be seen in a user at all (a password), or not in this case.
 */
export type Shown = "yes" | "no" | "unseen";

/** One write about one user. */
export interface UserWrite<Input> {
  /** Problems of the input by this provider's own documented rules; none: []. Makes no call. */
  readonly check: (input: Input) => readonly InputProblem[];
  /**
   * Makes exactly one upstream request, once. Rejects with a GatewayError; `unsent` is true on it where no byte
   * can have left.
   */
  readonly send: (user: User, input: Input, call: Call) => Promise<WriteAnswer>;
  /**
   * Whether `user` is as the input wishes. `before` is the user as it was read before the write; asked with
   * `user === before`, "yes" means that there is nothing to do.
   */
  readonly shows: (user: User, input: Input, before: User) => Shown;
  /**
   * `accepted`: a success means that the provider will see to it, and nothing more can be known (a mail).
   * `state`: a success has to show in the user.
   */
  readonly proof: "state" | "accepted";
}

/** What a provider answered to the creation of a user. */
export type CreateAnswer =
  | { readonly kind: "created"; readonly user: User; readonly stale: readonly UserField[] }
  /** Taken on, with no user to show yet. */
  | { readonly kind: "accepted" };

/** The writes about one user that a provider offers. */
export type UserWrites = { readonly [O in UserWriteOperation]?: UserWrite<UserWriteInputs[O]> };

/** The writes that a provider offers; one that its capability table calls missing is left out. */
export type Writes = UserWrites & {
  readonly createUser?: {
    /** Problems of the input, or of its block: a block of another kind of provider is one. Makes no call. */
    readonly check: (input: NewUser) => readonly InputProblem[];
    readonly send: (input: NewUser, call: Call) => Promise<CreateAnswer>;
    /** The address by which the new user can be found after an uncertain try. */
    readonly emailOf: (input: NewUser) => string;
  };
  readonly updateCurrentUser?: Pick<UserWrite<CurrentUserChanges>, "check" | "shows"> & {
    readonly send: (input: CurrentUserChanges, call: Call) => Promise<WriteAnswer>;
  };
  readonly fixIdentitySourceMismatches?: {
    readonly send: (tenantId: string | null, call: Call) => Promise<readonly IdentitySourceMismatch[]>;
  };
};

/** Holds a table of writes to a provider's capabilities: each write that is not missing must be there. */
export type WritesOf<Table> = Required<
  Pick<
    Writes,
    {
      [O in WriteOperation]: Table extends { readonly [K in O]: { readonly via: unknown } } ? O : never;
    }[WriteOperation]
  >
>;

export type {
  CurrentUserChanges,
  NewUser,
  NewUsers,
  UserChanges,
  UserWriteInputs,
  UserWriteOperation,
} from "../domain/writeInput.ts";
