import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Pool } from "undici";
import { z } from "zod";
import { collect } from "./collect.ts";
import type { Options } from "./options.ts";
import { liveHeap, memoryMiB, startServer } from "./processes.ts";
import { aligned } from "./report.ts";
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
          z.object({ status: z.string(), error: z.object({ message: z.string() }).nullable() }),
        ),
        pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
        nodes: z.array(z.object({ id: z.string() })),
      }),
    })
    // Where every provider has failed.
    .nullable(),
  errors: z.array(z.object({ message: z.string() })).optional(),
});
type Users = NonNullable<z.infer<typeof pageAnswer>["data"]>["users"];

/** One page, what it took and what it showed. */
interface Read {
  readonly milliseconds: number;
  readonly upstreamCalls: number;
  readonly users: Users;
}

/** One answer, and why it is not complete where it is not. */
interface Attempt {
  readonly milliseconds: number;
  readonly upstreamCalls: number;
  readonly answer:
    | { readonly kind: "complete"; readonly users: Users }
    | { readonly kind: "incomplete"; readonly why: string };
}

type Ask = (after: string | null, control?: string) => Promise<Attempt>;

/** What a list by e-mail address, which no provider sorts by, takes of a company of one size. */
interface SweepFigures {
  readonly usersPerProvider: number;
  readonly users: number;
  /** Asked for until it was complete, since a request ends after half a minute: all those requests together. */
  readonly first: {
    readonly requests: number;
    readonly milliseconds: number;
    readonly upstreamCalls: number;
  };
  /** The first page of another caller, right after it. */
  readonly another: { readonly milliseconds: number; readonly upstreamCalls: number };
  readonly next: {
    readonly pages: number;
    readonly medianMs: number;
    readonly p99Ms: number;
    /** The medians of the first and of the last third of them: equal, where a page costs the same wherever it is. */
    readonly thirdsMs: readonly [number, number];
    readonly upstreamCalls: number;
  };
  /** MiB of the gateway's process: before, and after the last page. */
  readonly memory: readonly [number, number];
  /** MiB of live objects at the last full collection; null where there was none. */
  readonly heap: number | null;
}

/**
 * For each size, a gateway whose five providers have so many users each pages through them by e-mail address, 100 at
 * a time. Throws where a user comes twice, a page is not complete or the order's providers tell another total.
 */
export async function sweep(
  { sizes, providers, gateway }: Options,
  folder: string,
): Promise<readonly SweepFigures[]> {
  const figures: SweepFigures[] = [];
  console.log(aligned([HEAD.map(padded)]));
  for (const people of sizes) {
    const upstream = await startUpstream({ people, everywhere: true, providers, delayMs: 0 });
    try {
      figures.push(await measure(people, upstream, gateway, folder));
    } finally {
      await upstream.stop();
    }
    console.log(aligned([rowOf(figures.at(-1)).map(padded)]));
  }
  return figures;
}

async function measure(
  people: number,
  upstream: Upstream,
  gateway: string,
  folder: string,
): Promise<SweepFigures> {
  const configuration = join(folder, "sweep.yaml");
  const log = join(folder, "sweep.log");
  const providers = upstream.providers.map((provider) => ({
    ...provider,
    sweepLimit: 1_000_000,
    timeoutMs: 120_000,
  }));
  writeFileSync(
    configuration,
    JSON.stringify({
      providers,
      callsPerOperation: 100_000,
      limits: { cost: 10_000_000 },
      snapshots: { seconds: 600, megabytes: 8_192 },
    }),
  );
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
    await askUntilComplete(ask, "");
    const { page, ...first } = await askUntilComplete(ask, "no-cache");
    const another = complete(await ask(null));
    const next = await readFurther(page, ask);
    await pool.close();
    return {
      usersPerProvider: people,
      users: page.users.totalCount ?? 0,
      first,
      another: costOf(another),
      next,
      memory: [before, memoryMiB(server.pid, "VmRSS")],
      heap: liveHeap(log),
    };
  } finally {
    await server.stop();
  }
}

/** Asks for the first page until it is complete: of nothing older by the first request, then of what that began. */
async function askUntilComplete(
  ask: Ask,
  control: string,
): Promise<SweepFigures["first"] & { readonly page: Read }> {
  let milliseconds = 0;
  let upstreamCalls = 0;
  for (let requests = 1; ; requests += 1) {
    const attempt = await ask(null, requests === 1 ? control : "");
    milliseconds += attempt.milliseconds;
    upstreamCalls += attempt.upstreamCalls;
    if (attempt.answer.kind === "complete" || requests >= MOST_REQUESTS) {
      return { requests, milliseconds, upstreamCalls, page: complete(attempt) };
    }
  }
}

function complete({ answer, ...cost }: Attempt): Read {
  if (answer.kind === "incomplete") throw new Error(`A page is incomplete: ${answer.why}`);
  return { ...cost, users: answer.users };
}

async function readFurther(first: Read, ask: Ask): Promise<SweepFigures["next"]> {
  const seen = new Set(first.users.nodes.map(({ id }) => id));
  const times: number[] = [];
  let upstreamCalls = 0;
  for (let page = first; page.users.pageInfo.hasNextPage && times.length < MOST_PAGES; ) {
    page = complete(await ask(page.users.pageInfo.endCursor));
    times.push(page.milliseconds);
    upstreamCalls += page.upstreamCalls;
    for (const { id } of page.users.nodes) {
      if (seen.has(id)) throw new Error(`${id} came twice.`);
      seen.add(id);
    }
  }
  const third = Math.ceil(times.length / 3);
  return {
    pages: times.length,
    medianMs: quantile(times, 0.5),
    p99Ms: quantile(times, 0.99),
    thirdsMs: [quantile(times.slice(0, third), 0.5), quantile(times.slice(-third), 0.5)],
    upstreamCalls,
  };
}

async function readPage(
  pool: Pool,
  path: string,
  after: string | null,
  { upstream, control }: { readonly upstream: Upstream; readonly control: string },
): Promise<Attempt> {
  const started = performance.now();
  const { body } = await collect(pool, {
    method: "POST",
    path,
    headers: { "content-type": "application/json", "cache-control": control },
    body: JSON.stringify({ query: QUERY, variables: { after } }),
  });
  const milliseconds = performance.now() - started;
  const upstreamCalls = (await upstream.takeCalls()).count;
  return { milliseconds, upstreamCalls, answer: readAnswer(body.toString("utf8")) };
}

function readAnswer(text: string): Attempt["answer"] {
  const { data, errors = [] } = pageAnswer.parse(JSON.parse(text));
  const missing = data?.users.coverage.find(({ status }) => status !== "COMPLETE");
  if (data !== null && missing === undefined) return { kind: "complete", users: data.users };
  return { kind: "incomplete", why: missing?.error?.message ?? errors[0]?.message ?? "for no reason" };
}

function costOf({ milliseconds, upstreamCalls }: Read): SweepFigures["another"] {
  return { milliseconds, upstreamCalls };
}

function quantile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

const HEAD = [
  "users each",
  "first ms",
  "requests",
  "calls",
  "another ms",
  "calls",
  "pages",
  "median ms",
  "p99 ms",
  "first third",
  "last third",
  "calls",
  "memory MiB",
  "heap MiB",
];

function rowOf(figures: SweepFigures | undefined): readonly (string | number)[] {
  if (figures === undefined) return [];
  const { usersPerProvider, first, another, next, memory, heap } = figures;
  return [
    usersPerProvider,
    first.milliseconds.toFixed(0),
    first.requests,
    first.upstreamCalls,
    another.milliseconds.toFixed(1),
    another.upstreamCalls,
    next.pages,
    next.medianMs.toFixed(1),
    next.p99Ms.toFixed(1),
    next.thirdsMs[0].toFixed(1),
    next.thirdsMs[1].toFixed(1),
    next.upstreamCalls,
    `${memory[0].toFixed(0)} -> ${memory[1].toFixed(0)}`,
    heap?.toFixed(0) ?? "-",
  ];
}

function padded(cell: string | number): string {
  return String(cell).padStart(12);
}
