import type { SurfaceParameter } from "../datasources/surface.ts";
import { schemaOfOutput, schemaOfParameter } from "./jsonSchema.ts";
import { ANSWER_HEADERS, componentsOf, failuresOf } from "./openapiComponents.ts";
import { type OperationRow, restPath } from "./table.ts";

type Json = Readonly<Record<string, unknown>>;

const DESCRIPTION = `The user operations of the configured providers, each in its provider's own terms.

Failures are problem+json, with a code to decide by. What is at an address for no method is answered with 404, another
method with 405 and \`Allow\`. HEAD asks for the same as GET, without the body, where GET changes nothing. Without
\`auth\` in the configuration, requests need no credential.`;

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
      description: DESCRIPTION,
      license: { name: "Proprietary", identifier: "LicenseRef-Proprietary" },
    },
    servers: [{ url: "/", description: "This Roster." }],
    security: [{ bearer: [] }, { apiKey: [] }],
    tags: [...new Set(rows.map(({ kind }) => kind))].map((kind) => ({
      name: kind,
      description: `The user API of the providers of kind ${kind}.`,
    })),
    paths,
    components: componentsOf({
      writes: rows.some(({ effect }) => !effect.readOnly),
      hasBody: rows.some(({ body }) => body !== null),
    }),
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
      { $ref: "#/components/parameters/RequestId" },
      ...(row.effect.readOnly ? [] : [{ $ref: "#/components/parameters/IdempotencyKey" }]),
    ],
    ...(body === null
      ? {}
      : {
          requestBody: {
            description: body.description,
            required: true,
            content: {
              "application/json": {
                schema: { type: "object", properties: body.properties },
                example: body.example,
              },
            },
          },
        }),
    responses: {
      ...answersOf(row),
      ...failuresOf({ writes: !row.effect.readOnly, hasBody: body !== null }),
    },
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
  if (schema === null) return { "204": { description: "Done.", headers: ANSWER_HEADERS } };
  const answer = {
    description: "The provider's answer.",
    headers: ANSWER_HEADERS,
    content: { "application/json": { schema } },
  };
  return mutation === "createUser"
    ? { "200": answer, "201": answer, "202": { description: "Taken on.", headers: ANSWER_HEADERS } }
    : { "200": answer };
}
