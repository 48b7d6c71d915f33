import { z } from "zod";

/** What a server that stands in for the gateway is told at its start. */
export const serverSpec = z.object({
  workload: z.string(),
  /** Scheme, host and port by provider. */
  origins: z.record(z.string(), z.string()),
  /** What the gateway asks for, in its order. */
  calls: z.array(z.object({ provider: z.string(), target: z.string() })),
});
export type ServerSpec = z.infer<typeof serverSpec>;

/** Sent once it listens. */
export const serverReady = z.object({ url: z.string() });
