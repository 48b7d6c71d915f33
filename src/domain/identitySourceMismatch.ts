import type { IdentitySource } from "../generated/enums.ts";

/** A user whose recorded identity source is not the one of the identity provider that they are linked to. */
export interface IdentitySourceMismatch {
  /** Key of the provider. */
  readonly provider: string;
  /** The user's id at the provider. */
  readonly externalId: string;
  readonly email: string | null;
  readonly current: IdentitySource;
  readonly expected: IdentitySource;
  readonly fixed: boolean;
}
