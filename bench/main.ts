import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type MeasureOptions, measureWorkload } from "./measure.ts";
import { type Options, readOptions, USAGE } from "./options.ts";
import { machine, summarise, table } from "./report.ts";
import { soak } from "./soak/index.ts";
import { startUp } from "./startUp.ts";
import { sweep } from "./sweep.ts";
import { BASE, systems } from "./systems/index.ts";
import { walk } from "./walk.ts";
import type { Workload } from "./workload.ts";
import { workloads } from "./workloads/index.ts";

/** Starting and stopping a workload's processes takes no longer than this, on any machine worth measuring on. */
const AROUND_A_WORKLOAD_MS = 60_000;
const LONGEST_WALK_MS = 1_800_000;
/** What a soak takes beside its minutes. */
const AROUND_A_SOAK_MS = 180_000;

async function bench(options: Options, folder: string): Promise<unknown> {
  const chosen = choose(options);
  const measuring: MeasureOptions = {
    systems,
    folder,
    gateway: options.gateway,
    profiles: options.profiles,
    rounds: options.rounds,
    connections: options.connections,
    coldMs: options.quick ? 1_000 : 4_000,
    warmUpMs: options.quick ? 250 : 1_000,
    measureMs: options.quick ? 1_000 : 4_000,
  };
  const { rounds, connections, coldMs, warmUpMs, measureMs } = measuring;
  const each = coldMs + rounds * (warmUpMs + measureMs);
  endAfter(chosen.length * (AROUND_A_WORKLOAD_MS + 2 * systems.length * each));
  console.log(
    `Medians of ${rounds} rounds of ${measureMs / 1000} s after ${warmUpMs / 1000} s of warm-up, ` +
      `${connections} requests at once. In brackets: the ratio to the ${BASE} in the same round.\n`,
  );
  const results: unknown[] = [];
  for (const workload of chosen) {
    const summaries = summarise(await measureWorkload(workload, measuring), BASE);
    console.log(table(workload, summaries));
    const { byHand: _byHand, variables: _variables, notInQuick: _notInQuick, ...described } = workload;
    results.push({ ...described, systems: summaries });
  }
  return { rounds, connections, coldMs, warmUpMs, measureMs, base: BASE, workloads: results };
}

function choose({ only, quick }: Options): readonly Workload[] {
  const unknown = only?.find((name) => !workloads.some((workload) => workload.name === name));
  if (unknown !== undefined) throw new Error(`There is no workload ${unknown}.`);
  return workloads.filter(({ name, notInQuick }) => only?.includes(name) ?? !(quick && notInQuick));
}

/** Whatever hangs, the run ends, and what it started ends with it. */
function endAfter(milliseconds: number): void {
  setTimeout(() => {
    console.error(`The benchmark is not done after ${milliseconds / 1000} s.`);
    process.exit(1);
  }, milliseconds).unref();
}

/** What was measured, and what the run fails for. */
interface Ran {
  readonly result: unknown;
  readonly findings: readonly string[];
}

async function run(options: Options, folder: string): Promise<Ran> {
  if (options.walk) {
    endAfter(LONGEST_WALK_MS);
    return { result: await walk(options, folder), findings: [] };
  }
  if (options.startUp) {
    endAfter(AROUND_A_WORKLOAD_MS + 2 * options.rounds * AROUND_A_WORKLOAD_MS);
    return { result: await startUp(options, folder), findings: [] };
  }
  if (options.sweep) {
    endAfter(LONGEST_WALK_MS);
    return { result: await sweep(options, folder), findings: [] };
  }
  if (options.soak) {
    endAfter(options.minutes * 60_000 + AROUND_A_SOAK_MS);
    const result = await soak(options, folder);
    return { result, findings: result.findings };
  }
  return { result: await bench(options, folder), findings: [] };
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const folder = mkdtempSync(join(tmpdir(), "roster-bench-"));
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      console.error(`Stopped by ${signal}.`);
      process.exit(1);
    });
  }
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const { result, findings } = await run(options, folder);
  if (options.json !== null) {
    const document = { date: new Date().toISOString(), machine: machine(), result };
    writeFileSync(options.json, `${JSON.stringify(document, null, 2)}\n`);
    console.log(`Wrote ${options.json}.`);
  }
  if (findings.length > 0) console.error(`${findings.length} findings, told above.`);
  process.exitCode = findings.length > 0 ? 1 : 0;
}

// Until it has said otherwise: a process that ends with nothing left to wait for has not done its work.
process.exitCode = 1;

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  console.error(`\n${USAGE}`);
  process.exit(1);
});
