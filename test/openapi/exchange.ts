import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { request } from "undici";
import { createUpstream, type Upstream } from "../../src/datasources/http/client.ts";
import { createPools } from "../../src/datasources/http/pools.ts";
import type { RunningSimulator } from "../../src/simulation/simulator.ts";

/** A request and its answer as they went over the wire. */
export interface Exchange {
  readonly method: string;
  /** Without the query, not decoded. */
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, unknown>>;
  /** "" for none. */
  readonly body: string;
  readonly status: number;
  readonly answerType: string;
  /** "" for none. */
  readonly answer: string;
}

/** Stands between a client and a simulator, passes everything on, and keeps it. */
export async function startRelay(simulator: RunningSimulator) {
  const exchanges: Exchange[] = [];
  const pools = createPools();

  async function relay(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "GET", url = "/", headers } = message;
    const { host: _host, connection: _connection, "transfer-encoding": _encoding, ...sent } = headers;
    const body = await buffer(message);
    const answer = await request(`${simulator.url}${url}`, {
      method,
      headers: sent,
      body: body.length === 0 ? null : body,
      dispatcher: pools,
    });
    const answered = await answer.body.text();
    const [path = "", query = ""] = url.split("?");
    const answerType = String(answer.headers["content-type"] ?? "");
    exchanges.push({
      method,
      path,
      query,
      headers,
      body: body.toString("utf8"),
      status: answer.statusCode,
      answerType,
      answer: answered,
    });
    response.writeHead(answer.statusCode, { "content-type": answerType });
    response.end(answered === "" ? undefined : answered);
  }

  const server = createServer((message, response) => {
    relay(message, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const baseUrl = (simulator.settings["baseUrl"] ?? "").replace(simulator.url, `http://127.0.0.1:${port}`);

  return {
    /** Every exchange so far, oldest first. */
    exchanges,

    /** The way through the relay to the simulator for a client that proves itself by these headers. */
    connect(provider: string, authenticate: () => Readonly<Record<string, string>>): Upstream {
      const environment = { dispatcher: pools, now: Date.now, monotonic: () => performance.now() };
      return createUpstream({ provider, baseUrl, timeoutMs: 10_000, authenticate }, environment);
    },

    async close(): Promise<void> {
      await pools.destroy();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

export type Relay = Awaited<ReturnType<typeof startRelay>>;
