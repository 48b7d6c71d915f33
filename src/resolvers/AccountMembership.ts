import { formatId } from "../domain/ids.ts";
import type { AccountMembershipResolvers } from "../generated/graphql.ts";
import { providerOf } from "./providerOf.ts";
import { teamsOfUser, userBehind } from "./references.ts";
import { userNeeds } from "./selection.ts";

export const AccountMembership: AccountMembershipResolvers = {
  id: ({ provider, externalId }) => formatId("AccountMembership", provider, externalId),
  provider: (membership, _args, context) => providerOf(membership, context),
  user: ({ provider, userId }, _args, context, info) =>
    userBehind({ provider, userId }, userNeeds(info, [[]]), context),
  teams: (membership, _args, context) => membership.teams ?? teamsOfUser(membership, context),
};
