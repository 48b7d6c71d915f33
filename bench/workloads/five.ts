import type { Workload } from "../workload.ts";
import { ROW_FIELDS, rowsByHand } from "./rows.ts";

const PROVIDERS = ["scaleway", "samsung", "scaikey", "equinix", "scalr"] as const;

export const five: Workload = {
  name: "five",
  title: "five lists in one operation, one of 50 users from each provider, 5 ms away: all 250 users shown",
  providers: PROVIDERS,
  people: 50,
  delayMs: 5,
  query: `{
    ${PROVIDERS.map(
      (key) =>
        `${key}: users(first: 50, filter: { providers: ["${key}"] }) { isComplete nodes { ${ROW_FIELDS} } }`,
    ).join("\n")}
  }`,
  async byHand(fetch) {
    const lists = await Promise.all(PROVIDERS.map((provider) => rowsByHand[provider](fetch, 50)));
    return Object.fromEntries(
      PROVIDERS.map((provider, index) => [provider, { isComplete: true, nodes: lists[index] }]),
    );
  },
};
