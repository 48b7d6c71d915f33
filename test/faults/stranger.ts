import { type AddressInfo, createServer } from "node:net";

/** Somebody who is not the provider, and who notes whoever comes. */
export interface Stranger {
  readonly url: string;
  /** How many connections were made to them. */
  readonly visits: () => number;
  readonly close: () => Promise<void>;
}

export async function startStranger(): Promise<Stranger> {
  let visits = 0;
  const server = createServer((socket) => {
    visits += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    visits: () => visits,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
