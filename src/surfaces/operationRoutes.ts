import { createMcp } from "./mcp.ts";
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
  const mcp = createMcp(options, options.version);
  return (path) => {
    if (path === "/mcp") return mcp;
    return path === "/v1" || path.startsWith("/v1/") ? rest : undefined;
  };
}
