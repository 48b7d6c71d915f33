import { join } from "node:path";
import { readSchema } from "../../src/surfaces/schema.ts";
import { printSubgraph, type SubgraphOptions } from "../../src/surfaces/sdl.ts";

/** Roster's schema as it is published to a supergraph. */
export function subgraph(options: SubgraphOptions): string {
  return printSubgraph(readSchema(join(import.meta.dirname, "..", "..", "schema")), options);
}
