import type { Provider } from "../../src/datasources/provider.ts";
import type { User, UserField } from "../../src/domain/user.ts";
import { recordedCall } from "../support/recorder.ts";

/**
 * The company as its providers tell it, each read to its end by the simplest of queries, and the meaning of
 * filters and orders written down a second time: what the list engine is measured by.
 */

const EVERYTHING: ReadonlySet<UserField> = new Set(["teams", "accountMemberships", "invitations"]);

/** A user with where it stands in its provider's own order. */
export interface Listed {
  readonly user: User;
  readonly index: number;
}

/** The whole company, each provider's users in its own order. */
export async function readCompany(providers: readonly Provider[]): Promise<readonly Listed[]> {
  const lists = await Promise.all(providers.map(readProvider));
  return lists.flatMap((users) => users.map((user, index) => ({ user, index })));
}

async function readProvider({ operations, fields }: Provider): Promise<readonly User[]> {
  const call = recordedCall();
  const users: User[] = [];
  for (let number = 0; ; number += 1) {
    const query = { filter: {}, order: null, needs: EVERYTHING };
    const page = await operations.listUsers(query, { number, size: 100 }, call);
    users.push(...page.items);
    if (!page.hasNext) break;
  }
  const { getUser } = operations;
  if (getUser === undefined || !Object.values(fields).includes("full")) return users;
  return Promise.all(users.map((user) => getUser(user.externalId, EVERYTHING, call)));
}

export const keyOf = ({ user }: Listed): string => `${user.provider}/${user.externalId}`;

/** The schema's UserFilter, as far as these tests use it; ids as the gateway gives them out are not known here. */
export interface PlainFilter {
  readonly providers?: readonly string[];
  readonly email?: string;
  readonly search?: string;
  readonly status?: readonly string[];
  readonly role?: readonly string[];
  readonly mfa?: readonly string[];
  readonly identitySource?: readonly string[];
  readonly tag?: string;
  readonly createdAfter?: string;
  readonly createdBefore?: string;
  readonly lastLoginBefore?: string;
}

const sameText = (one: string | null, other: string): boolean => one?.toLowerCase() === other.toLowerCase();
const isIn = (words: readonly string[] | undefined, word: string): boolean =>
  words === undefined || words.includes(word);

export function fits({ user }: Listed, filter: PlainFilter): boolean {
  const names = [user.email, user.username, user.displayName, user.firstName, user.lastName];
  const { search } = filter;
  return [
    isIn(filter.providers, user.provider),
    filter.email === undefined || sameText(user.email, filter.email),
    search === undefined || names.some((name) => name?.toLowerCase().includes(search.toLowerCase())),
    isIn(filter.status, user.status),
    isIn(filter.role, user.role),
    isIn(filter.mfa, user.mfa),
    isIn(filter.identitySource, user.identitySource),
    filter.tag === undefined || user.tags.includes(filter.tag),
    fitsMoments(user, filter),
  ].every(Boolean);
}

function fitsMoments(user: User, { createdAfter, createdBefore, lastLoginBefore }: PlainFilter): boolean {
  const created = user.createdAt;
  return [
    createdAfter === undefined || (created !== null && nanoseconds(created) > nanoseconds(createdAfter)),
    createdBefore === undefined || (created !== null && nanoseconds(created) < nanoseconds(createdBefore)),
    lastLoginBefore === undefined ||
      user.lastLoginAt === null ||
      nanoseconds(user.lastLoginAt) < nanoseconds(lastLoginBefore),
  ].every(Boolean);
}

function nanoseconds(moment: string): bigint {
  const [seconds = "", fraction = ""] = moment.replace("Z", "").split(".");
  return BigInt(Date.parse(`${seconds}Z`)) * 1_000_000n + BigInt(fraction.padEnd(9, "0").slice(0, 9));
}

export interface PlainOrder {
  readonly field: "EMAIL" | "DISPLAY_NAME" | "CREATED_AT" | "LAST_LOGIN_AT";
  readonly direction: "ASC" | "DESC";
}

/** In the order asked for, or with the providers taking turns. */
export function inOrder(listed: readonly Listed[], order: PlainOrder | null): readonly Listed[] {
  return [...listed].sort((left, right) =>
    order === null
      ? left.index - right.index || compareText(left.user.provider, right.user.provider)
      : compareIn(order, left.user, right.user),
  );
}

function compareIn({ field, direction }: PlainOrder, left: User, right: User): number {
  const one = sortKey(left, field);
  const other = sortKey(right, field);
  const sign = direction === "ASC" ? 1 : -1;
  const byKey =
    one === null || other === null
      ? Number(one === null) - Number(other === null)
      : sign * compareKeys(one, other);
  return (
    byKey || compareText(left.provider, right.provider) || compareText(left.externalId, right.externalId)
  );
}

function sortKey(user: User, field: PlainOrder["field"]): string | bigint | null {
  if (field === "EMAIL") return user.email?.toLowerCase() ?? null;
  if (field === "DISPLAY_NAME") return user.displayName?.toLowerCase() ?? null;
  const moment = field === "CREATED_AT" ? user.createdAt : user.lastLoginAt;
  return moment === null ? null : nanoseconds(moment);
}

function compareKeys(one: string | bigint, other: string | bigint): number {
  if (typeof one === "bigint" && typeof other === "bigint") return one < other ? -1 : Number(one > other);
  return compareText(String(one), String(other));
}

/** By code points, which the bytes of UTF-8 have the order of. */
function compareText(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one, "utf8"), Buffer.from(other, "utf8"));
}
