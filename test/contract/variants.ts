import { providerDefinitions } from "../../src/datasources/index.ts";
import { dig, listAt } from "../calls/support.ts";
import type { Gateway, GatewayOptions } from "../support/gateway.ts";

/** A way to be connected to a kind of provider. */
export interface Variant {
  readonly name: string;
  /** The provider's key. */
  readonly key: string;
  readonly options: GatewayOptions;
}

/** Every kind of provider as its simulator's settings connect it, and the ways that make a difference. */
export const VARIANTS: readonly Variant[] = [
  ...providerDefinitions.map(({ name }) => ({ name, key: name, options: {} })),
  {
    name: "scaikey's admin surface",
    key: "scaikey",
    options: { settingsOf: { scaikey: { tenantId: undefined } } },
  },
  { name: "samsung 1.0", key: "samsung", options: { settingsOf: { samsung: { apiVersion: "1.0" } } } },
];

/** Everybody at a provider, read page by page with this selection. */
export async function readAll(gateway: Gateway, key: string, selection: string): Promise<readonly unknown[]> {
  const query = `query ($p: [String!], $after: String) { users(first: 100, after: $after, filter: { providers: $p }) {
    nodes { ${selection} } pageInfo { hasNextPage endCursor }
  } }`;
  const users: unknown[] = [];
  for (let after: unknown = null; ; ) {
    const { data, errors } = await gateway.graphql(query, { p: [key], after });
    if (errors !== undefined) throw new Error(JSON.stringify(errors));
    users.push(...listAt(data, "users", "nodes"));
    after = dig(data, "users", "pageInfo", "endCursor");
    if (dig(data, "users", "pageInfo", "hasNextPage") !== true) return users;
  }
}
