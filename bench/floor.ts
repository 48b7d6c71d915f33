import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createFetch } from "./fetch.ts";
import { readSpec, tellReady } from "./serverProcess.ts";
import type { Fetch, Variables, Workload } from "./workload.ts";

/*
 * The floor: fetches the gateway's upstream answers, parses them, builds the gateway's answer by hand and
 * serialises it. No schema, no checks, no error handling. Started by `systems/floor.ts`.
 *
 * Functions that run per request are at the top of their module or have no name: tsx wraps inner named functions
 * at every run so that they keep their names, which the compiled gateway does not pay for.
 */

function start(): void {
  const { spec, workload } = readSpec();
  const fetch = createFetch(spec);
  const server = createServer((request, response) => void serve(request, response, workload, fetch));
  server.keepAliveTimeout = 65_000;
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    tellReady(typeof address === "object" && address !== null ? address.port : 0);
  });
}

function serve(request: IncomingMessage, response: ServerResponse, workload: Workload, fetch: Fetch): void {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => void chunks.push(chunk));
  request.on("end", () => {
    // The operation is known before; what a client sends is parsed as any server has to.
    const asked: { readonly variables: Variables } = JSON.parse(Buffer.concat(chunks).toString("utf8"));
    workload.byHand(fetch, asked.variables).then(
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
