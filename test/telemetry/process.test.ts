import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { ensureBuilt, type Program, readyUrl, startProgram } from "../e2e/program.ts";
import { startCollector } from "./collector.ts";

let folder: string;
const running: Program[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "roster-telemetry-"));
  await ensureBuilt();
}, 120_000);
afterEach(async () => {
  const left = running.splice(0);
  for (const program of left) program.signal("SIGKILL");
  await Promise.all(left.map(({ end }) => end));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function start(environment: Readonly<Record<string, string>> = {}): Program {
  const program = startProgram("main", {
    environment: { PORT: "0", ROSTER_DEMO_USERS: "50", ...environment },
  });
  running.push(program);
  return program;
}

/** Starts Roster, asks it once, and resolves with how it ended after SIGTERM. */
async function askOnce(environment: Readonly<Record<string, string>> = {}) {
  const program = start(environment);
  const url = await readyUrl(program);
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", "x-request-id": "once" },
    body: JSON.stringify({ query: "query Once { users(first: 3) { nodes { id } } }" }),
  });
  await response.text();
  program.signal("SIGTERM");
  return program.end;
}

/** The packages whose code was run, by what V8 noted at the end. */
function packagesRun(coverage: string): ReadonlySet<string> {
  const text = readdirSync(coverage)
    .map((name) => readFileSync(join(coverage, name), "utf8"))
    .join("\n");
  return new Set(
    [...text.matchAll(/node_modules\/((?:@[\w.-]+\/)?[\w.-]+)\//g)].map(([, name = ""]) => name),
  );
}

describe("the process", () => {
  it("logs on stderr, one JSON object a line, and speaks to people on stdout", async () => {
    const { code, stdout, stderr } = await askOnce();
    expect(code).toBe(0);
    const lines = stderr.trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({
        level: "info",
        msg: "operation",
        requestId: "once",
        name: "Once",
        outcome: "ok",
      }),
    ]);
    expect(stdout).toContain("Roster is ready at ");
    expect(stdout).not.toContain("{");
  });

  it("logs as little as LOG_LEVEL says", async () => {
    expect(await askOnce({ LOG_LEVEL: "error" })).toMatchObject({ code: 0, stderr: "" });
  });

  it.each([
    [{ LOG_LEVEL: "loud" }, /^LOG_LEVEL: must be one of trace, debug, info/m],
    [{ OTEL_TRACES_EXPORTER: "zipkin" }, /^OTEL_TRACES_EXPORTER: must be otlp or none/m],
    [
      { OTEL_TRACES_EXPORTER: "otlp", OTEL_EXPORTER_OTLP_PROTOCOL: "grpc" },
      /^OTEL_EXPORTER_OTLP_PROTOCOL: must be http\/json/m,
    ],
  ])("does not start with %j", async (environment, line) => {
    const end = await start(environment).end;
    expect(end).toMatchObject({ code: 1, stdout: "" });
    expect(end.stderr).toMatch(line);
  });

  it.each([
    ["nothing asks for traces", {}],
    [
      "traces are asked for and forbidden",
      { OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:9", OTEL_SDK_DISABLED: "true" },
    ],
    [
      "the exporter is none",
      { OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:9", OTEL_TRACES_EXPORTER: "none" },
    ],
  ])("loads nothing of OpenTelemetry's SDK where %s", async (_why, environment) => {
    const coverage = mkdtempSync(join(folder, "coverage-"));
    expect(await askOnce({ ...environment, NODE_V8_COVERAGE: coverage })).toMatchObject({ code: 0 });
    const packages = packagesRun(coverage);
    expect(packages).toContain("pino");
    const own = [...packages].filter((name) => name.startsWith("@opentelemetry/"));
    // The metrics' library loads the bare API, which does nothing by itself.
    expect(own.filter((name) => name !== "@opentelemetry/api")).toEqual([]);
    // Nor what is needed only where instances share a Redis.
    expect(packages).not.toContain("@redis/client");
  });

  it("sends its traces where OpenTelemetry's variables say, under the name that they say", async () => {
    const collector = await startCollector();
    const end = await askOnce({
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
      OTEL_SERVICE_NAME: "roster-lab",
    });
    expect(end.code).toBe(0);
    const spans = collector.spans();
    expect(new Set(spans.map(({ service }) => service))).toEqual(new Set(["roster-lab"]));
    const root = spans.find(({ parentSpanId }) => parentSpanId === null);
    expect(root).toMatchObject({ name: "query", attributes: { "graphql.operation.name": "Once" } });
    const below = spans.filter(({ parentSpanId }) => parentSpanId === root?.spanId).map(({ name }) => name);
    expect(below.sort()).toEqual([
      "Query.users",
      "equinix findusers",
      "samsung list-iam-users",
      "scaikey tenant-list-users",
      "scaleway listusers",
      "scalr list-account-users",
    ]);
    expect(end.stderr).toContain(`"traceId":"${root?.traceId}"`);
    await collector.close();
  });

  it("ends in time, and says so in the log, where nobody takes its traces", async () => {
    const startedAt = performance.now();
    const { code, stderr } = await askOnce({ OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:9" });
    expect(code).toBe(0);
    expect(performance.now() - startedAt).toBeLessThan(15_000);
    const incidents = stderr
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line))
      .filter(({ about }) => about === "traces");
    expect(incidents.length).toBeLessThan(3);
  });
});
