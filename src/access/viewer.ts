import type { Grants } from "./scope.ts";

/** Who asks, as far as it was proved, and what they may do. */
export interface Viewer {
  /** How logs and the audit log name them: `key:<name>`, `jwt:<subject>`, or `anonymous`. */
  readonly name: string;
  readonly grants: Grants;
  readonly signIn: SignIn;
}

/**
 * How somebody signed in, where a token tells (`at` in milliseconds): for writes that ask for a fresh or a strong
 * sign-in. Services with a key sign in nowhere.
 */
export type SignIn =
  | { readonly kind: "none" }
  | { readonly kind: "token"; readonly at: number | null; readonly acr: string | null };

/** Why a request is not let in. The text says nothing of what was wrong with a secret. */
export interface Denial {
  readonly kind: "denied";
  readonly message: string;
}

export type Authentication = { readonly kind: "known"; readonly viewer: Viewer } | Denial;
