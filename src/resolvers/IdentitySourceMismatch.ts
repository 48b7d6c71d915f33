import type { IdentitySourceMismatchResolvers } from "../generated/graphql.ts";
import { userBehind } from "./references.ts";
import { userNeeds } from "./selection.ts";

export const IdentitySourceMismatch: IdentitySourceMismatchResolvers = {
  user: ({ provider, externalId }, _args, context, info) =>
    userBehind({ provider, userId: externalId }, userNeeds(info, [[]]), context),
};
