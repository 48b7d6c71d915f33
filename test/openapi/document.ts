import { existsSync, readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import type { ErrorObject } from "ajv";
import { Ajv2020, type AnySchemaObject } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { parse } from "yaml";
import { asList, asObject, type Fields } from "../../src/datasources/parse.ts";
import type { Correction } from "./knownMistakes.ts";

/** Beside the checkout, since the documents belong to others and are not shipped. */
const FOLDER = new URL("../../../shared/providers/openapi/", import.meta.url);

/** An OpenAPI document as it is written, or null (and a word about it) where there is none. */
export function readDocument(name: string): Fields | null {
  const file = new URL(name, FOLDER);
  if (existsSync(file)) return asObject(parse(readFileSync(file, "utf8")));
  // Not by the console: Jest shows nothing of what a file prints whose tests are all skipped.
  process.stderr.write(
    `Skipped: no ../shared/providers/openapi/${name} beside this checkout to compare with.\n`,
  );
  return null;
}

/** The document with every correction made. Throws where it no longer says what a correction corrects. */
export function correctDocument(document: Fields, corrections: readonly Correction[]): Fields {
  return corrections.reduce((before, correction) => corrected(before, correction.at, correction), document);
}

function corrected(node: Fields, [key = "", ...rest]: readonly string[], correction: Correction): Fields {
  const { at, was, is } = correction;
  if (rest.length === 0) {
    if (isDeepStrictEqual(node[key], was)) return { ...node, [key]: is };
    throw new Error(`The document no longer makes this mistake: ${at.join(" ")}`);
  }
  const child = asObject(node[key]);
  if (child === null) throw new Error(`The document has no ${at.join(" ")}`);
  return { ...node, [key]: corrected(child, rest, correction) };
}

/** What JSON Schema and this check need to be told about an OpenAPI schema, done for the whole document. */
function prepare(node: unknown, nullable: boolean): unknown {
  const list = asList(node);
  if (list !== null) return list.map((member) => prepare(member, nullable));
  const fields = asObject(node);
  if (fields === null) return node;
  const prepared: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(fields)) {
    // OpenAPI 3.1 has no `nullable`: there it would mean nothing, and Ajv would heed it all the same.
    if (key === "nullable" && !nullable) continue;
    const reference = key === "$ref" && typeof value === "string";
    prepared[key] = reference ? `document${value}` : prepare(value, nullable);
  }
  // What a schema does not declare is a difference here, though JSON Schema lets it pass.
  if (asObject(fields["properties"]) !== null && fields["additionalProperties"] === undefined) {
    prepared["additionalProperties"] = false;
  }
  return prepared;
}

export type Schemas = ReturnType<typeof createSchemas>;

/** Looks things up in a document and validates values by its schemas. */
export function createSchemas(document: Fields) {
  const root = asObject(prepare(document, String(document["openapi"]).startsWith("3.0"))) ?? {};
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false });
  addFormats.default(ajv);
  ajv.addFormat("uint32", { type: "number", validate: (value) => value >= 0 && value <= 0xffff_ffff });
  ajv.addSchema(root, "document");

  /** The object below these keys, or null; what is a reference is looked up. */
  function find(node: unknown, ...keys: readonly string[]): Fields | null {
    const fields = asObject(node);
    const reference = fields?.["$ref"];
    if (typeof reference === "string") {
      const path = reference.slice("document#/".length).split("/");
      return find(find(root, ...path), ...keys);
    }
    const [key, ...rest] = keys;
    return key === undefined ? fields : find(fields?.[key], ...rest);
  }

  /** What the schema has against the value, each as the place in the value, a blank and the complaint. */
  function complaints(schema: AnySchemaObject, value: unknown): readonly string[] {
    const validate = ajv.compile(schema);
    return validate(value) ? [] : [...new Set((validate.errors ?? []).map(toText))];
  }

  return { root, find, complaints };
}

/** Members of a list are all alike, so that their numbers would only repeat one difference. */
function toText({ instancePath, message, params }: ErrorObject): string {
  const extra: unknown = params["additionalProperty"];
  const place = `${instancePath}${typeof extra === "string" ? `/${extra}` : ""}`.replace(
    /\/\d+(?=\/|$)/g,
    "/*",
  );
  return `${place} ${typeof extra === "string" ? "is not declared" : message}`;
}
