import type { PageInfoResolvers } from "../generated/graphql.ts";

export const PageInfo: PageInfoResolvers = {
  startCursor: (page) => page.startCursor(),
  endCursor: (page) => page.endCursor(),
};
