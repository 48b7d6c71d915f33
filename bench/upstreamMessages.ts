import { z } from "zod";

/** What an upstream process is told at its start. */
export const upstreamSpec = z.object({
  /** People in the company. */
  people: z.int(),
  /** True: ordinary people, each at every provider; false: the made-up company of the simulators as it is. */
  everywhere: z.boolean(),
  /** Names of the providers to start, in any order. */
  providers: z.array(z.string()),
  /** How long each answer is held back, in milliseconds. */
  delayMs: z.int(),
});
export type UpstreamSpec = z.infer<typeof upstreamSpec>;

/** Sent once everything listens: the `providers` of a configuration, and the first ids of each provider's users. */
export const readyMessage = z.object({
  providers: z.array(z.record(z.string(), z.string())),
  people: z.record(z.string(), z.array(z.string())),
});
export type ReadyMessage = z.infer<typeof readyMessage>;

/** Asks for a `CallsMessage` and starts counting anew. */
export const TAKE_CALLS = "take calls";

/** How many requests have come in, and the first of them: by provider, and by path and query. */
export const callsMessage = z.object({
  count: z.int(),
  listed: z.array(z.object({ provider: z.string(), target: z.string() })),
});
export type CallsMessage = z.infer<typeof callsMessage>;
