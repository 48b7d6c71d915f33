import type { Fetch, Workload } from "../workload.ts";
import { ROW_FIELDS, rowsByHand } from "./rows.ts";

/** The providers in the order in which they take turns in a merged list. */
const TURNS = ["equinix", "samsung", "scaikey", "scaleway", "scalr"] as const;
const SHOWN = 100;

export const list: Workload = {
  name: "list",
  title: "one list over five providers of 50 users each, 5 ms away: 100 of 250 users shown",
  notInQuick: true,
  providers: TURNS,
  people: 50,
  delayMs: 5,
  query: `{
    users(first: ${SHOWN}) { totalCount isComplete pageInfo { hasNextPage } nodes { ${ROW_FIELDS} } }
  }`,
  byHand: async (fetch) => ({ users: await mergedRows(fetch, SHOWN) }),
};

/** The first page of the merged list. */
export async function mergedRows(fetch: Fetch, shown: number) {
  const each = shown / TURNS.length;
  const lists = await Promise.all(TURNS.map((provider) => rowsByHand[provider](fetch, each)));
  const nodes: unknown[] = [];
  for (let turn = 0; turn < each; turn += 1) for (const rows of lists) nodes.push(rows[turn]);
  return { totalCount: 50 * TURNS.length, isComplete: true, pageInfo: { hasNextPage: true }, nodes };
}
