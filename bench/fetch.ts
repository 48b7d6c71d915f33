import { Pool } from "undici";
import { collect } from "./collect.ts";
import type { ServerSpec } from "./serverMessages.ts";
import type { Fetch } from "./workload.ts";

const HEADERS = { accept: "application/json" };

/** The way to the providers for all that is no gateway: keep-alive connections, JSON parsed, nothing checked. */
export function createFetch({ origins, calls }: ServerSpec): Fetch {
  const pools = new Map(
    Object.entries(origins).map(([key, origin]) => [key, new Pool(origin, { connections: 32 })] as const),
  );
  const targets = new Map<string, string[]>();
  for (const { provider, target } of calls) {
    targets.set(provider, [...(targets.get(provider) ?? []), target]);
  }
  return async (provider, request = 0) => {
    const path = typeof request === "string" ? request : targets.get(provider)?.[request];
    const pool = pools.get(provider);
    if (path === undefined || pool === undefined)
      throw new Error(`The gateway did not ask ${provider} this.`);
    const { body } = await collect(pool, { method: "GET", path, headers: HEADERS });
    return JSON.parse(body.toString("utf8"));
  };
}
