import type { Upstream } from "../http/client.ts";
import { createAdminClient } from "./adminClient.ts";
import { createExchange } from "./answer.ts";
import { createTenantClient } from "./tenantClient.ts";

/** ScaiKey's seventeen user operations, one method each; two of the methods share the mismatch report. */
export type ScaiKeyClient = ReturnType<typeof createScaiKeyClient>;

/** The client of one configured ScaiKey; `upstream` must authenticate with `bearer`. */
export function createScaiKeyClient(
  settings: { readonly provider: string; readonly now: () => number },
  upstream: Upstream,
) {
  const exchange = createExchange(settings.provider, upstream, settings.now);
  return { refuse: exchange.refuse, ...createAdminClient(exchange), ...createTenantClient(exchange) };
}

/** The headers that prove who asks: ScaiKey takes a JWT as a bearer token. */
export function bearer(token: string): () => Readonly<Record<string, string>> {
  return () => ({ authorization: `Bearer ${token}` });
}
