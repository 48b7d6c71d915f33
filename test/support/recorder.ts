import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import type { Call, CallRecord } from "../../src/datasources/call.ts";
import {
  createUpstream,
  type Upstream,
  type UpstreamEnvironment,
  type UpstreamSettings,
} from "../../src/datasources/http/client.ts";
import { createPools } from "../../src/datasources/http/pools.ts";
import { createStop } from "../../src/datasources/stopSignal.ts";

/** A request as it arrived, byte for byte where it matters. */
export interface Arrived {
  readonly method: string;
  /** Path and query as sent. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text is sent as it is, anything else as JSON; left out: an empty body. */
  readonly body?: unknown;
}

/** A real HTTP server that answers as it is told and keeps what it was asked. */
export async function startRecorder(reply: (request: Arrived) => Reply) {
  const arrived: Arrived[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const one: Arrived = {
        method: request.method ?? "",
        target: request.url ?? "",
        headers: request.headers,
        body: Buffer.concat(chunks).toString("utf8"),
      };
      arrived.push(one);
      const { status = 200, headers = {}, body } = reply(one);
      response.writeHead(status, { "content-type": "application/json", ...headers });
      response.end(body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const pools = createPools();
  return {
    url: `http://127.0.0.1:${port}`,
    arrived,
    environment: {
      dispatcher: pools,
      now: () => Date.UTC(2026, 10, 22, 12),
      monotonic: () => performance.now(),
      // No wait before a retry.
      random: () => 0,
    },
    async close(): Promise<void> {
      await pools.destroy();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** An upstream to which every call is the first: what went before, however often it failed, is forgotten. */
export function forgetfulUpstream(settings: UpstreamSettings, environment: UpstreamEnvironment): Upstream {
  const anew = (): Upstream => createUpstream(settings, environment);
  return {
    send: (...call) => anew().send(...call),
    health: () => anew().health(),
    stats: () => anew().stats(),
  };
}

/** A call with no deadline of its own that keeps its records. */
export function recordedCall(): Call & { readonly records: CallRecord[] } {
  const records: CallRecord[] = [];
  return {
    signal: createStop().signal,
    requestId: "test",
    caller: "test",
    spend: () => undefined,
    records,
    record: (record) => records.push(record),
  };
}
