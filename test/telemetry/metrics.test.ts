import { describe, expect, it } from "@jest/globals";
import type { CallRecord } from "../../src/datasources/call.ts";
import type { OperationEntry } from "../../src/telemetry/log.ts";
import { createMetrics, type MeasuredProvider, type Metrics } from "../../src/telemetry/metrics.ts";
import { problemsOf, readExposition, type Sample } from "./exposition.ts";

const OPERATION: OperationEntry = {
  requestId: "req-1",
  traceId: null,
  name: "Everybody",
  type: "query",
  caller: "key:frontend",
  milliseconds: 30,
  cost: 5,
  upstreamCalls: { scaleway: 1, scalr: 4 },
  outcome: "ok",
  codes: [],
  status: 200,
};

const CALL: CallRecord = {
  provider: "scalr",
  operation: "list-users",
  page: 1,
  status: 200,
  milliseconds: 8,
  records: 25,
  source: "network",
  upstreamRequestId: "up-1",
  attempt: 1,
};

function metrics(provider: Partial<ReturnType<MeasuredProvider["stats"]>> = {}): Metrics {
  const stats = () => ({ breaker: "closed", running: 0, queued: 0, ...provider }) as const;
  return createMetrics({
    providers: [{ key: "scalr", stats }],
    ofProcess: true,
    sharesState: true,
    snapshotBytes: () => 512,
  });
}

async function samples(from: Metrics): Promise<readonly Sample[]> {
  const { text } = await from.scrape();
  return readExposition(text).flatMap((family) => family.samples);
}

/** The value of one series; null where there is none. */
async function seriesOf(from: Metrics, name: string, labels: Readonly<Record<string, string>> = {}) {
  const wanted = JSON.stringify(Object.entries(labels).sort());
  const found = (await samples(from)).find(
    (sample) => sample.name === name && JSON.stringify(Object.entries(sample.labels).sort()) === wanted,
  );
  return found?.value ?? null;
}

describe("metrics", () => {
  it("are a page that Prometheus reads without complaint, before and after anything has happened", async () => {
    const used = metrics();
    expect(problemsOf(readExposition((await used.scrape()).text))).toEqual([]);
    used.operation(OPERATION);
    used.call(CALL);
    used.write({ mutation: "lockUser", provider: "scalr", outcome: "CONFIRMED" });
    const { text, contentType } = await used.scrape();
    expect(problemsOf(readExposition(text))).toEqual([]);
    expect(contentType).toMatch(/^text\/plain; version=0\.0\.4/);
  });

  it("count operations by their type and how they ended, and begin with 0", async () => {
    const counted = metrics();
    const series = { type: "query", outcome: "ok" };
    expect(await seriesOf(counted, "roster_operations_total", series)).toBe(0);
    counted.operation(OPERATION);
    counted.operation({ ...OPERATION, type: null, outcome: "error", codes: ["UNAUTHENTICATED"] });
    expect(await seriesOf(counted, "roster_operations_total", series)).toBe(1);
    expect(await seriesOf(counted, "roster_operations_total", { type: "none", outcome: "error" })).toBe(1);
    expect(await seriesOf(counted, "roster_operation_errors_total", { code: "UNAUTHENTICATED" })).toBe(1);
    expect(await seriesOf(counted, "roster_operation_seconds_sum", { type: "query" })).toBeCloseTo(0.03);
    expect(await seriesOf(counted, "roster_operation_upstream_calls_sum")).toBe(5);
    expect(await seriesOf(counted, "roster_cost_sum")).toBe(10);
  });

  it("count upstream calls by provider, operation and status, and pages by where they came from", async () => {
    const counted = metrics();
    counted.call(CALL);
    counted.call({ ...CALL, status: null, page: null });
    counted.call({ ...CALL, operation: "users", status: null, source: "cache" });
    const labels = { provider: "scalr", operation: "list-users" };
    expect(await seriesOf(counted, "roster_upstream_calls_total", { ...labels, status: "200" })).toBe(1);
    expect(await seriesOf(counted, "roster_upstream_calls_total", { ...labels, status: "none" })).toBe(1);
    expect(await seriesOf(counted, "roster_upstream_call_seconds_count", labels)).toBe(2);
    const pages = "roster_page_store_reads_total";
    expect(await seriesOf(counted, pages, { provider: "scalr", source: "network" })).toBe(1);
    expect(await seriesOf(counted, pages, { provider: "scalr", source: "cache" })).toBe(1);
  });

  it("take a hostile provider's thousand statuses for seven", async () => {
    const counted = metrics();
    for (let status = 100; status < 1000; status += 1) counted.call({ ...CALL, status });
    const statuses = (await samples(counted))
      .filter(({ name }) => name === "roster_upstream_calls_total")
      .map(({ labels }) => labels["status"]);
    expect(statuses).toEqual(expect.arrayContaining(["1xx", "2xx", "3xx", "4xx", "5xx", "other", "429"]));
    expect(statuses.length).toBeLessThan(30);
  });

  it.each([
    ["closed", 0],
    ["halfOpen", 1],
    ["open", 2],
  ] as const)("tell of a provider as it is at that moment: %s", async (breaker, value) => {
    const measured = metrics({ breaker, running: 3, queued: 7 });
    expect(await seriesOf(measured, "roster_breaker_state", { provider: "scalr" })).toBe(value);
    expect(await seriesOf(measured, "roster_upstream_running", { provider: "scalr" })).toBe(3);
    expect(await seriesOf(measured, "roster_upstream_queue", { provider: "scalr" })).toBe(7);
  });

  it("tell how much memory the lists take that were read whole", async () => {
    expect(await seriesOf(metrics(), "roster_snapshot_bytes")).toBe(512);
  });

  it("of one Roster are not those of another in the same process", async () => {
    const [one, other] = [metrics(), metrics()];
    one.auditFailure();
    one.unexpectedError();
    expect(await seriesOf(one, "roster_audit_failures_total")).toBe(1);
    expect(await seriesOf(other, "roster_audit_failures_total")).toBe(0);
    expect(await seriesOf(other, "roster_unexpected_errors_total")).toBe(0);
  });
});

describe("the check of a scrape", () => {
  it.each([
    ["# TYPE a gauge\na 1", "a has no help"],
    ["# HELP a b\na 1", "a has the type null"],
    ["# HELP a b\n# TYPE a counter\na 1", "a is a counter or ends in _total, and not both"],
    ["# HELP a b\n# TYPE a gauge\na NaN", "a has a value that is no number"],
    ['# HELP a b\n# TYPE a gauge\na{b="undefined"} 1', "a has a label without sense"],
    ["# HELP a b\n# TYPE a gauge\na 1\na 2", "a has a series twice"],
    ["# HELP a b\n# TYPE a gauge\nb 1", "a has another family's sample"],
    ["# HELP a_ms b\n# TYPE a_ms gauge\na_ms 1", "a_ms ends in a word that it must not"],
  ])("finds what is wrong with %j", (text, problem) => {
    expect(problemsOf(readExposition(text))).toContain(problem);
  });
});
