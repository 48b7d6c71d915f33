import type { ProviderCoverageResolvers } from "../generated/graphql.ts";
import { providerOf } from "./providerOf.ts";

export const ProviderCoverage: ProviderCoverageResolvers = {
  provider: (coverage, _args, context) => providerOf(coverage, context),
};
