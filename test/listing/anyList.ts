import fc from "fast-check";
import type { Listed, PlainFilter, PlainOrder } from "./oracle.ts";

/** Filters made of what the company holds, so that most of them find some and not all. */
export function anyFilter(company: readonly Listed[]): fc.Arbitrary<PlainFilter> {
  const users = company.map(({ user }) => user);
  const texts = (values: readonly (string | null)[]): string[] => [
    ...new Set(values.flatMap((value) => value ?? [])),
  ];
  const moments = texts(users.flatMap(({ createdAt, lastLoginAt }) => [createdAt, lastLoginAt]));
  const names = texts(
    users.flatMap(({ email, username, displayName, firstName }) => [email, username, displayName, firstName]),
  );
  const words = (all: readonly string[]) =>
    fc.uniqueArray(fc.constantFrom(...all), { minLength: 1, maxLength: 2 });
  const piece = fc.tuple(fc.constantFrom(...names), fc.nat(6), fc.integer({ min: 1, max: 4 }));
  const all = fc.record({
    providers: words(texts(users.map(({ provider }) => provider))),
    email: fc.constantFrom(...texts(users.map(({ email }) => email))).map((email) => email.toUpperCase()),
    search: piece.map(([name, from, length]) => pieceOf(name, from, length)),
    status: words(["ACTIVE", "PENDING", "LOCKED", "DISABLED", "UNKNOWN"]),
    role: words(["OWNER", "MEMBER", "UNKNOWN"]),
    mfa: words(["ENABLED", "DISABLED", "UNKNOWN"]),
    identitySource: words(["LOCAL", "OIDC", "SAML", "UNKNOWN"]),
    tag: fc.constantFrom(...texts(users.flatMap(({ tags }) => tags))),
    createdAfter: fc.constantFrom(...moments),
    createdBefore: fc.constantFrom(...moments),
    lastLoginBefore: fc.constantFrom(...moments),
  });
  // Few parts at once, or hardly anybody would be found.
  const chosen = fc.uniqueArray(fc.constantFrom(...PARTS), { maxLength: 2 });
  return fc.tuple(all, chosen).map(([filter, parts]) => {
    const picked: PlainFilter = {};
    for (const part of parts) Object.assign(picked, { [part]: filter[part] });
    return picked;
  });
}

const PARTS = [
  "providers",
  "email",
  "search",
  "status",
  "role",
  "mfa",
  "identitySource",
  "tag",
  "createdAfter",
  "createdBefore",
  "lastLoginBefore",
] as const satisfies readonly (keyof PlainFilter)[];

/** A few whole characters of a text, nothing but spaces excepted. */
function pieceOf(text: string, from: number, length: number): string {
  const characters = Array.from(text);
  const piece = characters.slice(from % characters.length, (from % characters.length) + length).join("");
  return piece.trim() === "" ? text : piece;
}

export const anyOrder: fc.Arbitrary<PlainOrder | null> = fc.option(
  fc.record({
    field: fc.constantFrom("EMAIL", "DISPLAY_NAME", "CREATED_AT", "LAST_LOGIN_AT"),
    direction: fc.constantFrom("ASC", "DESC"),
  }),
  { freq: 4 },
);
