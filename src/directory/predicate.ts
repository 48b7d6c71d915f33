import { instantKey } from "../domain/timestamp.ts";
import type { User, UserField } from "../domain/user.ts";
import type { UserFilter, UserFilterField } from "../domain/userFilter.ts";

type Test<F extends UserFilterField> = (user: User, wanted: NonNullable<UserFilter[F]>) => boolean;

const lower = (text: string | null): string => (text ?? "").toLowerCase();
const before = (instant: string | null, limit: string): boolean =>
  instant !== null && instantKey(instant) < instantKey(limit);

/** What each part of a filter means: the one definition, for every provider. */
const TESTS: { readonly [F in UserFilterField]: Test<F> } = {
  ids: (user, wanted) => wanted.includes(user.externalId),
  email: (user, wanted) => user.email !== null && lower(user.email) === wanted.toLowerCase(),
  search: (user, wanted) =>
    [user.email, user.username, user.displayName, user.firstName, user.lastName].some((text) =>
      lower(text).includes(wanted.toLowerCase()),
    ),
  status: (user, wanted) => wanted.includes(user.status),
  role: (user, wanted) => wanted.includes(user.role),
  mfa: (user, wanted) => wanted.includes(user.mfa),
  identitySource: (user, wanted) => wanted.includes(user.identitySource),
  tag: (user, wanted) => user.tags.includes(wanted),
  team: (user, wanted) => (user.teams ?? []).some(({ team }) => team.externalId === wanted),
  createdAfter: (user, wanted) => user.createdAt !== null && before(wanted, user.createdAt),
  createdBefore: (user, wanted) => before(user.createdAt, wanted),
  lastLoginBefore: (user, wanted) => user.lastLoginAt === null || before(user.lastLoginAt, wanted),
};

/** The fields of a user that a part of a filter looks at. */
export const FIELDS_OF_FILTER: { readonly [F in UserFilterField]: readonly UserField[] } = {
  ids: [],
  email: ["email"],
  search: ["email", "username", "displayName", "firstName", "lastName"],
  status: ["status"],
  role: ["role"],
  mfa: ["mfa"],
  identitySource: ["identitySource"],
  tag: ["tags"],
  team: ["teams"],
  createdAfter: ["createdAt"],
  createdBefore: ["createdAt"],
  lastLoginBefore: ["lastLoginAt"],
};

/** The parts that a filter has, in a fixed order. */
export function partsOf(filter: UserFilter): readonly UserFilterField[] {
  return FILTER_FIELDS.filter((field) => filter[field] !== undefined);
}

const FILTER_FIELDS: readonly UserFilterField[] = [
  "ids",
  "email",
  "search",
  "status",
  "role",
  "mfa",
  "identitySource",
  "tag",
  "team",
  "createdAfter",
  "createdBefore",
  "lastLoginBefore",
];

/** Whether the user is what the filter asks for in these parts. */
export function matches(user: User, filter: UserFilter, parts: readonly UserFilterField[]): boolean {
  return parts.every((part) => holds(part, user, filter));
}

function holds<F extends UserFilterField>(part: F, user: User, filter: UserFilter): boolean {
  const wanted = filter[part];
  return wanted === undefined || TESTS[part](user, wanted);
}
