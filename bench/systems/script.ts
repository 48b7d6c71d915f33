import { z } from "zod";
import { startScript } from "../processes.ts";
import { type ServerSpec, serverReady } from "../serverMessages.ts";
import type { System } from "../system.ts";

const addresses = z.array(z.object({ key: z.string(), baseUrl: z.string() }));

/** A system that is one of the benchmark's own scripts: it asks upstream what the gateway does. */
export function scriptSystem(name: string, file: URL): System {
  return {
    name,
    async start({ workload, providers, calls }) {
      const origins = addresses
        .parse(providers)
        .map(({ key, baseUrl }) => [key, new URL(baseUrl).origin] as const);
      const spec: ServerSpec = {
        workload: workload.name,
        origins: Object.fromEntries(origins),
        calls: [...calls],
      };
      const { first, pid, stop } = await startScript(file, spec);
      return { pid, stop, url: serverReady.parse(first).url };
    },
  };
}
