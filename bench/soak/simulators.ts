import { providerDefinitions } from "../../src/datasources/index.ts";
import { startSimulation } from "../../src/simulation/index.ts";
import { type ReadyMessage, STRUCK, type StrikeMessage, simulatorsSpec } from "./messages.ts";

/*
 * The providers' simulators in a process of their own, with faults that another process sends. Started by
 * `startSimulators`.
 */

/** Beyond it a simulator would tell the gateway to slow down, which is no fault that anybody sent. */
const REQUESTS_PER_MINUTE = 1_000_000;
const FORGET_EVERY_MS = 5_000;

async function main(): Promise<void> {
  const { people } = simulatorsSpec.parse(JSON.parse(process.argv[2] ?? "null"));
  const { simulators, close } = await startSimulation({
    definitions: providerDefinitions.map(({ simulator }) => simulator),
    users: people,
    switches: { equinix: { requestsPerMinute: REQUESTS_PER_MINUTE } },
  });
  const all = Object.entries(simulators);
  setInterval(() => {
    for (const [, simulator] of all) simulator.forgetRequests();
  }, FORGET_EVERY_MS).unref();
  process.on("message", ({ provider, fault }: StrikeMessage) => {
    const faults = simulators[provider]?.faults;
    faults?.clear();
    if (fault !== null) faults?.add({ fault });
    process.send?.(STRUCK);
  });
  process.on("SIGTERM", () => void close().then(() => process.exit(0)));
  const providers = all.map(([key, { settings }]) => ({ key, ...settings }));
  process.send?.({ providers } satisfies ReadyMessage);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
