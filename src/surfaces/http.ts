import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { Gate } from "../limits/gate.ts";
import type { Limits } from "../limits/settings.ts";
import { chooseRequestId } from "../telemetry/requestId.ts";
import { answerJson, BROKEN, type Refusal, refusalBody, refuse, setCommonHeaders } from "./answer.ts";
import { answerOptions, type CorsSettings, setCorsHeaders } from "./cors.ts";
import { onlyOne } from "./credentials.ts";
import { answerGraphQL, type GraphQLRouteOptions } from "./graphqlRoute.ts";
import { createAsksLoopback, NOT_BY_THIS_NAME } from "./ownName.ts";
import { answerMetrics, answerReady, type StatusOptions } from "./status.ts";

/** What answers at one address. */
export interface Route {
  readonly methods: readonly string[];
  readonly answer: (
    request: IncomingMessage,
    response: ServerResponse,
    requestId: string,
  ) => Promise<void> | void;
}

export interface HttpOptions extends GraphQLRouteOptions, StatusOptions {
  readonly cors: CorsSettings;
  readonly limits: GraphQLRouteOptions["limits"] & Pick<Limits, "headersTimeoutMs" | "requestTimeoutMs">;
  /** Whether anybody may ask without saying who they are. */
  readonly open: boolean;
  readonly newRequestId: () => string;
  /** The explorer's own addresses; empty where it is off. */
  readonly explorer: ReadonlyMap<string, Route>;
  /** What answers at addresses that this server does not know itself; undefined: nothing does. */
  readonly operationRoutes: (path: string) => Route["answer"] | undefined;
  /** Told of a mistake that kept a request from being answered. */
  readonly unexpected: (thrown: unknown, requestId: string) => void;
}

const MOST_HEADERS = 100;
const MOST_REQUESTS_PER_CONNECTION = 10_000;
const KEEP_ALIVE_MS = 65_000;
/** How long a client may leave an answer unread, beyond the time that making it may take. */
const UNREAD_MS = 30_000;

/** The HTTP server: reads a request, finds its route, writes the answer. It does not listen yet. */
export function createHttpServer(options: HttpOptions): Server {
  const { headersTimeoutMs, requestTimeoutMs, operationTimeoutMs } = options.limits;
  const routes = routesOf(options);
  const underWay = new WeakMap<Duplex, ServerResponse>();
  const asksLoopback = createAsksLoopback();

  function answer(request: IncomingMessage, response: ServerResponse): void {
    underWay.set(request.socket, response);
    const requestId = chooseRequestId(onlyOne(request, "x-request-id"), options.newRequestId);
    response.setHeader("x-request-id", requestId);
    setCommonHeaders(response);
    if (options.isDraining()) response.setHeader("connection", "close");
    if (options.open && !asksLoopback(request)) {
      refuse(response, NOT_BY_THIS_NAME);
      return;
    }
    route(request, response, requestId, { routes, more: options.operationRoutes }).catch(
      (thrown: unknown) => {
        options.unexpected(thrown, requestId);
        if (response.headersSent) response.destroy();
        else refuse(response, { ...BROKEN, requestId });
      },
    );
  }

  const server = createServer(
    {
      headersTimeout: headersTimeoutMs,
      requestTimeout: requestTimeoutMs,
      connectionsCheckingInterval: Math.min(1_000, headersTimeoutMs),
    },
    answer,
  );
  // Requests that are sent one behind the other each watch their connection.
  server.on("connection", (socket) => socket.setMaxListeners(0));
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.maxRequestsPerSocket = MOST_REQUESTS_PER_CONNECTION;
  server.setTimeout(operationTimeoutMs + UNREAD_MS);
  // A body that is refused by its headers alone is never asked for.
  server.on("checkContinue", answer);
  server.on("connect", (_request, socket) => endWith(socket, { ...METHOD, headers: { allow: "GET, POST" } }));
  server.on("clientError", (error, socket) => {
    const isGone = "code" in error && error.code === "ECONNRESET";
    if (isGone || !socket.writable || underWay.get(socket)?.headersSent === true) socket.destroy();
    else endWith(socket, refusalOf(error));
  });
  return server;
}

const METHOD: Refusal = {
  status: 405,
  code: "BAD_USER_INPUT",
  message: "This method is not for this address.",
};
const NOWHERE: Refusal = {
  status: 404,
  code: "NOT_FOUND",
  message: "There is nothing here. The API is at /graphql.",
};
const TOO_MANY_HEADERS: Refusal = {
  status: 431,
  code: "BAD_USER_INPUT",
  message: "The headers are too large.",
};

function routesOf(options: HttpOptions): ReadonlyMap<string, Route> {
  const { cors, explorer } = options;
  const graphql = ["GET", "POST", "OPTIONS"];
  return new Map<string, Route>([
    ...explorer,
    [
      "/graphql",
      {
        methods: graphql,
        answer(request, response, requestId) {
          setCorsHeaders(request, response, cors);
          if (request.method === "OPTIONS") return answerOptions(request, response, cors, graphql);
          return answerGraphQL(request, response, requestId, options);
        },
      },
    ],
    ["/health/live", { methods: LOOKING, answer: (_request, response) => answerJson(response, 200, ALIVE) }],
    [
      "/health/ready",
      { methods: LOOKING, answer: (request, response) => answerReady(request, response, options) },
    ],
    [
      "/metrics",
      { methods: LOOKING, answer: (request, response) => answerMetrics(request, response, options) },
    ],
  ]);
}

const LOOKING = ["GET", "HEAD"];
const ALIVE = { status: "ok" };

interface Addresses {
  readonly routes: ReadonlyMap<string, Route>;
  readonly more: HttpOptions["operationRoutes"];
}

async function route(
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
  { routes, more }: Addresses,
): Promise<void> {
  if (request.rawHeaders.length > 2 * MOST_HEADERS) return refuse(response, TOO_MANY_HEADERS);
  const { url = "/" } = request;
  const mark = url.indexOf("?");
  const path = mark < 0 ? url : url.slice(0, mark);
  const found = routes.get(path);
  const further = found === undefined ? more(path) : undefined;
  if (further !== undefined) return further(request, response, requestId);
  if (found === undefined) return refuse(response, NOWHERE);
  if (!found.methods.includes(request.method ?? "")) {
    return refuse(response, { ...METHOD, headers: { allow: found.methods.join(", ") } });
  }
  await found.answer(request, response, requestId);
}

/** What a request that is no HTTP, or came too slowly, is told. */
function refusalOf(error: Error): Refusal {
  switch ("code" in error ? error.code : "") {
    case "HPE_HEADER_OVERFLOW":
      return TOO_MANY_HEADERS;
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return { status: 408, code: "BAD_USER_INPUT", message: "The request did not come in time." };
    default:
      return { status: 400, code: "BAD_USER_INPUT", message: "This is not an HTTP request." };
  }
}

const REASONS: Readonly<Record<number, string>> = {
  400: "Bad Request",
  405: "Method Not Allowed",
  408: "Request Timeout",
  431: "Request Header Fields Too Large",
};
/** How long a cut-off client has to read why, before its connection is torn down. */
const LINGER_MS = 500;

/** Answers on a connection that is no good any more, and ends it. */
function endWith(socket: Duplex, refusal: Refusal): void {
  const body = JSON.stringify(refusalBody(refusal));
  const headers = {
    "content-type": "application/json; charset=utf-8",
    "content-length": String(Buffer.byteLength(body)),
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    ...refusal.headers,
    connection: "close",
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.on("error", () => undefined);
  socket.end([`HTTP/1.1 ${refusal.status} ${REASONS[refusal.status]}`, ...lines, "", body].join("\r\n"));
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}

/**
 * Lets what runs finish, for this long at most, while new operations are refused; then closes every connection.
 * Resolves when nothing is open any more.
 */
export async function drain(server: Server, gate: Gate, withinMs: number): Promise<void> {
  let late: NodeJS.Timeout | undefined;
  await Promise.race([
    gate.idle(),
    new Promise<void>((resolve) => {
      late = setTimeout(resolve, withinMs);
    }),
  ]);
  clearTimeout(late);
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), LINGER_MS);
  await closed;
  clearTimeout(cut);
}
