import type { UserStatus } from "../generated/enums.ts";
import type { Account } from "./account.ts";
import type { Team } from "./team.ts";

/** The link between one user and one account, with what the user is there. */
export interface AccountMembership {
  /** Key of the provider. */
  readonly provider: string;
  /** The provider's id of the link, or `<user id>~<account id>` where it has none. */
  readonly externalId: string;
  readonly userId: string | null;
  readonly account: Account | null;
  /** Null where the teams were not part of the answer: they are the teams of `userId`, to be loaded. */
  readonly teams: readonly Team[] | null;
  readonly roles: readonly string[];
  readonly status: UserStatus;
  readonly lastLoginAt: string | null;
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
}
