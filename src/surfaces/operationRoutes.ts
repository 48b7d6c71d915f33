import type { McpToolsOptions } from "./mcpTools.ts";
import { type AnswerOperation, createRest } from "./rest.ts";

export interface OperationRoutesOptions extends McpToolsOptions {
  /** What Roster calls its own version. */
  readonly version: string;
}

/** Finds what answers at a path of REST or MCP; undefined where neither does. */
export function createOperationRoutes(
  options: OperationRoutesOptions,
): (path: string) => AnswerOperation | undefined {
  const rest = createRest(options, options.version);
  let made: Promise<AnswerOperation> | null = null;
  // The protocol's modules take a quarter of the time to start, and few deployments are asked by MCP.
  const mcp: AnswerOperation = async (request, response, requestId) => {
    made ??= import("./mcp.ts").then(({ createMcp }) => createMcp(options, options.version));
    return (await made)(request, response, requestId);
  };
  return (path) => {
    if (path === "/mcp") return mcp;
    return path === "/v1" || path.startsWith("/v1/") ? rest : undefined;
  };
}
