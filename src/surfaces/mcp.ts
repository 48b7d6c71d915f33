import type { IncomingMessage, ServerResponse } from "node:http";
import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js";
import {
  CallToolRequestSchema,
  type CallToolResult,
  ErrorCode,
  ListToolsRequestSchema,
  type Tool,
} from "@modelcontextprotocol/sdk/types.js";
import type { Viewer } from "../access/viewer.ts";
import { GatewayError } from "../domain/errors.ts";
import { failed, type ToolDescription, type ToolResult } from "../operations/tool.ts";
import type { Operation } from "../telemetry/operation.ts";
import type { Refusal } from "./answer.ts";
import { secondsOf } from "./answer.ts";
import { readJsonBody } from "./body.ts";
import { answerOptions, setCorsHeaders } from "./cors.ts";
import { followRequest } from "./follow.ts";
import { isFromForeignPage } from "./foreignPage.ts";
import type { RequestContext } from "./graphql.ts";
import { createTools, type McpToolsOptions, type ToolsFor } from "./mcpTools.ts";
import { admit, takePlace } from "./operationRoute.ts";
import type { AnswerOperation } from "./rest.ts";
import { beginWork } from "./work.ts";

const METHODS = ["POST", "OPTIONS"];

const FOREIGN: Refusal = {
  status: 403,
  code: "FORBIDDEN",
  message: "A web page of another origin may not use this.",
};
const METHOD: Refusal = {
  status: 405,
  code: "BAD_USER_INPUT",
  message: "This server keeps no sessions and sends nothing of its own: POST is all it takes.",
  headers: { allow: METHODS.join(", ") },
};
const BATCH: Refusal = {
  status: 400,
  code: "INVALID_REQUEST",
  message: "Invalid Request: send one message at a time.",
};

/**
 * Model Context Protocol over streamable HTTP, without sessions: every request proves anew who asks, and sees the
 * tools that this caller may use.
 */
export function createMcp(options: McpToolsOptions, version: string): AnswerOperation {
  const toolsFor = createTools(options);

  return async (request, response, requestId) => {
    setCorsHeaders(request, response, options.cors);
    if (request.method === "OPTIONS") return answerOptions(request, response, options.cors, METHODS);
    const operation = followRequest(request, response, requestId, options.follow);
    const refusal = await answerOrRefuse(request, response, operation);
    if (refusal === null) return;
    operation.failed([refusal.code], false);
    writeRefusal(response, refusal);
  };

  /** Answers, and resolves with null; or with why not. */
  async function answerOrRefuse(
    request: IncomingMessage,
    response: ServerResponse,
    operation: Operation,
  ): Promise<Refusal | null> {
    if (isFromForeignPage(request, options.cors)) return FOREIGN;
    const admitted = await admit(request, operation, options);
    if (admitted.kind === "refused") return admitted.refusal;
    if (request.method !== "POST") return METHOD;
    const body = await readJsonBody(request, response, options.limits.bodyBytes);
    if (body.kind === "gone") return null;
    if (body.kind === "refused") return body.refusal;
    if (Array.isArray(body.value)) return BATCH;
    const full = takePlace(response, options);
    if (full !== null) return full;
    await answerMessage({ request, response, operation, viewer: admitted.viewer }, body.value);
    return null;
  }

  async function answerMessage(asked: Asked, message: unknown): Promise<void> {
    const { request, response, operation, viewer } = asked;
    const { work, end } = beginWork(response, options.limits.operationTimeoutMs);
    const context = { ...options.context(request, viewer, work.signal, operation), work };
    const server = createServer({ context, operation, toolsFor, version });
    // Stateless: without a generator of session ids there are no sessions.
    const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
    try {
      await server.connect(transport);
      await write(response, await transport.handleRequest(toWebRequest(request), { parsedBody: message }));
    } finally {
      end();
      await server.close();
    }
  }
}

interface Asked {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly operation: Operation;
  readonly viewer: Viewer;
}

interface ServerOptions {
  readonly context: RequestContext;
  readonly operation: Operation;
  readonly toolsFor: ToolsFor;
  readonly version: string;
}

const INSTRUCTIONS =
  "Users of several user APIs. The tools find-users, get-user and the like span all providers; the others are " +
  "one provider's own operations. Where isComplete is false, records of some provider are missing, and coverage " +
  "says whose. After the outcome UNKNOWN, look before you try again.";

/** The protocol's server for one request of one caller. */
function createServer({ context, operation, toolsFor, version }: ServerOptions): Server {
  const server = new Server(
    { name: "roster", version },
    { capabilities: { tools: {} }, instructions: INSTRUCTIONS },
  );
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: [...toolsFor(context).values()].map(({ description }) => toTool(description)),
  }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
    const tool = toolsFor(context).get(params.name);
    if (tool === undefined) throw new InvalidParams("There is no tool of this name for you.");
    const call = prepared(() => tool.prepare(params.arguments ?? {}));
    if ("isError" in call) return toCallResult(call);
    const result = await call.run(context).catch((thrown: unknown) => {
      if (!(thrown instanceof GatewayError)) operation.unexpected(thrown);
      return failed(thrown);
    });
    if (result.codes.length > 0) operation.failed(result.codes, !result.isError);
    return toCallResult(result);
  });
  return server;
}

/** The protocol's own error for a call that cannot be meant; the SDK's class would add words to the message. */
class InvalidParams extends Error {
  readonly code = ErrorCode.InvalidParams;
}

/** The call, or why it may not be; wrong arguments are the protocol's own error. */
function prepared<T>(prepare: () => T): { readonly run: T } | ToolResult {
  try {
    return { run: prepare() };
  } catch (thrown) {
    if (!(thrown instanceof GatewayError)) throw thrown;
    if (thrown.code === "BAD_USER_INPUT") throw new InvalidParams(thrown.message);
    return failed(thrown);
  }
}

function toTool({
  name,
  description,
  inputSchema,
  outputSchema,
  effect,
  tellsSecret,
}: ToolDescription): Tool {
  return {
    name,
    description,
    inputSchema: { ...inputSchema, type: "object" },
    outputSchema: { ...outputSchema, type: "object" },
    annotations: {
      readOnlyHint: effect.readOnly,
      destructiveHint: effect.destructive,
      idempotentHint: effect.idempotent,
      openWorldHint: true,
    },
    ...(tellsSecret ? { _meta: { "roster/tellsSecret": true } } : {}),
  };
}

/** The answer as data, and as the same in text for clients that read nothing else. */
function toCallResult({ structured, isError }: ToolResult): CallToolResult {
  return {
    content: [{ type: "text", text: JSON.stringify(structured) }],
    structuredContent: { ...structured },
    ...(isError ? { isError } : {}),
  };
}

/** What the protocol's transport looks at; nothing else of the request goes on. */
const PASSED_ON = ["accept", "content-type", "mcp-protocol-version", "mcp-session-id"] as const;

function toWebRequest(request: IncomingMessage): Request {
  const headers = new Headers();
  for (const name of PASSED_ON) {
    const value = request.headers[name];
    if (typeof value === "string") headers.set(name, value);
  }
  return new Request("http://roster.invalid/mcp", { method: "POST", headers });
}

async function write(response: ServerResponse, answer: Response): Promise<void> {
  const text = await answer.text();
  if (response.destroyed) return;
  response.statusCode = answer.status;
  const type = answer.headers.get("content-type");
  if (type !== null) response.setHeader("content-type", type);
  response.end(text);
}

const PARSE_ERROR = -32_700;
const INVALID_REQUEST = -32_600;
/** The protocol's own number for what a server refuses before it looks at a message. */
const REFUSED = -32_000;

/** A refusal in JSON-RPC's form, with its code beside the number. */
function writeRefusal(response: ServerResponse, refusal: Refusal): void {
  const { status, code, message, retryAfterMs, headers = {} } = refusal;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (retryAfterMs !== undefined) response.setHeader("retry-after", secondsOf(retryAfterMs));
  response.statusCode = status;
  response.setHeader("content-type", "application/json; charset=utf-8");
  const isBad = status === 400;
  const number = refusal === BATCH ? INVALID_REQUEST : isBad ? PARSE_ERROR : REFUSED;
  const data = { code, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
  response.end(JSON.stringify({ jsonrpc: "2.0", id: null, error: { code: number, message, data } }));
}
