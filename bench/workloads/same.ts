import type { Workload } from "../workload.ts";
import { user } from "./user.ts";

export const same: Workload = {
  ...user,
  name: "same",
  title: "one user by id, 12 scalars, asked by 64 clients at the same moment",
  connections: 64,
  together: true,
  variables: (people) => (user.variables?.(people) ?? []).slice(3, 4),
};
