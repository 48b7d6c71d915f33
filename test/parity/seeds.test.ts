import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { providerDefinitions } from "../../src/datasources/index.ts";
import type { SurfaceOperation } from "../../src/datasources/surface.ts";
import { restPath } from "../../src/operations/table.ts";

/* The table against the capability specifications that it was made from, where they are at hand. */

const FOLDER = join(import.meta.dirname, "..", "..", "..", "shared", "seeds");

/** Hints of a specification that are not so, and what is. */
const WRONG_HINTS: Readonly<Record<string, Partial<SurfaceOperation["effect"]>>> = {
  // It turns MFA on and makes recovery codes.
  "validate-mfa-otp": { readOnly: false },
};

interface Specified {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly tool: string;
  readonly description: string;
  readonly hints: Readonly<Record<string, boolean>>;
  readonly parameters: readonly Readonly<Record<string, string>>[];
}

/** Reads a specification, whose indentation is lost, by the order of its lines. */
function readSpecification(text: string): readonly Specified[] {
  const lines = text.slice(text.indexOf("\nconsumes:")).split("\n");
  const [consumed = [], rest = [], tools = []] = split(lines, /^- type: (rest|mcp)$/);
  const operations = split(consumed, /^- name: /)
    .map(readOperation)
    .filter(({ method }) => method !== undefined);
  const parametersOf = readParameters(consumed);
  const exposed = readExposed(rest);
  return split(tools, /^- name: /)
    .slice(1)
    .flatMap((block) => {
      const values = valuesIn(block);
      const name = (values["call"] ?? "").replace(/^[\w-]+\./, "");
      const operation = operations.find((one) => one.name === name);
      if (operation === undefined) return [];
      const { method = "" } = operation;
      return [
        {
          name,
          method,
          path: exposed.get(name) ?? "",
          tool: values["name"] ?? "",
          description: values["description"] ?? "",
          hints: {
            readOnly: values["readOnly"] === "true",
            destructive: values["destructive"] === "true",
            idempotent: values["idempotent"] === "true",
          },
          parameters: parametersOf.get(name) ?? [],
        },
      ];
    });
}

function split(lines: readonly string[], at: RegExp): readonly (readonly string[])[] {
  const parts: string[][] = [[]];
  for (const line of lines) {
    if (at.test(line)) parts.push([line]);
    else parts.at(-1)?.push(line);
  }
  return parts;
}

function valuesIn(block: readonly string[]): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const line of block) {
    const [, key = "", value = ""] = /^(?:- )?(\w+): (.+)$/.exec(line) ?? [];
    if (key !== "") found[key] ??= value;
  }
  return found;
}

function readOperation(block: readonly string[]) {
  const { name = "", method } = valuesIn(block);
  return { name, method };
}

/** The parameters of each operation: the blocks after `inputParameters:` that say where they are. */
function readParameters(lines: readonly string[]) {
  const found = new Map<string, Readonly<Record<string, string>>[]>();
  let current = "";
  for (const block of split(lines, /^- name: /)) {
    const values = valuesIn(block);
    if (values["method"] !== undefined) current = values["name"] ?? "";
    if (values["in"] !== undefined) found.set(current, [...(found.get(current) ?? []), values]);
  }
  return found;
}

function readExposed(lines: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const block of split(lines, /^- path: /)) {
    const { path = "" } = valuesIn(block);
    for (const line of block) {
      const [, name = ""] = /^call: [\w-]+\.(\w+)$/.exec(line) ?? [];
      if (name !== "") found.set(name, path);
    }
  }
  return found;
}

function specificationOf(title: string): readonly Specified[] {
  const file = readdirSync(FOLDER).find((name) => readFileSync(join(FOLDER, name), "utf8").includes(title));
  return file === undefined ? [] : readSpecification(readFileSync(join(FOLDER, file), "utf8"));
}

/** `{user-id}` in an address is the parameter `user_id`. */
function withUnderscores(path: string): string {
  return path.replace(/\{[\w-]+\}/g, (placeholder) => placeholder.replaceAll("-", "_"));
}

const about = existsSync(FOLDER) ? describe : describe.skip;

about.each([
  ["scaleway", "Scaleway · Capability", 13],
  ["equinix", "Equinix · Capability", 7],
] as const)("the capability specification of %s", (provider, title, count) => {
  const specified = existsSync(FOLDER) ? specificationOf(title) : [];
  const surface = providerDefinitions.find(({ name }) => name === provider)?.surface ?? [];

  it("has as many operations as the table", () => {
    expect(specified).toHaveLength(count);
    expect(surface.map(({ name }) => name).sort()).toEqual(specified.map(({ name }) => name).sort());
  });

  it.each(specified.map((one) => [one.name, one] as const))("agrees with the table on %s", (name, one) => {
    const row = surface.find((operation) => operation.name === name);
    if (row === undefined) throw new Error(`There is no ${name}.`);
    expect({ tool: row.tool, description: row.description, method: row.method }).toEqual({
      tool: one.tool,
      description: one.description,
      method: one.method,
    });
    expect(restPath(row)).toBe(withUnderscores(one.path));
    expect(row.effect).toEqual({ ...one.hints, ...WRONG_HINTS[one.tool] });
    const parameters = row.parameters.map((parameter) => ({
      name: parameter.name,
      in: parameter.in,
      type: parameter.type === "strings" ? "array" : parameter.type,
      required: parameter.required,
    }));
    const body = row.body === null ? [] : [{ name: "body", in: "body", type: "object", required: true }];
    expect([...parameters, ...body]).toEqual(
      one.parameters.map((parameter) => ({
        name: parameter["name"],
        in: parameter["in"],
        type: parameter["type"],
        required: parameter["required"] === "true",
      })),
    );
    const texts = [
      ...row.parameters.map(({ description }) => description),
      ...(row.body ? [row.body.description] : []),
    ];
    one.parameters.forEach((parameter, index) => {
      expect(texts[index]).toContain(
        (parameter["description"] ?? "").replace(/ (their full|only the href)$/, ""),
      );
    });
  });
});
