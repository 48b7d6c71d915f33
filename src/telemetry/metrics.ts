import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { CallRecord } from "../datasources/call.ts";
import type { OperationEntry } from "./log.ts";

/** The page of metrics as Prometheus reads it. */
export interface Scrape {
  readonly contentType: string;
  readonly text: string;
}

/** What came of a write, in the audit log's words. */
export interface WrittenEntry {
  readonly mutation: string;
  readonly provider: string;
  readonly outcome: string;
}

/** Counts what happens. Every label has a closed set of values: nothing that a caller or a provider sends is one. */
export interface Metrics {
  readonly operation: (entry: OperationEntry) => void;
  readonly call: (record: CallRecord) => void;
  readonly write: (entry: WrittenEntry) => void;
  readonly auditFailure: () => void;
  readonly unexpectedError: () => void;
  readonly redisChanged: (isUp: boolean) => void;
  /** Something was asked of Redis in vain; `use` is what for. */
  readonly redisFailed: (use: RedisUse) => void;
  readonly scrape: () => Promise<Scrape>;
}

/** What a provider tells of itself at the moment of a scrape. */
export interface MeasuredProvider {
  readonly key: string;
  readonly stats: () => {
    readonly breaker: "closed" | "open" | "halfOpen";
    readonly running: number;
    readonly queued: number;
  };
}

export interface MetricsOptions {
  readonly providers: readonly MeasuredProvider[];
  /** Whether the process's own figures are told, too: of memory, processor time, the event loop. */
  readonly ofProcess: boolean;
  /** Whether there is a Redis to tell of. */
  readonly sharesState: boolean;
  /** About how much memory the lists take that were read whole. */
  readonly snapshotBytes: () => number;
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const CALLS = [0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000];

const BREAKER_STATES = { closed: 0, halfOpen: 1, open: 2 } as const;

/** What Redis is asked for. */
const REDIS_USES = ["allowance", "attempts", "audit", "documents", "idempotency", "providers"] as const;
export type RedisUse = (typeof REDIS_USES)[number];

const TYPES = ["query", "mutation", "subscription", "none"] as const;
const OUTCOMES = ["ok", "partial", "error"] as const;

/** Metrics of one Roster, in a registry of their own. */
export function createMetrics(options: MetricsOptions): Metrics {
  const { providers, ofProcess, sharesState, snapshotBytes } = options;
  const registry = new Registry();
  const registers = [registry];
  const ofRedis = sharesState ? registers : [];
  if (ofProcess) addProcessMetrics(registry);

  const operations = new Counter({
    name: "roster_operations_total",
    help: "Requests to the API by their operation's type (none: no document was understood) and how they ended.",
    labelNames: ["type", "outcome"],
    registers,
  });
  const operationSeconds = new Histogram({
    name: "roster_operation_seconds",
    help: "How long requests to the API took, from their first byte to the last of their answer.",
    labelNames: ["type"],
    buckets: SECONDS,
    registers,
  });
  const errors = new Counter({
    name: "roster_operation_errors_total",
    help: "Requests to the API that had an error of this code, in errors, coverage or userErrors.",
    labelNames: ["code"],
    registers,
  });
  const cost = new Histogram({
    name: "roster_cost",
    help: "What operations were estimated to cost before they ran, in upstream calls.",
    buckets: CALLS,
    registers,
  });
  const operationCalls = new Histogram({
    name: "roster_operation_upstream_calls",
    help: "How many upstream calls operations made.",
    buckets: CALLS,
    registers,
  });
  const calls = new Counter({
    name: "roster_upstream_calls_total",
    help: "Calls to providers by HTTP status (none: no answer came), each retry counted.",
    labelNames: ["provider", "operation", "status"],
    registers,
  });
  const callSeconds = new Histogram({
    name: "roster_upstream_call_seconds",
    help: "How long calls to providers took, without waiting for their turn.",
    labelNames: ["provider", "operation"],
    buckets: SECONDS,
    registers,
  });
  const pages = new Counter({
    name: "roster_page_store_reads_total",
    help: "Pages of lists by where they came from: the provider (network) or what was kept (cache, shared).",
    labelNames: ["provider", "source"],
    registers,
  });
  const writes = new Counter({
    name: "roster_writes_total",
    help: "Mutations by what came of them.",
    labelNames: ["mutation", "provider", "outcome"],
    registers,
  });
  const auditFailures = new Counter({
    name: "roster_audit_failures_total",
    help: "Audit records that could not be written.",
    registers,
  });
  const unexpected = new Counter({
    name: "roster_unexpected_errors_total",
    help: "Mistakes inside Roster; each is in the log with its request id.",
    registers,
  });
  const breaker = perProvider(
    "roster_breaker_state",
    "0: calls go through; 1: one is let through to try; 2: none.",
  );
  const queue = perProvider("roster_upstream_queue", "Calls that wait for their turn.");
  const running = perProvider("roster_upstream_running", "Calls under way.");

  const kept = new Gauge({
    name: "roster_snapshot_bytes",
    help: "About how much memory the lists take that were read whole.",
    registers,
  });

  const redisUp = new Gauge({
    name: "roster_redis_up",
    help: "1: Redis takes what is written to it; 0: it is away.",
    registers: ofRedis,
  });
  const redisFailures = new Counter({
    name: "roster_redis_failures_total",
    help: "What was asked of Redis in vain, by what it was for.",
    labelNames: ["use"],
    registers: ofRedis,
  });

  function perProvider(name: string, help: string): Gauge<"provider"> {
    return new Gauge({ name, help, labelNames: ["provider"], registers });
  }

  // What has not happened yet is 0, so that its first time is seen as a rise.
  for (const type of TYPES) for (const outcome of OUTCOMES) operations.inc({ type, outcome }, 0);
  for (const use of REDIS_USES) redisFailures.inc({ use }, 0);

  return {
    operation(entry) {
      const type = entry.type ?? "none";
      operations.inc({ type, outcome: entry.outcome });
      operationSeconds.observe({ type }, entry.milliseconds / 1000);
      for (const code of entry.codes) errors.inc({ code });
      if (entry.cost !== null) cost.observe(entry.cost);
      if (entry.type !== null) operationCalls.observe(sum(Object.values(entry.upstreamCalls)));
    },
    call({ provider, operation, page, status, milliseconds, source }) {
      if (page !== null || source === "cache") pages.inc({ provider, source });
      if (source !== "network") return;
      calls.inc({ provider, operation, status: statusLabel(status) });
      callSeconds.observe({ provider, operation }, milliseconds / 1000);
    },
    write: (entry) => writes.inc({ ...entry }),
    auditFailure: () => auditFailures.inc(),
    unexpectedError: () => unexpected.inc(),
    redisChanged: (isUp) => redisUp.set(isUp ? 1 : 0),
    redisFailed: (use) => redisFailures.inc({ use }),
    async scrape() {
      for (const { key, stats } of providers) {
        const { breaker: state, queued, running: underWay } = stats();
        breaker.set({ provider: key }, BREAKER_STATES[state]);
        queue.set({ provider: key }, queued);
        running.set({ provider: key }, underWay);
      }
      kept.set(snapshotBytes());
      return { contentType: registry.contentType, text: await registry.metrics() };
    },
  };
}

/**
 * Gauges whose names end as counters' do, or whose series come and go with what the process holds, and figures that
 * are no numbers while nothing was measured.
 */
const LEFT_OUT = [
  "nodejs_active_resources",
  "nodejs_active_resources_total",
  "nodejs_active_handles",
  "nodejs_active_handles_total",
  "nodejs_active_requests",
  "nodejs_active_requests_total",
  "nodejs_eventloop_lag_mean_seconds",
  "nodejs_eventloop_lag_stddev_seconds",
];

function addProcessMetrics(registry: Registry): void {
  collectDefaultMetrics({ register: registry });
  for (const name of LEFT_OUT) registry.removeSingleMetric(name);
  // Each kind is a series that would otherwise come with its first time, whenever that is.
  const collections = registry.getSingleMetric("nodejs_gc_duration_seconds");
  if (collections instanceof Histogram) {
    for (const kind of ["major", "minor", "incremental", "weakcb"]) collections.zero({ kind });
  }
}

/** Statuses that providers are known to answer with; a hostile one could send a thousand different. */
const STATUSES = new Set([
  200, 201, 202, 204, 400, 401, 403, 404, 405, 409, 410, 412, 415, 422, 423, 429, 500, 502, 503, 504,
]);

function statusLabel(status: number | null): string {
  if (status === null) return "none";
  if (STATUSES.has(status)) return String(status);
  return status >= 100 && status < 600 ? `${Math.floor(status / 100)}xx` : "other";
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
