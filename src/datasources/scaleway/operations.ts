import { GatewayError } from "../../domain/errors.ts";
import type { TeamMembership } from "../../domain/team.ts";
import type { Call } from "../call.ts";
import type { Operations, UserListQuery } from "../provider.ts";
import { LARGEST_PAGE, type ListUsersParameters, type ScalewayClient } from "./client.ts";
import {
  type Connection,
  hasNext,
  isUuid,
  mfaParameter,
  orderParameter,
  toGracePeriod,
  toPage,
  toTeam,
  toUser,
  typeParameter,
} from "./map.ts";
import type { ScalewayGroup, ScalewayList, ScalewayUser } from "./types.ts";

/**
 * What Scaleway can be asked. A list tells all there is to tell of a user but teams and grace periods, which
 * are calls of their own, so `needs` changes nothing here.
 */
export function scalewayOperations(client: ScalewayClient, connection: Connection) {
  /**
   * The users of these ids among those of the other parameters. Scaleway's ids are UUIDs, and it may refuse a
   * whole request for one that is none, so such an id stays behind, and where there are no others a refusal
   * means that nobody has them.
   */
  async function usersOfIds(
    ids: readonly string[],
    parameters: ListUsersParameters,
    call: Call,
  ): Promise<ScalewayList<ScalewayUser>> {
    const wellFormed = ids.filter(isUuid);
    if (wellFormed.length > 0) return client.listUsers({ ...parameters, user_ids: wellFormed }, call);
    return client.listUsers({ ...parameters, user_ids: ids }, call).catch((thrown: unknown) => {
      if (isBadInput(thrown)) return { items: [], rejected: [], total_count: 0 };
      throw thrown;
    });
  }

  /** The groups that any of these users belongs to: one page, and more only where there are more. */
  async function groupsOf(userIds: readonly string[], call: Call): Promise<readonly ScalewayGroup[]> {
    const groups = new Map<string, ScalewayGroup>();
    for (let number = 0; ; number += 1) {
      const known = groups.size;
      const list = await client.listGroups(
        { page: number + 1, page_size: LARGEST_PAGE, user_ids: userIds },
        call,
      );
      for (const group of list.items) groups.set(group.id, group);
      // A page of nothing new means that the list goes round in circles.
      if (groups.size === known || !hasNext(list, { number, size: LARGEST_PAGE }))
        return [...groups.values()];
    }
  }

  return {
    async listUsers({ filter, order }: UserListQuery, { number, size }, call) {
      const parameters: ListUsersParameters = {
        mfa: filter.mfa === undefined ? null : mfaParameter(filter.mfa),
        order_by: orderParameter(order),
        page: number + 1,
        page_size: size,
        tag: filter.tag,
        type: filter.role === undefined ? null : typeParameter(filter.role),
      };
      const list =
        filter.ids === undefined
          ? await client.listUsers(parameters, call)
          : await usersOfIds(filter.ids, parameters, call);
      return toPage(list, { number, size }, (record) => toUser(record, "list", connection));
    },

    async getUsers(ids, _needs, call) {
      const list = await usersOfIds(ids, { page_size: LARGEST_PAGE }, call);
      const page = toPage(list, { number: 0, size: LARGEST_PAGE }, (record) =>
        toUser(record, "list", connection),
      );
      const asked = new Set(ids);
      return { ...page, items: page.items.filter(({ externalId }) => asked.has(externalId)) };
    },

    async getUser(id, _needs, call) {
      return toUser(await byId(client.getUser(id, call)), "full", connection);
    },

    async listTeamMemberIds(teamId, call) {
      return (await byId(client.getGroup(teamId, call))).user_ids;
    },

    async listTeams({ number, size }, call) {
      const list = await client.listGroups({ page: number + 1, page_size: size }, call);
      return toPage(list, { number, size }, (record) => toTeam(record, connection));
    },

    async getTeam(id, call) {
      return toTeam(await byId(client.getGroup(id, call)), connection);
    },

    async getTeamsOfUsers(userIds, call) {
      const teams = new Map<string, TeamMembership[]>(userIds.map((id) => [id, []]));
      for (const group of await groupsOf([...teams.keys()], call)) {
        const membership: TeamMembership = { team: toTeam(group, connection), membershipType: "DIRECT" };
        for (const userId of new Set(group.user_ids)) teams.get(userId)?.push(membership);
      }
      return teams;
    },

    async getGracePeriods(userId, call) {
      const { items } = await byId(client.listGracePeriods(userId, call));
      return items.map((record) => toGracePeriod(record, userId, connection));
    },
  } satisfies Operations;
}

/** A read by id has nothing but the id for Scaleway to refuse: one that is not of its form is nobody's. */
async function byId<T>(answer: Promise<T>): Promise<T> {
  return answer.catch((thrown: unknown) => {
    if (!isBadInput(thrown)) throw thrown;
    const provider = thrown.provider === undefined ? {} : { provider: thrown.provider };
    throw new GatewayError("NOT_FOUND", "No record has this id.", { ...provider, cause: thrown });
  });
}

function isBadInput(thrown: unknown): thrown is GatewayError {
  return thrown instanceof GatewayError && thrown.code === "BAD_USER_INPUT";
}
