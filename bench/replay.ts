import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import { request } from "undici";

interface Recorded {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: Buffer;
}

export interface ReplayOptions {
  /** What is recorded: scheme, host and port. */
  readonly origin: string;
  /** How long each answer is held back, in milliseconds. */
  readonly delayMs: number;
  /** Told of each request that comes in, by its path and query. */
  readonly onCall: (target: string) => void;
}

export interface Replay {
  readonly origin: string;
  readonly close: () => Promise<void>;
}

/** Headers of one connection, not of the answer. */
const OF_CONNECTION = new Set(["connection", "date", "keep-alive", "transfer-encoding", "content-length"]);

/**
 * Stands in front of a server, asks it each path and query once, and from then on answers from memory. Reads
 * only. Signatures and tokens are not part of what is remembered: they differ from request to request.
 */
export async function startReplay({ origin, delayMs, onCall }: ReplayOptions): Promise<Replay> {
  const answers = new Map<string, Promise<Recorded>>();

  function answerTo(target: string, headers: IncomingHttpHeaders): Promise<Recorded> {
    const known = answers.get(target);
    if (known !== undefined) return known;
    const asked = ask(origin, target, headers);
    answers.set(target, asked);
    return asked;
  }

  const server = createServer((message, response) => {
    const target = message.url ?? "/";
    onCall(target);
    if (message.method !== "GET") {
      response.writeHead(405).end();
      return;
    }
    answerTo(target, message.headers).then(
      (answer) => (delayMs === 0 ? send(response, answer) : setTimeout(send, delayMs, response, answer)),
      (error: unknown) => response.writeHead(502).end(String(error)),
    );
  });
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    origin: `http://127.0.0.1:${port}`,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** The Host header is passed on as it came: signatures and links are made with it. */
async function ask(origin: string, target: string, headers: IncomingHttpHeaders): Promise<Recorded> {
  const { connection: _connection, ...passed } = headers;
  const answer = await request(`${origin}${target}`, { headers: passed });
  const kept = Object.entries(answer.headers).flatMap(([name, value]) =>
    value === undefined || OF_CONNECTION.has(name) ? [] : [[name, value] as const],
  );
  return {
    status: answer.statusCode,
    headers: Object.fromEntries(kept),
    body: Buffer.from(await answer.body.arrayBuffer()),
  };
}

function send(response: ServerResponse, { status, headers, body }: Recorded): void {
  response.writeHead(status, { ...headers, "content-length": body.length });
  response.end(body);
}
