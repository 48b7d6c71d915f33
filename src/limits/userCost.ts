import type { Provider } from "../datasources/provider.ts";
import { type ProviderPlan, planUsers } from "../directory/plan.ts";
import { partsOf } from "../directory/predicate.ts";
import { leastNewRows } from "../directory/windows.ts";
import type { UserNeeds } from "../domain/user.ts";
import type { UserFilter, UserFilterField, UserOrder } from "../domain/userFilter.ts";
import type { Tally } from "./tally.ts";

/** A list of users as far as its cost goes. */
export interface UserList {
  readonly filter: UserFilter;
  readonly order: UserOrder | null;
  readonly needs: UserNeeds;
  readonly size: number;
  /** The cursor that it goes on from. */
  readonly cursor: string | null;
  readonly backwards: boolean;
  /** How many such lists there are, each with another team in its filter. */
  readonly times: number;
  /** Whether those who are shown are read alone where the list does not tell what is needed. */
  readonly completed: boolean;
}

/** Members whom a team is taken to have where only asking could tell. */
const ASSUMED_MEMBERS = 200;
/** Filters of which few users match: where the provider applies one itself, its list is short. */
const NARROW: ReadonlySet<UserFilterField> = new Set(["team", "tag", "email", "search"]);

/** What may be read beyond the page that is asked for, where the list is short or begins in the middle. */
const FURTHER_PAGES = 2;

/** Adds what a list of one provider's users may take, and tells how many users there may be. */
export function addUserList(tally: Tally, provider: Provider, list: UserList, mostCalls: number): number {
  const plan = planUsers(provider, list.filter, { order: list.order, needs: list.needs });
  const { access } = plan;
  if (access.kind === "none") return 0;
  if (access.kind === "ids") return addByIds(tally, provider, plan, list);
  const { pages, whole } = pagesOf(provider, plan, list);
  const key = JSON.stringify([plan.native, list.order, plan.include, list.cursor, list.backwards]);
  // A list that is read whole and is the same for each team is read once.
  const times = plan.native.team === undefined ? 1 : list.times;
  tally.share(provider.key, key, pages * times);
  if (plan.detail === "shown" && list.completed) tally.add(provider.key, list.size * list.times);
  if (plan.detail === "every") {
    const candidates = whole ? provider.sweepLimit : pages * plan.pageSize;
    tally.share(provider.key, `every ${key}`, Math.min(mostCalls, candidates * times));
  }
  return list.size * list.times;
}

function addByIds(tally: Tally, provider: Provider, plan: ProviderPlan, list: UserList): number {
  const { access } = plan;
  if (access.kind !== "ids") return 0;
  const needs: UserNeeds = new Set([...list.needs, ...plan.include]);
  const asked = "team" in access.ids ? ASSUMED_MEMBERS : access.ids.length;
  if ("team" in access.ids) tally.add(provider.key, list.times);
  tally.add(provider.key, list.times * lookUpCalls(provider, asked, needs));
  return list.times * Math.min(list.size, asked);
}

/** How many pages a list may take, and whether that is all of it. */
function pagesOf(
  provider: Provider,
  plan: ProviderPlan,
  { filter, size, cursor, backwards }: UserList,
): { readonly pages: number; readonly whole: boolean } {
  const all = wholeListCalls(provider, plan.pageSize);
  const few = pagesFor(size, plan.pageSize) + FURTHER_PAGES;
  const parts = partsOf(filter);
  const narrowed = parts.some((part) => NARROW.has(part) && plan.native[part] !== undefined);
  if (narrowed) return { pages: Math.min(all, few), whole: false };
  if (plan.access.kind === "sweep" || !plan.exactTotal) return { pages: all, whole: true };
  const further = (cursor === null ? 0 : 1) + (backwards ? FURTHER_PAGES : 0);
  const sorted = plan.access.kind === "sorted" ? FURTHER_PAGES : 0;
  return { pages: Math.min(all, pagesFor(size, plan.pageSize) + further + sorted), whole: false };
}

/** Pages that hold this many records, where each repeats the end of the one before it. */
export function pagesFor(records: number, pageSize: number): number {
  if (records <= pageSize) return 1;
  return 1 + Math.ceil((records - pageSize) / leastNewRows(pageSize));
}

/** A list that is read to its end; how long it is shows only then, so that it counts as the longest allowed. */
export function wholeListCalls({ sweepLimit }: Provider, pageSize: number): number {
  return pagesFor(sweepLimit, pageSize);
}

/** Calls that looking this many users up by their ids may take. */
export function lookUpCalls(provider: Provider, users: number, needs: UserNeeds): number {
  const { operations, userLookup, userList } = provider;
  if (users === 0) return 0;
  const listed = operations.getUsers !== undefined && userLookup.idsPerCall > 0;
  const full = needsFull(provider, needs);
  if (listed && (users > 1 || !userLookup.single)) return Math.ceil(users / userLookup.idsPerCall);
  if (!userLookup.single) return wholeListCalls(provider, userList.pageSize);
  if (full || users <= FEW) return users;
  // The list is read only as long as it promises fewer calls than asking one by one.
  return userLookup.listProvesAbsence ? users + 1 : 2 * users;
}

/** So few users are asked for one by one at once. */
const FEW = 3;

/** Whether any of these fields stands only in a user who is read alone. */
export function needsFull(provider: Provider, needs: UserNeeds): boolean {
  return [...needs].some((field) => provider.fields[field] === "full");
}
