import { readFile } from "node:fs/promises";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";

/** A web site that is served as it would be beside a gateway. */
export interface Site {
  readonly origin: string;
  readonly close: () => Promise<void>;
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
};

/** Serves a folder's files, and passes /graphql on to a gateway: what a reverse proxy does for both. */
export async function serveBeside(folder: string, gatewayUrl: string): Promise<Site> {
  const server = createServer((incoming, response) => {
    const { url = "/", method = "GET", headers } = incoming;
    if (url === "/graphql") {
      const passedOn = { ...headers, host: new URL(gatewayUrl).host };
      const outgoing = request(gatewayUrl, { method, headers: passedOn }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      outgoing.on("error", () => response.destroy());
      incoming.pipe(outgoing);
      return;
    }
    const name = url === "/" ? "/index.html" : url;
    readFile(join(folder, name)).then(
      (content) => {
        response.setHeader("content-type", MEDIA_TYPES[extname(name)] ?? "application/octet-stream");
        response.end(content);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
