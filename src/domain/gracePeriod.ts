import type { GracePeriodType } from "../generated/enums.ts";

/** A deadline by which a user must act (set up MFA, renew a password). */
export interface GracePeriod {
  /** Key of the provider. */
  readonly provider: string;
  readonly userId: string;
  readonly type: GracePeriodType;
  readonly createdAt: string | null;
  readonly expiresAt: string | null;
}
