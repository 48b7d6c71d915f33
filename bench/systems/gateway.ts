import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { startServer } from "../processes.ts";
import type { System } from "../system.ts";

/** Roster as it is deployed: the build, with a configuration, in production. */
export const gateway: System = {
  name: "roster",
  start({ workload, providers, folder, gateway: entry, profiles }) {
    const configuration = join(folder, `${workload.name}.yaml`);
    // JSON is YAML too.
    writeFileSync(configuration, JSON.stringify({ providers }));
    const profiling =
      profiles === null ? [] : ["--cpu-prof", "--cpu-prof-dir", join(profiles, workload.name)];
    return startServer({
      command: [...profiling, entry],
      environment: { ROSTER_CONFIG: configuration, NODE_ENV: "production", HOST: "127.0.0.1", PORT: "0" },
      log: join(folder, `${workload.name}.log`),
      ready: /(http:\S+\/graphql)/,
    });
  },
};
