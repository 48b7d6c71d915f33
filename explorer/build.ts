import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";

const ROOT = join(import.meta.dirname, "..");
const SEAL = join(ROOT, "dist", "explorer", "inputs.sha256");

/** All that the pages are made from; `package-lock.json` stands for what is installed. */
function inputsHash(): string {
  const own = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" })
    .map((name) => join(import.meta.dirname, name))
    .filter((path) => statSync(path).isFile())
    .sort();
  const hash = createHash("sha256");
  for (const path of [...own, join(ROOT, "README.md"), join(ROOT, "package-lock.json")]) {
    hash
      .update(`${relative(ROOT, path)}\0`)
      .update(readFileSync(path))
      .update("\0");
  }
  return hash.digest("hex");
}

function sealOf(path: string): string | null {
  return statSync(path, { throwIfNoEntry: false }) === undefined ? null : readFileSync(path, "utf8");
}

// Bundling takes seconds and every start builds, so it is done only where something has changed.
const hash = inputsHash();
if (sealOf(SEAL) !== hash) {
  const { build } = await import("vite");
  await build({ configFile: join(import.meta.dirname, "vite.config.ts"), logLevel: "warn" });
  writeFileSync(SEAL, hash);
}
