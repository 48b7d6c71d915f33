import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { startServer } from "../processes.ts";
import type { System } from "../system.ts";

const WIDE_GATEWAY = fileURLToPath(new URL("../wideGateway.ts", import.meta.url));

/**
 * Roster as it is deployed: the build, with a configuration, in production. Where a workload needs larger pages
 * than the product has, a program of the benchmark starts the same build with them.
 */
export const gateway: System = {
  name: "roster",
  start({ workload, providers, folder, gateway: entry, profiles }) {
    const configuration = join(folder, `${workload.name}.yaml`);
    // JSON is YAML too.
    const entries = providers.map((provider) => ({ ...provider, ...workload.settings }));
    writeFileSync(configuration, JSON.stringify({ providers: entries }));
    const profiling =
      profiles === null ? [] : ["--cpu-prof", "--cpu-prof-dir", join(profiles, workload.name)];
    const { largestPage } = workload;
    const program =
      largestPage === undefined
        ? [entry]
        : ["--import", "tsx", WIDE_GATEWAY, dirname(entry), String(largestPage)];
    return startServer({
      command: [...profiling, ...program],
      environment: { ROSTER_CONFIG: configuration, NODE_ENV: "production", HOST: "127.0.0.1", PORT: "0" },
      log: join(folder, `${workload.name}.log`),
      ready: /(http:\S+\/graphql)/,
    });
  },
};
