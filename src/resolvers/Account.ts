import type { AccountResolvers } from "../generated/graphql.ts";
import { providerOf } from "./providerOf.ts";

export const Account: AccountResolvers = {
  provider: (account, _args, context) => providerOf(account, context),
};
