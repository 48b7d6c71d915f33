import type { Pushdown } from "../datasources/capability.ts";
import type { Provider } from "../datasources/provider.ts";
import { textKey } from "../domain/order.ts";
import { instantKey } from "../domain/timestamp.ts";
import type { User, UserField, UserNeeds } from "../domain/user.ts";
import type { UserFilter, UserFilterField, UserOrder } from "../domain/userFilter.ts";
import type { UserOrderField } from "../generated/enums.ts";
import { LARGEST_PAGE } from "./connection.ts";
import { FIELDS_OF_FILTER, partsOf } from "./predicate.ts";

/** What a list of users is asked for, before it is known who can do what. */
export interface UserQuery {
  /** Null: taking turns, each provider in its own order. */
  readonly order: UserOrder | null;
  /** What the selection needs of each user. */
  readonly needs: UserNeeds;
  /** The most records that a page of the list may have; left out: the product's own. */
  readonly largestPage?: number;
}

/** How one provider's users are read. */
export type Access =
  /** Nothing there can match: no call. */
  | { readonly kind: "none"; readonly reason: string }
  /** Whether somebody matches cannot be found out: no call either. */
  | { readonly kind: "unsupported"; readonly reason: string }
  /** By id: given, or the members of a team. */
  | { readonly kind: "ids"; readonly ids: readonly string[] | { readonly team: string } }
  /** Page by page in the provider's own order; a record's place is its key. */
  | { readonly kind: "natural" }
  /** Page by page; the provider sorts as Roster does. */
  | { readonly kind: "sorted" }
  /** All pages, sorted by the gateway. */
  | { readonly kind: "sweep" };

/** What the planner needs to know of a provider: its tables, and what it can be asked. */
export type PlannedProvider = Pick<Provider, "key" | "fields" | "userList" | "operations">;

/** One provider's part of a plan: data that can be printed. */
export interface ProviderPlan {
  readonly provider: string;
  readonly access: Access;
  /** The part of the filter that the provider applies. */
  readonly native: UserFilter;
  /** The parts that the gateway applies to what comes back: the native ones too, where the records tell. */
  readonly residual: readonly UserFilterField[];
  /** Fields to ask for beyond those of every list answer. */
  readonly include: readonly UserField[];
  /**
   * Which users have to be read one by one because the list does not tell what is needed: none, those that are
   * shown, or every candidate because the filter or the order looks at it.
   */
  readonly detail: "none" | "shown" | "every";
  /** Whether the provider's own total counts exactly what matches. */
  readonly exactTotal: boolean;
  readonly pageSize: number;
}

/**
 * Plans one provider's part of a list: a pure function of the query and of the provider's tables, with no
 * knowledge of any kind of provider.
 */
export function planUsers(provider: PlannedProvider, filter: UserFilter, query: UserQuery): ProviderPlan {
  const access = accessOf(provider, filter, query.order);
  // Members of a team that were looked up by their ids are members already.
  const byTeam = access.kind === "ids" && "team" in access.ids;
  const parts = partsOf(filter).filter((part) => !(byTeam && part === "team"));
  // A look-up by id applies no filter.
  const pushed = new Map<UserFilterField, Pushdown>(
    parts.map((part) => [part, access.kind === "ids" ? "none" : pushdown(provider, filter, part)]),
  );
  const native = Object.fromEntries(
    parts.filter((part) => pushed.get(part) !== "none").map((part) => [part, filter[part]]),
  );
  const examined = new Set<UserField>([
    ...parts.filter((part) => pushed.get(part) !== "exact").flatMap((part) => FIELDS_OF_FILTER[part]),
    ...(query.order === null ? [] : [FIELD_OF_ORDER[query.order.field]]),
  ]);
  const exactTotal = parts.every((part) => pushed.get(part) === "exact");
  const { pageSize } = provider.userList;
  const { largestPage = LARGEST_PAGE } = query;
  const needed = new Set<UserField>([...query.needs, ...examined]);
  return {
    provider: provider.key,
    access,
    native,
    residual: parts.filter((part) => pushed.get(part) !== "exact" || isTold(provider, part)),
    include: [...needed].filter((field) => provider.fields[field] === "include").sort(),
    detail: detailOf(provider, query.needs, examined),
    exactTotal,
    // Where every record counts, a page of the list needs no more of one provider.
    pageSize: access.kind === "natural" && exactTotal ? Math.min(pageSize, largestPage) : pageSize,
  };
}

/** Whether every record tells what this part looks at, so that the provider's filter can be verified. */
function isTold(provider: PlannedProvider, part: UserFilterField): boolean {
  return FIELDS_OF_FILTER[part].every((field) => provider.fields[field] === "always");
}

function pushdown<F extends UserFilterField>(
  provider: PlannedProvider,
  filter: UserFilter,
  part: F,
): Pushdown {
  const value = filter[part];
  const able = provider.userList.filters[part];
  return value === undefined || able === undefined ? "none" : able(value);
}

function accessOf(provider: PlannedProvider, filter: UserFilter, order: UserOrder | null): Access {
  const reason = impossible(provider, filter);
  if (reason !== null) return { kind: "none", reason };
  if (filter.team !== undefined && provider.operations.listTeamMemberIds !== undefined) {
    return { kind: "ids", ids: { team: filter.team } };
  }
  const hidden = partsOf(filter).find((part) => isHidden(provider, filter, part));
  if (hidden !== undefined)
    return { kind: "unsupported", reason: `no list there tells what ${hidden} looks at` };
  if (filter.ids !== undefined) return { kind: "ids", ids: filter.ids };
  if (order === null) return { kind: "natural" };
  // Sorting is believed only where every answer tells the key, so that it can be verified.
  const isTold = provider.fields[FIELD_OF_ORDER[order.field]] === "always";
  const directions = provider.userList.orders[order.field] ?? [];
  return isTold && directions.includes(order.direction) ? { kind: "sorted" } : { kind: "sweep" };
}

/** Why no user of this provider can match, or null. */
function impossible(provider: PlannedProvider, filter: UserFilter): string | null {
  const { words } = provider.userList;
  for (const part of ["status", "role", "mfa", "identitySource"] as const) {
    const wanted: readonly string[] | undefined = filter[part];
    const known: readonly string[] = words[part];
    if (wanted !== undefined && !wanted.some((word) => known.includes(word))) {
      return `no user there has ${part} ${wanted.join(" or ")}`;
    }
  }
  if (filter.ids?.length === 0) return "no id of this provider was asked for";
  const unknown = partsOf(filter).find((part) => NEEDS_VALUE.has(part) && isNeverTold(provider, part));
  if (unknown !== undefined) return `users there have nothing that ${unknown} could match`;
  if (isEmptyRange(filter)) return "createdAfter is not before createdBefore";
  return null;
}

function isEmptyRange({ createdAfter, createdBefore }: UserFilter): boolean {
  return (
    createdAfter !== undefined &&
    createdBefore !== undefined &&
    instantKey(createdAfter) >= instantKey(createdBefore)
  );
}

/** The parts of a filter that nobody can match of whom the provider tells nothing there. */
const NEEDS_VALUE: ReadonlySet<UserFilterField> = new Set([
  "email",
  "search",
  "tag",
  "team",
  "createdAfter",
  "createdBefore",
]);

/** Whether neither a list nor a look-up tells what a part looks at, nor can the provider apply it. */
function isHidden(provider: PlannedProvider, filter: UserFilter, part: UserFilterField): boolean {
  const isTold = FIELDS_OF_FILTER[part].every((field) => provider.fields[field] !== "call");
  return !isTold && (filter.ids !== undefined || pushdown(provider, filter, part) !== "exact");
}

function isNeverTold(provider: PlannedProvider, part: UserFilterField): boolean {
  return FIELDS_OF_FILTER[part].every((field) => typeof provider.fields[field] === "object");
}

function detailOf(
  provider: PlannedProvider,
  needs: UserNeeds,
  examined: ReadonlySet<UserField>,
): ProviderPlan["detail"] {
  const full = (field: UserField): boolean => provider.fields[field] === "full";
  if ([...examined].some(full)) return "every";
  return [...needs].some(full) ? "shown" : "none";
}

const FIELD_OF_ORDER: Readonly<Record<UserOrderField, UserField>> = {
  EMAIL: "email",
  DISPLAY_NAME: "displayName",
  CREATED_AT: "createdAt",
  LAST_LOGIN_AT: "lastLoginAt",
};

/** The text that a user is sorted by, or null, which comes last in both directions. */
export function orderKey(user: User, field: UserOrderField): string | null {
  switch (field) {
    case "EMAIL":
      return textKey(user.email);
    case "DISPLAY_NAME":
      return textKey(user.displayName);
    case "CREATED_AT":
      return user.createdAt === null ? null : instantKey(user.createdAt);
    case "LAST_LOGIN_AT":
      return user.lastLoginAt === null ? null : instantKey(user.lastLoginAt);
  }
}
