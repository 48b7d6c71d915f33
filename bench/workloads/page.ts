import type { Workload } from "../workload.ts";
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

type Team = Readonly<Record<"id" | "name", string>>;

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
    const { users, total_count } = await fetch<Users>("scaleway", 0);
    const { groups } = await fetch<Groups>("scaleway", 1);
    if (users.length !== 100 || groups.length !== 20) throw new Error("not 100 users and 20 teams");
    const teams = new Map<string, Team[]>();
    for (const { id } of users) teams.set(id, []);
    for (const { id, name, user_ids } of groups) {
      const team = { id: idByHand("Team", "scaleway", id), name };
      for (const userId of user_ids) teams.get(userId)?.push(team);
    }
    return {
      users: {
        totalCount: total_count,
        isComplete: true,
        pageInfo: { hasNextPage: users.length < total_count },
        nodes: users.map((user) => ({ ...scalewayUserByHand(user), teams: { nodes: teams.get(user.id) } })),
      },
    };
  },
};
