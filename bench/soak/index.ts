import { setTimeout as sleep } from "node:timers/promises";
import type { Options } from "../options.ts";
import { aligned } from "../report.ts";
import { readCast } from "./cast.ts";
import { type Gateway, startGateway } from "./gateway.ts";
import { growthIn } from "./growth.ts";
import { emptyTally, judge } from "./judge.ts";
import { startLoad } from "./load.ts";
import { describe, HEADINGS, rowOf, type Stretch, stretchOf, summarise } from "./report.ts";
import { type Simulators, startSimulators } from "./simulatorsProcess.ts";
import type { Probe, Vitals } from "./vitals.ts";
import { startWeather, type Weather } from "./weather.ts";

const PEOPLE = 420;
const WARM_UP_MS = 20_000;
const MARK_EVERY_MS = 10_000;
/** The simulators let idle connections be kept for 65 seconds. */
const QUIET_WITHIN_MS = 80_000;
const LOOK_AGAIN_MS = 2_000;
/** Files that a process opens only when it needs them first. */
const FILES_AT_REST = 10;
const MOST_TOLD = 20;

/**
 * Asks the gateway a mix of everything while faults come and go at the providers and every fifth client leaves.
 * Finds what went wrong and no fault explains, memory, files and connections that grow or are not given back, answers
 * that came too late, and mistakes that the gateway counts itself. Rejects where its process has ended.
 */
export async function soak(options: Options, folder: string): Promise<Soaked> {
  const simulators = await startSimulators({ people: PEOPLE });
  try {
    const { providers } = simulators;
    const gateway = await startGateway({ entry: options.gateway, folder, providers });
    try {
      return await underLoad(options, gateway, simulators);
    } finally {
      gateway.probe.close();
      await gateway.stop();
    }
  } finally {
    await simulators.stop();
  }
}

/** What a soak has come to; it has passed where there are no findings. */
export interface Soaked extends ReturnType<typeof summarise> {
  readonly findings: readonly string[];
  readonly before: Vitals;
  readonly quiet: Vitals;
  readonly stretches: readonly Stretch[];
}

async function underLoad(options: Options, gateway: Gateway, simulators: Simulators): Promise<Soaked> {
  const { url, headers, probe } = gateway;
  const findings: string[] = [];
  const find = (finding: string | null): void => {
    if (finding === null) return;
    findings.push(finding);
    if (findings.length <= MOST_TOLD) console.log(`! ${finding}`);
  };
  const before = await probe.look();
  const cast = await readCast(gateway);
  let weather: Pick<Weather, "explains"> = { explains: () => false };
  let tally = emptyTally();
  const load = startLoad({
    url,
    headers,
    cast,
    workers: options.connections,
    random: Math.random,
    told: (exchange) => find(judge(exchange, weather, tally)),
  });
  await sleep(WARM_UP_MS);
  tally = emptyTally();

  const storm = startWeather({
    providers: simulators.providers.map(({ key = "" }) => key),
    strike: simulators.strike,
    random: Math.random,
    failed: (thrown) => find(`a fault could not be sent: ${String(thrown)}`),
  });
  weather = storm;
  const started = performance.now();
  const stretches: Stretch[] = [];
  console.log(aligned([HEADINGS]));
  while (performance.now() - started < options.minutes * 60_000) {
    await sleep(MARK_EVERY_MS);
    const mark = { seconds: (performance.now() - started) / 1000, ...(await probe.look()) };
    const stretch = stretchOf(tally, mark);
    stretches.push(stretch);
    tally = emptyTally();
    console.log(aligned([rowOf(stretch)]));
  }
  await storm.clear();
  await load.stop();

  const quiet = await atRest(probe);
  if (quiet.upstreamSockets > 0) find(`${quiet.upstreamSockets} connections to providers are still open`);
  if (quiet.descriptors > before.descriptors + FILES_AT_REST) {
    find(`${quiet.descriptors} files are open at rest, where ${before.descriptors} were at the start`);
  }
  for (const growth of growthIn(stretches.map(({ mark }) => mark))) find(growth);
  const mistakes = await gateway.mistakes();
  if (mistakes > 0) find(`the gateway counts ${mistakes} mistakes of its own or lost audit records`);
  const summary = summarise(stretches, storm.spells());
  console.log(`\n${describe(summary)}`);
  console.log(`At rest afterwards: heap ${quiet.heap.toFixed(1)} MiB, ${quiet.descriptors} files.`);
  return { ...summary, findings, before, quiet, stretches };
}

/** Looks until idle connections have been given back, or should have been. */
async function atRest(probe: Probe): Promise<Vitals> {
  const until = performance.now() + QUIET_WITHIN_MS;
  for (;;) {
    const vitals = await probe.look();
    if (vitals.upstreamSockets === 0 || performance.now() > until) return vitals;
    await sleep(LOOK_AGAIN_MS);
  }
}
