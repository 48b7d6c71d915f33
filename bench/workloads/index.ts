import type { Workload } from "../workload.ts";
import { five } from "./five.ts";
import { list } from "./list.ts";
import { many } from "./many.ts";
import { page } from "./page.ts";
import { same } from "./same.ts";
import { user } from "./user.ts";

/** What is measured, in the order of the table. */
export const workloads: readonly Workload[] = [user, page, list, five, many, same];
