import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import { createMetrics, type Metrics } from "../../src/telemetry/metrics.ts";
import { type Family, readExposition, sampleNames } from "./exposition.ts";

const OPS = join(import.meta.dirname, "..", "..", "ops");

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly annotations: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
}

/** The rules as Prometheus takes them. */
function rules(): readonly Rule[] {
  const { groups } = parse(readFileSync(join(OPS, "alerts.yaml"), "utf8")) as {
    readonly groups: readonly { readonly rules: readonly Rule[] }[];
  };
  return groups.flatMap((group) => group.rules);
}

/** Every expression of the dashboard, its variables' included. */
function dashboardExpressions(): readonly string[] {
  const text = readFileSync(join(OPS, "grafana-dashboard.json"), "utf8");
  const found: string[] = [];
  JSON.parse(text, (key, value: unknown) => {
    if ((key === "expr" || key === "query") && typeof value === "string") found.push(value);
    return value;
  });
  return found.filter((expression) => expression !== "prometheus");
}

/** What stands for a metric in an expression, with the labels that it is picked or grouped by. */
function metricsIn(
  expression: string,
): readonly { readonly name: string; readonly labels: readonly string[] }[] {
  return [...expression.matchAll(/\b((?:roster|process|nodejs)_\w+)(?:\{([^}]*)\})?/g)].map(
    ([, name = "", labels = ""]) => ({
      name,
      labels: [...labels.matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g)].map(([, label = ""]) => label),
    }),
  );
}

/** The labels by which results are grouped or told. */
function groupedBy(expression: string): readonly string[] {
  return [...expression.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, list = ""]) => list.split(/\s*,\s*/));
}

/** What Node can tell of its process on Linux only. */
const LINUX_ONLY = ["process_open_fds"];

/** Labels that Prometheus itself adds. */
const OF_PROMETHEUS = ["instance", "job", "le"];

describe("the files for operators", () => {
  let families: readonly Family[] = [];
  let metrics: Metrics;
  beforeAll(async () => {
    const stats = () => ({ breaker: "closed", running: 0, queued: 0 }) as const;
    metrics = createMetrics({
      providers: [{ key: "scalr", stats }],
      ofProcess: true,
      sharesState: true,
      snapshotBytes: () => 0,
    });
    metrics.write({ mutation: "lockUser", provider: "scalr", outcome: "CONFIRMED" });
    const call = {
      provider: "scalr",
      operation: "list-users",
      page: 1,
      status: 200,
      milliseconds: 1,
    } as const;
    metrics.call({ ...call, records: 1, source: "network", upstreamRequestId: null, attempt: 1 });
    const operation = { requestId: "r", traceId: null, name: null, type: "query", caller: null } as const;
    const rest = { milliseconds: 1, cost: 1, upstreamCalls: {}, outcome: "ok", codes: ["CONFLICT"] } as const;
    metrics.operation({ ...operation, ...rest, status: 200 });
    families = readExposition((await metrics.scrape()).text);
  });

  const expressions = [
    ...rules().map(({ alert, expr }) => [`the alert ${alert}`, expr] as const),
    ...dashboardExpressions().map((expression) => ["the dashboard", expression] as const),
  ];

  it("have alerts and panels at all", () => {
    expect(rules().length).toBeGreaterThan(5);
    expect(dashboardExpressions().length).toBeGreaterThan(15);
  });

  it.each(expressions)("name only metrics and labels that there are: %s, %s", (_where, expression) => {
    const known = new Map(
      families.flatMap((family) => sampleNames(family).map((name) => [name, family] as const)),
    );
    const used = metricsIn(expression).filter(({ name }) => known.has(name) || !LINUX_ONLY.includes(name));
    expect(used.filter(({ name }) => !known.has(name)).map(({ name }) => name)).toEqual([]);
    for (const { name, labels } of used) {
      const there = new Set(known.get(name)?.samples.flatMap((sample) => Object.keys(sample.labels)));
      const asked = [...labels, ...groupedBy(expression)].filter((label) => !OF_PROMETHEUS.includes(label));
      expect({ name, unknown: asked.filter((label) => !there.has(label)) }).toEqual({ name, unknown: [] });
    }
  });

  it.each(rules())("say what to do, how urgent it is, and only what they know: $alert", (rule) => {
    const { annotations, labels, expr } = rule;
    expect(Object.keys(annotations).sort()).toEqual(["action", "summary"]);
    expect(["page", "ticket"]).toContain(labels["severity"]);
    const told = [...(annotations["summary"] ?? "").matchAll(/\$labels\.(\w+)/g)].map(([, label]) => label);
    const grouped = groupedBy(expr);
    if (grouped.length > 0) expect(grouped).toEqual(expect.arrayContaining(told));
  });

  it("show every metric that is Roster's own somewhere", () => {
    const shown = new Set(
      expressions.flatMap(([, expression]) => metricsIn(expression).map(({ name }) => name)),
    );
    const own = families.filter(({ name }) => name.startsWith("roster_"));
    expect(own.filter((family) => !sampleNames(family).some((name) => shown.has(name)))).toEqual([]);
  });
});
