import { type Includable, isIncludable, teamIdsIn } from "./simulatorResources.ts";
import type { AccountUser, InstalledState, InstalledUser } from "./simulatorState.ts";

/** What is wrong with a query, by the parameter that it is in. */
export interface QueryFault {
  readonly parameter: string;
  readonly detail: string;
  /** Left out: 422. */
  readonly status?: 400 | 422;
}

/** Guesses about how queries are read; the simulator's switches of these names say what they mean. */
export interface QueryRules {
  readonly missingFilter: string;
  readonly inOperator: string;
  readonly queryMatch: string;
  readonly textOrder: string;
  readonly sortsBy: string;
  readonly nullsInAscendingOrder: string;
  readonly unknownNames: string;
  readonly oversizedPage: string;
}

/** A query as the list of account-users understands it. */
export interface ListQuery {
  readonly matches: (accountUser: AccountUser) => boolean;
  readonly compare: (one: AccountUser, other: AccountUser) => number;
  readonly include: readonly Includable[];
  readonly page: number;
  readonly size: number;
}

const DEFAULT_SIZE = 20;
const LARGEST_SIZE = 100;

const namesIn = (value: string | null): string[] =>
  (value ?? "")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");

/** What a filter's value asks for: one value, or any of several after `in:`. Null where there is no filter. */
function valuesOf(value: string | null, several: boolean): ReadonlySet<string> | null {
  if (value === null || value === "") return null;
  return new Set(several && value.startsWith("in:") ? namesIn(value.slice(3)) : [value]);
}

function filterOf(query: URLSearchParams, state: InstalledState, rules: QueryRules): ListQuery["matches"] {
  const several = (name: string) =>
    rules.inOperator === "everywhere" || (rules.inOperator === "teams" && name === "team");
  const asked = (name: string) => valuesOf(query.get(`filter[${name}]`), several(name));
  const [accounts, users, teams, statuses] = ["account", "user", "team", "status"].map(asked);
  const admin = query.get("filter[is-admin]");
  const withoutGlobal = /^(true|1)$/i.test(query.get("exclude_global_users") ?? "");
  const text = (query.get("query") ?? "").toLowerCase();

  const inAccount = ({ accountId }: AccountUser): boolean => {
    if (accountId === null) return !withoutGlobal;
    return !accounts || accounts.has(accountId);
  };
  const isRead = (value: string): boolean => {
    const held = value.toLowerCase();
    return rules.queryMatch === "prefix" ? held.startsWith(text) : held.includes(text);
  };
  const isFound = (user: InstalledUser | undefined): boolean =>
    text === "" || (user !== undefined && [user.email, user.fullName, user.username].some(isRead));

  return (accountUser) => {
    const user = state.users.get(accountUser.userId);
    return (
      inAccount(accountUser) &&
      (!users || users.has(accountUser.userId)) &&
      (!statuses || statuses.has(accountUser.status)) &&
      (!teams || teamIdsIn(state, accountUser).some((id) => teams.has(id))) &&
      (admin === null || admin === "" || String(user?.admin === true) === admin) &&
      isFound(user)
    );
  };
}

type SortValue = string | number | null;
type SortKey = (accountUser: AccountUser, user: InstalledUser | undefined) => SortValue;

function sortKeys(rules: QueryRules): ReadonlyMap<string, SortKey> {
  const byUser = rules.sortsBy === "user";
  return new Map<string, SortKey>([
    ["created-at", (_, user) => user?.createdAt ?? null],
    ["email", (_, user) => user?.email || null],
    ["full-name", (_, user) => user?.fullName || null],
    ["last-login-at", (accountUser, user) => (byUser && user ? user : accountUser).lastLoginAt],
    ["status", (accountUser, user) => (byUser && user ? user : accountUser).status],
  ]);
}

function compareText(one: string, other: string, rules: QueryRules): number {
  if (rules.textOrder !== "ignoreCase") return Buffer.compare(Buffer.from(one), Buffer.from(other));
  return Buffer.compare(Buffer.from(one.toLowerCase()), Buffer.from(other.toLowerCase()));
}

/** Ascending. */
function compareValues(one: SortValue, other: SortValue, rules: QueryRules): number {
  if (one === other) return 0;
  const nulls = rules.nullsInAscendingOrder === "first" ? -1 : 1;
  if (one === null) return nulls;
  if (other === null) return -nulls;
  if (typeof one === "number" && typeof other === "number") return one - other;
  return compareText(String(one), String(other), rules);
}

/** Reads `sort`: those equal in everything asked for stand by id. */
function orderOf(
  query: URLSearchParams,
  state: InstalledState,
  rules: QueryRules,
): ListQuery["compare"] | QueryFault {
  const keys = sortKeys(rules);
  const steps: { readonly key: SortKey; readonly sign: 1 | -1 }[] = [];
  for (const name of namesIn(query.get("sort"))) {
    const key = keys.get(name.replace(/^-/, ""));
    if (key !== undefined) steps.push({ key, sign: name.startsWith("-") ? -1 : 1 });
    else if (rules.unknownNames === "refused") {
      return { parameter: "sort", detail: "Sorting by this attribute is not supported.", status: 400 };
    }
  }
  return (one, other) => {
    const [oneUser, otherUser] = [state.users.get(one.userId), state.users.get(other.userId)];
    for (const { key, sign } of steps) {
      const result = compareValues(key(one, oneUser), key(other, otherUser), rules);
      if (result !== 0) return result * sign;
    }
    return one.id < other.id ? -1 : 1;
  };
}

function includeOf(query: URLSearchParams, rules: QueryRules): readonly Includable[] | QueryFault {
  const names = namesIn(query.get("include"));
  const known = names.filter(isIncludable);
  return known.length < names.length && rules.unknownNames === "refused"
    ? { parameter: "include", detail: "This relationship path is not supported.", status: 400 }
    : known;
}

function numberOf(query: URLSearchParams, parameter: string, fallback: number): number | QueryFault {
  const text = query.get(parameter);
  if (text === null || text === "") return fallback;
  return /^\d{1,9}$/.test(text) && Number(text) >= 1
    ? Number(text)
    : { parameter, detail: "Must be a whole number of at least 1." };
}

function sizeOf(query: URLSearchParams, rules: QueryRules): number | QueryFault {
  const size = numberOf(query, "page[size]", DEFAULT_SIZE);
  if (typeof size !== "number" || size <= LARGEST_SIZE) return size;
  if (rules.oversizedPage !== "refused") return LARGEST_SIZE;
  return { parameter: "page[size]", detail: `Must be at most ${LARGEST_SIZE}.` };
}

function filterFault(query: URLSearchParams, rules: QueryRules): QueryFault | null {
  if (query.get("filter[account]") || query.get("filter[user]") || rules.missingFilter === "allowed")
    return null;
  const detail = "Either filter[account] or filter[user] is required.";
  return { parameter: "filter[account]", detail, status: rules.missingFilter === "400" ? 400 : 422 };
}

/** Reads the query of `GET /account-users`; the first thing that is wrong with it, where something is. */
export function readQuery(
  query: URLSearchParams,
  state: InstalledState,
  rules: QueryRules,
): { readonly fault: QueryFault } | ListQuery {
  const missing = filterFault(query, rules);
  if (missing !== null) return { fault: missing };
  const compare = orderOf(query, state, rules);
  if (typeof compare !== "function") return { fault: compare };
  const include = includeOf(query, rules);
  if ("detail" in include) return { fault: include };
  const page = numberOf(query, "page[number]", 1);
  if (typeof page !== "number") return { fault: page };
  const size = sizeOf(query, rules);
  if (typeof size !== "number") return { fault: size };
  return { matches: filterOf(query, state, rules), compare, include, page, size };
}
