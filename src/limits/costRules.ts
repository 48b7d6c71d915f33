import type { Provider } from "../datasources/provider.ts";
import { LARGEST_PAGE } from "../directory/connection.ts";
import { type NodeReference, parseRepresentation } from "../domain/ids.ts";
import type { UserNeeds } from "../domain/user.ts";
import {
  accountMemberships,
  addTeamLookUp,
  addWholeUserList,
  gracePeriods,
  invitationPages,
  invitations,
  members,
  teams,
  users,
} from "./costLists.ts";
import {
  type Asked,
  countsOf,
  forEach,
  idsIn,
  listOf,
  lookUp,
  NO_RECORDS,
  NONE,
  type Records,
  type Rule,
  sizeOf,
  times,
  usersIn,
} from "./costRecords.ts";
import { lookUpCalls, needsFull } from "./userCost.ts";

const DEFAULT_SIZE = 25;
/** Grace periods that a user is taken to have, and mismatches that a provider is. */
const ASSUMED_PERIODS = 3;
const ASSUMED_MISMATCHES = 100;
/** A mutation reads the user, writes, and reads back. */
const CALLS_PER_WRITE = 3;
const WITH_TEAMS: UserNeeds = new Set(["teams"]);

/** What the fields of each type take. A field that is not here takes nothing, and is about what its parent is. */
export const RULES: Readonly<Record<string, Readonly<Record<string, Rule>>>> = {
  Query: {
    _entities: (asked) =>
      nodes(
        asked,
        idsIn(listOf(asked.args["representations"]), (one) => parseRepresentation(one, [])),
      ),
    node: (asked) => nodes(asked, idsIn([asked.args["id"]])),
    nodes: (asked) => nodes(asked, idsIn(listOf(asked.args["ids"]))),
    user: (asked) => lookUp(asked, usersIn([asked.args["id"]]), asked.needs([])),
    userByExternalId: (asked) =>
      lookUp(asked, new Map([[String(asked.args["provider"]), 1]]), asked.needs([])),
    users,
    team(asked) {
      const teams = countsOf(idsIn([asked.args["id"]]));
      forEach(asked, teams, (provider) => addTeamLookUp(asked, provider));
      return { counts: teams, users: NONE, atHand: false };
    },
    teams,
    invitations,
    gracePeriods,
    accountMemberships,
    identitySourceMismatches(asked) {
      const counts = new Map([[String(asked.args["provider"]), ASSUMED_MISMATCHES]]);
      forEach(asked, counts, ({ key }) => asked.tally.add(key, 1));
      return { counts, users: counts, atHand: false };
    },
    providers: (asked) => ({
      ...NO_RECORDS,
      counts: new Map(asked.tables.providers.map(({ key }) => [key, 1])),
    }),
    provider: ({ args }) => ({ ...NO_RECORDS, counts: new Map([[String(args["key"]), 1]]) }),
  },
  Mutation: {
    "*"({ args, tally, tables }) {
      const counts = new Map([[providerIn(args["input"]), 1]]);
      for (const { key } of tables.providers) if (counts.has(key)) tally.add(key, CALLS_PER_WRITE);
      return { counts, users: counts, atHand: false };
    },
  },
  MutationPayload: {
    user: (asked) => lookUp(asked, asked.records.users, asked.needs([])),
    mismatches: ({ records }) => {
      const counts = new Map([...records.counts.keys()].map((key) => [key, ASSUMED_MISMATCHES]));
      return { counts, users: counts, atHand: false };
    },
  },
  Provider: {
    currentUser(asked) {
      const needs = asked.needs([]);
      const counts = new Map<string, number>();
      for (const { key, operations } of asked.tables.providers) {
        const named = asked.records.counts.size === 0 || asked.records.counts.has(key);
        if (operations.getCurrentUser === undefined || !named) continue;
        asked.tally.share(key, `currentUser ${[...needs].sort()}`, 1);
        counts.set(key, 1);
      }
      return { counts, users: counts, atHand: true };
    },
  },
  User: {
    teams(asked) {
      forEach(asked, asked.records.users, (provider, users) => {
        if (provider.fields.teams === "call") asked.tally.add(provider.key, callsForTeams(provider, users));
      });
      return { counts: times(asked.records.counts, sizeOf(asked)), users: NONE, atHand: false };
    },
    accountMemberships: (asked) => ({ ...asked.records, counts: times(asked.records.counts, sizeOf(asked)) }),
    invitations(asked) {
      forEach(asked, asked.records.users, (provider) => {
        if (provider.operations.listInvitations === undefined) return;
        asked.tally.share(provider.key, "currentUser ", 1);
        asked.tally.share(provider.key, "invitations", invitationPages(provider, LARGEST_PAGE));
      });
      return { ...asked.records, counts: times(asked.records.counts, sizeOf(asked)) };
    },
    gracePeriods(asked) {
      forEach(asked, asked.records.users, (provider, users) => {
        if (provider.operations.getGracePeriods !== undefined) asked.tally.add(provider.key, users);
      });
      return { ...asked.records, counts: times(asked.records.counts, ASSUMED_PERIODS) };
    },
  },
  Team: { members },
  AccountMembership: { user: userBehind, teams: teamsBehind },
  Invitation: {
    user: userBehind,
    teams: teamsBehind,
    invitedBy: (asked) => lookUp(asked, asked.records.counts, asked.needs([])),
  },
  GracePeriod: { user: userBehind },
  IdentitySourceMismatch: { user: userBehind },
};

/** Records of any type. */
function nodes(asked: Asked, references: readonly NodeReference[]): ReturnType<Rule> {
  const byType: Record<string, Records> = {};
  for (const type of new Set(references.map((reference) => reference.type))) {
    const counts = countsOf(references.filter((reference) => reference.type === type));
    if (type === "User") byType[type] = lookUp(asked, counts, asked.needs([]));
    else {
      forEach(asked, counts, (provider, count) => addNodeLookUp(asked, provider, type, count));
      byType[type] = { counts, users: counts, atHand: false };
    }
  }
  return { byType };
}

function addNodeLookUp(asked: Asked, provider: Provider, type: string, count: number): void {
  const { tally } = asked;
  if (type === "Provider") return;
  if (type === "Team") {
    for (let one = 0; one < count; one += 1) addTeamLookUp(asked, provider);
    return;
  }
  tally.add(provider.key, count);
  // Where the id does not say whose record it is, it may be anywhere in the list.
  if (type !== "GracePeriod") {
    addWholeUserList(asked, provider, new Set(["accountMemberships", "invitations"]));
  }
}

/** The users whom records refer to: known already, unless more is needed of them than lists tell. */
function userBehind(asked: Asked): Records {
  const { records, tables } = asked;
  const needs = asked.needs([]);
  const open = records.atHand
    ? tables.providers.filter((provider) => needsFull(provider, needs)).map(({ key }) => key)
    : tables.providers.map(({ key }) => key);
  lookUp(asked, new Map([...records.users].filter(([key]) => open.includes(key))), needs);
  return { counts: records.users, users: records.users, atHand: true };
}

/** The teams of the users whom records refer to, where the records do not bear them. */
function teamsBehind(asked: Asked): Records {
  forEach(asked, asked.records.users, (provider, count) => {
    const source = provider.fields.teams;
    if (source === "call") asked.tally.add(provider.key, callsForTeams(provider, count));
    else if (source === "full" || (source === "include" && !asked.records.atHand)) {
      asked.tally.add(provider.key, lookUpCalls(provider, count, WITH_TEAMS));
    }
  });
  return { counts: times(asked.records.users, DEFAULT_SIZE), users: NONE, atHand: false };
}

function callsForTeams({ teamsPerCall }: Provider, count: number): number {
  return Math.ceil(count / Math.max(1, teamsPerCall));
}

/** The provider that a mutation's input names, itself or by a user's id. */
function providerIn(input: unknown): string {
  if (typeof input !== "object" || input === null) return "";
  if ("id" in input) return idsIn([input.id])[0]?.provider ?? "";
  if ("provider" in input) return String(input.provider);
  const block = Object.values(input).find((value) => typeof value === "object" && value !== null);
  return block === undefined ? "" : providerIn(block);
}
