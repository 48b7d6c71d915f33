import type { System } from "../system.ts";
import { floor } from "./floor.ts";
import { gateway } from "./gateway.ts";
import { peers } from "./peers.ts";

/** The gateway comes first: what it asks upstream is what the others are given. */
export const systems: readonly [System, ...System[]] = [gateway, floor, ...peers];

/** The system that all figures are put in relation to. */
export const BASE = floor.name;
