import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type App, type AppOptions, startApp } from "../../src/app.ts";
import { parseConfig } from "../../src/config/index.ts";
import { providerDefinitions } from "../../src/datasources/index.ts";
import { type Simulation, startSimulation } from "../../src/simulation/index.ts";
import type { RunningSimulator } from "../../src/simulation/simulator.ts";

export interface GraphQLAnswer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: Readonly<Record<string, unknown>>;
  }[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** A gateway over running simulators, spoken to over HTTP as anybody would. */
export interface Gateway {
  readonly app: App;
  readonly simulation: Simulation;
  readonly url: string;
  /** The file that writes are recorded in, unless the configuration names another one. */
  readonly auditPath: string;
  /** Posts one operation and resolves with the parsed answer, whatever its status. */
  readonly graphql: (
    query: string,
    variables?: Readonly<Record<string, unknown>>,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<GraphQLAnswer>;
  /** The simulator of this name; throws where there is none. */
  readonly simulator: (name: string) => RunningSimulator;
  /** How many requests each simulator has had since the last `forgetRequests`, those without any left out. */
  readonly requestCounts: () => Readonly<Record<string, number>>;
  readonly forgetRequests: () => void;
  readonly close: () => Promise<void>;
}

export interface GatewayOptions {
  /** People in the company; left out: the usual few hundred. */
  readonly users?: number;
  readonly switches?: NonNullable<Parameters<typeof startSimulation>[0]["switches"]>;
  /** Simulators that run already, which the gateway leaves running; left out: its own. */
  readonly over?: Simulation;
  /** Added to every provider's entry of the configuration, or per provider by its name. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly settingsOf?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Added to the configuration itself. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** Where it tells what happens; left out: nowhere. */
  readonly telemetry?: Pick<AppOptions, "log" | "traces" | "ofProcess">;
  /** What its time is measured with; left out: the process's own clock. */
  readonly clock?: NonNullable<AppOptions["clock"]>;
}

/** Starts simulators and a gateway on free ports. Close it when the tests are done. */
export async function startGateway(options: GatewayOptions = {}): Promise<Gateway> {
  const { users, switches, over, settings, settingsOf, ...opening } = options;
  const simulation =
    over ??
    (await startSimulation({
      definitions: providerDefinitions.map(({ simulator }) => simulator),
      ...(users === undefined ? {} : { users }),
      ...(switches === undefined ? {} : { switches }),
    }));
  const providers = Object.entries(simulation.simulators).map(([name, running]) => ({
    key: name,
    ...running.settings,
    ...settings,
    ...settingsOf?.[name],
  }));
  const gateway = await openGateway(simulation, { ...opening, providers }).catch(async (thrown: unknown) => {
    // Else the simulators would keep the test's process alive.
    if (over === undefined) await simulation.close();
    throw thrown;
  });
  return {
    ...gateway,
    async close() {
      await gateway.close();
      if (over === undefined) await simulation.close();
    },
  };
}

export interface OpenOptions extends Pick<GatewayOptions, "config" | "telemetry" | "clock"> {
  /** The providers' entries of the configuration. */
  readonly providers: readonly Readonly<Record<string, unknown>>[];
  /** Left out: a file of its own. */
  readonly auditPath?: string;
}

/** Starts one more gateway over simulators that run already. Closing it leaves them as they are. */
export async function openGateway(simulation: Simulation, options: OpenOptions): Promise<Gateway> {
  const { providers, clock } = options;
  const auditPath = options.auditPath ?? join(mkdtempSync(join(tmpdir(), "roster-test-")), "audit.jsonl");
  const config = parseConfig(
    { explain: true, introspection: true, audit: { path: auditPath }, ...options.config, providers },
    {},
    providerDefinitions,
  );
  const app = await startApp({
    config: { ...config, host: "127.0.0.1", port: 0, production: false, demo: false },
    now: simulation.clock.now,
    ...(clock === undefined ? {} : { clock }),
    ...options.telemetry,
  });
  const running = Object.values(simulation.simulators);

  return {
    app,
    simulation,
    url: app.url,
    auditPath,
    async graphql(query, variables = {}, headers = {}) {
      const response = await fetch(app.url, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify({ query, variables }),
      });
      return readAnswer(await response.text());
    },
    simulator(name) {
      const found = simulation.simulators[name];
      if (found === undefined) throw new Error(`There is no simulator named ${name}.`);
      return found;
    },
    requestCounts() {
      const counts = Object.entries(simulation.simulators).map(
        ([name, simulator]) => [name, simulator.requests().length] as const,
      );
      return Object.fromEntries(counts.filter(([, count]) => count > 0));
    },
    forgetRequests: () => {
      for (const simulator of running) simulator.forgetRequests();
    },
    close: app.close,
  };
}

/** What Roster sends is what its own schema says, so a test may read it as such. */
function readAnswer(text: string): GraphQLAnswer {
  return JSON.parse(text);
}
