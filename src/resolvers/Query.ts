import type { QueryResolvers } from "../generated/graphql.ts";
import { connectionPaths, selects, userNeeds } from "./selection.ts";

export const Query: QueryResolvers = {
  _entities(_root, { representations }, { directory }, info) {
    directory.countNamed(representations.length, ["representations"]);
    const needs = userNeeds(info, [[]]);
    return representations.map((representation, index) =>
      directory.entity(representation, ["representations", String(index)], needs),
    );
  },

  node: (_root, { id }, { directory }, info) => directory.node(id, userNeeds(info, [[]])),
  nodes(_root, { ids }, { directory }, info) {
    directory.countNamed(ids.length, ["ids"]);
    const needs = userNeeds(info, [[]]);
    return ids.map((id) => directory.node(id, needs));
  },

  providers: (_root, _args, { directory }) => directory.providers(),
  provider: (_root, { key }, { directory }) => directory.provider(key),

  user: (_root, { id }, { directory }, info) => directory.user(id, userNeeds(info, [[]])),
  userByExternalId: (_root, { provider, externalId }, { directory }, info) =>
    directory.userByExternalId(provider, externalId, userNeeds(info, [[]])),
  users: (_root, list, { directory }, info) => directory.users(list, userNeeds(info, connectionPaths())),

  team: (_root, { id }, { directory }) => directory.team(id),
  teams: (_root, list, { directory }) => directory.teams(list),
  invitations(_root, list, { directory }, info) {
    const needs = userNeeds(info, connectionPaths("user"));
    const teams = selects(info, connectionPaths("teams")) ? (["teams"] as const) : [];
    return directory.invitations(list, new Set([...needs, ...teams]));
  },
  gracePeriods: (_root, list, { directory }) => directory.gracePeriods(list),
  accountMemberships(_root, list, { directory }, info) {
    const needs = userNeeds(info, connectionPaths("user"));
    const teams = selects(info, connectionPaths("teams")) ? (["teams"] as const) : [];
    return directory.accountMemberships(list, new Set([...needs, ...teams]));
  },

  identitySourceMismatches: (_root, { provider, tenantId }, { directory }) =>
    directory.identitySourceMismatches(provider, tenantId ?? null),
};
