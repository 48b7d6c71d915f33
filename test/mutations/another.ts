import { type Gateway, openGateway } from "../support/gateway.ts";
import type { Input } from "./support.ts";

/**
 * Starts one more gateway over the simulators of `original`, for one of its providers, with changes to that
 * provider's settings and to the configuration as a whole. What it has seen of that provider is its own. Closing
 * it leaves the simulators as they are.
 */
export function startAnother(
  original: Gateway,
  provider: string,
  settings: Input,
  changes: Input = {},
): Promise<Gateway> {
  return openGateway(original.simulation, {
    providers: [{ key: provider, ...original.simulator(provider).settings, ...settings }],
    config: changes,
    auditPath: original.auditPath,
  });
}
