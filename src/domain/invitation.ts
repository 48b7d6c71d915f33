import type { InvitationOrigin, InvitationStatus } from "../generated/enums.ts";
import type { Account } from "./account.ts";
import type { Team } from "./team.ts";

/** Somebody asked to join who has not come yet. The nonce that accepts one is never part of it. */
export interface Invitation {
  /** Key of the provider. */
  readonly provider: string;
  /** The provider's id of the invitation, or of the user or membership that it was derived from. */
  readonly externalId: string;
  readonly email: string | null;
  readonly status: InvitationStatus;
  readonly origin: InvitationOrigin;
  readonly invitedById: string | null;
  /** The user that stands for the invitation, where the provider already has one. */
  readonly userId: string | null;
  readonly account: Account | null;
  /** Null where the teams were not part of the answer: they are the teams of `userId`, to be loaded. */
  readonly teams: readonly Team[] | null;
  readonly roles: readonly string[];
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
}
