import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Simulation, startSimulation } from "./simulation/index.ts";
import type { SimulatorDefinition } from "./simulation/simulator.ts";

/** The simulators, and the configuration document that reaches them as it would reach the real providers. */
export interface Demo {
  readonly simulation: Simulation;
  readonly document: {
    readonly explain: boolean;
    readonly introspection: boolean;
    readonly explorer: boolean;
    readonly audit: { readonly path: string };
    readonly mcp: { readonly writes: boolean };
    readonly cors: { readonly origins: readonly string[] };
    readonly providers: readonly Readonly<Record<string, string>>[];
  };
}

/** Starts all simulators over the made-up company. */
export async function startDemo(
  definitions: readonly SimulatorDefinition[],
  users: number | null,
): Promise<Demo> {
  const simulation = await startSimulation({ definitions, ...(users === null ? {} : { users }) });
  const providers = definitions.flatMap(({ name }) => {
    const running = simulation.simulators[name];
    return running === undefined ? [] : [{ key: name, ...running.settings }];
  });
  const audit = { path: join(mkdtempSync(join(tmpdir(), "roster-")), "audit.jsonl") };
  const cors = { origins: SANDBOX_ORIGINS };
  return {
    simulation,
    document: {
      explain: true,
      introspection: true,
      explorer: true,
      mcp: { writes: true },
      audit,
      cors,
      providers,
    },
  };
}

/** Where Apollo Sandbox runs: its own site, and as a part of other pages. */
const SANDBOX_ORIGINS = [
  "https://studio.apollographql.com",
  "https://sandbox.embed.apollographql.com",
  "https://explorer.embed.apollographql.com",
];
