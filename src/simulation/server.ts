import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Fault, Faults } from "./faults.ts";
import type { RecordedRequest } from "./simulator.ts";

/** A request as a simulator's routes see it. */
export interface SimulatedRequest {
  readonly method: string;
  /** The whole URL with scheme and host, path and query exactly as they were sent, for signatures. */
  readonly url: string;
  /** The path without the query, not decoded. */
  readonly path: string;
  /** The query as it was sent, without the question mark. */
  readonly rawQuery: string;
  readonly query: URLSearchParams;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON; null where there is no body; undefined where it is not JSON. */
  readonly body: unknown;
  /** True where the fault `ignore` strikes: answer as if the write had worked, and change nothing. */
  readonly ignoreWrite: boolean;
}

export interface SimulatedResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; left out: an empty body. */
  readonly body?: unknown;
}

export interface SimulationServerOptions {
  /** 0 or left out: a free one. */
  readonly port?: number;
  readonly faults: Faults;
  /** This API's answer to a request that it takes. Must not throw for anything a client sends. */
  readonly answer: (request: SimulatedRequest) => SimulatedResponse;
  /** This API's 429. */
  readonly rateLimited: (retryAfterSeconds: number) => SimulatedResponse;
  /** Content-Type of its JSON answers. */
  readonly contentType: string;
}

export interface SimulationServer {
  readonly url: string;
  /** The newest 10,000, oldest first. Status 0: cut, not answered yet, or the client left before the answer. */
  readonly requests: () => readonly RecordedRequest[];
  readonly forgetRequests: () => void;
  /** Ends every connection at once, answered or not. */
  readonly close: () => Promise<void>;
}

const MAX_BODY_BYTES = 1024 * 1024;
const MAX_RECORDED = 10_000;

/** What was recorded about a request whose answer may still be to come. */
type Entry = { -readonly [Key in keyof RecordedRequest]: RecordedRequest[Key] };

/** Everything that is needed to send one answer. */
interface Exchange {
  readonly options: SimulationServerOptions;
  readonly request: SimulatedRequest;
  readonly entry: Entry;
  readonly response: ServerResponse;
}

/** The body's text, or null where it is longer than allowed. */
async function readBody(message: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of message.iterator({ destroyOnReturn: false })) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > MAX_BODY_BYTES) return null;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parseBody(text: string): unknown {
  if (text === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readRequest(message: IncomingMessage, text: string): SimulatedRequest {
  const target = message.url ?? "/";
  const cut = target.indexOf("?");
  const rawQuery = cut === -1 ? "" : target.slice(cut + 1);
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  return {
    method: message.method ?? "GET",
    // Something in front of it may have ended TLS: then that is the address that was signed.
    url: `${headers["x-forwarded-proto"] ?? "http"}://${headers["host"] ?? "127.0.0.1"}${target}`,
    path: cut === -1 ? target : target.slice(0, cut),
    rawQuery,
    query: new URLSearchParams(rawQuery),
    headers,
    body: parseBody(text),
    ignoreWrite: false,
  };
}

/** The API's own answer; a mistake in a simulator is shown to the test rather than ending the process. */
function work({ options, request }: Exchange, ignoreWrite = false): SimulatedResponse {
  try {
    return options.answer({ ...request, ignoreWrite });
  } catch (error) {
    return { status: 500, body: { message: `The simulator failed: ${String(error)}` } };
  }
}

function begin(
  { options, response, entry }: Exchange,
  status: number,
  headers?: SimulatedResponse["headers"],
) {
  entry.status = status;
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, value);
  if (!response.hasHeader("content-type")) response.setHeader("Content-Type", options.contentType);
}

function sendText(exchange: Exchange, status: number, headers: SimulatedResponse["headers"], text: string) {
  begin(exchange, status, headers);
  if (status !== 204) exchange.response.setHeader("Content-Length", Buffer.byteLength(text));
  exchange.response.end(text === "" ? undefined : text);
}

const asText = (body: unknown): string => (body === undefined ? "" : JSON.stringify(body));

function send(exchange: Exchange, { status, headers, body }: SimulatedResponse) {
  sendText(exchange, status, headers, asText(body));
}

/** Half of the answer, then nothing. */
function sendHalf(exchange: Exchange, { status, headers, body }: SimulatedResponse) {
  const text = asText(body);
  begin(exchange, status, headers);
  exchange.entry.status = 0;
  exchange.response.setHeader("Content-Length", Buffer.byteLength(text) + 1);
  exchange.response.write(text.slice(0, text.length / 2), () => exchange.response.destroy());
}

/** Writes as long as the client reads. */
function sendForever(exchange: Exchange) {
  const { response } = exchange;
  begin(exchange, 200);
  const piece = " ".repeat(16 * 1024);
  const more = () => {
    if (response.destroyed) return;
    if (response.write(piece)) setImmediate(more);
    else response.once("drain", more);
  };
  more();
}

function sendLate(exchange: Exchange, answer: SimulatedResponse, milliseconds: number) {
  const timer = setTimeout(() => send(exchange, answer), milliseconds);
  exchange.response.once("close", () => clearTimeout(timer));
}

function sendAfter(exchange: Exchange, answer: SimulatedResponse, until: Promise<unknown>) {
  const go = (): void => send(exchange, answer);
  until.then(go, go);
}

function cut(exchange: Exchange, when: "before" | "after" | "body") {
  if (when === "body") return sendHalf(exchange, work(exchange));
  if (when === "after") work(exchange);
  return void exchange.response.destroy();
}

function answerWith(exchange: Exchange, fault: Fault) {
  switch (fault.kind) {
    case "delay":
      return sendLate(exchange, work(exchange), fault.milliseconds);
    case "hold":
      return sendAfter(exchange, work(exchange), fault.until);
    case "status":
      if (fault.before !== true) work(exchange);
      return sendText(exchange, fault.status, fault.headers, fault.body ?? "");
    case "cut":
      return cut(exchange, fault.when);
    case "garbage":
      work(exchange);
      return sendText(exchange, 200, undefined, "<html><body>Back in a minute</body></html>");
    case "rateLimit":
      return send(exchange, exchange.options.rateLimited(fault.retryAfterSeconds));
    case "ignore":
      return send(exchange, work(exchange, true));
    case "endless":
      return sendForever(exchange);
    default:
      return fault satisfies never;
  }
}

/**
 * Listens on 127.0.0.1, reads bodies (1 MiB at most, else 413), applies the faults, records what was asked.
 * A delay comes after the work: whoever does not wait for the answer has changed something all the same.
 */
export async function startServer(options: SimulationServerOptions): Promise<SimulationServer> {
  let entries: Entry[] = [];
  const serve = async (message: IncomingMessage, response: ServerResponse) => {
    const text = await readBody(message);
    const request = readRequest(message, text ?? "");
    const { method, path, rawQuery, headers, body } = request;
    const entry = { method, path, query: rawQuery, headers, body: body ?? null, status: 0 };
    entries.push(entry);
    if (entries.length > MAX_RECORDED) entries.shift();
    const exchange: Exchange = { options, request, entry, response };
    if (text === null) {
      // The rest is read and dropped, or the client would see a broken connection instead of the answer.
      message.resume();
      return sendText(exchange, 413, { Connection: "close" }, "");
    }
    const fault = options.faults.next(method, path);
    return fault === null ? send(exchange, work(exchange)) : answerWith(exchange, fault);
  };
  const server = createServer((message, response) => {
    // A client that leaves in the middle of its body has no answer to get.
    serve(message, response).catch(() => response.destroy());
  });
  // Longer than clients keep theirs, so that no request meets a connection that is just being closed.
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    requests: () => entries,
    forgetRequests() {
      entries = [];
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}
