import { execFile } from "node:child_process";
import { appendFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { buildSchema, type GraphQLSchema } from "graphql";
import { readSchema } from "../src/surfaces/schema.ts";
import { printPublicSchema } from "../src/surfaces/sdl.ts";
import { publicSchema } from "./schema/publicSchema.ts";

const ROOT = join(import.meta.dirname, "..");
const GENERATED = [join("src", "generated"), join("examples", "react", "src", "generated")];
const run = promisify(execFile);

/** A folder with what codegen reads and nothing else, so that it never writes into the checkout. */
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "roster-codegen-"));
  for (const name of ["schema", "examples", "codegen.ts", "package.json"]) {
    cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  }
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs codegen and reads what it wrote, by path. */
async function generate(): Promise<Readonly<Record<string, string>>> {
  const program = join("node_modules", "@graphql-codegen", "cli", "cjs", "bin.js");
  await run(process.execPath, [program, "--config", "codegen.ts"], { cwd: folder });
  return generatedIn(folder);
}

function generatedIn(root: string): Readonly<Record<string, string>> {
  const paths = GENERATED.flatMap((part) => readdirSync(join(root, part)).map((name) => join(part, name)));
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(root, path), "utf8")]));
}

describe("schema.graphql", () => {
  it("is what `npm run schema:print -- --write` makes of schema/ today", () => {
    const committed = readFileSync(join(ROOT, "schema.graphql"), "utf8");
    expect(committed).toBe(printPublicSchema(readSchema(join(ROOT, "schema"))));
  });

  it("has all that callers can use, and nothing that is there only for a supergraph", () => {
    const schema = buildSchema(readFileSync(join(ROOT, "schema.graphql"), "utf8"));
    const isOfTheFederation = (name: string): boolean => /^_[A-Z]|^link__|^federation__FieldSet/.test(name);
    const names = (of: GraphQLSchema): readonly string[] => Object.keys(of.getTypeMap()).sort();
    expect(names(schema)).toEqual(names(publicSchema()).filter((name) => !isOfTheFederation(name)));
    const fields = (of: GraphQLSchema): readonly string[] =>
      Object.keys(of.getQueryType()?.getFields() ?? {});
    expect(fields(schema)).toEqual(fields(publicSchema()).filter((name) => !name.startsWith("_")));
    const used = readFileSync(join(ROOT, "schema.graphql"), "utf8").match(/(?<= )@\w+/g) ?? [];
    expect([...new Set(used)].sort()).toEqual(["@oneOf", "@requiresScopes"]);
  });
});

describe("generated code", () => {
  it("is what `npm run codegen` makes of schema/ today", async () => {
    const made = await generate();
    const committed = generatedIn(ROOT);
    const names = [...new Set([...Object.keys(made), ...Object.keys(committed)])];
    expect(names.filter((name) => made[name] !== committed[name])).toEqual([]);
  });

  it("would be told apart from a schema that has moved on", async () => {
    appendFileSync(join(folder, "schema", "base.graphql"), '\n"A new word."\nenum Weather {\n  RAIN\n}\n');
    const made = await generate();
    const enums = join("src", "generated", "enums.ts");
    expect(made[enums]).not.toBe(generatedIn(ROOT)[enums]);
  });
});
