import { startApp } from "../../src/app.ts";
import { parseConfig } from "../../src/config/index.ts";
import { providerDefinitions } from "../../src/datasources/index.ts";
import type { Gateway } from "../support/gateway.ts";
import type { Input } from "./support.ts";

/**
 * Starts one more gateway over the simulators of `original`, for one of its providers, with changes to that
 * provider's settings and to the configuration as a whole. What it has seen of that provider is its own. Closing it leaves the simulators as they are.
 */
export async function startAnother(
  original: Gateway,
  provider: string,
  settings: Input,
  changes: Input = {},
): Promise<Gateway> {
  const known = original.simulator(provider).settings;
  const config = parseConfig(
    {
      explain: true,
      audit: { path: original.auditPath },
      ...changes,
      providers: [{ key: provider, ...known, ...settings }],
    },
    {},
    providerDefinitions,
  );
  const app = await startApp({
    config: { ...config, host: "127.0.0.1", port: 0, production: false, demo: false },
    now: original.simulation.clock.now,
  });
  return {
    ...original,
    app,
    url: app.url,
    async graphql(query, variables = {}, headers = {}) {
      const response = await fetch(app.url, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify({ query, variables }),
      });
      return JSON.parse(await response.text());
    },
    close: app.close,
  };
}
