import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Gateway } from "../../support/gateway.ts";
import { startAnother } from "../another.ts";
import type { Input } from "../support.ts";

/** A gateway one of whose providers goes away when it is told to. */
export interface Vanishing {
  readonly gateway: Gateway;
  /** Has the provider answer this many requests from now on, and then be gone: nobody listens any more. */
  readonly vanishAfter: (requests: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Starts a gateway that reaches a simulator of `original` by a way that can be cut off. */
export async function startVanishing(
  original: Gateway,
  provider: string,
  settings: Input,
): Promise<Vanishing> {
  const { url, settings: known } = original.simulator(provider);
  let left = 0;
  const server = createServer((request, response) => {
    left -= 1;
    // Before the answer goes out, so that whoever has it finds nobody any more.
    if (left <= 0) server.close();
    fetch(`${url}${request.url}`, { headers: credentialsOf(request.headers) }).then(
      async (answer) => {
        response.writeHead(answer.status, { "content-type": "application/json", connection: "close" });
        response.end(await answer.text());
      },
      () => response.destroy(),
    );
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const stop = () => new Promise<void>((resolve) => server.close(() => resolve()));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  await stop();

  const baseUrl = String(known["baseUrl"]).replace(url, `http://127.0.0.1:${port}`);
  const gateway = await startAnother(original, provider, { ...settings, baseUrl });
  return {
    gateway,
    async vanishAfter(requests) {
      left = requests;
      if (server.listening) await stop();
      if (requests > 0) await listen(port);
    },
    async close() {
      await gateway.close();
      if (server.listening) await stop();
    },
  };
}

/** The headers that prove who asks; no other matters to a read. */
function credentialsOf(headers: Readonly<Record<string, string | string[] | undefined>>) {
  const sent: Record<string, string> = {};
  for (const name of ["authorization", "x-auth-token"]) {
    if (typeof headers[name] === "string") sent[name] = headers[name];
  }
  return sent;
}
