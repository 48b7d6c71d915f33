import { z } from "zod";
import type { Fault } from "../../src/simulation/faults.ts";

/** What the process of the simulators is told at its start. */
export const simulatorsSpec = z.object({ people: z.int() });
export type SimulatorsSpec = z.infer<typeof simulatorsSpec>;

/** Sent once everything listens: the `providers` of a configuration. */
export const readyMessage = z.object({ providers: z.array(z.record(z.string(), z.string())) });
export type ReadyMessage = z.infer<typeof readyMessage>;

/** From now on this provider fails in this way; null: in none. */
export interface StrikeMessage {
  readonly provider: string;
  readonly fault: Fault | null;
}

/** Sent back when it holds. */
export const STRUCK = "struck";
