import { join } from "node:path";
import { pathToFileURL } from "node:url";

/*
 * The build of a folder (first argument), started as `main.js` starts it but with this largest page (second), which
 * no configuration can set. Started by `systems/gateway.ts`.
 */

const [folder = "", largestPage = ""] = process.argv.slice(2);

function built(file: string): string {
  return pathToFileURL(join(folder, file)).href;
}

async function main(): Promise<void> {
  const { startApp }: typeof import("../src/app.ts") = await import(built("app.js"));
  const { readConfigFile }: typeof import("../src/config/index.ts") = await import(built("config/index.js"));
  const { providerDefinitions }: typeof import("../src/datasources/index.ts") = await import(
    built("datasources/index.js")
  );
  const { createLog, standardError }: typeof import("../src/telemetry/log.ts") = await import(
    built("telemetry/log.js")
  );
  const config = readConfigFile(process.env["ROSTER_CONFIG"] ?? "", process.env, providerDefinitions);
  const app = await startApp({
    config: { ...config, host: "127.0.0.1", port: 0, production: true, demo: false },
    now: Date.now,
    log: createLog({ level: "info", now: Date.now, destination: standardError() }),
    ofProcess: true,
    largestPage: Number(largestPage),
  });
  process.on("SIGTERM", () => void app.close().then(() => process.exit(0)));
  console.log(`Roster is ready at ${app.url}`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
