/** One way of reaching a kind of provider, and what a test has to know of its API. */
export interface Kind {
  readonly name: string;
  /** The simulator's name, and the provider's key. */
  readonly provider: "equinix" | "samsung" | "scaikey" | "scaleway" | "scalr";
  readonly settings: Readonly<Record<string, unknown>>;
  /** Where the records of its list of users are. */
  readonly list: string;
  /** A write that changes a user's first name, so that a look at the user can tell; null for one that only reads. */
  readonly write: "updateUser" | "updateCurrentUser" | null;
}

export const KINDS: readonly Kind[] = [
  { name: "Scaleway", provider: "scaleway", settings: {}, list: "users", write: "updateUser" },
  { name: "Samsung", provider: "samsung", settings: {}, list: "users", write: null },
  { name: "ScaiKey, within a tenant", provider: "scaikey", settings: {}, list: "data", write: "updateUser" },
  {
    name: "ScaiKey, across tenants",
    provider: "scaikey",
    settings: { tenantId: undefined },
    list: "data",
    write: "updateUser",
  },
  { name: "Equinix", provider: "equinix", settings: {}, list: "users", write: "updateCurrentUser" },
  { name: "Scalr", provider: "scalr", settings: {}, list: "data", write: null },
];
