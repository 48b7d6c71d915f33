import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { providerDefinitions } from "../src/datasources/index.ts";
import {
  circles,
  effectsOnImport,
  filesNaming,
  forbiddenImports,
  idleRules,
  PROGRAMS,
  usesOfProcess,
} from "./architecture/rules.ts";
import { readSource, readSources, type Source } from "./architecture/source.ts";

const sources = readSources(join(import.meta.dirname, "..", "src"));
const written = sources.filter(({ path }) => !path.startsWith("generated/"));
const names = providerDefinitions.map(({ name }) => name);

/** Files that have to name providers although they belong to none, and why. */
const MAY_NAME_PROVIDERS: Readonly<Record<string, string>> = {
  "datasources/index.ts": "the list of all kinds",
  "domain/writeInput.ts": "the schema's createUser has one block for each kind",
  "resolvers/newUser.ts": "the schema's createUser has one block for each kind",
  "domain/user.ts": "the schema's union of what only one provider knows",
  "simulation/awkward.ts": "says at which providers each odd person of the made-up company is",
  "simulation/company.ts": "says at which providers each person of the made-up company is",
  "simulation/presence.ts": "says at which providers each person of the made-up company is",
};

/** What other files than programs may use of the process, and why. */
const MAY_USE_OF_THE_PROCESS: Readonly<Record<string, string>> = {
  "audit/lock.ts: process.kill": "finds out, with signal 0, whether the process that holds a lock still runs",
  "audit/lock.ts: process.pid": "a lock names the process that holds it",
};

describe("the code's architecture", () => {
  it("imports only in the directions of the table", () => {
    expect(forbiddenImports(sources)).toEqual([]);
  });

  it("has no row in the table that nothing falls under", () => {
    expect(idleRules(sources)).toEqual([]);
  });

  it("has no circles of imports", () => {
    expect(circles(sources)).toEqual([]);
  });

  it("names a provider in its folder and in the list of kinds, else only where the schema or the company does", () => {
    expect([...filesNaming(names, written)].sort()).toEqual(Object.keys(MAY_NAME_PROVIDERS).sort());
  });

  it("does nothing and keeps nothing changeable on import, programs aside", () => {
    expect(effectsOnImport(written)).toEqual([]);
  });

  it("leaves the process, its environment and its signals to programs", () => {
    const exceptions = Object.keys(MAY_USE_OF_THE_PROCESS);
    expect([...new Set(usesOfProcess(sources))].sort()).toEqual(exceptions.sort());
  });

  it("has every program that the rules make an exception for", () => {
    expect(PROGRAMS.filter((path) => !sources.some((source) => source.path === path))).toEqual([]);
  });
});

/** The tree as it would be with these files added. */
function planted(files: Readonly<Record<string, string>>): readonly Source[] {
  return Object.entries(files).map(([path, text]) => readSource(path, text));
}

describe("the architecture's own checks", () => {
  it.each([
    ["domain/user.ts", 'import { x } from "../directory/index.ts";', "directory/index.ts"],
    ["domain/user.ts", 'import { z } from "zod";', "zod"],
    ["domain/user.ts", 'import { readFileSync } from "node:fs";', "node:fs"],
    ["resolvers/User.ts", 'import type { P } from "../datasources/provider.ts";', "datasources/provider.ts"],
    [
      "directory/users.ts",
      'import { scalr } from "../datasources/scalr/index.ts";',
      "datasources/scalr/index.ts",
    ],
    ["directory/users.ts", 'import { all } from "../datasources/index.ts";', "datasources/index.ts"],
    ["datasources/scalr/map.ts", 'import { a } from "../samsung/map.ts";', "datasources/samsung/map.ts"],
    ["datasources/scalr/simulator.ts", 'import type { U } from "./types.ts";', "datasources/scalr/types.ts"],
    ["datasources/scalr/simulatorPage.ts", 'import { U } from "../parse.ts";', "datasources/parse.ts"],
    [
      "datasources/scalr/simulator.ts",
      'export { p } from "../samsung/simulator.ts";',
      "datasources/samsung/simulator.ts",
    ],
    ["datasources/scalr/client.ts", 'import { s } from "./simulator.ts";', "datasources/scalr/simulator.ts"],
    ["datasources/scalr/client.ts", 'import { request } from "undici";', "undici"],
    ["simulation/clock.ts", 'const { a } = await import("../domain/ids.ts");', "domain/ids.ts"],
    ["simulation/clock.ts", 'type A = import("../domain/ids.ts").NodeType;', "domain/ids.ts"],
    ["surfaces/http.ts", 'import { startApp } from "../app.ts";', "app.ts"],
  ])("catch %s with %s", (path, text, target) => {
    expect(forbiddenImports(planted({ [path]: text }))).toEqual([`${path} imports ${target}`]);
  });

  it("allow a provider its own folder, the provider contract and the upstream client", () => {
    const text = `import { a } from "./client.ts"; import { b } from "../provider.ts";
      import { c } from "../http/client.ts"; import { s } from "./simulator.ts"; import { z } from "zod";`;
    expect(forbiddenImports(planted({ "datasources/sixth/index.ts": text }))).toEqual([]);
  });

  it("catch a folder that nobody has thought about", () => {
    expect(forbiddenImports(planted({ "services/user.ts": "" }))).toEqual([
      "services/user.ts is in no row of the table",
    ]);
  });

  it("catch a circle, and let types refer to each other", () => {
    const circle = planted({
      "domain/a.ts": 'import { b } from "./b.ts";',
      "domain/b.ts": 'export { a } from "./c.ts";',
      "domain/c.ts": 'import { type A, a } from "./a.ts";',
    });
    expect(circles(circle)).toEqual(["domain/a.ts -> domain/b.ts -> domain/c.ts -> domain/a.ts"]);
    const types = planted({
      "domain/a.ts": 'import { b } from "./b.ts";',
      "domain/b.ts": 'import { type A } from "./a.ts"; import type { B } from "./a.ts";',
    });
    expect(circles(types)).toEqual([]);
  });

  it.each([
    'if (user.provider === "SCALR") wait();',
    "const scalrUsers = [];",
    "const help = `see Scalr's console`;",
    "const own = /scalr/;",
  ])("catch a provider's name in: %s", (text) => {
    expect(filesNaming(names, planted({ "directory/users.ts": text }))).toEqual(["directory/users.ts"]);
  });

  it("let comments name providers, and a provider itself", () => {
    const files = planted({
      "directory/users.ts": "// Scalr does this\nexport const users = 1;",
      "datasources/scalr/map.ts": 'export const kind = "SCALR";',
    });
    expect(filesNaming(names, files)).toEqual([]);
  });

  it.each([
    ["start();", "ExpressionStatement"],
    ["export let count = 0;", "a changeable variable (let)"],
    ["for (const a of [1]) use(a);", "ForOfStatement"],
  ])("catch an effect on import: %s", (text, effect) => {
    expect(effectsOnImport(planted({ "directory/users.ts": text }))).toEqual([
      `directory/users.ts: ${effect}`,
    ]);
  });

  it("let definitions be, and programs act", () => {
    const files = planted({
      "domain/user.ts":
        'import "./a.ts"; export const x = f(); class A {} interface B {} type C = 1; export { x as y };',
      "main.ts": "start();",
    });
    expect(effectsOnImport(files)).toEqual([]);
  });

  it.each([
    ['process.env["HOST"]', "env"],
    ['process.on("SIGTERM", end)', "on"],
    ["() => process.exit(1)", "exit"],
  ])("catch a use of the process: %s", (text, use) => {
    expect(usesOfProcess(planted({ "config/index.ts": `export const a = ${text};` }))).toEqual([
      `config/index.ts: process.${use}`,
    ]);
  });
});
