import type { AccountMembership } from "../domain/accountMembership.ts";
import type { GracePeriod } from "../domain/gracePeriod.ts";
import type { Invitation } from "../domain/invitation.ts";
import type { TeamMembership } from "../domain/team.ts";
import type { User } from "../domain/user.ts";
import type { Connection, Edge } from "./connection.ts";

/** The schema's connections by name; a team stands in its list with how somebody belongs to it. */
export type UserConnection = Connection<User>;
export type UserEdge = Edge<User>;
export type TeamConnection = Connection<TeamMembership>;
export type TeamEdge = Edge<TeamMembership>;
export type AccountMembershipConnection = Connection<AccountMembership>;
export type AccountMembershipEdge = Edge<AccountMembership>;
export type InvitationConnection = Connection<Invitation>;
export type InvitationEdge = Edge<Invitation>;
export type GracePeriodConnection = Connection<GracePeriod>;
export type GracePeriodEdge = Edge<GracePeriod>;
