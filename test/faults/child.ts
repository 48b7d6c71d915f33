import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureBuilt, readyUrl, startProgram } from "../e2e/program.ts";
import type { GraphQLAnswer } from "../support/gateway.ts";

/** A gateway in a process of its own. */
export interface Child {
  readonly graphql: (query: string, variables?: Readonly<Record<string, unknown>>) => Promise<GraphQLAnswer>;
  /** The most memory that it has held so far, in megabytes, and what it holds now. */
  readonly memory: () => { readonly mostMb: number; readonly nowMb: number };
  /** How many files and connections it has open. */
  readonly descriptors: () => number;
  /** Stops it; resolves with its exit code and its log. */
  readonly stop: () => Promise<{ readonly code: number | null; readonly log: string }>;
}

/** Starts the built program with these providers. */
export async function startChild(
  providers: readonly Readonly<Record<string, unknown>>[],
  environment: Readonly<Record<string, string>>,
): Promise<Child> {
  await ensureBuilt();
  const folder = mkdtempSync(join(tmpdir(), "roster-faults-"));
  const file = join(folder, "roster.yaml");
  // JSON is YAML.
  writeFileSync(file, JSON.stringify({ audit: { path: join(folder, "audit.jsonl") }, providers }));
  const program = startProgram("main", {
    environment: { ROSTER_CONFIG: file, PORT: "0", LOG_LEVEL: "debug", ...environment },
  });
  const url = await readyUrl(program);
  const told = (name: string): number => {
    const status = readFileSync(`/proc/${program.pid}/status`, "utf8");
    return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)?.[1]) / 1024;
  };
  return {
    memory: () => ({ mostMb: told("VmHWM"), nowMb: told("VmRSS") }),
    descriptors: () => readdirSync(`/proc/${program.pid}/fd`).length,
    async graphql(query, variables = {}) {
      const response = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ query, variables }),
      });
      return JSON.parse(await response.text());
    },
    async stop() {
      program.signal("SIGTERM");
      const { code, stderr } = await program.end;
      return { code, log: stderr };
    },
  };
}
