import { z } from "zod";

/** What a floor process is told at its start. */
export const floorSpec = z.object({
  workload: z.string(),
  /** Scheme, host and port by provider. */
  origins: z.record(z.string(), z.string()),
  /** What the gateway asks for, in its order. */
  calls: z.array(z.object({ provider: z.string(), target: z.string() })),
});
export type FloorSpec = z.infer<typeof floorSpec>;

/** Sent once it listens. */
export const floorReady = z.object({ url: z.string() });
