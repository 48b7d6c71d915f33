import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createConnection, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Whether there is a Redis server to test with. */
export const hasRedis = spawnSync("redis-server", ["--version"]).status === 0;
if (!hasRedis) console.info("There is no redis-server here: what needs one is skipped.");

/** A real Redis on a free port, with a folder of its own and nothing kept on the disk. */
export interface RedisServer {
  readonly url: string;
  readonly port: number;
  /** Ends it at once, with all that it holds. */
  readonly kill: () => Promise<void>;
  /** Starts it again on the same port; it answers when this resolves. */
  readonly start: () => Promise<void>;
  /** Leaves it running and lets it answer nobody. */
  readonly stall: () => void;
  readonly resume: () => void;
  /** One command, as redis-cli takes it, and what it prints. */
  readonly command: (...words: readonly string[]) => string;
  /** All that it holds, as it stands in its memory. */
  readonly dump: () => string;
  readonly close: () => Promise<void>;
}

export interface RedisServerOptions {
  readonly password?: string;
  /** Files with a certificate and its key: then it speaks TLS, and nothing else. */
  readonly tls?: { readonly cert: string; readonly key: string };
}

export async function startRedis({ password, tls }: RedisServerOptions = {}): Promise<RedisServer> {
  const folder = mkdtempSync(join(tmpdir(), "roster-redis-"));
  const port = await freePort();
  const settings: Readonly<Record<string, string>> = {
    bind: "127.0.0.1",
    dir: folder,
    save: "",
    rdbcompression: "no",
    "maxmemory-policy": "noeviction",
    ...(password === undefined ? {} : { requirepass: password }),
    ...(tls === undefined
      ? { port: String(port) }
      : {
          port: "0",
          "tls-port": String(port),
          "tls-cert-file": tls.cert,
          "tls-key-file": tls.key,
          "tls-auth-clients": "no",
        }),
  };
  const words = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
  let running: ChildProcess | null = null;

  async function start(): Promise<void> {
    const child = spawn("redis-server", words, { stdio: "ignore" });
    running = child;
    while (!(await answers(port, tls !== undefined))) {
      if (child.exitCode !== null) throw new Error(`redis-server ended with ${child.exitCode}.`);
    }
  }

  async function kill(): Promise<void> {
    const child = running;
    running = null;
    if (child === null || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await ended;
  }

  function command(...words: readonly string[]): string {
    const { stdout } = spawnSync("redis-cli", ["-p", String(port), ...words], { encoding: "utf8" });
    return stdout.trim();
  }

  await start();
  return {
    port,
    url: tls === undefined ? `redis://127.0.0.1:${port}` : `rediss://localhost:${port}`,
    start,
    kill,
    stall: () => void running?.kill("SIGSTOP"),
    resume: () => void running?.kill("SIGCONT"),
    command,
    dump() {
      command("SAVE");
      return readFileSync(join(folder, "dump.rdb"), "latin1");
    },
    async close() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Whether it answers anything, be it that a password is wanted; one that speaks TLS only has to be there. */
function answers(port: number, tls: boolean): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: "127.0.0.1" }, () => {
      if (tls) end(true);
      else socket.write("PING\r\n");
    });
    const end = (answer: boolean) => {
      socket.destroy();
      setTimeout(() => resolve(answer), answer ? 0 : 20);
    };
    socket.once("data", (data) => end(!data.toString().startsWith("-LOADING")));
    socket.once("error", () => end(false));
  });
}

/** Waits until something holds; the test's own time-out ends it where it never does. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
}
