import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

export const ROOT = join(import.meta.dirname, "..", "..");
const KUBERNETES = join(ROOT, "ops", "kubernetes");

/** What is mounted into a pod: no manifest of its own. */
const CONFIGURATION = "roster.yaml";

/** A file for the cluster, as far as all of them are alike. */
export interface Manifest {
  readonly file: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly document: Readonly<Record<string, unknown>>;
}

/** Every manifest of `ops/kubernetes`. */
export function readManifests(): readonly Manifest[] {
  return readdirSync(KUBERNETES)
    .filter((file) => file.endsWith(".yaml") && file !== CONFIGURATION)
    .map((file) => {
      const document: Readonly<Record<string, unknown>> = parse(readFileSync(join(KUBERNETES, file), "utf8"));
      return { file, apiVersion: String(document["apiVersion"]), kind: String(document["kind"]), document };
    });
}

/** The configuration that the instances are given. */
export function readConfiguration(): { readonly text: string; readonly document: unknown } {
  const text = readFileSync(join(KUBERNETES, CONFIGURATION), "utf8");
  return { text, document: parse(text) };
}

/** The value at a path of keys and positions; undefined where there is none. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inside, key) => (typeof inside === "object" && inside !== null ? Reflect.get(inside, key) : undefined),
    value,
  );
}

/** The members of the list at a path; none where there is no list. */
export function listAt(value: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const list = at(value, ...path);
  return Array.isArray(list) ? list : [];
}
