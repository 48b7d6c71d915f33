import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Pool } from "undici";
import { z } from "zod";
import { collect } from "./collect.ts";
import type { Options } from "./options.ts";
import { liveHeap, memoryMiB, startServer } from "./processes.ts";
import { aligned } from "./report.ts";
import { startUpstream, type Upstream } from "./upstreamProcess.ts";

/** How many users the simulators' company has over all providers for one person in it: 970 for 420. */
const USERS_PER_PERSON = 970 / 420;
const MARK = 10_000;
const PROVIDERS = ["scaleway", "samsung", "scaikey", "equinix", "scalr"];

const QUERY = `query Walk($after: String) {
  users(first: 100, after: $after) {
    isComplete
    pageInfo { hasNextPage endCursor }
    nodes { id email displayName status lastLoginAt }
  }
}`;

const pageAnswer = z.strictObject({
  data: z.object({
    users: z.object({
      isComplete: z.literal(true),
      pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
      nodes: z.array(z.object({ id: z.string() })),
    }),
  }),
});
type Page = z.infer<typeof pageAnswer>["data"]["users"];

/** Where the gateway stands after so many users. */
interface Mark {
  readonly users: number;
  readonly seconds: number;
  readonly memory: number;
  /** MiB of live objects at the last full collection; null before the first. */
  readonly heap: number | null;
  readonly upstreamCalls: number;
}

/**
 * Pages through about as many users as were asked for, 100 at a time in the natural order, as one client would,
 * and tells every 10,000 users what the gateway's process holds. A gateway that streams holds no more at the end
 * than after the first marks. Throws where a user comes twice or a page is not complete.
 */
export async function walk({ users, gateway }: Options, folder: string): Promise<readonly Mark[]> {
  const people = Math.round(users / USERS_PER_PERSON);
  const upstream = await startUpstream({ people, everywhere: false, providers: PROVIDERS, delayMs: 0 });
  try {
    const configuration = join(folder, "walk.yaml");
    const log = join(folder, "walk.log");
    writeFileSync(configuration, JSON.stringify({ providers: upstream.providers }));
    const server = await startServer({
      // Its own word on its heap: a line for each collection.
      command: ["--trace-gc", gateway],
      environment: { ROSTER_CONFIG: configuration, NODE_ENV: "production", HOST: "127.0.0.1", PORT: "0" },
      log,
      ready: /(http:\S+\/graphql)/,
    });
    try {
      return await readAll(server, upstream, log);
    } finally {
      await server.stop();
    }
  } finally {
    await upstream.stop();
  }
}

async function readAll(
  server: { readonly url: string; readonly pid: number },
  upstream: Upstream,
  log: string,
): Promise<readonly Mark[]> {
  const { origin, pathname } = new URL(server.url);
  const pool = new Pool(origin, { connections: 1 });
  const seen = new Set<string>();
  const marks: Mark[] = [];
  const started = performance.now();
  let upstreamCalls = 0;

  async function mark(): Promise<void> {
    upstreamCalls += (await upstream.takeCalls()).count;
    const seconds = (performance.now() - started) / 1000;
    const memory = memoryMiB(server.pid, "VmRSS");
    marks.push({ users: seen.size, seconds, memory, heap: liveHeap(log), upstreamCalls });
    console.log(line(marks.at(-1)));
  }

  console.log(aligned([["users", "seconds", "memory MiB", "heap MiB", "upstream calls"].map(padded)]));
  await mark();
  for (let after: string | null = null, more = true; more; ) {
    const { nodes, pageInfo }: Page = await readPage(pool, pathname, after);
    for (const { id } of nodes) {
      if (seen.has(id)) throw new Error(`${id} came twice.`);
      seen.add(id);
    }
    if (nodes.length === 0) throw new Error("There is a page without users.");
    if (seen.size % MARK < nodes.length || !pageInfo.hasNextPage) await mark();
    after = pageInfo.endCursor;
    more = pageInfo.hasNextPage;
  }
  await pool.close();
  console.log(`\nThe most that the process held: ${memoryMiB(server.pid, "VmHWM").toFixed(0)} MiB.`);
  return marks;
}

async function readPage(pool: Pool, path: string, after: string | null): Promise<Page> {
  const { body } = await collect(pool, {
    method: "POST",
    path,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: QUERY, variables: { after } }),
  });
  return pageAnswer.parse(JSON.parse(body.toString("utf8"))).data.users;
}

function line(mark: Mark | undefined): string {
  if (mark === undefined) return "";
  const { users, seconds, memory, heap, upstreamCalls } = mark;
  const cells = [users, seconds.toFixed(1), memory.toFixed(0), heap?.toFixed(0) ?? "-", upstreamCalls];
  return aligned([cells.map(padded)]);
}

function padded(cell: string | number): string {
  return String(cell).padStart(14);
}
