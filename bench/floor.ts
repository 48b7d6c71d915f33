import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { Pool } from "undici";
import { collect } from "./collect.ts";
import { floorSpec } from "./floorMessages.ts";
import type { Fetch, Workload } from "./workload.ts";
import { workloads } from "./workloads/index.ts";

/*
 * The floor: fetches the gateway's upstream answers, parses them, builds the gateway's answer by hand and
 * serialises it. No schema, no checks, no error handling. Started by `systems/floor.ts`.
 *
 * Functions that run per request are at the top of their module or have no name: tsx wraps inner named functions
 * at every run so that they keep their names, which the compiled gateway does not pay for.
 */

const HEADERS = { accept: "application/json" };

function start(): void {
  const spec = floorSpec.parse(JSON.parse(process.argv[2] ?? "null"));
  const workload = workloads.find(({ name }) => name === spec.workload);
  if (workload === undefined) throw new Error(`There is no workload ${spec.workload}.`);
  const pools = new Map(
    Object.entries(spec.origins).map(
      ([key, origin]) => [key, new Pool(origin, { connections: 32 })] as const,
    ),
  );
  const targets = new Map<string, string[]>();
  for (const { provider, target } of spec.calls) {
    targets.set(provider, [...(targets.get(provider) ?? []), target]);
  }
  const fetch: Fetch = async (provider, request = 0) => {
    const path = targets.get(provider)?.[request];
    const pool = pools.get(provider);
    if (path === undefined || pool === undefined)
      throw new Error(`The gateway did not ask ${provider} this.`);
    const { body } = await collect(pool, { method: "GET", path, headers: HEADERS });
    return JSON.parse(body.toString("utf8"));
  };
  const server = createServer((request, response) => void serve(request, response, workload, fetch));
  server.keepAliveTimeout = 65_000;
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    process.send?.({ url: `http://127.0.0.1:${port}/graphql` });
  });
}

function serve(request: IncomingMessage, response: ServerResponse, workload: Workload, fetch: Fetch): void {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => void chunks.push(chunk));
  request.on("end", () => {
    // The operation is known before; what a client sends is parsed as any server has to.
    JSON.parse(Buffer.concat(chunks).toString("utf8"));
    workload.byHand(fetch).then(
      (data) => {
        const body = JSON.stringify({ data });
        response.writeHead(200, {
          "content-type": "application/json; charset=utf-8",
          "content-length": Buffer.byteLength(body),
        });
        response.end(body);
      },
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
}

start();
