import type { GraphQLSchema } from "graphql";
import { satisfies } from "../access/enforce.ts";
import type { Viewer } from "../access/viewer.ts";
import type { Effect } from "../datasources/surface.ts";
import { LOOKS } from "../directory/capabilities.ts";
import { GatewayError } from "../domain/errors.ts";
import { describeRow, isToolFor, readCall, resultOfRow } from "../operations/rowTool.ts";
import type { OperationRow } from "../operations/table.ts";
import { failed, type JsonRecord, type ToolDescription, type ToolResult } from "../operations/tool.ts";
import { type ReadyDocumentTool, readyTools } from "./documentTool.ts";
import type { RequestContext } from "./execute.ts";
import { chargeOne, type OperationRouteOptions } from "./operationRoute.ts";

/** A tool that a caller may call. */
export interface CallableTool {
  readonly description: ToolDescription;
  /** Checks the arguments, and makes the call ready. Throws BAD_USER_INPUT, naming what is wrong. */
  readonly prepare: (given: JsonRecord) => (context: RequestContext) => Promise<ToolResult>;
}

/** What of a request's context decides which tools there are. */
type Seen = Pick<RequestContext, "viewer" | "directory">;

/** The tools of one caller, by name. */
export type ToolsFor = (seen: Seen) => ReadonlyMap<string, CallableTool>;

export interface McpToolsOptions extends OperationRouteOptions {
  readonly schema: GraphQLSchema;
  /** Whether there are tools that change something. */
  readonly writes: boolean;
}

/** Makes the tools of the table, and those over the schema, that a caller may use. */
export function createTools(options: McpToolsOptions): ToolsFor {
  const overSchema = readyTools(options.schema);

  return (seen) => {
    const rows = options.operations.filter(
      (row) => (options.writes || row.effect.readOnly) && isToolFor(row, seen.viewer),
    );
    const documents = overSchema.flatMap((tool) => {
      const effect = options.writes || tool.mutation === null ? effectFor(tool, seen) : null;
      return effect === null ? [] : [documentTool(tool, effect, options)];
    });
    const tools = [...documents, ...rows.map((row) => rowTool(row, seen.viewer, options))];
    return new Map(tools.map((tool) => [tool.description.name, tool]));
  };
}

/** What a tool does, for a caller who may; null for others. A mutation needs a provider that can do it, too. */
function effectFor({ mutation, requirement }: ReadyDocumentTool, { viewer, directory }: Seen): Effect | null {
  if (!satisfies(viewer.grants, requirement)) return null;
  return mutation === null ? LOOKS : directory.effectOf(mutation);
}

function rowTool(row: OperationRow, viewer: Viewer, options: OperationRouteOptions): CallableTool {
  return {
    description: describeRow(row, viewer),
    prepare(given) {
      const { provider, input } = readCall(row, given, viewer);
      return async ({ directory, operation }) => {
        operation.named(row.name, row.effect.readOnly ? "query" : "mutation");
        await chargeOne(options, viewer);
        return resultOfRow(await directory.raw(provider, row, input), provider);
      };
    },
  };
}

function documentTool(
  ready: ReadyDocumentTool,
  effect: Effect,
  { graphql }: OperationRouteOptions,
): CallableTool {
  return {
    description: { ...ready.description, effect },
    prepare(given) {
      const variables = ready.variables(given);
      return async (context) => {
        const { body } = await graphql.executeOperation(
          { query: ready.tool.document, variables },
          { contextValue: context },
        );
        if (body.kind !== "single") throw new Error("An answer came in parts.");
        const { data, errors = [] } = body.singleResult;
        return resultOfDocument(ready, data?.[ready.tool.field], errors);
      };
    },
  };
}

interface ToldError {
  readonly message: string;
  readonly extensions?: JsonRecord | undefined;
}

function resultOfDocument(
  { tool }: ReadyDocumentTool,
  value: unknown,
  errors: readonly ToldError[],
): ToolResult {
  const told = errors.map(({ message, extensions }) => ({ ...extensions, message }));
  const codes = told.map((error) => String("code" in error ? error.code : "INTERNAL_SERVER_ERROR"));
  const [error] = told;
  if (value === undefined || value === null) {
    if (error === undefined) return failed(new GatewayError("NOT_FOUND", "There is no such record."));
    return { structured: { error, ...(told.length > 1 ? { errors: told } : {}) }, codes, isError: true };
  }
  const record = tool.under === null ? (isRecord(value) ? value : {}) : { [tool.under]: value };
  const structured = error === undefined ? record : { ...record, errors: told };
  const { outcome, userErrors } = record;
  const isError = outcome === "REJECTED" || outcome === "UNKNOWN";
  return { structured, codes: isError ? codesIn(userErrors) : codes, isError };
}

function codesIn(userErrors: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(userErrors) ? userErrors : [];
  return list.filter(isRecord).map(({ code }) => String(code));
}

function isRecord(value: unknown): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
