import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { parseSync } from "@swc/core";

/** Another module that a file needs. */
export interface Import {
  /** A file below `src`, or a package's name. */
  readonly target: string;
  readonly isFile: boolean;
  /** Gone once it is compiled. */
  readonly typeOnly: boolean;
}

/** What the rules look at in a file: the code, never the comments. */
export interface Source {
  /** Below `src`, with forward slashes. */
  readonly path: string;
  readonly imports: readonly Import[];
  /** Every name and every piece of text in the code. */
  readonly words: readonly string[];
  /** Statements that do something, or keep something changeable, as soon as the file is imported. */
  readonly effects: readonly string[];
  /** What it uses of the process, such as `env` or `on`. */
  readonly process: readonly string[];
}

/** All TypeScript files of a folder. */
export function readSources(folder: string): readonly Source[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => readSource(name.replaceAll("\\", "/"), readFileSync(join(folder, name), "utf8")));
}

/** Reads one file's text as the rules see it. */
export function readSource(path: string, text: string): Source {
  const { body } = parseSync(text, { syntax: "typescript", target: "es2023" });
  const nodes = body.flatMap((statement) => nodesOf(statement));
  return {
    path,
    imports: nodes.flatMap((node) => importOf(node, path)),
    words: nodes.flatMap(wordsOf),
    effects: body.flatMap(effectOf),
    process: nodes.flatMap(processUseOf),
  };
}

type Node = Readonly<Record<string, unknown>>;

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null;
}

/** A node and all that it holds. */
function nodesOf(value: unknown): readonly Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesOf);
  return isNode(value) ? [value, ...Object.values(value).flatMap(nodesOf)] : [];
}

function wordsOf(node: Node): readonly string[] {
  return [node["value"], node["raw"], node["pattern"]].filter((word) => typeof word === "string");
}

function processUseOf({ type, object, property }: Node): readonly string[] {
  const isProcess = isNode(object) && object["type"] === "Identifier" && object["value"] === "process";
  return type === "MemberExpression" && isProcess ? [textOf(property) ?? "something computed"] : [];
}

function importOf(node: Node, from: string): readonly Import[] {
  const specifier = textOf(specifierOf(node));
  if (specifier === null) return [];
  const isFile = specifier.startsWith(".");
  const target = isFile ? posix.join(posix.dirname(from), specifier) : packageOf(specifier);
  return [{ target, isFile, typeOnly: isTypeOnly(node) }];
}

/** The module that a node names: a static import or re-export, `import()`, or a type's `import("…")`. */
function specifierOf(node: Node): unknown {
  switch (node["type"]) {
    case "ImportDeclaration":
    case "ExportNamedDeclaration":
    case "ExportAllDeclaration":
      return node["source"];
    case "TsImportType":
      return node["argument"];
    case "CallExpression": {
      const { callee, arguments: [first] = [] } = node as { callee?: unknown; arguments?: unknown[] };
      return isNode(callee) && callee["type"] === "Import" && isNode(first) ? first["expression"] : null;
    }
    default:
      return null;
  }
}

function isTypeOnly(node: Node): boolean {
  if (node["type"] === "TsImportType" || node["typeOnly"] === true) return true;
  const { specifiers } = node;
  return (
    Array.isArray(specifiers) &&
    specifiers.length > 0 &&
    specifiers.every((specifier) => isNode(specifier) && specifier["isTypeOnly"] === true)
  );
}

function textOf(literal: unknown): string | null {
  return isNode(literal) && typeof literal["value"] === "string" ? literal["value"] : null;
}

/** `@apollo/server/plugin/disabled` is of the package `@apollo/server`. */
function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

/** Only definitions are quiet: constants, functions, classes, types, and passing on what others define. */
function effectOf(statement: unknown): readonly string[] {
  if (!isNode(statement)) return [];
  const { type, kind, declaration } = statement;
  if (type === "ExportDeclaration") return effectOf(declaration);
  if (type === "VariableDeclaration") return kind === "const" ? [] : [`a changeable variable (${kind})`];
  return /^(?:Import|Export|Function|Class|Ts)\w*Declaration$/.test(String(type)) ? [] : [String(type)];
}
