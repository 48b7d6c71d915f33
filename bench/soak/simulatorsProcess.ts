import type { Fault } from "../../src/simulation/faults.ts";
import { nextMessage, type Started, startScript } from "../processes.ts";
import { type ReadyMessage, readyMessage, type SimulatorsSpec, type StrikeMessage } from "./messages.ts";

/** The providers' simulators, running in another process. */
export interface Simulators extends Started, ReadyMessage {
  /** Lets a provider fail in this way from now on; null: in none. Resolves when that holds. */
  readonly strike: (provider: string, fault: Fault | null) => Promise<void>;
}

export async function startSimulators(spec: SimulatorsSpec): Promise<Simulators> {
  const { child, first, pid, stop } = await startScript(new URL("./simulators.ts", import.meta.url), spec);
  let last: Promise<unknown> = Promise.resolve();
  return {
    ...readyMessage.parse(first),
    pid,
    stop,
    async strike(provider, fault) {
      // One at a time, so that each answer is to its own message.
      const mine = last.then(() => {
        child.send({ provider, fault } satisfies StrikeMessage);
        return nextMessage(child);
      });
      last = mine.catch(() => undefined);
      await mine;
    },
  };
}
