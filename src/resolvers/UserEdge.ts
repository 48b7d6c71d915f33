import type { UserEdgeResolvers } from "../generated/graphql.ts";

export const UserEdge: UserEdgeResolvers = {
  cursor: (edge) => edge.cursor(),
};
