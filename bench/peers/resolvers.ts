import { readFileSync } from "node:fs";
import type { Place } from "../../src/simulation/company.ts";
import type { Fetch, Workload } from "../workload.ts";
import { mergedRows } from "../workloads/list.ts";
import { manyUsersByHand } from "../workloads/many.ts";
import { pageOfUsers, type Team, teamsByUser } from "../workloads/page.ts";
import { rowsByHand } from "../workloads/rows.ts";
import { scalewayUserById } from "../workloads/scalewayUser.ts";

/*
 * What the peers answer with. The records are the ones of the answers built by hand, so that a peer pays for its
 * GraphQL and not for how carefully somebody reads a provider's answer, which the gateway pays for as well.
 */

export const typeDefs = readFileSync(new URL("./schema.graphql", import.meta.url), "utf8");

/** A user with the fields that its workload asks for. */
export interface UserRecord {
  readonly externalId: string;
}

export interface UsersArguments {
  readonly first: number;
  readonly filter?: { readonly providers: readonly [Place] };
}

/** The fields of Query over one upstream. */
export function createReads(fetch: Fetch, { providers }: Pick<Workload, "providers">) {
  return {
    user: (id: string): Promise<UserRecord> => scalewayUserById(fetch, id),
    async users({ first, filter }: UsersArguments) {
      if (filter !== undefined) {
        return { isComplete: true, nodes: await rowsByHand[filter.providers[0]](fetch, first) };
      }
      if (providers.length > 1) return mergedRows(fetch, first);
      if (providers[0] === "samsung") {
        const nodes = await manyUsersByHand(fetch);
        return { isComplete: true, nodes };
      }
      return pageOfUsers(fetch);
    },
    /** The teams of users, in their order: one request for all of them. */
    async teamsOf(users: readonly UserRecord[]): Promise<readonly (readonly Team[])[]> {
      const byUser = await teamsByUser(fetch);
      return users.map(({ externalId }) => byUser.get(externalId) ?? []);
    },
  };
}
