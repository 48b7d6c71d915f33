import type { AccountMembershipEdgeResolvers } from "../generated/graphql.ts";

export const AccountMembershipEdge: AccountMembershipEdgeResolvers = {
  cursor: (edge) => edge.cursor(),
};
