import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { readSchema } from "./surfaces/schema.ts";
import { printPublicSchema, printSubgraph } from "./surfaces/sdl.ts";

const ROOT = join(import.meta.dirname, "..");
const USAGE = `schema:print takes one of
  --write                    writes the public schema into schema.graphql
  --subgraph                 prints the federation subgraph
  --subgraph-without-scopes  the same for gateways that know no @requiresScopes
and prints the public schema without any.
`;

const schema = readSchema(join(ROOT, "schema"));
const [option, ...others] = process.argv.slice(2);
switch (others.length === 0 ? option : "too many") {
  case undefined:
    process.stdout.write(printPublicSchema(schema));
    break;
  case "--write":
    writeFileSync(join(ROOT, "schema.graphql"), printPublicSchema(schema));
    break;
  case "--subgraph":
    process.stdout.write(printSubgraph(schema, { scopes: true }));
    break;
  case "--subgraph-without-scopes":
    process.stdout.write(printSubgraph(schema, { scopes: false }));
    break;
  default:
    process.stderr.write(USAGE);
    process.exitCode = 2;
}
