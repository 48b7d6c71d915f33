import { join } from "node:path";
import { printSchema } from "graphql";
import { loadSchema } from "./surfaces/schema.ts";

/** Prints the public schema as one document. */
process.stdout.write(`${printSchema(loadSchema(join(import.meta.dirname, "..", "schema")))}\n`);
