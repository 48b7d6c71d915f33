import { isDeepStrictEqual } from "node:util";
import { type Client, createClient, type LoadResult } from "./load.ts";
import { cpuMilliseconds, memoryMiB, type Started } from "./processes.ts";
import type { Stage, System } from "./system.ts";
import { startUpstream, type Upstream } from "./upstreamProcess.ts";
import type { Workload } from "./workload.ts";

/** What is measured of one system in one round. */
export interface Figures {
  readonly requestsPerSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Milliseconds of CPU per request, of the system's own process. */
  readonly cpu: number;
  /** MiB that the process holds at the end of the round. */
  readonly memory: number;
  /** Requests that came in upstream, per request that was answered. */
  readonly upstreamCalls: number;
  /** How much of one CPU the process used: near 1 it was what limited the requests per second. */
  readonly busy: number;
}

export interface MeasureOptions extends Pick<Stage, "folder" | "gateway" | "profiles"> {
  readonly systems: readonly System[];
  readonly rounds: number;
  /** How long each system is asked before its first round: by then what runs often is compiled. */
  readonly coldMs: number;
  readonly warmUpMs: number;
  readonly measureMs: number;
  readonly connections: number;
}

/** A system that runs, and the client that asks it. */
interface Contestant extends Started {
  readonly name: string;
  readonly client: Client;
}

/** Each system's figures, round by round. */
export type Rounds = ReadonlyMap<string, readonly Figures[]>;

/**
 * Starts the systems over one upstream, checks that their answers are equal, and measures them in turns, so that
 * whatever else the machine does strikes all of them. Everything that was started has ended when it settles.
 */
export async function measureWorkload(workload: Workload, options: MeasureOptions): Promise<Rounds> {
  const stops: (() => Promise<void>)[] = [];
  try {
    const upstream = await startUpstream({
      people: workload.people,
      everywhere: true,
      providers: [...workload.providers],
      delayMs: workload.delayMs,
    });
    stops.push(upstream.stop);
    const contestants = await startSystems(workload, upstream, options, stops);
    for (const { client } of contestants) await client.load(options.coldMs);
    const rounds = new Map<string, Figures[]>(contestants.map(({ name }) => [name, []]));
    for (let round = 0; round < options.rounds; round += 1) {
      for (const contestant of contestants) {
        rounds.get(contestant.name)?.push(await measureRound(contestant, upstream, options));
      }
    }
    return rounds;
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

async function startSystems(
  workload: Workload,
  upstream: Upstream,
  options: MeasureOptions,
  stops: (() => Promise<void>)[],
): Promise<readonly Contestant[]> {
  const { folder, gateway, profiles } = options;
  const { query, connections = options.connections, together = false } = workload;
  const operation = { query, variables: workload.variables?.(upstream.people) ?? [{}] };
  const contestants: Contestant[] = [];
  let calls: Stage["calls"] = [];
  let expected: unknown;
  for (const system of options.systems) {
    const stage = { workload, providers: upstream.providers, calls, folder, gateway, profiles };
    const running = await system.start(stage);
    stops.push(running.stop);
    await upstream.takeCalls();
    const client = createClient(running.url, operation, { connections, together });
    stops.push(client.close);
    const data = await client.ask().catch((error: unknown) => {
      throw new Error(`${workload.name}: ${system.name}: ${String(error)}`);
    });
    if (contestants.length === 0) {
      expected = data;
      calls = (await upstream.takeCalls()).listed;
    } else if (!isDeepStrictEqual(data, expected)) {
      const difference = firstDifference(expected, data, "data");
      throw new Error(`${workload.name}: ${system.name} does not answer as the gateway does: ${difference}`);
    }
    contestants.push({ name: system.name, pid: running.pid, stop: running.stop, client });
  }
  return contestants;
}

async function measureRound(
  { client, pid }: Contestant,
  upstream: Upstream,
  { warmUpMs, measureMs }: MeasureOptions,
): Promise<Figures> {
  await client.load(warmUpMs);
  await upstream.takeCalls();
  const before = cpuMilliseconds(pid);
  const result = await client.load(measureMs);
  const used = cpuMilliseconds(pid) - before;
  const { count } = await upstream.takeCalls();
  const memory = memoryMiB(pid, "VmRSS");
  // Once more in full, so that what was measured is still the right answer.
  await client.ask();
  return {
    requestsPerSecond: result.requests / result.seconds,
    p50: percentile(result, 0.5),
    p99: percentile(result, 0.99),
    cpu: used / result.requests,
    memory,
    upstreamCalls: count / result.requests,
    busy: used / 1000 / result.seconds,
  };
}

function percentile({ latencies }: LoadResult, share: number): number {
  return latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? Number.NaN;
}

/** Where two answers differ first, for whoever has to find out why. */
function firstDifference(expected: unknown, found: unknown, path: string): string {
  if (!isContainer(expected) || !isContainer(found)) {
    return `${path} is ${JSON.stringify(found)} and not ${JSON.stringify(expected)}`;
  }
  const there = new Map(Object.entries(found));
  for (const [key, value] of Object.entries(expected)) {
    if (!isDeepStrictEqual(value, there.get(key)))
      return firstDifference(value, there.get(key), `${path}.${key}`);
  }
  return `${path} has more than it should`;
}

function isContainer(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
