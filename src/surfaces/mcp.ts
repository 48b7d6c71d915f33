import type { IncomingMessage, ServerResponse } from "node:http";
import { WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js";
import { ErrorCode, type RequestId, SUPPORTED_PROTOCOL_VERSIONS } from "@modelcontextprotocol/sdk/types.js";
import type { Viewer } from "../access/viewer.ts";
import type { Operation } from "../telemetry/operation.ts";
import { takesJson } from "./accept.ts";
import { type Refusal, secondsOf } from "./answer.ts";
import { readJsonBody } from "./body.ts";
import { answerOptions, setCorsHeaders } from "./cors.ts";
import { followRequest } from "./follow.ts";
import { isFromForeignPage } from "./foreignPage.ts";
import { readMessage } from "./mcpMessage.ts";
import { createMcpServer } from "./mcpServer.ts";
import { createTools, type McpToolsOptions } from "./mcpTools.ts";
import { admit, takePlace } from "./operationRoute.ts";
import type { AnswerOperation } from "./rest.ts";
import { type WhenDone, watchEnd } from "./whenDone.ts";
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
const NOT_ACCEPTABLE: Refusal = {
  status: 406,
  code: "BAD_USER_INPUT",
  message: "Answers are application/json.",
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
    const whenDone = watchEnd(response);
    const operation = followRequest(request, response, requestId, { follow: options.follow, whenDone });
    const refusal = await answerOrRefuse({ request, response, operation, whenDone });
    if (refusal === null) return;
    operation.failed([refusal.code], false);
    writeRefusal(response, refusal);
  };

  /** Answers, and resolves with null; or with why not. */
  async function answerOrRefuse(asking: Asking): Promise<RpcRefusal | null> {
    const { request, response, operation } = asking;
    if (isFromForeignPage(request, options.cors)) return FOREIGN;
    const admitted = await admit(request, operation, options);
    if (admitted.kind === "refused") return admitted.refusal;
    const unfit = refusedByHead(request);
    if (unfit !== null) return unfit;
    const body = await readJsonBody(request, response, options.limits.bodyBytes);
    if (body.kind === "gone") return null;
    if (body.kind === "refused") return body.refusal;
    return answerPosted({ ...asking, viewer: admitted.viewer }, body.value);
  }

  async function answerPosted(asked: Asked, message: unknown): Promise<RpcRefusal | null> {
    const posted = readMessage(message);
    if (posted.kind === "invalid") return { ...INVALID, message: `Invalid Request: ${posted.message}` };
    const full = takePlace(asked.whenDone, options);
    if (full !== null) return full;
    if (posted.kind === "message") {
      await answerMessage(asked, message);
      return null;
    }
    asked.operation.failed(["BAD_USER_INPUT"], false);
    const error = { id: posted.id, number: ErrorCode.InvalidParams, message: posted.message };
    writeError(asked.response, 200, error);
    return null;
  }

  async function answerMessage(asked: Asked, message: unknown): Promise<void> {
    const { request, response, operation, whenDone, viewer } = asked;
    const { work, end } = beginWork(response, whenDone, options.limits.operationTimeoutMs);
    const context = options.context(request, viewer, work, operation);
    const server = createMcpServer({ context, operation, toolsFor, version });
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

function refusedByHead({ method, headers }: IncomingMessage): RpcRefusal | null {
  if (method !== "POST") return METHOD;
  if (!takesJson(headers.accept)) return NOT_ACCEPTABLE;
  const version = headers["mcp-protocol-version"];
  return typeof version === "string" && !SUPPORTED_PROTOCOL_VERSIONS.includes(version) ? VERSION : null;
}

interface Asking {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly operation: Operation;
  readonly whenDone: WhenDone;
}

interface Asked extends Asking {
  readonly viewer: Viewer;
}

/** What the protocol's transport looks at beyond what was looked at here; nothing else of the request goes on. */
const PASSED_ON = ["content-type", "mcp-protocol-version", "mcp-session-id"] as const;

function toWebRequest(request: IncomingMessage): Request {
  // It insists on both types, though all that it sends is JSON.
  const headers = new Headers({ accept: "application/json, text/event-stream" });
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

/** The protocol's own number for what a server refuses before it looks at a message. */
const REFUSED = -32_000;
const INVALID = { status: 400, code: "BAD_USER_INPUT", number: ErrorCode.InvalidRequest } as const;

/** A refusal with JSON-RPC's own number, where it is not the usual one of its status. */
interface RpcRefusal extends Refusal {
  readonly number?: number;
}

/** The SDK would repeat the header in its words. */
const VERSION: RpcRefusal = {
  status: 400,
  code: "BAD_USER_INPUT",
  number: REFUSED,
  message: `MCP-Protocol-Version must be one of ${SUPPORTED_PROTOCOL_VERSIONS.join(", ")}.`,
};

/** A refusal in JSON-RPC's form, with its code beside the number. */
function writeRefusal(response: ServerResponse, refusal: RpcRefusal): void {
  const { status, code, message, retryAfterMs, headers = {} } = refusal;
  const number = refusal.number ?? (status === 400 ? ErrorCode.ParseError : REFUSED);
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (retryAfterMs !== undefined) response.setHeader("retry-after", secondsOf(retryAfterMs));
  const data = { code, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
  writeError(response, status, { id: null, number, message, data });
}

interface RpcError {
  readonly id: RequestId | null;
  readonly number: number;
  readonly message: string;
  readonly data?: unknown;
}

function writeError(response: ServerResponse, status: number, { id, number, message, data }: RpcError): void {
  response.statusCode = status;
  response.setHeader("content-type", "application/json; charset=utf-8");
  const error = { code: number, message, ...(data === undefined ? {} : { data }) };
  response.end(JSON.stringify({ jsonrpc: "2.0", id, error }));
}
