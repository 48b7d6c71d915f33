import type { TeamConnectionResolvers } from "../generated/graphql.ts";

export const TeamConnection: TeamConnectionResolvers = {
  nodes: ({ nodes }) => nodes.map(({ team }) => team),
};
