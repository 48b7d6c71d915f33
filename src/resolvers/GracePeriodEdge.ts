import type { GracePeriodEdgeResolvers } from "../generated/graphql.ts";

export const GracePeriodEdge: GracePeriodEdgeResolvers = {
  cursor: (edge) => edge.cursor(),
};
