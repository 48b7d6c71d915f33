import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Pool } from "undici";
import { z } from "zod";
import { collect } from "./collect.ts";
import type { Options } from "./options.ts";
import { cpuMilliseconds, liveHeap, memoryMiB, startServer } from "./processes.ts";
import { headOf, type Reached, type Request, rowOf, type SweepFigures } from "./sweepFigures.ts";
import { startUpstream, type Upstream } from "./upstreamProcess.ts";

/** Pages behind the first one that are read of each company. */
const MOST_PAGES = 300;
const MOST_REQUESTS = 20;
const LONGEST_REQUEST_MS = 540_000;

const QUERY = `query Sweep($after: String) {
  users(first: 100, after: $after, orderBy: { field: EMAIL }) {
    totalCount
    coverage { provider { key } status error { message } }
    pageInfo { hasNextPage endCursor }
    nodes { id email displayName status lastLoginAt }
  }
}`;

const pageAnswer = z.strictObject({
  data: z
    .object({
      users: z.object({
        totalCount: z.number().nullable(),
        coverage: z.array(
          z.object({
            provider: z.object({ key: z.string() }),
            status: z.string(),
            error: z.object({ message: z.string() }).nullable(),
          }),
        ),
        pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
        nodes: z.array(z.object({ id: z.string() })),
      }),
    })
    // Null where every provider has failed; not there where the request was refused.
    .nullish(),
  errors: z.array(z.object({ message: z.string() })).optional(),
});
type Users = NonNullable<z.infer<typeof pageAnswer>["data"]>["users"];

/** One answer, what it took and what it showed; null where nothing was shown. */
interface Read extends Request {
  readonly users: Users | null;
}

type Ask = (after: string | null, control?: string) => Promise<Read>;

/**
 * For each size, a gateway whose five providers have so many users each pages through them by e-mail address, 100 at
 * a time. Throws where a user comes twice or a further page is not complete. Where the first one never is, it is
 * told why, and that is all.
 */
export async function sweep(options: Options, folder: string): Promise<readonly SweepFigures[]> {
  const { sizes, providers, delay } = options;
  const figures: SweepFigures[] = [];
  console.log(headOf());
  for (const people of sizes) {
    const upstream = await startUpstream({ people, everywhere: true, providers, delayMs: delay });
    try {
      const measured = await measure(people, upstream, options, folder);
      figures.push(measured);
      console.log(rowOf(measured));
    } finally {
      await upstream.stop();
    }
  }
  return figures;
}

/**
 * As it comes: with every setting as it is unless it is said. Else with what a company of this size has to raise: what
 * a list may read, with a fifth to grow; calls, of a hundred users each and a few rows twice; memory for its lists, by
 * what the provider that tells most of a user comes to.
 */
function configurationOf(people: number, { providers }: Upstream, asItComes: boolean): unknown {
  if (asItComes) return { providers };
  const sweepLimit = Math.max(10_000, Math.ceil(people * 1.2));
  return {
    providers: providers.map((provider) => ({ ...provider, sweepLimit })),
    callsPerOperation: Math.max(1_000, Math.ceil(people / 50)),
    snapshots: { seconds: 600, megabytes: Math.max(256, Math.ceil((people * providers.length) / 128)) },
  };
}

async function measure(
  people: number,
  upstream: Upstream,
  { gateway, asItComes }: Options,
  folder: string,
): Promise<SweepFigures> {
  const configuration = join(folder, "sweep.yaml");
  const log = join(folder, "sweep.log");
  writeFileSync(configuration, JSON.stringify(configurationOf(people, upstream, asItComes)));
  const server = await startServer({
    // Its own word on its heap: a line for each collection.
    command: ["--trace-gc", "--max-old-space-size=8192", gateway],
    environment: { ROSTER_CONFIG: configuration, NODE_ENV: "production", HOST: "127.0.0.1", PORT: "0" },
    log,
    ready: /(http:\S+\/graphql)/,
  });
  try {
    const { origin, pathname } = new URL(server.url);
    const pool = new Pool(origin, { connections: 1, headersTimeout: LONGEST_REQUEST_MS });
    const before = memoryMiB(server.pid, "VmRSS");
    const ask: Ask = (after, control = "") => readPage(pool, pathname, after, { upstream, control });
    // Once for the simulators, whose answers are replayed from then on: what they take is not the gateway's.
    await askUntilComplete(ask);
    const cpuBefore = cpuMilliseconds(server.pid);
    const first = await askUntilComplete(ask);
    const cpuMs = cpuMilliseconds(server.pid) - cpuBefore;
    const reached = await readFurther(first.at(-1)?.users ?? null, ask);
    await pool.close();
    return {
      usersPerProvider: people,
      first: first.map(requestOf),
      cpuMs,
      reached,
      memory: [before, memoryMiB(server.pid, "VmRSS")],
      peak: memoryMiB(server.pid, "VmHWM"),
      heap: liveHeap(log),
    };
  } finally {
    await server.stop();
  }
}

/**
 * Asks for the first page until it is complete: by the first request of nothing older, then of nothing older than
 * that one, or else a list that was kept since the last time would stand in for what is still being read.
 */
async function askUntilComplete(ask: Ask): Promise<readonly Read[]> {
  const started = performance.now();
  const reads: Read[] = [];
  for (;;) {
    const seconds = Math.ceil((performance.now() - started) / 1000);
    const read = await ask(null, reads.length === 0 ? "no-cache" : `max-age=${seconds}`);
    reads.push(read);
    // What is incomplete although there was nothing left to ask stays so.
    const isAtItsEnd = read.upstreamCalls === 0 && reads.length > 1;
    if (read.users !== null || isAtItsEnd || reads.length >= MOST_REQUESTS) return reads;
  }
}

/** What comes after a first page that is complete; null after none. */
async function readFurther(first: Users | null, ask: Ask): Promise<Reached | null> {
  if (first === null) return null;
  const another = await ask(null);
  const seen = new Set(first.nodes.map(({ id }) => id));
  const times: number[] = [];
  let upstreamCalls = 0;
  for (let page = first; page.pageInfo.hasNextPage && times.length < MOST_PAGES; ) {
    const read = await ask(page.pageInfo.endCursor);
    page = complete(read);
    times.push(read.milliseconds);
    upstreamCalls += read.upstreamCalls;
    for (const { id } of page.nodes) {
      if (seen.has(id)) throw new Error(`${id} came twice.`);
      seen.add(id);
    }
  }
  const third = Math.ceil(times.length / 3);
  complete(another);
  return {
    users: first.totalCount ?? 0,
    another: requestOf(another),
    next: {
      pages: times.length,
      medianMs: quantile(times, 0.5),
      p99Ms: quantile(times, 0.99),
      thirdsMs: [quantile(times.slice(0, third), 0.5), quantile(times.slice(-third), 0.5)],
      upstreamCalls,
    },
  };
}

function complete({ users, missing }: Read): Users {
  if (users === null) throw new Error(`A page is incomplete: ${missing.join(" ")}`);
  return users;
}

async function readPage(
  pool: Pool,
  path: string,
  after: string | null,
  { upstream, control }: { readonly upstream: Upstream; readonly control: string },
): Promise<Read> {
  const started = performance.now();
  const { body } = await collect(pool, {
    method: "POST",
    path,
    headers: { "content-type": "application/json", "cache-control": control },
    body: JSON.stringify({ query: QUERY, variables: { after } }),
  });
  const milliseconds = performance.now() - started;
  const upstreamCalls = (await upstream.takeCalls()).count;
  return { milliseconds, upstreamCalls, ...readAnswer(body.toString("utf8")) };
}

function readAnswer(text: string): Pick<Read, "users" | "missing"> {
  const { data = null, errors = [] } = pageAnswer.parse(JSON.parse(text));
  const cut = data?.users.coverage.filter(({ status }) => status !== "COMPLETE") ?? [];
  if (data !== null && cut.length === 0) return { users: data.users, missing: [] };
  const reasons = [
    ...cut.map(({ provider, status, error }) => `${provider.key} ${status}: ${error?.message}`),
    ...errors.map(({ message }) => message),
  ];
  return { users: null, missing: reasons };
}

function requestOf({ milliseconds, upstreamCalls, missing }: Read): Request {
  return { milliseconds, upstreamCalls, missing };
}

function quantile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
