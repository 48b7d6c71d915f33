import { createClock, type SettableClock } from "./clock.ts";
import { type Company, createCompany } from "./company.ts";
import type { RunningSimulator, SimulatorDefinition, SimulatorOptions } from "./simulator.ts";

export interface SimulationOptions {
  readonly definitions: readonly SimulatorDefinition[];
  /** People in all; the default company has a few hundred. */
  readonly users?: number;
  /** Left out: one that shows the time of the machine. */
  readonly clock?: SettableClock;
  /** Overrides of guesses, by the simulator's name and then the switch's. */
  readonly switches?: Readonly<Record<string, NonNullable<SimulatorOptions["switches"]>>>;
  /** Ports by the simulator's name; left out: free ones. */
  readonly ports?: Readonly<Record<string, number>>;
}

/** Simulators of several APIs over one made-up company. */
export interface Simulation {
  readonly company: Company;
  readonly clock: SettableClock;
  /** By name, e.g. `scaleway`. */
  readonly simulators: Readonly<Record<string, RunningSimulator>>;
  readonly close: () => Promise<void>;
}

/**
 * Starts a simulator for each definition. Rejects, with none left running, where one cannot start or an
 * override names a simulator or a switch that does not exist.
 */
export async function startSimulation(options: SimulationOptions): Promise<Simulation> {
  const { definitions, users, switches = {}, ports = {} } = options;
  const clock = options.clock ?? createClock(Date.now());
  const names = new Set(definitions.map(({ name }) => name));
  for (const name of [...Object.keys(switches), ...Object.keys(ports)]) {
    if (!names.has(name)) throw new Error(`There is no simulator named ${name}.`);
  }
  // Whole days, so that two starts on one day have the same company.
  const today = clock.now() - (clock.now() % 86_400_000);
  const company = createCompany({ today, ...(users === undefined ? {} : { users }) });
  const simulators: Record<string, RunningSimulator> = {};
  const close = async () => {
    await Promise.all(Object.values(simulators).map((simulator) => simulator.close()));
  };
  try {
    for (const { name, start } of definitions) {
      const port = ports[name];
      simulators[name] = await start({
        company,
        clock,
        switches: switches[name] ?? {},
        ...(port === undefined ? {} : { port }),
      });
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { company, clock, simulators, close };
}
