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

/** A team as an API's own list of teams tells it. */
export interface ListedTeam extends Team {
  /** Ids of its users at the provider. */
  readonly memberIds: readonly string[];
}

/** How one user belongs to one team. */
export interface TeamMembership {
  readonly team: Team;
  readonly membershipType: MembershipType;
}
