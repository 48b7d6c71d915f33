import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import { parseConfig } from "../../src/config/index.ts";
import { providerDefinitions } from "../../src/datasources/index.ts";
import { blocks, tableRows, wordsInBackticks } from "./markdown.ts";

const SECRET = "a-secret-for-an-example-of-the-documentation";
let folder: string;
let secretFile: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "roster-docs-"));
  secretFile = join(folder, "secret");
  writeFileSync(secretFile, `${SECRET}\n`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A value for every variable that a text refers to. */
function environmentFor(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries([...text.matchAll(/\$\{(\w+)\}/g)].map(([, name = ""]) => [name, SECRET]));
}

/** Every key of a document, such as `audit.path` or `auth.apiKeys[].name`; a provider's keys stand alone. */
function keysOf(value: unknown, prefix: string): readonly string[] {
  if (Array.isArray(value) && value.some((member) => typeof member === "object")) {
    const inside = prefix === "providers" ? "" : `${prefix}[].`;
    return [prefix, ...value.flatMap((member) => keysOf(member, inside))];
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [prefix];
  return Object.entries(value).flatMap(([name, member]) => {
    const key = `${prefix}${name}`;
    const isNested = typeof member === "object" && member !== null && !Array.isArray(member);
    return isNested ? [key, ...keysOf(member, `${key}.`)] : keysOf(member, key);
  });
}

describe("the documentation's configurations", () => {
  it.each(blocks("yaml"))("$place would start Roster", ({ text }) => {
    const document = parse(text.replaceAll(/\$\{file:[^}]+\}/g, `\${file:${secretFile}}`));
    const { providers } = parseConfig(document, environmentFor(text), providerDefinitions);
    expect(providers.length).toBeGreaterThan(0);
  });

  const shown = new Set(blocks("yaml").flatMap(({ text }) => keysOf(parse(text), "")));
  const explained = new Set([
    ...tableRows("key").flatMap(([key = ""]) => wordsInBackticks(key)),
    ...tableRows("kind").flatMap(([, key = ""]) => wordsInBackticks(key)),
  ]);

  it("show every key that the tables explain", () => {
    expect([...explained].filter((key) => !shown.has(key))).toEqual([]);
  });

  it("have every key explained, by itself or by what is inside it", () => {
    const isExplained = (key: string): boolean =>
      [...explained].some(
        (other) => other === key || other.startsWith(`${key}.`) || other.startsWith(`${key}[]`),
      );
    expect([...shown].filter((key) => !isExplained(key))).toEqual([]);
  });

  it("shows every kind of provider", () => {
    const shown = blocks("yaml").flatMap(({ text }) =>
      [...text.matchAll(/kind: (\w+)/g)].map(([, kind]) => kind),
    );
    expect([...new Set(shown)].sort()).toEqual(providerDefinitions.map(({ name }) => name).sort());
  });
});
