import type { GraphQLContext } from "../context.ts";
import type { ProviderView } from "../directory/providerView.ts";
import { GatewayError } from "../domain/errors.ts";

/** The provider that a record came from. */
export function providerOf(
  record: { readonly provider: string },
  { directory }: GraphQLContext,
): ProviderView {
  const provider = directory.provider(record.provider);
  if (provider === null)
    throw new GatewayError("INTERNAL_SERVER_ERROR", "A record has no configured provider.");
  return provider;
}
