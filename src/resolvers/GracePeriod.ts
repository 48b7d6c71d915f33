import { gracePeriodId } from "../directory/index.ts";
import { formatId } from "../domain/ids.ts";
import type { GracePeriodResolvers } from "../generated/graphql.ts";
import { providerOf } from "./providerOf.ts";
import { userBehind } from "./references.ts";
import { userNeeds } from "./selection.ts";

export const GracePeriod: GracePeriodResolvers = {
  id: (period) => formatId("GracePeriod", period.provider, gracePeriodId(period)),
  provider: (period, _args, context) => providerOf(period, context),
  user: ({ provider, userId }, _args, context, info) =>
    userBehind({ provider, userId }, userNeeds(info, [[]]), context),
  expired: ({ expiresAt }, _args, { directory }) =>
    expiresAt === null ? null : Date.parse(expiresAt) <= directory.now(),
};
