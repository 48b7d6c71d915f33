import type { ProviderErrorResolvers } from "../generated/graphql.ts";

export const ProviderError: ProviderErrorResolvers = {
  retryAfterMs: ({ retryAfterMs }) => retryAfterMs ?? null,
};
