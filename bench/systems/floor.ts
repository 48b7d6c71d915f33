import { z } from "zod";
import { type FloorSpec, floorReady } from "../floorMessages.ts";
import { startScript } from "../processes.ts";
import type { System } from "../system.ts";

/** The least that any answer of this kind costs: node:http, undici and the answer built by hand. */
export const floor: System = {
  name: "floor",
  async start({ workload, providers, calls }) {
    const origins = z
      .array(z.object({ key: z.string(), baseUrl: z.string() }))
      .parse(providers)
      .map(({ key, baseUrl }) => [key, new URL(baseUrl).origin] as const);
    const spec: FloorSpec = {
      workload: workload.name,
      origins: Object.fromEntries(origins),
      calls: [...calls],
    };
    const { first, pid, stop } = await startScript(new URL("../floor.ts", import.meta.url), spec);
    return { pid, stop, url: floorReady.parse(first).url };
  },
};
