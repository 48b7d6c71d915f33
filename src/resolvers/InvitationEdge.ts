import type { InvitationEdgeResolvers } from "../generated/graphql.ts";

export const InvitationEdge: InvitationEdgeResolvers = {
  cursor: (edge) => edge.cursor(),
};
