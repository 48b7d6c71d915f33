import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Options } from "./options.ts";
import { startServer } from "./processes.ts";
import { aligned, median } from "./report.ts";
import { startUpstream } from "./upstreamProcess.ts";

const PROVIDERS = ["scaleway", "samsung", "scaikey", "equinix", "scalr"];

/** How long a start took, in milliseconds: each, and the median. */
interface StartUp {
  readonly name: string;
  readonly median: number;
  readonly milliseconds: readonly number[];
}

/** Starts the gateway again and again until its ready line, in demo mode and with a configuration of five providers. */
export async function startUp({ gateway, rounds }: Options, folder: string): Promise<readonly StartUp[]> {
  const upstream = await startUpstream({ people: 50, everywhere: true, providers: PROVIDERS, delayMs: 0 });
  try {
    const configuration = join(folder, "start.yaml");
    writeFileSync(configuration, JSON.stringify({ providers: upstream.providers }));
    const results: StartUp[] = [];
    for (const [name, environment] of [
      ["demo mode", {}],
      ["a configuration", { ROSTER_CONFIG: configuration, NODE_ENV: "production" }],
    ] as const) {
      const milliseconds: number[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const before = performance.now();
        const server = await startServer({
          command: [gateway],
          environment: { HOST: "127.0.0.1", PORT: "0", ...environment },
          log: join(folder, "start.log"),
          ready: /is ready at (http:\S+\/graphql)/,
        });
        milliseconds.push(performance.now() - before);
        await server.stop();
      }
      results.push({ name, median: median(milliseconds), milliseconds });
    }
    console.log(aligned([["", "ms to ready"], ...results.map((one) => [one.name, one.median.toFixed(0)])]));
    return results;
  } finally {
    await upstream.stop();
  }
}
