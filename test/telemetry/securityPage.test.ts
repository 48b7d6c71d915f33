import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { SCOPES } from "../../src/access/scope.ts";
import { createMetrics } from "../../src/telemetry/metrics.ts";
import { readSources } from "../architecture/source.ts";
import { wordsInBackticks } from "../docs/markdown.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const page = readFileSync(join(ROOT, "SECURITY.md"), "utf8");

/** What of a package the lock file tells. */
interface Locked {
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly hasInstallScript?: boolean;
  readonly deprecated?: string;
  readonly integrity?: string;
}

/** The packages that are installed where Roster runs, by name. */
function productionPackages(): readonly (readonly [name: string, locked: Locked])[] {
  const lock: { readonly packages: Readonly<Record<string, Locked>> } = JSON.parse(
    readFileSync(join(ROOT, "package-lock.json"), "utf8"),
  );
  return Object.entries(lock.packages)
    .filter(([path, { dev, devOptional }]) => path !== "" && dev !== true && devOptional !== true)
    .map(([path, locked]) => [path.replace(/^.*node_modules\//, ""), locked] as const);
}

describe("the page on security", () => {
  it("names every package that Roster runs with, and no other", () => {
    const sources = readSources(join(ROOT, "src"));
    const used = sources
      .flatMap(({ imports }) => imports)
      .filter(({ target, isFile }) => !isFile && !target.startsWith("node:"))
      .map(({ target }) => target);
    const [, table = ""] = page.split("| package | for |\n|---|---|\n");
    const named = [...table.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name);
    expect(named).toEqual([...new Set(used)].sort());
  });

  it("names only files, scopes and metrics that there are", async () => {
    const words = wordsInBackticks(page);
    const files = words.filter((word) => /^(?:src|test|ops|schema)\//.test(word));
    expect(files.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
    const scopes = words.filter((word) => /^(?:users|audit|metrics):/.test(word));
    expect(scopes.filter((scope) => !SCOPES.some((known) => known === scope))).toEqual([]);
    const { text } = await createMetrics({
      providers: [],
      ofProcess: false,
      sharesState: true,
      snapshotBytes: () => 0,
    }).scrape();
    const metrics = words.filter((word) => word.startsWith("roster_"));
    expect(metrics.length).toBeGreaterThan(0);
    expect(metrics.filter((name) => !text.includes(`# TYPE ${name} `))).toEqual([]);
  });

  it("links only to headings and pages that there are", () => {
    const headings = new Set([...page.matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) => title.toLowerCase()));
    const links = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor = ""]) => anchor.replaceAll("-", " "));
    expect(links.filter((anchor) => !headings.has(anchor))).toEqual([]);
  });

  it("is right that one package has an install script, and none is deprecated or without a hash", () => {
    const packages = productionPackages();
    expect(packages.length).toBeGreaterThan(50);
    const named = (fits: (locked: Locked) => boolean) =>
      packages.filter(([, locked]) => fits(locked)).map(([name]) => name);
    expect(named(({ hasInstallScript }) => hasInstallScript === true)).toEqual(["@apollo/protobufjs"]);
    expect(named(({ deprecated }) => deprecated !== undefined)).toEqual([]);
    expect(named(({ integrity = "" }) => !integrity.startsWith("sha512-"))).toEqual([]);
    expect(page).toContain("`@apollo/protobufjs`");
  });
});
