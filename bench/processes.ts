import { type ChildProcess, fork, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { nodeOptions } from "./nodeOptions.ts";

/** A process that this one has started. */
export interface Started {
  readonly pid: number;
  /** Ends it and waits until it has ended. */
  readonly stop: () => Promise<void>;
}

/** A company of half a million takes its time to be made up. */
const START_MS = 180_000;
const STOP_MS = 10_000;

/** Room for the simulators' people, and for every answer that is replayed. */
const HEAP = "--max-old-space-size=8192";

/** Starts one of the benchmark's own scripts and waits for its first message. Rejects where it ends before. */
export async function startScript(
  file: URL,
  argument: unknown,
): Promise<Started & { readonly child: ChildProcess; readonly first: unknown }> {
  const execArgv = [...process.execArgv, ...nodeOptions(), HEAP];
  const child = fork(file, [JSON.stringify(argument)], { execArgv });
  try {
    const first = await nextMessage(child);
    return { ...started(child), child, first };
  } catch (error) {
    child.kill("SIGKILL");
    throw error;
  }
}

/** The next message of a script. Rejects where it ends, or says nothing for minutes. */
export function nextMessage(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => settle(new Error("a process of the benchmark says nothing")), START_MS);
    const onMessage = (message: unknown): void => settle(null, message);
    const onExit = (code: number | null): void =>
      settle(new Error(`a process of the benchmark ended: ${code}`));
    function settle(error: Error | null, message?: unknown): void {
      clearTimeout(timer);
      child.off("message", onMessage);
      child.off("exit", onExit);
      if (error === null) resolve(message);
      else reject(error);
    }
    child.once("message", onMessage);
    child.once("exit", onExit);
  });
}

export interface ServerOptions {
  /** What node is given beside the options that it is deployed with: options, the file, its arguments. */
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Where its output goes. A file, so that reading it costs this process nothing. */
  readonly log: string;
  /** Matches the line that says where it listens; its first group is the address. */
  readonly ready: RegExp;
}

/** Starts a node process as its users do, and waits until its output says where it listens. */
export async function startServer(options: ServerOptions): Promise<Started & { readonly url: string }> {
  const output = openSync(options.log, "w");
  const child = spawn(process.execPath, [...nodeOptions(), ...options.command], {
    env: { ...process.env, ...options.environment },
    stdio: ["ignore", output, output],
  });
  closeSync(output);
  const running = started(child);
  const deadline = Date.now() + START_MS;
  while (child.exitCode === null && Date.now() < deadline) {
    const url = options.ready.exec(readFileSync(options.log, "utf8"))?.[1];
    if (url !== undefined) return { ...running, url };
    await sleep(20);
  }
  await running.stop();
  throw new Error(`${options.command.join(" ")} did not start:\n${readFileSync(options.log, "utf8")}`);
}

function started(child: ChildProcess): Started {
  const end = (): void => void child.kill("SIGKILL");
  process.once("exit", end);
  const ended = new Promise<void>((resolve) => {
    child.once("exit", () => {
      process.off("exit", end);
      resolve();
    });
  });
  return {
    pid: child.pid ?? 0,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const late = setTimeout(end, STOP_MS);
      child.kill("SIGTERM");
      await ended;
      clearTimeout(late);
    },
  };
}

/** Linux counts a process's time in hundredths of a second, whatever the kernel's own tick. */
const MS_PER_TICK = 10;

/** The time that a process has had on a CPU so far, in user and kernel mode, over all its threads. */
export function cpuMilliseconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The second field is the name in brackets and may hold spaces; utime and stime are the 14th and 15th.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
}

/** A process's memory in MiB by a name of `/proc/<pid>/status`: `VmRSS` is what it holds, `VmHWM` the most so far. */
export function memoryMiB(pid: number, name: "VmRSS" | "VmHWM"): number {
  const kilobytes = new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(
    readFileSync(`/proc/${pid}/status`, "utf8"),
  );
  return Number(kilobytes?.[1]) / 1024;
}

/**
 * What was left alive in a process at its last full collection, in MiB, by the log of `node --trace-gc`; null before
 * the first. V8's lines read `Mark-Compact 45.2 (60.1) -> 30.1 (55.0) MB, …`: the
 * third number.
 */
export function liveHeap(log: string): number | null {
  const collections = [...readFileSync(log, "utf8").matchAll(/Mark-Compact.*? -> (\d+\.\d+) /g)];
  const last = collections.at(-1)?.[1];
  return last === undefined ? null : Number(last);
}
