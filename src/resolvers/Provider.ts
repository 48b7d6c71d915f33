import { formatId } from "../domain/ids.ts";
import type { ProviderResolvers } from "../generated/graphql.ts";
import { userNeeds } from "./selection.ts";

export const Provider: ProviderResolvers = {
  id: ({ key }) => formatId("Provider", key, ""),
  capabilities: ({ key }, _args, { directory }) => directory.capabilities(key),
  currentUser: ({ key }, _args, { directory }, info) => directory.currentUser(key, userNeeds(info, [[]])),
};
