import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { WebSocket } from "undici";
import { z } from "zod";
import { memoryMiB } from "../processes.ts";

/** What the gateway's process holds at one moment. */
export interface Vitals {
  /** MiB of live objects after a full collection. */
  readonly heap: number;
  /** Resident memory in MiB. */
  readonly memory: number;
  /** Open file descriptors, and those of them that are connections to a provider. */
  readonly descriptors: number;
  readonly upstreamSockets: number;
}

/** Looks at one process. Close it when done. */
export interface Probe {
  readonly look: () => Promise<Vitals>;
  readonly close: () => void;
}

const MIB = 1024 * 1024;
const answer = z.object({ id: z.int(), result: z.looseObject({ usedSize: z.number().optional() }) });

/**
 * Watches a process that was started with `--inspect`, through the address that it printed. `ports` are those of the
 * providers.
 */
export async function openProbe(pid: number, inspector: string, ports: readonly number[]): Promise<Probe> {
  const socket = new WebSocket(inspector);
  const waiting = new Map<number, (usedSize: number) => void>();
  let asked = 0;
  socket.addEventListener("message", ({ data }) => {
    const parsed = answer.safeParse(JSON.parse(String(data)));
    if (parsed.success) waiting.get(parsed.data.id)?.(parsed.data.result.usedSize ?? 0);
  });
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener("open", () => resolve());
    socket.addEventListener("error", () => reject(new Error("The gateway's inspector cannot be reached.")));
  });

  function ask(method: string): Promise<number> {
    asked += 1;
    const id = asked;
    socket.send(JSON.stringify({ id, method }));
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`The gateway does not answer ${method}.`)), 30_000);
      waiting.set(id, (usedSize) => {
        clearTimeout(late);
        waiting.delete(id);
        resolve(usedSize);
      });
    });
  }

  return {
    async look() {
      // The second takes what the first one's finalisers let go.
      await ask("HeapProfiler.collectGarbage");
      await ask("HeapProfiler.collectGarbage");
      const heap = (await ask("Runtime.getHeapUsage")) / MIB;
      return { heap, memory: memoryMiB(pid, "VmRSS"), ...descriptorsOf(pid, new Set(ports)) };
    },
    close: () => socket.close(),
  };
}

function descriptorsOf(
  pid: number,
  ports: ReadonlySet<number>,
): Pick<Vitals, "descriptors" | "upstreamSockets"> {
  const targets = readdirSync(`/proc/${pid}/fd`).map((name) => linkOf(`/proc/${pid}/fd/${name}`));
  const inodes = new Set(targets.map((target) => /^socket:\[(\d+)\]$/.exec(target)?.[1]));
  const upstream = readFileSync(`/proc/${pid}/net/tcp`, "utf8")
    .split("\n")
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , remote = "", , , , , , , inode]) => {
      return inodes.has(inode) && ports.has(Number.parseInt(remote.split(":")[1] ?? "", 16));
    });
  return { descriptors: targets.length, upstreamSockets: upstream.length };
}

/** Where a descriptor leads; nowhere if it was closed meanwhile. */
function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return "";
  }
}
