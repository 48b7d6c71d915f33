import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { stringify } from "yaml";
import { providerDefinitions } from "./datasources/index.ts";
import { startDemo } from "./demo.ts";

const USAGE = "Usage: npm run simulators [-- --config FILE] [--users N]";

/** Starts the simulators alone, and with `--config FILE` writes a configuration that reaches them. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { config: { type: "string" }, users: { type: "string" } } });
  const users = values.users ?? process.env["ROSTER_DEMO_USERS"];
  if (users !== undefined && !/^[1-9]\d{1,6}$/.test(users))
    throw new Error("--users must be a number from 10 on.");
  const { simulation, document } = await startDemo(
    providerDefinitions.map(({ simulator }) => simulator),
    users === undefined ? null : Number(users),
  );
  for (const { key, ...settings } of document.providers) {
    console.log(`${key}:`);
    for (const [name, value] of Object.entries(settings)) console.log(`  ${name}: ${value}`);
  }
  if (values.config !== undefined) {
    writeFileSync(values.config, stringify(document), { mode: 0o600 });
    console.log(`\nWrote ${values.config}. In another terminal: ROSTER_CONFIG=${values.config} npm start`);
  }
  const stop = (): void => void simulation.close().then(() => process.exit(0));
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  console.log("The simulators are ready. Stop them with Ctrl-C.");
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : USAGE);
  console.error(USAGE);
  process.exit(1);
});
