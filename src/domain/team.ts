import type { MembershipType, TeamKind } from "../generated/enums.ts";
import type { Account } from "./account.ts";

/** A group, team or project of users. */
export interface Team {
  /** Key of the provider. */
  readonly provider: string;
  /** The provider's id; for a provider that only gives names, `name:<text>`. */
  readonly externalId: string;
  readonly name: string | null;
  readonly description: string | null;
  readonly kind: TeamKind;
  readonly account: Account | null;
}

/** How one user belongs to one team. */
export interface TeamMembership {
  readonly team: Team;
  readonly membershipType: MembershipType;
}
