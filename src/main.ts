import { isOpen } from "./access/index.ts";
import { isLoopback } from "./access/loopback.ts";
import { startApp } from "./app.ts";
import {
  type Config,
  ConfigError,
  type ProcessSettings,
  parseConfig,
  readConfigFile,
  readEnvironment,
} from "./config/index.ts";
import { providerDefinitions } from "./datasources/index.ts";
import { startDemo } from "./demo.ts";
import { createLog, standardError } from "./telemetry/log.ts";
import { openOtlpTraces } from "./telemetry/otlp.ts";
import { NO_TRACES } from "./telemetry/trace.ts";

/** Whatever is still open by then is left to the operating system. */
const LONGEST_STOP_MS = 9_500;

/** The configuration to run with, and what has to be closed after it. */
interface Setting {
  readonly config: Config;
  readonly close: () => Promise<void>;
}

async function readSetting(settings: ProcessSettings): Promise<Setting> {
  const { host, port, production, file, demoUsers } = settings;
  if (file !== null) {
    const read = readConfigFile(file, process.env, providerDefinitions);
    const config = { ...read, host, port, production, demo: false };
    if (isOpen(config.access) && !isLoopback(host)) {
      throw new ConfigError([
        {
          key: "auth",
          message: `must be configured to listen on ${host}: without it, anybody who reaches the port may do everything`,
        },
      ]);
    }
    return { config, close: () => Promise.resolve() };
  }
  if (!isLoopback(host)) {
    throw new ConfigError([
      { key: "HOST", message: "demo mode listens on loopback only; name a configuration with ROSTER_CONFIG" },
    ]);
  }
  const { simulation, document } = await startDemo(
    providerDefinitions.map(({ simulator }) => simulator),
    demoUsers,
  );
  const config = { ...parseConfig(document, {}, providerDefinitions), host, port, production, demo: true };
  return { config, close: simulation.close };
}

function announceDemo(config: Config): void {
  console.log(
    "DEMO MODE: no ROSTER_CONFIG is set. Five simulators stand in for the providers, and everybody in them is made up.",
  );
  for (const { common } of config.providers) console.log(`  ${common.key.padEnd(9)} ${common.baseUrl}`);
  console.log(`Writes are recorded in ${config.auditPath ?? "no file"}`);
}

async function main(): Promise<void> {
  const settings = readEnvironment(process.env);
  const { config, close } = await readSetting(settings);
  if (settings.file === null) announceDemo(config);
  const log = createLog({ level: settings.logLevel, now: Date.now, destination: standardError() });
  process.on("uncaughtException", (thrown) => {
    log.incident({ about: "unexpected", requestId: null, thrown });
    process.exit(1);
  });
  const traces = settings.traces
    ? await openOtlpTraces({
        failed: (thrown) => log.incident({ about: "traces", requestId: null, thrown }),
      })
    : NO_TRACES;
  const app = await startApp({ config, now: Date.now, log, traces, ofProcess: true });
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(0), LONGEST_STOP_MS).unref();
    await app.close();
    await traces.close();
    await close();
    process.exit(0);
  };
  process.on("SIGTERM", () => void stop());
  process.on("SIGINT", () => void stop());
  if (config.explorer) console.log(`Explore it in a browser at ${new URL("/", app.url).href}`);
  // Last, so that whoever waits for this line can stop the process from then on.
  console.log(`Roster is ready at ${app.url}`);
}

main().catch((error: unknown) => {
  console.error(explain(error));
  process.exit(1);
});

/** Why it did not start, in a line or one line per mistake. */
function explain(error: unknown): string {
  if (error instanceof ConfigError) return `Roster did not start:\n${error.message}`;
  if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") {
    return "Roster did not start: the port is in use. Set PORT to another one, or to 0 for a free one.";
  }
  return `Roster did not start: ${error instanceof Error ? error.message : "unknown reason"}`;
}
