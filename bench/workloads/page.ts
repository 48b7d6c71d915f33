import type { Fetch, Workload } from "../workload.ts";
import { idByHand } from "./idByHand.ts";
import { type ScalewayUser, scalewayUserByHand, USER_SCALARS } from "./scalewayUser.ts";

interface Users {
  readonly users: readonly ScalewayUser[];
  readonly total_count: number;
}

interface Groups {
  readonly groups: readonly {
    readonly id: string;
    readonly name: string;
    readonly user_ids: readonly string[];
  }[];
}

export type Team = Readonly<Record<"id" | "name", string>>;

export const page: Workload = {
  name: "page",
  title: "a page of 100 users, 12 scalars and the teams of each (2 of 20)",
  providers: ["scaleway"],
  people: 200,
  delayMs: 0,
  query: `{
    users(first: 100) {
      totalCount
      isComplete
      pageInfo { hasNextPage }
      nodes { ${USER_SCALARS} teams { nodes { id name } } }
    }
  }`,
  async byHand(fetch) {
    const { nodes, ...page } = await pageOfUsers(fetch);
    const teams = await teamsByUser(fetch);
    return {
      users: {
        ...page,
        nodes: nodes.map((user) => ({ ...user, teams: { nodes: teams.get(user.externalId) } })),
      },
    };
  },
};

/** The page without the teams. */
export async function pageOfUsers(fetch: Fetch) {
  const { users, total_count } = await fetch<Users>("scaleway", 0);
  if (users.length !== 100) throw new Error(`${users.length} users, not 100`);
  return {
    totalCount: total_count,
    isComplete: true,
    pageInfo: { hasNextPage: users.length < total_count },
    nodes: users.map(scalewayUserByHand),
  };
}

/** The teams of the page's users, by the provider's ids of the users. */
export async function teamsByUser(fetch: Fetch): Promise<ReadonlyMap<string, readonly Team[]>> {
  const { groups } = await fetch<Groups>("scaleway", 1);
  if (groups.length !== 20) throw new Error(`${groups.length} teams, not 20`);
  const teams = new Map<string, Team[]>();
  for (const { id, name, user_ids } of groups) {
    const team = { id: idByHand("Team", "scaleway", id), name };
    for (const userId of user_ids) {
      const known = teams.get(userId);
      if (known === undefined) teams.set(userId, [team]);
      else known.push(team);
    }
  }
  return teams;
}
