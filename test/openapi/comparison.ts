import { asList, asObject, type Fields } from "../../src/datasources/parse.ts";
import { createSchemas, type Schemas } from "./document.ts";
import type { Exchange } from "./exchange.ts";

/** An operation of the document, and the values that a request has in the place of its path's `{names}`. */
interface Operation {
  readonly id: string;
  readonly fields: Fields;
  readonly parameters: readonly Fields[];
  readonly pathValues: Readonly<Record<string, string>>;
}

export type Comparison = ReturnType<typeof createComparison>;

/** Compares what went over the wire with what the document says. */
export function createComparison(document: Fields) {
  const schemas = createSchemas(document);
  const operationOf = createRouter(schemas);
  const authentication = authenticationHeaders(schemas);

  return {
    /** The `operationId` of what was asked; null where the document has no such path or method. */
    operationId: (exchange: Exchange): string | null => operationOf(exchange)?.id ?? null,

    /** In what the exchange is not as the document says, e.g. `GetUser 200: answer/id must be string`. */
    differences(exchange: Exchange): readonly string[] {
      const operation = operationOf(exchange);
      if (operation === null) return [`${exchange.method} ${exchange.path} is not in the document`];
      return [
        ...authentication
          .filter((name) => exchange.headers[name] === undefined)
          .map((name) => `lacks ${name}`),
        ...pathDifferences(schemas, operation),
        ...queryDifferences(schemas, operation, exchange.query),
        ...requestDifferences(schemas, operation, exchange),
        ...answerDifferences(schemas, operation, exchange),
      ].map((difference) => `${operation.id} ${exchange.status}: ${difference}`);
    },
  };
}

/** Finds the operation that a request is for. */
function createRouter({ root, find }: Schemas) {
  const servers = asList(root["servers"]) ?? [];
  const base = new URL(String(asObject(servers[0])?.["url"])).pathname.replace(/\/$/, "");
  const templates = Object.keys(find(root, "paths") ?? {}).map((template) => {
    const names = [...template.matchAll(/\{([^}]+)\}/g)].map(([, name = ""]) => name);
    const pattern = new RegExp(`^${base}${template.replace(/\{[^}]+\}/g, "([^/]+)")}$`);
    return { template, names, pattern };
  });

  return ({ method, path }: Exchange): Operation | null => {
    // A path without names goes before one with: `/users/me` is not the user `me`.
    const fitting = templates.filter(({ pattern }) => pattern.test(path));
    const found = fitting.find(({ names }) => names.length === 0) ?? fitting[0];
    const item = find(root, "paths", found?.template ?? "");
    const fields = find(item, method.toLowerCase());
    if (found === undefined || fields === null) return null;
    const values = found.pattern.exec(path) ?? [];
    const pathValues = Object.fromEntries(
      found.names.map((name, index) => [name, decodeURIComponent(values[index + 1] ?? "")]),
    );
    const parameters = [...(asList(item?.["parameters"]) ?? []), ...(asList(fields["parameters"]) ?? [])];
    return {
      id: String(fields["operationId"]),
      fields,
      parameters: parameters.map((parameter) => find(parameter)).filter((parameter) => parameter !== null),
      pathValues,
    };
  };
}

function authenticationHeaders({ root, find }: Schemas): readonly string[] {
  const schemes = Object.values(find(root, "components", "securitySchemes") ?? {});
  return schemes.map((scheme) => String(asObject(scheme)?.["name"]).toLowerCase());
}

function pathDifferences(schemas: Schemas, { parameters, pathValues }: Operation): readonly string[] {
  return Object.entries(pathValues).flatMap(([name, value]) => {
    const parameter = parameters.find((one) => one["in"] === "path" && one["name"] === name);
    if (parameter === undefined) return [`path ${name} is not declared`];
    return schemas
      .complaints(schemas.find(parameter, "schema") ?? {}, value)
      .map((complaint) => `path ${name}${complaint}`);
  });
}

function queryDifferences(schemas: Schemas, { parameters }: Operation, query: string): readonly string[] {
  const sent = new URLSearchParams(query);
  const declared = parameters.filter((parameter) => parameter["in"] === "query");
  const names = new Set([...sent.keys()]);
  const missing = declared
    .filter(({ name, required }) => required === true && !names.has(String(name)))
    .map(({ name }) => `query ${name} is required`);
  const wrong = [...names].flatMap((name) => {
    const parameter = declared.find((one) => one["name"] === name);
    if (parameter === undefined) return [`query ${name} is not declared`];
    const schema = schemas.find(parameter, "schema") ?? {};
    const texts = sent.getAll(name);
    const { explode } = parameter;
    const repeatable = schema["type"] === "array" && explode !== false;
    if (texts.length > 1 && !repeatable) return [`query ${name} is repeated`];
    const value = queryValue(explode, schema, texts);
    return schemas.complaints(schema, value).map((complaint) => `query ${name}${complaint}`);
  });
  return [...missing, ...wrong];
}

/**
 * The value that the texts of one key stand for. Where `explode` is false a list is one text with commas, which
 * may be percent-encoded: the official clients of the APIs encode them too.
 */
function queryValue(explode: unknown, schema: Fields, [only = "", ...others]: readonly string[]): unknown {
  if (schema["type"] !== "array") return typedValue(schema, only);
  const items = explode === false ? only.split(",") : [only, ...others];
  return items.map((item) => typedValue(asObject(schema["items"]) ?? {}, item));
}

function typedValue({ type }: Fields, text: string): unknown {
  if (type === "boolean" && (text === "true" || text === "false")) return text === "true";
  if ((type === "integer" || type === "number") && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  return text;
}

function requestDifferences(schemas: Schemas, { fields }: Operation, exchange: Exchange): readonly string[] {
  const declared = schemas.find(fields, "requestBody");
  if (exchange.body === "") return declared?.["required"] === true ? ["the request lacks its body"] : [];
  if (declared === null) return ["the request has a body that is not declared"];
  const type = String(exchange.headers["content-type"] ?? "");
  return bodyDifferences(schemas, declared, { name: "request", type, text: exchange.body });
}

function answerDifferences(schemas: Schemas, { fields }: Operation, exchange: Exchange): readonly string[] {
  const { status, answer, answerType } = exchange;
  const key = [String(status), `${Math.floor(status / 100)}XX`, "default"].find(
    (candidate) => schemas.find(fields, "responses", candidate) !== null,
  );
  if (key === undefined) return ["the status is not declared"];
  const declared = schemas.find(fields, "responses", key) ?? {};
  const hasContent = schemas.find(declared, "content") !== null;
  if (answer === "") return hasContent ? ["the answer lacks its body"] : [];
  if (!hasContent) return ["the answer has a body that is not declared"];
  return bodyDifferences(schemas, declared, { name: "answer", type: answerType, text: answer });
}

/** Compares a body that is there with the one that is declared for its media type. */
function bodyDifferences(
  schemas: Schemas,
  declared: Fields,
  body: { readonly name: string; readonly type: string; readonly text: string },
): readonly string[] {
  const { name, text } = body;
  const [type = ""] = body.type.split(";");
  const media = schemas.find(declared, "content", type.trim().toLowerCase());
  if (media === null) return [`the ${name} is ${body.type || "of no type"}, which is not declared`];
  const value = parseJson(text);
  if (value === undefined) return [`the ${name} is not JSON`];
  const schema = schemas.find(media, "schema") ?? {};
  return schemas.complaints(schema, value).map((complaint) => `${name}${complaint}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
