import { isGranted } from "../access/scope.ts";
import type { Viewer } from "../access/viewer.ts";
import type { JsonSchema, SurfaceInput } from "../datasources/surface.ts";
import type { RawResult } from "../directory/raw.ts";
import { badInput, GatewayError } from "../domain/errors.ts";
import { chooseConnection, connectionsFor } from "./choose.ts";
import { readBody, readValues } from "./input.ts";
import { schemaOfOutput, schemaOfParameter } from "./jsonSchema.ts";
import type { OperationRow } from "./table.ts";
import { ERROR_SCHEMA, failed, type JsonRecord, type ToolDescription, type ToolResult } from "./tool.ts";

/** Whether a caller is told of an operation's tool. */
export function isToolFor(row: OperationRow, viewer: Viewer): boolean {
  return connectionsFor(row, viewer).some((key) => isGranted(viewer.grants, row.scope, key));
}

/** An operation of the table as a tool, for a caller who may name these connections. */
export function describeRow(row: OperationRow, viewer: Viewer): ToolDescription {
  return {
    name: row.tool,
    description: row.description,
    inputSchema: inputSchemaOf(row, connectionsFor(row, viewer)),
    outputSchema: outputSchemaOf(row),
    effect: row.effect,
    tellsSecret: row.tellsSecret ?? false,
  };
}

function inputSchemaOf({ parameters, body }: OperationRow, connections: readonly string[]): JsonSchema {
  const several = connections.length > 1;
  const required = [
    ...parameters.filter((parameter) => parameter.required && !parameter.known).map(({ name }) => name),
    ...(body === null ? [] : ["body"]),
    ...(several ? ["provider"] : []),
  ];
  return {
    type: "object",
    properties: {
      ...Object.fromEntries(
        parameters.map((parameter) => [
          parameter.name,
          { ...schemaOfParameter(parameter), description: parameter.description },
        ]),
      ),
      ...(body === null
        ? {}
        : { body: { type: "object", description: body.description, properties: body.properties } }),
      ...(several
        ? { provider: { type: "string", enum: connections, description: "Which of the providers is meant." } }
        : {}),
    },
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: false,
  };
}

/** What an answer that is no object stands under, since a tool's answer is one. */
const RESULT = "result";

function outputSchemaOf({ output, mutation }: OperationRow): JsonSchema {
  const schema = schemaOfOutput(output);
  const { properties } = schema ?? {};
  const own = typeof properties === "object" && properties !== null ? properties : {};
  return {
    type: "object",
    properties: {
      ...own,
      ...(output.kind === "open" ? { [RESULT]: { description: "The answer, where it is no object." } } : {}),
      ...(mutation === null ? {} : { outcome: { type: "string", description: "Of a write that failed." } }),
      error: ERROR_SCHEMA,
    },
  };
}

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
  if (answer !== null && outcome === "ACCEPTED") return succeeded(answer.json);
  if (error === undefined) return succeeded(answer?.json ?? null);
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
