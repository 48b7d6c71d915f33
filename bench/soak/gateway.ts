import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeApiKey } from "../../src/access/apiKey.ts";
import { type Started, startServer } from "../processes.ts";
import { OPERATION_TIMEOUT_MS, TIMEOUT_MS } from "./spell.ts";
import { openProbe, type Probe } from "./vitals.ts";

/** The gateway under soak. */
export interface Gateway extends Started {
  readonly url: string;
  /** What a request has to bear. */
  readonly headers: Readonly<Record<string, string>>;
  readonly probe: Probe;
  /** Mistakes of its own, and losses of audit records, as its metrics count them. */
  readonly mistakes: () => Promise<number>;
}

export interface GatewayOptions {
  /** The built program. */
  readonly entry: string;
  readonly folder: string;
  readonly providers: readonly Readonly<Record<string, string>>[];
}

const SCOPES = ["users:read", "users:write", "metrics:read"];
/** The load is one caller, who asks more than one caller may. */
const NO_ALLOWANCE = 100_000_000;
const MISTAKES = /^roster_(?:unexpected_errors|audit_failures)_total(?:\{[^}]*\})? (\d+)$/gm;

/** Starts the build as it is deployed: in production, with callers, an audit log and everything that protects it. */
export async function startGateway({ entry, folder, providers }: GatewayOptions): Promise<Gateway> {
  const { key, sha256 } = makeApiKey();
  const configuration = join(folder, "soak.yaml");
  const log = join(folder, "soak.log");
  // JSON is YAML too.
  writeFileSync(
    configuration,
    JSON.stringify({
      auth: { apiKeys: [{ name: "soak", sha256, scopes: SCOPES }] },
      audit: { path: join(folder, "audit.jsonl") },
      mcp: { writes: true },
      limits: { operationTimeoutMs: OPERATION_TIMEOUT_MS, costPerMinute: NO_ALLOWANCE },
      providers: providers.map((provider) => ({ ...provider, timeoutMs: TIMEOUT_MS })),
    }),
  );
  const server = await startServer({
    command: ["--inspect=127.0.0.1:0", entry],
    environment: { ROSTER_CONFIG: configuration, NODE_ENV: "production", HOST: "127.0.0.1", PORT: "0" },
    log,
    ready: /ready at (http:\S+\/graphql)/,
  });
  const headers = { "x-api-key": key };
  try {
    const [inspector = ""] = /ws:\/\/\S+/.exec(readFileSync(log, "utf8")) ?? [];
    const ports = providers.map(({ baseUrl = "" }) => Number(new URL(baseUrl).port));
    const probe = await openProbe(server.pid, inspector, ports);
    return {
      ...server,
      headers,
      probe,
      async mistakes() {
        const answer = await fetch(new URL("/metrics", server.url), { headers });
        const counts = [...(await answer.text()).matchAll(MISTAKES)].map(([, count]) => Number(count));
        if (counts.length === 0) throw new Error("The gateway's metrics do not tell of its mistakes.");
        return counts.reduce((sum, count) => sum + count, 0);
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
