import type { AccountKind } from "../generated/enums.ts";

/** The organisation, account, tenant or project that a user belongs to. */
export interface Account {
  /** Key of the provider. */
  readonly provider: string;
  readonly externalId: string;
  readonly kind: AccountKind;
  /** Null where the provider's answer does not name it. */
  readonly name: string | null;
}
