import { createServer, request as send } from "node:http";
import type { AddressInfo } from "node:net";

/** A load balancer: each request goes to the next instance, and is answered 502 where that one is gone. */
export interface RoundRobin {
  readonly url: string;
  /** How many requests each instance was sent. */
  readonly sent: () => readonly number[];
  readonly close: () => Promise<void>;
}

export async function startRoundRobin(instances: readonly string[]): Promise<RoundRobin> {
  const sent = instances.map(() => 0);
  let turn = 0;
  const server = createServer((incoming, outgoing) => {
    const index = turn % instances.length;
    turn += 1;
    sent[index] = (sent[index] ?? 0) + 1;
    const target = new URL(incoming.url ?? "/", instances[index]);
    const { method, headers } = incoming;
    const passed = send(target, { method, headers: { ...headers, host: target.host } }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.on("error", () => outgoing.destroy());
      answer.pipe(outgoing);
    });
    passed.on("error", () => {
      if (outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(502, { "content-type": "application/json" }).end("{}");
    });
    incoming.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    sent: () => sent,
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
