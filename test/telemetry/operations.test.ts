import { rmSync } from "node:fs";
import { createConnection } from "node:net";
import { dirname } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { NO_TRACES, type Traces } from "../../src/telemetry/trace.ts";
import { eventually, type LoggedGateway, startLogged, userWho } from "./support.ts";

const EVERYBODY = "query Everybody { users(first: 3) { nodes { id } isComplete } }";

let gateway: LoggedGateway;
const others: LoggedGateway[] = [];
beforeAll(async () => {
  gateway = await startLogged();
});
afterEach(async () => {
  await Promise.all(others.splice(0).map((other) => other.close()));
  for (const simulator of Object.values(gateway.simulation.simulators)) simulator.faults.clear();
});
afterAll(() => gateway.close());

/** A gateway of the test's own. */
async function startOther(options?: Parameters<typeof startLogged>[0]): Promise<LoggedGateway> {
  const other = await startLogged(options);
  others.push(other);
  return other;
}

describe("the line of an operation", () => {
  it("tells its name and type, who asked, how long it took, what it cost and how it ended", async () => {
    const { line } = await gateway.ask({ query: EVERYBODY });
    expect(line).toMatchObject({
      level: "info",
      name: "Everybody",
      type: "query",
      caller: "anonymous",
      milliseconds: expect.any(Number),
      cost: expect.any(Number),
      upstreamCalls: { scaleway: 1, samsung: 1, scaikey: 1, equinix: 1, scalr: 1 },
      outcome: "ok",
      codes: [],
      status: 200,
    });
    expect(line["cost"]).toBeGreaterThanOrEqual(5);
  });

  it("is there once, whatever comes before and after it", async () => {
    const { line } = await gateway.ask({ query: EVERYBODY });
    await gateway.ask({ query: EVERYBODY });
    const same = gateway.linesOf("operation").filter(({ requestId }) => requestId === line["requestId"]);
    expect(same).toHaveLength(1);
  });

  it("says that a list is partial whose errors are in its coverage alone", async () => {
    gateway.simulator("scalr").faults.add({ fault: { kind: "status", status: 403, before: true } });
    const { answer, line } = await gateway.ask({ query: EVERYBODY });
    expect(answer.errors).toBeUndefined();
    expect(line).toMatchObject({ outcome: "partial", codes: ["PROVIDER_FORBIDDEN"], status: 200 });
  });

  it("says what a mutation could not do", async () => {
    const query = 'mutation Lock { lockUser(input: { id: "nobody" }) { outcome userErrors { code } } }';
    const { answer, line } = await gateway.ask({ query });
    expect(line).toMatchObject({
      name: "Lock",
      type: "mutation",
      status: answer.errors === undefined ? 200 : 294,
    });
    expect(line["codes"]).not.toEqual([]);
    expect(line["outcome"]).not.toBe("ok");
  });

  it.each([
    ["is no GraphQL", { query: "{ users" }, "GRAPHQL_PARSE_FAILED"],
    ["asks for what there is not", { query: "{ nobody }" }, "GRAPHQL_VALIDATION_FAILED"],
    [
      "names an operation that it has not",
      { query: EVERYBODY, operationName: "Nobody" },
      "OPERATION_RESOLUTION_FAILURE",
    ],
  ])("has neither name nor type for a document that %s", async (_what, body, code) => {
    const { line } = await gateway.ask(body);
    expect(line).toMatchObject({ name: null, type: null, outcome: "error", codes: [code], status: 400 });
  });

  it("says what became of a request that is no operation at all", async () => {
    const url = new URL("/graphql", gateway.url);
    const headers = { "content-type": "text/plain", "x-request-id": "plain-text" };
    const { status } = await fetch(url, { method: "POST", headers, body: "hello" });
    expect(await gateway.lineOf("plain-text")).toMatchObject({
      outcome: "error",
      codes: ["BAD_USER_INPUT"],
      status,
    });
  });

  it("has no status where the caller has gone before the answer", async () => {
    gateway.simulator("scalr").faults.add({ fault: { kind: "delay", milliseconds: 5_000 } });
    gateway.forgetRequests();
    const { hostname, port } = new URL(gateway.url);
    const body = JSON.stringify({ query: EVERYBODY });
    const socket = createConnection(Number(port), hostname, () => {
      const head = ["POST /graphql HTTP/1.1", "host: localhost", "content-type: application/json"];
      socket.write([...head, "x-request-id: gone", `content-length: ${body.length}`, "", body].join("\r\n"));
    });
    await eventually(() => (gateway.requestCounts()["scalr"] === undefined ? undefined : true));
    socket.destroy();
    expect(await gateway.lineOf("gone")).toMatchObject({ name: "Everybody", outcome: "error", status: null });
  });

  it("holds nothing of the document or its variables", async () => {
    const query = "query Find($text: String!) { users(filter: { search: $text }) { nodes { id } } }";
    await gateway.ask({ query, variables: { text: "variable-hunter2" } });
    await gateway.ask({ query: '{ users(filter: { search: "literal-hunter2" }) { nodes { id } } }' });
    await gateway.ask({ query: '{ users(filter: "broken-hunter2" }' });
    await gateway.ask({ query, variables: { text: ["wrong-hunter2"] } });
    expect(gateway.logText()).not.toContain("hunter2");
  });
});

describe("a request's id", () => {
  it("is the caller's own, in the answer, the log and every call to a provider", async () => {
    gateway.forgetRequests();
    const { response, line } = await gateway.ask({ query: EVERYBODY }, { "x-request-id": "My.own_id-1" });
    expect(response.headers.get("x-request-id")).toBe("My.own_id-1");
    expect(line["requestId"]).toBe("My.own_id-1");
    const requests = Object.values(gateway.simulation.simulators).flatMap((simulator) =>
      simulator.requests(),
    );
    expect(new Set(requests.map(({ headers }) => headers["x-request-id"]))).toEqual(new Set(["My.own_id-1"]));
  });

  it.each(["<script>alert(1)</script>", "a b", "x".repeat(65)])(
    "is a new one instead of %s",
    async (given) => {
      const { response } = await gateway.ask({ query: EVERYBODY }, { "x-request-id": given });
      expect(response.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    },
  );

  it.each(["/graphql", "/health/live", "/nowhere"])("is in the answer of %s, too", async (path) => {
    const response = await fetch(new URL(path, gateway.url), { headers: { "x-request-id": "here" } });
    expect(response.headers.get("x-request-id")).toBe("here");
  });
});

describe("a caller's trace", () => {
  const TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  it("goes on to the providers, and nothing else that the caller sent does", async () => {
    gateway.forgetRequests();
    const secrets = {
      authorization: "Basic x",
      cookie: "a=b",
      "x-forwarded-for": "10.0.0.1",
      baggage: "a=b",
    };
    const { line } = await gateway.ask(
      { query: EVERYBODY },
      { traceparent: TRACEPARENT, tracestate: "vendor=x", ...secrets },
    );
    expect(line["traceId"]).toBe("0af7651916cd43dd8448eb211c80319c");
    for (const { headers } of Object.values(gateway.simulation.simulators).flatMap((one) => one.requests())) {
      expect(headers["traceparent"]).toBe(TRACEPARENT);
      expect(
        headers["tracestate"] ?? headers["cookie"] ?? headers["x-forwarded-for"] ?? headers["baggage"],
      ).toBe(undefined);
      expect(headers["authorization"]).not.toBe("Basic x");
    }
  });

  it("is not made up where there is none", async () => {
    gateway.forgetRequests();
    await gateway.ask({ query: EVERYBODY }, { traceparent: "nonsense" });
    expect(gateway.simulator("scalr").requests()[0]?.headers["traceparent"]).toBeUndefined();
  });
});

describe("a mistake inside Roster", () => {
  /** A part that breaks at this point, whatever it is asked. */
  const broken = (point: "operation" | "field"): Traces => ({
    ...NO_TRACES,
    operation(parent) {
      if (point === "operation") throw new Error("the password is hunter2");
      const field = (): never => {
        throw new TypeError("the password is hunter2");
      };
      return { ...NO_TRACES.operation(parent), field };
    },
  });

  it.each([
    ["operation", "Error", 500],
    ["field", "TypeError", 200],
  ] as const)(
    "at an %s is logged with the id that its caller is told, and nothing more is",
    async (point, name, status) => {
      const other = await startOther({ telemetry: { traces: broken(point) } });
      const headers = { "content-type": "application/json", "x-request-id": "broken" };
      const body = JSON.stringify({ query: "{ users { nodes { id } } }" });
      const response = await fetch(other.url, { method: "POST", headers, body });
      const text = await response.text();
      expect(response.status).toBe(status);
      expect(JSON.parse(text).errors).toEqual([
        expect.objectContaining({
          message: "Something went wrong inside Roster.",
          extensions: { code: "INTERNAL_SERVER_ERROR", requestId: "broken" },
        }),
      ]);
      const [incident, ...more] = other.linesOf("Something went wrong inside Roster.");
      expect(incident).toMatchObject({
        level: "error",
        about: "unexpected",
        requestId: "broken",
        thrown: { name },
      });
      expect(JSON.stringify(incident)).toMatch(/telemetry\/|surfaces\/|operations\.test/);
      expect(more).toEqual([]);
      expect(text + other.logText()).not.toContain("hunter2");
    },
  );

  it("is not what an audit log is that cannot be written: the write is refused, and the log says why", async () => {
    const other = await startOther();
    const id = await userWho(other, "lockUser", "scaleway");
    rmSync(dirname(other.auditPath), { recursive: true });
    other.forgetRequests();
    const { answer, line } = await other.ask({
      query:
        "mutation Lock($id: ID!) { lockUser(input: { id: $id }) { outcome userErrors { code message } } }",
      variables: { id },
    });
    expect(answer.data?.["lockUser"]).toMatchObject({
      outcome: "REJECTED",
      userErrors: [{ code: "INTERNAL_SERVER_ERROR", message: expect.stringContaining("audit log") }],
    });
    expect(line).toMatchObject({ outcome: "partial", codes: ["INTERNAL_SERVER_ERROR"] });
    const writes = other
      .simulator("scaleway")
      .requests()
      .filter(({ method }) => method !== "GET");
    expect(writes).toEqual([]);
    const [incident] = other.linesOf("The audit log could not be written.");
    expect(incident).toMatchObject({
      level: "error",
      requestId: line["requestId"],
      problem: expect.stringContaining("ENOENT"),
    });
    const failures = (await other.scrape()).find(({ name }) => name === "roster_audit_failures_total");
    expect(failures?.samples).toEqual([expect.objectContaining({ value: 1 })]);
  });
});
