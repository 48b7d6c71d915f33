import { formatId } from "../domain/ids.ts";
import type { InvitationResolvers } from "../generated/graphql.ts";
import { providerOf } from "./providerOf.ts";
import { teamsOfUser, userBehind } from "./references.ts";
import { userNeeds } from "./selection.ts";

export const Invitation: InvitationResolvers = {
  id: ({ provider, externalId }) => formatId("Invitation", provider, externalId),
  provider: (invitation, _args, context) => providerOf(invitation, context),
  invitedBy: ({ provider, invitedById }, _args, context, info) =>
    userBehind({ provider, userId: invitedById }, userNeeds(info, [[]]), context),
  user: ({ provider, userId }, _args, context, info) =>
    userBehind({ provider, userId }, userNeeds(info, [[]]), context),
  teams: (invitation, _args, context) => invitation.teams ?? teamsOfUser(invitation, context),
};
