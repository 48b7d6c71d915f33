import { scriptSystem } from "./script.ts";

/** The least that any answer of this kind costs: node:http, undici and the answer built by hand. */
export const floor = scriptSystem("floor", new URL("../floor.ts", import.meta.url));
