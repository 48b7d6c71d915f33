import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { buildSchema, type GraphQLSchema } from "graphql";

const FOLDER = join(import.meta.dirname, "..", "..", "schema");

/** The public schema, built from the files that the gateway itself is built from. */
export function publicSchema(): GraphQLSchema {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith(".graphql"));
  return buildSchema(files.map((name) => readFileSync(join(FOLDER, name), "utf8")).join("\n"));
}
