import { formatId } from "../domain/ids.ts";
import type { UserResolvers } from "../generated/graphql.ts";
import { providerOf } from "./providerOf.ts";

/** Fields that are not here are read off the record as they stand. */
export const User: UserResolvers = {
  id: ({ provider, externalId }) => formatId("User", provider, externalId),
  provider: (user, _args, context) => providerOf(user, context),
  teams: (user, page, { directory }) => directory.teamsPageOf(user, page),
  accountMemberships: (user, page, { directory }) => directory.accountMembershipsPageOf(user, page),
  invitations: (user, page, { directory }) => directory.invitationsPageOf(user, page),
  gracePeriods: (user, _args, { directory }) => directory.gracePeriodsOf(user),
  actions: (user, _args, { directory }) => directory.actionsOn(user),
  notReported: (user, _args, { directory }) => directory.notReported(user),
};
