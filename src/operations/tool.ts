import type { Effect, JsonSchema } from "../datasources/surface.ts";
import { type GatewayError, toGatewayError } from "../domain/errors.ts";

/** A JSON object, as tools take and give them. */
export type JsonRecord = Readonly<Record<string, unknown>>;

/** A tool as a caller is told of it. */
export interface ToolDescription {
  readonly name: string;
  /** The name for people. */
  readonly title: string;
  readonly description: string;
  readonly inputSchema: JsonSchema;
  readonly outputSchema: JsonSchema;
  readonly effect: Effect;
  /** True where the answer is a secret that is told this once. */
  readonly tellsSecret: boolean;
}

/** What a tool has come to. */
export interface ToolResult {
  /** Also where it failed: what is known of it all the same. */
  readonly structured: JsonRecord;
  /** The codes of what went wrong. */
  readonly codes: readonly string[];
  /** Whether it did not do what it was called for. */
  readonly isError: boolean;
}

/** Why a tool, or a part of its answer, failed. */
export const ERROR_SCHEMA: JsonSchema = {
  type: "object",
  description: "What went wrong. Decide by the code.",
  properties: {
    code: { type: "string" },
    message: { type: "string" },
    provider: { type: "string" },
    retryAfterMs: { type: "integer" },
    field: { type: "array", items: { type: "string" } },
  },
  required: ["code", "message"],
};

/** What a tool answers with: these properties, of which it always has those of one combination; or an error. */
export function outputWith(
  properties: Readonly<Record<string, JsonSchema>>,
  combinations: readonly (readonly string[])[],
): JsonSchema {
  return {
    type: "object",
    properties: { ...properties, error: ERROR_SCHEMA },
    anyOf: [...combinations, ["error"]].map((required) => ({ required })),
  };
}

/** A failure as a tool tells it, with what is known beside it. */
export function failed(thrown: unknown, known: JsonRecord = {}): ToolResult {
  const error = toGatewayError(thrown);
  return { structured: { ...known, error: tell(error) }, codes: [error.code], isError: true };
}

function tell({ code, message, provider, retryAfterMs, field }: GatewayError): JsonRecord {
  return {
    code,
    message,
    ...(provider === undefined ? {} : { provider }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(field === undefined ? {} : { field }),
  };
}
