import { formatId } from "../../src/domain/ids.ts";
import type { Workload } from "../workload.ts";
import { type ScalewayUser, scalewayUserByHand, USER_SCALARS } from "./scalewayUser.ts";

export const user: Workload = {
  name: "user",
  title: "one user by id, 12 scalars",
  providers: ["scaleway"],
  people: 200,
  delayMs: 0,
  query: `query User($id: ID!) { user(id: $id) { ${USER_SCALARS} } }`,
  variables: ({ scaleway = [] }) => ({ id: formatId("User", "scaleway", scaleway[3] ?? "") }),
  async byHand(fetch) {
    return { user: scalewayUserByHand(await fetch<ScalewayUser>("scaleway")) };
  },
};
