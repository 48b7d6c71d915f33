import { readFileSync } from "node:fs";
import { join } from "node:path";

const MANIFEST = join(import.meta.dirname, "..", "..", "..", "package.json");

/** What Roster calls itself to a provider: its name and version. */
export function userAgent(): string {
  const manifest: unknown = JSON.parse(readFileSync(MANIFEST, "utf8"));
  const version = typeof manifest === "object" && manifest !== null ? Reflect.get(manifest, "version") : null;
  return typeof version === "string" ? `roster/${version}` : "roster";
}
