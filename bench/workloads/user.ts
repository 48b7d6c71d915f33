import { formatId } from "../../src/domain/ids.ts";
import type { Workload } from "../workload.ts";
import { scalewayUserById, USER_SCALARS } from "./scalewayUser.ts";

export const user: Workload = {
  name: "user",
  title: "one user by id, 12 scalars; 200 users in turns",
  providers: ["scaleway"],
  people: 200,
  delayMs: 0,
  query: `query User($id: ID!) { user(id: $id) { ${USER_SCALARS} } }`,
  variables: ({ scaleway = [] }) => scaleway.map((id) => ({ id: formatId("User", "scaleway", id) })),
  byHand: async (fetch, { id }) => ({ user: await scalewayUserById(fetch, String(id)) }),
};
