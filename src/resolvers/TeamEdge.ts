import type { TeamEdgeResolvers } from "../generated/graphql.ts";

export const TeamEdge: TeamEdgeResolvers = {
  cursor: (edge) => edge.cursor(),
  node: ({ node }) => node.team,
  membershipType: ({ node }) => node.membershipType,
};
