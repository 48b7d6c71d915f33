import { createHash } from "node:crypto";
import { type App, startApp } from "../../src/app.ts";
import { parseConfig } from "../../src/config/index.ts";
import { providerDefinitions } from "../../src/datasources/index.ts";
import type { Gateway } from "../support/gateway.ts";

/** The configuration's entry of an API key with these scopes. */
export function apiKey(name: string, ...scopes: readonly string[]) {
  return { name, sha256: createHash("sha256").update(name).digest("hex"), scopes };
}

/** The header by which the bearer of `apiKey(name)` asks. */
export function as(name: string): Readonly<Record<string, string>> {
  return { "x-api-key": name };
}

/** A second gateway over the simulators of a first one, with two connections to one provider. */
export function startWithTwins(
  { simulation, auditPath }: Gateway,
  name: string,
  config: Readonly<Record<string, unknown>> = {},
  own: Readonly<Record<string, unknown>> = {},
): Promise<App> {
  const settings = simulation.simulators[name]?.settings;
  const providers = [`${name}-lab`, `${name}-prod`].map((key) => ({ key, ...settings, ...own }));
  const parsed = parseConfig({ audit: { path: auditPath }, ...config, providers }, {}, providerDefinitions);
  return startApp({
    config: { ...parsed, host: "127.0.0.1", port: 0, production: false, demo: false },
    now: simulation.clock.now,
  });
}
