import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { makeExecutableSchema } from "@graphql-tools/schema";
import { concatAST, type DocumentNode, type GraphQLSchema, parse, print } from "graphql";
import type { GraphQLContext } from "../context.ts";
import { resolvers } from "../resolvers/index.ts";

/** The SDL files of a folder, as one document in the order of their names. */
export function readSchema(folder: string): DocumentNode {
  const files = readdirSync(folder).filter((name) => name.endsWith(".graphql"));
  return concatAST(files.sort().map((name) => parse(readFileSync(join(folder, name), "utf8"))));
}

/** The public schema, tied to the resolvers. */
export function createSchema(document: DocumentNode): GraphQLSchema {
  // As text, since the document that this function is given it writes into.
  return makeExecutableSchema<GraphQLContext>({ typeDefs: print(document), resolvers });
}
