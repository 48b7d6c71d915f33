import type { GatewayError } from "../domain/errors.ts";
import type { ProviderCoverageResolvers } from "../generated/graphql.ts";
import { providerOf } from "./providerOf.ts";

export const ProviderCoverage: ProviderCoverageResolvers = {
  provider: (coverage, _args, context) => providerOf(coverage, context),
  error: ({ error }) => error && asRecord(error),
};

/** The same without being an Error: a field whose value is one is taken for a field that has failed. */
function asRecord({ name, message, code, provider, retryAfterMs, field, unsent, unasked }: GatewayError) {
  return { name, message, code, provider, retryAfterMs, field, unsent, unasked };
}
