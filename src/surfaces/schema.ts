import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { makeExecutableSchema } from "@graphql-tools/schema";
import type { GraphQLSchema } from "graphql";
import type { GraphQLContext } from "../context.ts";
import { resolvers } from "../resolvers/index.ts";

/** The public schema from the SDL files of a folder, tied to the resolvers. */
export function loadSchema(folder: string): GraphQLSchema {
  const typeDefs = readdirSync(folder)
    .filter((name) => name.endsWith(".graphql"))
    .sort()
    .map((name) => readFileSync(join(folder, name), "utf8"));
  return makeExecutableSchema<GraphQLContext>({ typeDefs, resolvers });
}
