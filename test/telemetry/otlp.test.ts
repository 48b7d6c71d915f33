import { afterEach, describe, expect, it } from "@jest/globals";
import type { OperationEntry } from "../../src/telemetry/log.ts";
import { openOtlpTraces } from "../../src/telemetry/otlp.ts";
import { NO_TRACES, type Traces } from "../../src/telemetry/trace.ts";
import { type Collector, startCollector } from "./collector.ts";

const PARENT = {
  traceId: "0af7651916cd43dd8448eb211c80319c",
  spanId: "b7ad6b7169203331",
  sampled: true,
};

const ENTRY: OperationEntry = {
  requestId: "req-1",
  traceId: PARENT.traceId,
  name: "Everybody",
  type: "query",
  caller: "key:frontend",
  milliseconds: 30,
  cost: 5,
  upstreamCalls: { scalr: 1 },
  outcome: "ok",
  codes: [],
  status: 200,
};

const CALL = { provider: "scalr", operation: "list-users", attempt: 1 } as const;
const ANSWER = {
  ...CALL,
  page: 1,
  status: 200,
  milliseconds: 8,
  records: 25,
  source: "network",
  upstreamRequestId: null,
} as const;

describe("traces over OTLP", () => {
  let collector: Collector;
  const failures: unknown[] = [];
  afterEach(() => collector.close());

  async function tracesTo(status = 200): Promise<Traces> {
    collector = await startCollector(status);
    failures.length = 0;
    return openOtlpTraces({ url: collector.url, failed: (thrown) => failures.push(thrown) });
  }

  it("have one span for the operation, one for each of its fields and one for each upstream call", async () => {
    const traces = await tracesTo();
    const operation = traces.operation(PARENT);
    operation.field("Query.users").end(true);
    const call = operation.call(CALL);
    call.end(ANSWER);
    operation.end(ENTRY);
    await traces.close();

    const spans = collector.spans();
    expect(spans.map(({ name }) => name).sort()).toEqual(["Query.users", "query", "scalr list-users"]);
    const root = spans.find(({ name }) => name === "query");
    expect(root).toMatchObject({
      traceId: PARENT.traceId,
      parentSpanId: PARENT.spanId,
      service: "roster",
      failed: false,
      attributes: {
        "roster.request_id": "req-1",
        "roster.outcome": "ok",
        "graphql.operation.type": "query",
        "graphql.operation.name": "Everybody",
        "http.response.status_code": 200,
      },
    });
    for (const span of spans.filter((one) => one !== root)) {
      expect(span).toMatchObject({ traceId: PARENT.traceId, parentSpanId: root?.spanId });
    }
    const upstream = spans.find(({ name }) => name === "scalr list-users");
    expect(call.traceparent).toBe(`00-${PARENT.traceId}-${upstream?.spanId}-01`);
    expect(upstream?.attributes).toEqual({
      "roster.provider": "scalr",
      "roster.upstream.operation": "list-users",
      "roster.upstream.attempt": 1,
      "roster.upstream.page": 1,
      "roster.upstream.records": 25,
      "http.response.status_code": 200,
    });
  });

  it("begin with the operation where its caller has no trace", async () => {
    const traces = await tracesTo();
    const operation = traces.operation(null);
    operation.end({ ...ENTRY, outcome: "error", codes: ["FORBIDDEN"] });
    await traces.close();
    expect(collector.spans()).toEqual([
      expect.objectContaining({ traceId: operation.traceId, parentSpanId: null, failed: true }),
    ]);
  });

  it("mark the calls that failed", async () => {
    const traces = await tracesTo();
    const operation = traces.operation(null);
    operation.call(CALL).end({ ...ANSWER, status: 503 });
    operation.call({ ...CALL, attempt: 2 }).end({ ...ANSWER, status: null, attempt: 2 });
    operation.end(ENTRY);
    await traces.close();
    expect(collector.spans().map(({ name, failed }) => [name, failed])).toEqual([
      ["scalr list-users", true],
      ["scalr list-users", true],
      ["query", false],
    ]);
  });

  it("are left out where the caller's trace is not sampled, and the providers are told so", async () => {
    const traces = await tracesTo();
    const operation = traces.operation({ ...PARENT, sampled: false });
    expect(operation.call(CALL).traceparent).toMatch(/^00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-00$/);
    operation.end(ENTRY);
    await traces.close();
    expect(collector.spans()).toEqual([]);
  });

  it("that nobody takes are told of", async () => {
    const traces = await tracesTo(400);
    traces.operation(null).end(ENTRY);
    await traces.close();
    expect(failures).not.toEqual([]);
  });
});

describe("without traces of its own", () => {
  it("a caller's trace goes on to the providers as it came", () => {
    const operation = NO_TRACES.operation(PARENT);
    expect(operation.call(CALL).traceparent).toBe(`00-${PARENT.traceId}-${PARENT.spanId}-01`);
    expect(NO_TRACES.operation(null).call(CALL).traceparent).toBeNull();
  });
});
