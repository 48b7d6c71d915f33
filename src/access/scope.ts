/** What a caller may be allowed to do. A grant may be narrowed to one provider: `users:write:scaleway-prod`. */
export const SCOPES = [
  "users:read",
  "users:write",
  "users:credentials",
  "audit:read",
  "metrics:read",
] as const;
export type Scope = (typeof SCOPES)[number];

/** For which providers a scope was granted. */
export type Reach =
  | { readonly kind: "all" }
  | { readonly kind: "some"; readonly providers: ReadonlySet<string> };

export type Grants = ReadonlyMap<Scope, Reach>;

export const EVERYTHING: Grants = new Map(SCOPES.map((scope) => [scope, { kind: "all" } as const]));

/** Whether a text is a scope that Roster knows, with or without a provider's key behind it. */
export function isScopeText(text: string): boolean {
  return readScope(text) !== null;
}

/** Reads scopes as a token or a key bears them. Unknown ones are other services' business and are ignored. */
export function readGrants(texts: readonly string[]): Grants {
  const grants = new Map<Scope, Reach>();
  for (const text of texts) {
    const read = readScope(text);
    if (read === null) continue;
    const before = grants.get(read.scope);
    if (read.provider === null) grants.set(read.scope, { kind: "all" });
    else if (before === undefined)
      grants.set(read.scope, { kind: "some", providers: new Set([read.provider]) });
    else if (before.kind === "some") {
      grants.set(read.scope, { kind: "some", providers: new Set([...before.providers, read.provider]) });
    }
  }
  return grants;
}

/** Whether a scope is granted, for this provider or, where none is named, for any. */
export function isGranted(grants: Grants, scope: Scope, provider?: string): boolean {
  const reach = grants.get(scope);
  if (reach === undefined) return false;
  return reach.kind === "all" || provider === undefined || reach.providers.has(provider);
}

function readScope(text: string): { readonly scope: Scope; readonly provider: string | null } | null {
  const [area, right, provider, ...rest] = text.split(":");
  const scope = SCOPES.find((one) => one === `${area}:${right}`);
  if (scope === undefined || rest.length > 0) return null;
  if (provider === undefined) return { scope, provider: null };
  return /^[a-z0-9-]{1,64}$/.test(provider) ? { scope, provider } : null;
}
