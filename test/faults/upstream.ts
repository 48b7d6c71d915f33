import { Agent, createServer, type IncomingMessage, type ServerResponse, request as send } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import { until } from "../resilience/support.ts";

/** A request as it arrived. */
export interface Arrived {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

/** What the provider itself would have answered. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** One request with every means of answering it badly. */
export interface Exchange {
  readonly request: Arrived;
  readonly response: ServerResponse;
  /** The connection below the response, for what is no HTTP. */
  readonly socket: Socket;
  /** Carries the request out at the provider. */
  readonly relay: () => Promise<Answer>;
}

/** How a request is answered, if at all. */
export type Behaviour = (exchange: Exchange) => unknown;

/** Stands before a simulator, over which it passes everything on, and misbehaves when it is told to. */
export interface Upstream {
  /** Where it listens; the path of an API is not part of it. */
  readonly url: string;
  /** Behaves like this towards each request that fits, until it is healed; left out: towards all. */
  readonly strike: (behaviour: Behaviour, fits?: (request: Arrived) => boolean) => void;
  /** Nobody listens any more. Resolves when every connection has been closed by both sides. */
  readonly vanish: () => Promise<void>;
  /** Listens, and passes everything on. */
  readonly heal: () => Promise<void>;
  /** Every request so far, oldest first. */
  readonly arrived: readonly Arrived[];
  /** How many connections are open. */
  readonly connections: () => number;
  /** How many requests have not been answered to their end, and have not been given up. */
  readonly unanswered: () => number;
  /** How many of those have met the misbehaviour. */
  readonly stuck: () => number;
  readonly close: () => Promise<void>;
}

/** The parts of a TLS server's identity; see `selfSigned`. */
interface Identity {
  readonly key: string;
  readonly cert: string;
}

/** Starts one that passes on to `target`; with an identity it speaks TLS, as whom `identify` says. */
export async function startUpstream(
  target: string,
  identity?: Identity,
): Promise<Upstream & { readonly identify: (as: Identity) => void }> {
  const agent = new Agent({ keepAlive: true });
  const sockets = new Set<Socket>();
  const open = new Set<ServerResponse>();
  const stuck = new Set<ServerResponse>();
  const arrived: Arrived[] = [];
  let struck: { readonly behaviour: Behaviour; readonly fits: (request: Arrived) => boolean } | null = null;

  function serve(message: IncomingMessage, response: ServerResponse): void {
    const { socket } = message;
    open.add(response);
    // Answered to its end, or given up with its connection.
    response.on("close", () => {
      open.delete(response);
      stuck.delete(response);
    });
    answer(message, response).catch(() => socket.destroy());
  }

  async function answer(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readAll(message);
    const { method = "", url: path = "", headers, socket } = message;
    const request: Arrived = { method, path, headers, body };
    arrived.push(request);
    const isStruck = struck?.fits(request) === true;
    if (isStruck && open.has(response)) stuck.add(response);
    const behaviour = isStruck && struck !== null ? struck.behaviour : passing;
    const relay = (): Promise<Answer> => passOn(target, request, agent, identity !== undefined);
    await behaviour({ request, response, socket, relay });
  }

  const server = identity === undefined ? createServer(serve) : createTlsServer(identity, serve);
  server.keepAliveTimeout = 60_000;
  server.on(identity === undefined ? "connection" : "secureConnection", (socket: Socket) => {
    sockets.add(socket);
    // Those that it cuts off itself are cut off by the other side as well.
    socket.on("error", () => undefined).on("close", () => sockets.delete(socket));
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;

  return {
    url: identity === undefined ? `http://127.0.0.1:${port}` : `https://localhost:${port}`,
    identify(as) {
      if ("setSecureContext" in server) server.setSecureContext(as);
    },
    strike(behaviour, fits = () => true) {
      struck = { behaviour, fits };
    },
    async vanish() {
      server.close();
      for (const socket of sockets) socket.end();
      await until(() => sockets.size === 0);
    },
    async heal() {
      struck = null;
      if (!server.listening) await listen(port);
    },
    arrived,
    connections: () => sockets.size,
    unanswered: () => open.size,
    stuck: () => stuck.size,
    async close() {
      agent.destroy();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

const passing: Behaviour = async ({ response, relay }) => {
  const { status, headers, body } = await relay();
  response.writeHead(status, headers).end(body);
};

async function passOn(target: string, request: Arrived, agent: Agent, isSecure: boolean): Promise<Answer> {
  const { method, path, body } = request;
  const headers = { ...request.headers, ...(isSecure ? { "x-forwarded-proto": "https" } : {}) };
  const { hostname, port } = new URL(target);
  return new Promise((resolve, reject) => {
    const outgoing = send({ hostname, port, method, path, headers, agent }, (answer) => {
      readAll(answer).then((read) => {
        const kept = Object.entries(answer.headers).flatMap(([name, value]) =>
          typeof value === "string" && !OF_A_CONNECTION.has(name) ? [[name, value] as const] : [],
        );
        resolve({ status: answer.statusCode ?? 0, headers: Object.fromEntries(kept), body: read });
      }, reject);
    });
    outgoing.on("error", reject).end(body);
  });
}

const OF_A_CONNECTION = new Set(["connection", "keep-alive", "transfer-encoding", "content-length", "date"]);

async function readAll(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message.iterator({ destroyOnReturn: false })) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
