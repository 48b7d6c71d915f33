import { formatId, type NodeType } from "../../src/domain/ids.ts";
import type { Gateway } from "../support/gateway.ts";

/** The five providers of a test's gateway, by key. */
export const PROVIDERS = ["equinix", "samsung", "scaikey", "scaleway", "scalr"] as const;
export type ProviderKey = (typeof PROVIDERS)[number];

/** The global ids of everybody at a provider, in the order in which its simulator keeps them. */
export function userIds(gateway: Gateway, provider: ProviderKey): readonly string[] {
  const people = gateway.simulator(provider).people.list();
  return people.map(({ id }) => formatId("User", provider, id));
}

/** Somebody in the middle of a provider's list. */
export function someUser(gateway: Gateway, provider: ProviderKey): string {
  return pick(userIds(gateway, provider), 1)[0] ?? "";
}

/** This many, spread evenly over the list, its last one among them. */
export function pick<T>(list: readonly T[], count: number): readonly T[] {
  const step = list.length / count;
  return Array.from({ length: count }, (_, index) => list[Math.ceil((index + 1) * step) - 1]).filter(
    (one) => one !== undefined,
  );
}

/** An id of the right form that no record has. */
export function nobody(type: NodeType, provider: string, externalId = "nobody"): string {
  return formatId(type, provider, externalId);
}

/** What stands at this path of an answer; undefined where there is nothing. */
export function dig(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inside, step) =>
      typeof inside === "object" && inside !== null ? Reflect.get(inside, String(step)) : undefined,
    value,
  );
}

/** The list at this path of an answer; throws where there is none. */
export function listAt(value: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const list = dig(value, ...path);
  if (!Array.isArray(list)) throw new Error(`There is no list at ${path.join(".")}.`);
  return list;
}

/** The global ids of everybody at a provider, in the order in which its own list has them. */
export async function listedIds(gateway: Gateway, provider: ProviderKey): Promise<readonly string[]> {
  const query = `query ($p: [String!], $after: String) { users(first: 100, after: $after, filter: { providers: $p }) {
    nodes { id } pageInfo { hasNextPage endCursor }
  } }`;
  const ids: string[] = [];
  for (let after: unknown = null; ; ) {
    const { data } = await gateway.graphql(query, { p: [provider], after });
    ids.push(...listAt(data, "users", "nodes").map((user) => String(dig(user, "id"))));
    after = dig(data, "users", "pageInfo", "endCursor");
    if (dig(data, "users", "pageInfo", "hasNextPage") !== true) return ids;
  }
}
