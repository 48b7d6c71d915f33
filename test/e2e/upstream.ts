import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A provider that keeps its first caller waiting until it is told what to answer. */
export interface Upstream {
  readonly url: string;
  /** Resolves when the first request has come. */
  readonly asked: Promise<void>;
  readonly answer: (body: unknown) => void;
  readonly close: () => Promise<void>;
}

export async function startUpstream(): Promise<Upstream> {
  const waiting: ServerResponse[] = [];
  const server = createServer((_request, response) => void waiting.push(response));
  const asked = new Promise<void>((resolve) => server.once("request", () => resolve()));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    answer(body) {
      for (const response of waiting.splice(0)) {
        response.writeHead(200, { "content-type": "application/vnd.api+json" });
        response.end(JSON.stringify(body));
      }
    },
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
