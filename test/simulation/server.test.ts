import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { createFaults, type Fault } from "../../src/simulation/faults.ts";
import {
  type SimulatedRequest,
  type SimulationServer,
  type SimulationServerOptions,
  startServer,
} from "../../src/simulation/server.ts";

let server: SimulationServer;
let worked: SimulatedRequest[];
let faults: SimulationServerOptions["faults"];

beforeEach(async () => {
  worked = [];
  faults = createFaults();
  server = await startServer({
    faults,
    contentType: "application/json",
    answer(request) {
      worked.push(request);
      if (request.path === "/broken") throw new Error("A mistake.");
      return request.method === "DELETE"
        ? { status: 204 }
        : { status: 200, body: { people: ["Ada", "Zoë"] } };
    },
    rateLimited: (seconds) => ({ status: 429, headers: { "Retry-After": String(seconds) }, body: {} }),
  });
});
afterEach(() => server.close());

const ask = (path = "/people", init?: RequestInit) => fetch(`${server.url}${path}`, init);
const strike = (fault: Fault) => faults.add({ fault, times: 1 });

describe("a simulation's server", () => {
  it("shows a request as it came, and records it", async () => {
    const response = await ask("/a%2Fb?x=%20&x=2&y", {
      method: "PATCH",
      headers: { "X-Thing": "One" },
      body: '{"name":"Zoë"}',
    });
    expect(await response.json()).toEqual({ people: ["Ada", "Zoë"] });
    expect(worked).toMatchObject([
      {
        method: "PATCH",
        url: `${server.url}/a%2Fb?x=%20&x=2&y`,
        path: "/a%2Fb",
        rawQuery: "x=%20&x=2&y",
        body: { name: "Zoë" },
        ignoreWrite: false,
      },
    ]);
    expect(worked[0]?.query.getAll("x")).toEqual([" ", "2"]);
    expect(worked[0]?.headers["x-thing"]).toBe("One");
    expect(server.requests()).toMatchObject([
      { method: "PATCH", path: "/a%2Fb", query: "x=%20&x=2&y", body: { name: "Zoë" }, status: 200 },
    ]);
    server.forgetRequests();
    expect(server.requests()).toEqual([]);
  });

  it("tells no body from one that is not JSON", async () => {
    await ask("/people", { method: "POST" });
    await ask("/people", { method: "POST", body: "{" });
    expect(worked.map(({ body }) => body)).toEqual([null, undefined]);
  });

  it("refuses a body over one MiB", async () => {
    const response = await ask("/people", { method: "POST", body: "x".repeat(1024 * 1024 + 1) });
    expect(response.status).toBe(413);
    expect(worked).toEqual([]);
  });

  it("survives a mistake of its simulator", async () => {
    expect((await ask("/broken")).status).toBe(500);
    expect((await ask("/people", { method: "DELETE" })).status).toBe(204);
  });

  it("keeps the newest ten thousand requests", async () => {
    for (let round = 0; round < 101; round += 1) {
      await Promise.all(
        Array.from({ length: 100 }, async (_, index) => (await ask(`/${round}/${index}`)).arrayBuffer()),
      );
    }
    expect(server.requests()).toHaveLength(10_000);
    expect(server.requests().at(-1)?.path).toMatch(/^\/100\//);
  });

  it("does the work of a late answer at once", async () => {
    strike({ kind: "delay", milliseconds: 60_000 });
    const leaving = new AbortController();
    const answer = ask("/people", { signal: leaving.signal });
    while (worked.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    leaving.abort();
    await expect(answer).rejects.toThrow();
    expect(server.requests()).toMatchObject([{ status: 0 }]);
    strike({ kind: "delay", milliseconds: 20 });
    expect((await ask()).status).toBe(200);
  });

  it("answers with another status, after the work or before", async () => {
    strike({ kind: "status", status: 503, body: "busy", headers: { "Retry-After": "3" } });
    const after = await ask();
    expect([after.status, after.headers.get("retry-after"), await after.text()]).toEqual([503, "3", "busy"]);
    expect(worked).toHaveLength(1);
    strike({ kind: "status", status: 500, before: true });
    expect((await ask()).status).toBe(500);
    expect(worked).toHaveLength(1);
    expect(server.requests().map(({ status }) => status)).toEqual([503, 500]);
  });

  it.each([
    ["before", 0],
    ["after", 1],
    ["body", 1],
  ] as const)("cuts the connection: %s", async (when, count) => {
    strike({ kind: "cut", when });
    await expect(ask().then((response) => response.text())).rejects.toThrow();
    expect(worked).toHaveLength(count);
    expect(server.requests()).toMatchObject([{ status: 0 }]);
    expect((await ask()).status).toBe(200);
  });

  it("answers garbage, 429, and as if it had written", async () => {
    strike({ kind: "garbage" });
    const garbage = await ask();
    expect(garbage.status).toBe(200);
    await expect(garbage.json()).rejects.toThrow();
    strike({ kind: "rateLimit", retryAfterSeconds: 9 });
    const limited = await ask();
    expect([limited.status, limited.headers.get("retry-after")]).toEqual([429, "9"]);
    expect(worked).toHaveLength(1);
    strike({ kind: "ignore" });
    await ask();
    expect(worked.at(-1)?.ignoreWrite).toBe(true);
  });

  it("sends a body without an end until the client leaves", async () => {
    strike({ kind: "endless" });
    const leaving = new AbortController();
    const response = await ask("/people", { signal: leaving.signal });
    let length = 0;
    const reading = (async () => {
      for await (const chunk of response.body ?? []) {
        length += chunk.length;
        if (length > 1_000_000) leaving.abort();
      }
    })();
    await expect(reading).rejects.toThrow();
    expect((await ask()).status).toBe(200);
  });

  it("closes at once, whatever is going on", async () => {
    await ask();
    strike({ kind: "delay", milliseconds: 60_000 });
    const waiting = ask().catch(() => "cut");
    while (worked.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    await server.close();
    expect(await waiting).toBe("cut");
  });
});
