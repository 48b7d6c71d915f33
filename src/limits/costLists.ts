import type { Provider } from "../datasources/provider.ts";
import type { PageChoice } from "../directory/connection.ts";
import { LARGEST_PAGE } from "../directory/connection.ts";
import { scopeUserFilter } from "../directory/userFilterInput.ts";
import type { UserNeeds } from "../domain/user.ts";
import type { UserOrder } from "../domain/userFilter.ts";
import type { QueryUsersArgs } from "../generated/graphql.ts";
import {
  type Asked,
  able,
  countsBy,
  countsOf,
  filterOf,
  idsIn,
  NONE,
  pageOf,
  type Records,
  sizeOf,
  textOf,
  withField,
} from "./costRecords.ts";
import { addUserList, pagesFor, wholeListCalls } from "./userCost.ts";

/** Where a connection holds its records, and the users behind them. */
const NODES = [["nodes"], ["edges", "node"]] as const;
const USERS_OF_NODES = [
  ["nodes", "user"],
  ["edges", "node", "user"],
] as const;

export function users(asked: Asked): Records {
  const { tables, tally } = asked;
  // The schema has checked what the arguments are.
  const args: Partial<QueryUsersArgs> = asked.args;
  const page = pageOf(asked);
  const order = orderOf(args.orderBy, page);
  const needs = asked.needs(...NODES);
  const counts = new Map<string, number>();
  for (const { provider, filter } of scopeUserFilter(tables.providers, args.filter)) {
    const { size, cursor, backwards } = page;
    const list = { filter, order, needs, size, cursor, backwards, times: 1, completed: true };
    counts.set(provider.key, addUserList(tally, provider, list, tables.mostCalls));
  }
  return { counts, users: counts, atHand: true };
}

/** A page from a list's end is the first page of the list turned round. */
function orderOf(orderBy: QueryUsersArgs["orderBy"], { backwards }: PageChoice): UserOrder | null {
  if (orderBy === null || orderBy === undefined) return null;
  const direction = orderBy.direction ?? "ASC";
  const turned = direction === "ASC" ? "DESC" : "ASC";
  return { field: orderBy.field, direction: backwards ? turned : direction };
}

const WITH_TEAMS: UserNeeds = new Set(["teams"]);

export function teams(asked: Asked): Records {
  const { size } = pageOf(asked);
  const counts = new Map<string, number>();
  for (const provider of able(asked, "teams")) {
    if (provider.operations.listTeams === undefined) addWholeUserList(asked, provider, WITH_TEAMS);
    else asked.tally.share(provider.key, "teams", wholeListCalls(provider, provider.userList.pageSize));
    counts.set(provider.key, size);
  }
  return { counts, users: NONE, atHand: false };
}

/** One team is an operation of its own, or may be anywhere in the list of users. */
export function addTeamLookUp(asked: Asked, provider: Provider): void {
  if (provider.operations.getTeam !== undefined) asked.tally.add(provider.key, 1);
  else if ("via" in provider.capabilities.teams) addWholeUserList(asked, provider, WITH_TEAMS);
}

/** Reads a provider's users to their end, for what stands in them. */
export function addWholeUserList({ tally, tables }: Asked, provider: Provider, needs: UserNeeds): void {
  addUserList(tally, provider, { ...ONCE, needs, size: provider.sweepLimit }, tables.mostCalls);
}

/** A list from its beginning, of whoever is in it, that is all that is asked for. */
const ONCE = { filter: {}, order: null, cursor: null, backwards: false, times: 1, completed: false } as const;

export function invitations(asked: Asked): Records {
  const page = pageOf(asked);
  const needs = asked.needs(...USERS_OF_NODES);
  const counts = new Map<string, number>();
  let atHand = true;
  for (const provider of able(asked, "invitations")) {
    counts.set(provider.key, page.size);
    if (provider.operations.listInvitations === undefined) {
      // Whoever is invited may be anywhere in the list of users.
      addWholeUserList(asked, provider, withField(needs, "invitations"));
      continue;
    }
    const filtered = filterOf(asked)["email"] !== undefined;
    asked.tally.share(
      provider.key,
      `invitations ${page.cursor} ${page.backwards}`,
      filtered ? wholeListCalls(provider, provider.userList.pageSize) : invitationPages(provider, page.size),
    );
    atHand = false;
  }
  return { counts, users: counts, atHand };
}

export function invitationPages(provider: Provider, records: number): number {
  return 1 + pagesFor(records, Math.min(provider.userList.pageSize, LARGEST_PAGE));
}

export function gracePeriods(asked: Asked): Records {
  const page = pageOf(asked);
  const { users: ids } = filterOf(asked);
  const given = Array.isArray(ids) ? countsOf(idsIn(ids)) : null;
  const counts = new Map<string, number>();
  for (const provider of able(asked, "gracePeriods")) {
    const asks = given === null ? provider.sweepLimit : (given.get(provider.key) ?? 0);
    if (given === null) addWholeUserList(asked, provider, new Set());
    asked.tally.add(provider.key, Math.min(asks, asked.tables.mostCalls));
    if (asks > 0) counts.set(provider.key, page.size);
  }
  return { counts, users: counts, atHand: given === null };
}

export function accountMemberships(asked: Asked): Records {
  const { tally, tables } = asked;
  const page = pageOf(asked);
  const { user, account, status } = filterOf(asked);
  const needs = withField(asked.needs(...USERS_OF_NODES), "accountMemberships");
  const of = user === undefined || user === null ? null : countsOf(idsIn([user]));
  const sifted = (account ?? status ?? null) !== null;
  const counts = new Map<string, number>();
  for (const provider of able(asked, "accountMemberships")) {
    if (of !== null && !of.has(provider.key)) continue;
    counts.set(provider.key, page.size);
    if (of !== null) tally.add(provider.key, 1);
    else if (sifted) addWholeUserList(asked, provider, needs);
    else addUserList(tally, provider, { ...ONCE, ...page, needs }, tables.mostCalls);
    if (of !== null || provider.fields.accountMemberships !== "full") continue;
    tally.add(provider.key, sifted ? Math.min(provider.sweepLimit, tables.mostCalls) : page.size);
  }
  return { counts, users: counts, atHand: true };
}

/** The members of each of the teams that the parents are. */
export function members(asked: Asked): Records {
  const size = sizeOf(asked);
  const counts = countsBy(asked, asked.records.counts, (provider, teamsThere) =>
    addUserList(
      asked.tally,
      provider,
      {
        filter: { team: "any" },
        order: null,
        needs: asked.needs(...NODES),
        size,
        cursor: textOf(asked.args["after"]),
        backwards: false,
        times: teamsThere,
        completed: true,
      },
      asked.tables.mostCalls,
    ),
  );
  return { counts, users: counts, atHand: true };
}
