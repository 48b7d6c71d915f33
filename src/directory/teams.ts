import { type Call, callWith } from "../datasources/call.ts";
import type { Provider } from "../datasources/provider.ts";
import { GatewayError } from "../domain/errors.ts";
import { textKey } from "../domain/order.ts";
import type { ListedTeam, Team, TeamMembership } from "../domain/team.ts";
import type { User, UserNeeds } from "../domain/user.ts";
import type { TeamFilter } from "../generated/graphql.ts";
import { readConnection } from "./connection.ts";
import type { TeamConnection } from "./connections.ts";
import { fingerprintOf } from "./cursor.ts";
import { gatherFromUsers, splitBySupport } from "./lists.ts";
import { unsupported } from "./loaders.ts";
import { comparePlaces, type Place } from "./place.ts";
import { chooseList, type ListArguments, type Scope } from "./scope.ts";
import type { WholeList } from "./snapshots.ts";
import type { Source, Start } from "./source.ts";
import { type SweepReading, sweep } from "./sweep.ts";
import { createSweptSource } from "./sweptSource.ts";
import { chooseProviders, readText } from "./userFilterInput.ts";
import { createUserSource } from "./userRows.ts";

export interface TeamsArguments extends ListArguments {
  readonly filter?: TeamFilter | null | undefined;
}

const WITH_TEAMS: UserNeeds = new Set(["teams"]);

/** One page of the teams of all providers that have any, by name. */
export async function listTeams(scope: Scope, list: TeamsArguments): Promise<TeamConnection> {
  const { page, onProviderFailure, call } = chooseList(scope, list);
  const search = readText(list.filter?.search, ["filter", "search"])?.toLowerCase();
  const chosen = chooseProviders(scope.providers, list.filter?.providers);
  const { able, unasked } = splitBySupport(chosen, "teams");
  const wanted: WantedTeams = {
    name: search ?? "",
    keeps: ({ name }) => search === undefined || (name ?? "").toLowerCase().includes(search),
  };
  const connection = await readConnection<Team>(
    {
      compare: comparePlaces("ASC"),
      fingerprint: fingerprintOf(["teams", search, chosen.map(({ key }) => key)]),
      codec: scope.codec,
      now: scope.now,
      onProviderFailure,
      unasked,
      sources: (start) =>
        able.map((provider) => teamSource(scope, provider, { ...start, anchor: null }, wanted, call)),
    },
    page,
  );
  return {
    ...connection,
    nodes: connection.nodes.map(asMembership),
    edges: connection.edges.map(({ node, cursor }) => ({ node: asMembership(node), cursor })),
  };
}

/** A team by itself is nobody's membership. */
function asMembership(team: Team): TeamMembership {
  return { team, membershipType: "UNKNOWN" };
}

interface WantedTeams {
  /** What they are searched by; empty for all. */
  readonly name: string;
  readonly keeps: (team: Team) => boolean;
}

function teamSource(
  scope: Scope,
  provider: Provider,
  start: Start,
  wanted: WantedTeams,
  call: Call,
): Source<Team> {
  const placeOf = (team: Team): Place => ({
    rank: textKey(team.name),
    provider: team.provider,
    tie: team.externalId,
  });
  const { listTeams: list } = provider.operations;
  const { pageSize } = provider.userList;
  if (list === undefined) {
    const rows = gatherFromUsers<Team>(
      provider,
      {},
      {
        needs: WITH_TEAMS,
        call,
        expand: async (user) => (await teamsOf(scope, provider, user)).filter(wanted.keeps),
        expandAsks: true,
        placeOf,
      },
    );
    const swept = { ...rows, plan: { ...rows.plan, access: { kind: "sweep" as const }, pageSize } };
    return createUserSource(scope, swept, start, null);
  }
  const listKey = { provider: provider.key, key: "teams" };
  const { primeTeam } = scope.loadersOf(provider);
  const paging = {
    provider: provider.key,
    pageSize,
    limit: provider.sweepLimit,
    width: provider.maxConcurrency,
    rowId: ({ externalId }: Team) => externalId,
  };
  const pagesBy =
    (by: Call): SweepReading<ListedTeam>["readPage"] =>
    (page, freshness) =>
      scope.pages.teams.read(listKey, page, freshness, (asked) => list(page, callWith(by, asked)));
  const wholeOf = (freshness: Start["freshness"]): WholeList<ListedTeam> => ({
    ...listKey,
    operation: "teams",
    pageSize,
    rowId: paging.rowId,
    // A write about a user may change which teams there are.
    readRow: null,
    read: (signal, onRows) =>
      sweep({ ...paging, readPage: pagesBy(callWith(call, { signal })) }, freshness, onRows),
  });
  return createSweptSource<ListedTeam, Team>(
    {
      ...paging,
      signal: call.signal,
      readPage: pagesBy(call),
      readWhole: (freshness) => scope.readWhole(scope.snapshots.teams, wholeOf(freshness), call, freshness),
      produce: (some) =>
        some.map((team) => {
          primeTeam(team);
          return wanted.keeps(team) ? [team] : [];
        }),
      batch: Number.MAX_SAFE_INTEGER,
      exactTotal: false,
      placeOf,
      rows: { name: wanted.name, keeps: wanted.keeps, placeOf },
    },
    start,
  );
}

/** A user's teams; where the list left them out although they were asked for, the single user has them. */
async function teamsOf(scope: Scope, provider: Provider, user: User): Promise<readonly Team[]> {
  const { teams } =
    user.teams === null ? await scope.loadersOf(provider).user(user.externalId, WITH_TEAMS) : user;
  return teams?.map(({ team }) => team) ?? [];
}

/** One team by id. NOT_FOUND when there is none, UNSUPPORTED_OPERATION where the provider cannot tell. */
export async function findTeam(scope: Scope, provider: Provider, id: string): Promise<Team> {
  const { getTeam } = provider.operations;
  if (getTeam !== undefined) {
    const team = await getTeam(id, scope.call);
    scope.loadersOf(provider).primeTeam(team);
    return team;
  }
  if ("missing" in provider.capabilities.teams) throw unsupported(provider, "teams");
  const rows = gatherFromUsers<Team>(
    provider,
    { team: id },
    {
      needs: WITH_TEAMS,
      call: scope.call,
      expand: async (user) =>
        (await teamsOf(scope, provider, user)).filter(({ externalId }) => externalId === id),
      expandAsks: true,
      placeOf: (team) => ({ rank: "", provider: team.provider, tie: team.externalId }),
    },
  );
  const start = { compare: comparePlaces("ASC"), backwards: false, from: null, freshness: "anew" as const };
  // All users may have to be read to find one of the team, so the pages are as large as they can be.
  const { pageSize } = provider.userList;
  const source = createUserSource(scope, { ...rows, plan: { ...rows.plan, pageSize } }, start, null);
  await source.fill();
  const [found] = source.ready;
  if (found !== undefined) return found.record;
  const { error } = source.coverage();
  throw (
    error ??
    new GatewayError("NOT_FOUND", `${provider.key} has no team of this id.`, { provider: provider.key })
  );
}
