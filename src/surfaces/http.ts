import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { ApolloServer, HTTPGraphQLResponse } from "@apollo/server";
import type { Authenticate } from "../access/index.ts";
import type { Viewer } from "../access/viewer.ts";
import { HeaderMap, type RequestContext } from "./graphql.ts";

export interface HttpOptions {
  readonly graphql: ApolloServer<RequestContext>;
  /** Makes the context of one GraphQL request; `left` is aborted when the client goes away. */
  readonly context: (request: IncomingMessage, viewer: Viewer, left: AbortSignal) => RequestContext;
  /** Finds out who asks, before anything else of the request is looked at. */
  readonly authenticate: Authenticate;
}

const LARGEST_BODY = 1024 * 1024;

/** The HTTP server: reads a request, finds its surface, writes the answer. It does not listen yet. */
export function createHttpServer(options: HttpOptions): Server {
  const server = createServer(
    { requestTimeout: 30_000, headersTimeout: 10_000, connectionsCheckingInterval: 1_000 },
    (request, response) => {
      route(request, response, options).catch(() => {
        if (!response.headersSent)
          answer(response, 500, errorBody("Something went wrong inside Roster.", "INTERNAL_SERVER_ERROR"));
        else response.destroy();
      });
    },
  );
  server.keepAliveTimeout = 65_000;
  return server;
}

async function route(
  request: IncomingMessage,
  response: ServerResponse,
  options: HttpOptions,
): Promise<void> {
  const [path = "/"] = (request.url ?? "/").split("?", 1);
  switch (path) {
    case "/graphql":
      return answerGraphQL(request, response, options);
    case "/health/live":
    case "/health/ready":
      return answer(response, 200, { status: "ok" });
    default:
      return answer(response, 404, errorBody(`There is nothing here. The API is at /graphql.`, "NOT_FOUND"));
  }
}

async function answerGraphQL(
  request: IncomingMessage,
  response: ServerResponse,
  options: HttpOptions,
): Promise<void> {
  const authentication = await options.authenticate({
    authorization: headerOf(request, "authorization"),
    apiKey: headerOf(request, "x-api-key"),
  });
  if (authentication.kind === "denied") {
    response.setHeader("www-authenticate", 'Bearer realm="roster"');
    return answer(response, 401, errorBody(authentication.message, "UNAUTHENTICATED"));
  }
  const body = await readJson(request);
  if (body.kind === "refused")
    return answer(response, body.status, errorBody(body.message, "BAD_USER_INPUT"));
  const left = new AbortController();
  response.on("close", () => left.abort());
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  const result = await options.graphql.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: request.method ?? "GET",
      headers,
      search: new URL(request.url ?? "/", "http://roster.invalid").search,
      body: body.value,
    },
    context: () => Promise.resolve(options.context(request, authentication.viewer, left.signal)),
  });
  return write(response, result);
}

/** A header's value; a header that came more than once counts as an empty one, which nothing accepts. */
function headerOf(request: IncomingMessage, name: string): string | undefined {
  const values = request.headersDistinct[name];
  return values === undefined || values.length === 1 ? values?.[0] : "";
}

function write(response: ServerResponse, { status, headers, body }: HTTPGraphQLResponse): void {
  for (const [name, value] of headers) response.setHeader(name, value);
  response.setHeader("cache-control", "no-store");
  response.setHeader("x-content-type-options", "nosniff");
  response.statusCode = status ?? 200;
  response.end(body.kind === "complete" ? body.string : "");
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
  response.end(JSON.stringify(body));
}

function errorBody(message: string, code: string): unknown {
  return { errors: [{ message, extensions: { code } }] };
}

type JsonBody =
  | { readonly kind: "read"; readonly value: unknown }
  | { readonly kind: "refused"; readonly status: number; readonly message: string };

/** Reads a JSON body up to the limit. A body of another type is left to the GraphQL server, which refuses it. */
async function readJson(request: IncomingMessage): Promise<JsonBody> {
  if (request.method !== "POST") return { kind: "read", value: undefined };
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const bytes: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    length += bytes.length;
    if (length > LARGEST_BODY) {
      return { kind: "refused", status: 413, message: `The request is larger than ${LARGEST_BODY} bytes.` };
    }
    chunks.push(bytes);
  }
  if (request.headers["content-type"]?.startsWith("application/json") !== true) {
    return { kind: "read", value: {} };
  }
  try {
    const value: unknown = JSON.parse(Buffer.concat(chunks).toString("utf8"));
    return { kind: "read", value };
  } catch {
    return { kind: "refused", status: 400, message: "The body is not JSON." };
  }
}
