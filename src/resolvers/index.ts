import type { Resolvers } from "../generated/graphql.ts";
import { Account } from "./Account.ts";
import { AccountMembership } from "./AccountMembership.ts";
import { AccountMembershipEdge } from "./AccountMembershipEdge.ts";
import { GracePeriod } from "./GracePeriod.ts";
import { GracePeriodEdge } from "./GracePeriodEdge.ts";
import { IdentitySourceMismatch } from "./IdentitySourceMismatch.ts";
import { Invitation } from "./Invitation.ts";
import { InvitationEdge } from "./InvitationEdge.ts";
import { Mutation } from "./Mutation.ts";
import { PageInfo } from "./PageInfo.ts";
import { Provider } from "./Provider.ts";
import { ProviderCoverage } from "./ProviderCoverage.ts";
import { ProviderError } from "./ProviderError.ts";
import { Query } from "./Query.ts";
import { DateTime, JSONObject } from "./scalars.ts";
import { Team } from "./Team.ts";
import { TeamConnection } from "./TeamConnection.ts";
import { TeamEdge } from "./TeamEdge.ts";
import { User } from "./User.ts";
import { UserEdge } from "./UserEdge.ts";

/** Every type that has a field which is not simply read off its record. Unions and interfaces go by `__typename`. */
export const resolvers: Resolvers = {
  Account,
  AccountMembership,
  AccountMembershipEdge,
  DateTime,
  GracePeriod,
  GracePeriodEdge,
  IdentitySourceMismatch,
  Invitation,
  InvitationEdge,
  JSONObject,
  Mutation,
  PageInfo,
  Provider,
  ProviderCoverage,
  ProviderError,
  Query,
  Team,
  TeamConnection,
  TeamEdge,
  User,
  UserEdge,
};
