import { formatId } from "../domain/ids.ts";
import type { TeamResolvers } from "../generated/graphql.ts";
import { providerOf } from "./providerOf.ts";
import { connectionPaths, userNeeds } from "./selection.ts";

export const Team: TeamResolvers = {
  id: ({ provider, externalId }) => formatId("Team", provider, externalId),
  provider: (team, _args, context) => providerOf(team, context),
  members: (team, page, { directory }, info) =>
    directory.membersOf(team, page, userNeeds(info, connectionPaths())),
};
