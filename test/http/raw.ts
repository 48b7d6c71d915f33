import { connect, type Socket } from "node:net";

/** A connection that sends what it is told, byte for byte. */
export interface RawConnection {
  readonly send: (text: string) => void;
  /** Everything that has come so far. */
  readonly received: () => string;
  /** Resolves with everything that came, once the other side has ended the connection. */
  readonly ended: Promise<string>;
  /** Resolves as soon as this text has come. */
  readonly waitFor: (text: string) => Promise<string>;
  /** Says that no more is sent, and goes on receiving. */
  readonly finish: () => void;
  readonly close: () => void;
}

/** Connects to the server of an address. Whoever connects closes. */
export async function connectTo(url: string): Promise<RawConnection> {
  const { hostname, port } = new URL(url);
  const socket = await new Promise<Socket>((resolve, reject) => {
    const opening = connect({ host: hostname, port: Number(port) }, () => resolve(opening));
    opening.once("error", reject);
  });
  let received = "";
  const watchers = new Set<() => void>();
  const tell = (): void => {
    for (const watcher of watchers) watcher();
  };
  socket.setEncoding("utf8").on("data", (text: string) => {
    received += text;
    tell();
  });
  socket.on("error", () => undefined);
  const ended = new Promise<string>((resolve) => {
    socket.once("close", () => {
      tell();
      resolve(received);
    });
    socket.once("end", () => resolve(received));
  });
  return {
    send: (text) => void socket.write(text),
    received: () => received,
    ended,
    waitFor: (text) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = received.includes(text);
          if (!found && !socket.closed) return;
          watchers.delete(look);
          if (found) resolve(received);
          else reject(new Error(`The connection ended without "${text}":\n${received}`));
        };
        watchers.add(look);
        look();
      }),
    finish: () => void socket.end(),
    close: () => socket.destroy(),
  };
}

/** The statuses of the answers in what a connection received, in their order. */
export function statusesIn(received: string): readonly number[] {
  return [...received.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
}

/** A whole POST request of this document. */
export function postOf(query: string, headers: Readonly<Record<string, string>> = {}): string {
  const body = JSON.stringify({ query });
  const lines = Object.entries({
    host: "localhost",
    "content-type": "application/json",
    "content-length": String(Buffer.byteLength(body)),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}`);
  return ["POST /graphql HTTP/1.1", ...lines, "", body].join("\r\n");
}
