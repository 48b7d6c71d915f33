import type { SurfaceParameter } from "../datasources/surface.ts";
import { schemaOfOutput, schemaOfParameter } from "./jsonSchema.ts";
import { type OperationRow, restPath } from "./table.ts";

type Json = Readonly<Record<string, unknown>>;

/** The table as an OpenAPI 3.1 document. */
export function openApiOf(rows: readonly OperationRow[], version: string): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const row of rows) {
    const path = restPath(row);
    const method = row.method.toLowerCase();
    const item = paths[path] ?? {};
    // Where operations share an address, the first describes it, and the parameter that tells them apart is open.
    const sharing = rows.filter((other) => other.method === row.method && restPath(other) === path);
    item[method] ??= operationOf(row, sharing);
    paths[path] = item;
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Roster",
      version,
      description: "The user operations of the configured providers, each in its provider's own terms.",
      license: { name: "Proprietary", identifier: "LicenseRef-Proprietary" },
    },
    servers: [{ url: "/", description: "This Roster." }],
    security: [{ bearer: [] }, { apiKey: [] }],
    tags: [...new Set(rows.map(({ kind }) => kind))].map((kind) => ({
      name: kind,
      description: `The user API of the providers of kind ${kind}.`,
    })),
    paths,
    components: COMPONENTS,
  };
}

function operationOf(row: OperationRow, sharing: readonly OperationRow[]): Json {
  const { kind, name, description, parameters, body } = row;
  return {
    operationId: `${kind.toLowerCase()}-${name}`,
    summary: description,
    description: sharing.map(describe).join("\n\n"),
    tags: [kind],
    parameters: [
      ...parameters.map((parameter) => parameterOf(parameter, sharing)),
      { $ref: "#/components/parameters/ProviderHeader" },
      { $ref: "#/components/parameters/ProviderQuery" },
      ...(row.effect.readOnly ? [] : [{ $ref: "#/components/parameters/IdempotencyKey" }]),
    ],
    ...(body === null
      ? {}
      : {
          requestBody: {
            description: body.description,
            required: true,
            content: {
              "application/json": { schema: { type: "object", properties: body.properties } },
            },
          },
        }),
    responses: { ...answersOf(row), "4XX": PROBLEM, "5XX": PROBLEM },
    "x-roster": sharing.map(({ tool, scope, effect, mutation }) => ({ tool, scope, effect, mutation })),
  };
}

function describe({ description, scope, effect, when }: OperationRow): string {
  const where = when === undefined ? "" : `With ${when.parameter}=${when.value}: `;
  const does = effect.readOnly
    ? "Only looks."
    : effect.destructive
      ? "Takes something away."
      : "Changes something.";
  return `${where}${description} ${does} Needs the scope ${scope}.`.replaceAll("..", ".");
}

function parameterOf(parameter: SurfaceParameter, sharing: readonly OperationRow[]): Json {
  const { name, in: place, type, style, required } = parameter;
  const isOpen = sharing.length > 1 && parameter.choices !== undefined;
  const { choices: _, ...open } = parameter;
  const deciding = sharing
    .flatMap(({ parameters }) => parameters)
    .find((other) => other.name === name && other.required);
  return {
    name,
    in: place,
    required,
    description: (isOpen ? (deciding ?? parameter) : parameter).description,
    ...(type === "strings" ? { style: "form", explode: style !== "comma" } : {}),
    schema: schemaOfParameter(isOpen ? open : parameter),
  };
}

function answersOf({ output, mutation }: OperationRow): Json {
  const schema = schemaOfOutput(output);
  if (schema === null) return { "204": { description: "Done." } };
  const answer = {
    description: "The provider's answer.",
    content: { "application/json": { schema } },
  };
  return mutation === "createUser"
    ? { "200": answer, "201": answer, "202": { description: "Taken on." } }
    : { "200": answer };
}

const PROBLEM = { $ref: "#/components/responses/Problem" };

const COMPONENTS = {
  securitySchemes: {
    bearer: { type: "http", scheme: "bearer", description: "A token of the configured issuer." },
    apiKey: { type: "apiKey", in: "header", name: "X-API-Key", description: "A key of the configuration." },
  },
  parameters: {
    ProviderHeader: {
      name: "Roster-Provider",
      in: "header",
      required: false,
      description: "The key of the provider that is meant, where several of one kind are configured.",
      schema: { type: "string" },
    },
    ProviderQuery: {
      name: "roster_provider",
      in: "query",
      required: false,
      description: "The same as the header Roster-Provider.",
      schema: { type: "string" },
    },
    IdempotencyKey: {
      name: "Idempotency-Key",
      in: "header",
      required: false,
      description: "The same for each try of one write, so that it is done once.",
      schema: { type: "string", minLength: 1, maxLength: 255 },
    },
  },
  responses: {
    Problem: {
      description: "What went wrong.",
      content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
    },
  },
  schemas: {
    Problem: {
      type: "object",
      required: ["type", "title", "status", "detail", "code"],
      properties: {
        type: { type: "string" },
        title: { type: "string" },
        status: { type: "integer" },
        detail: { type: "string" },
        code: { type: "string", description: "As in GraphQL." },
        provider: { type: "string", description: "The key of the provider that it is about." },
        retryAfterMs: { type: "integer" },
        field: { type: "array", items: { type: "string" } },
        outcome: { type: "string", enum: ["REJECTED", "UNKNOWN", "ACCEPTED"], description: "Of a write." },
        requestId: { type: "string" },
      },
    },
  },
} as const;
