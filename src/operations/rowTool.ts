import { isGranted } from "../access/scope.ts";
import type { Viewer } from "../access/viewer.ts";
import type { JsonSchema, SurfaceBody, SurfaceInput } from "../datasources/surface.ts";
import type { RawResult } from "../directory/raw.ts";
import { badInput, GatewayError } from "../domain/errors.ts";
import { chooseConnection, connectionsFor } from "./choose.ts";
import { readBody, readValues } from "./input.ts";
import { schemaOfOutput, schemaOfParameter } from "./jsonSchema.ts";
import type { Connection, OperationRow } from "./table.ts";
import { failed, type JsonRecord, outputWith, type ToolDescription, type ToolResult } from "./tool.ts";

/** Whether a caller is told of an operation's tool. */
export function isToolFor(row: OperationRow, viewer: Viewer): boolean {
  return connectionsFor(row, viewer).some(({ key }) => isGranted(viewer.grants, row.scope, key));
}

/** An operation of the table as a tool, for a caller who may name these connections. */
export function describeRow(row: OperationRow, viewer: Viewer): ToolDescription {
  const connections = connectionsFor(row, viewer);
  return {
    name: row.tool,
    title: `${namesOf(connections)}: ${row.description.replace(/\.$/, "")}`,
    description: row.description,
    inputSchema: inputSchemaOf(row, connections),
    outputSchema: outputSchemaOf(row),
    effect: row.effect,
    tellsSecret: row.tellsSecret ?? false,
  };
}

/** The description is the provider's own, and seldom says whose it is. */
function namesOf(connections: readonly Connection[]): string {
  return connections.map(({ displayName }) => displayName).join(", ");
}

function inputSchemaOf({ parameters, body }: OperationRow, connections: readonly Connection[]): JsonSchema {
  const several = connections.length > 1;
  const required = [
    ...parameters.filter((parameter) => parameter.required && !parameter.known).map(({ name }) => name),
    ...(body === null ? [] : ["body"]),
    ...(several ? ["provider"] : []),
  ];
  return {
    type: "object",
    description: `For users of ${namesOf(connections)} alone.`,
    properties: {
      ...Object.fromEntries(
        parameters.map((parameter) => [
          parameter.name,
          { ...schemaOfParameter(parameter), description: parameter.description },
        ]),
      ),
      ...(body === null ? {} : { body: bodySchemaOf(body) }),
      ...(several
        ? {
            provider: {
              type: "string",
              enum: connections.map(({ key }) => key),
              description: "Which of the providers is meant.",
            },
          }
        : {}),
    },
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: false,
  };
}

function bodySchemaOf({ description, properties, example }: SurfaceBody): JsonSchema {
  return { type: "object", description, properties, examples: [example] };
}

/** What an answer that is no object stands under, since a tool's answer is one. */
const RESULT = "result";

function outputSchemaOf({ output, mutation }: OperationRow): JsonSchema {
  const { properties = {}, required = [] } = schemaOfOutput(output) ?? {};
  return outputWith(
    {
      ...properties,
      ...(output.kind === "open" ? { [RESULT]: { description: "The answer, where it is no object." } } : {}),
      ...(mutation === null ? {} : { outcome: OUTCOME }),
    },
    [required, ...(mutation === null ? [] : [["outcome"]])],
  );
}

const OUTCOME: JsonSchema = {
  type: "string",
  enum: ["ACCEPTED", "UNKNOWN", "REJECTED"],
  description: "Of a write that failed, or whose answer is empty.",
};

/** A call of an operation's tool, its arguments checked. */
export interface RowCall {
  readonly provider: string;
  readonly input: SurfaceInput;
}

/** Checks a tool's arguments. Throws BAD_USER_INPUT, naming what is wrong, and FORBIDDEN. */
export function readCall(row: OperationRow, given: JsonRecord, viewer: Viewer): RowCall {
  const { provider: wanted = null, body, ...values } = given;
  for (const name of Object.keys(values)) {
    if (!row.parameters.some((parameter) => parameter.name === name)) {
      throw badInput([name], "is not an argument of this tool.");
    }
  }
  if (wanted !== null && typeof wanted !== "string") throw badInput(["provider"], "must be text.");
  const input = { values: readValues(row, new Map(Object.entries(values))), body: readBody(row, body) };
  return { provider: chooseConnection(row, wanted, viewer, "provider"), input };
}

/** What became of an operation, as its tool tells it. */
export function resultOfRow(result: RawResult, provider: string): ToolResult {
  if (result.kind === "read") return succeeded(result.answer.json);
  const { outcome, errors, answer } = result;
  const [error] = errors;
  if (error === undefined || (answer !== null && outcome === "ACCEPTED")) {
    return succeeded(answer?.json ?? { outcome });
  }
  const { code, message, field, retryAfterMs } = error;
  const told = new GatewayError(code, message, {
    provider,
    ...(field === null ? {} : { field }),
    ...(retryAfterMs === null ? {} : { retryAfterMs }),
  });
  return failed(told, { outcome });
}

function succeeded(json: unknown): ToolResult {
  return { structured: asRecord(json), codes: [], isError: false };
}

function asRecord(json: unknown): JsonRecord {
  if (json === null) return {};
  return isRecord(json) ? json : { [RESULT]: json };
}

function isRecord(value: unknown): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
