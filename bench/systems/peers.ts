import { scriptSystem } from "./script.ts";

/** Other servers of the trade over the same upstream, each set up as its documentation shows. */
export const peers = [
  scriptSystem("mercurius+jit", new URL("../peers/mercurius.ts", import.meta.url)),
  scriptSystem("yoga+jit", new URL("../peers/yoga.mjs", import.meta.url)),
  scriptSystem("apollo", new URL("../peers/apollo.ts", import.meta.url)),
];
