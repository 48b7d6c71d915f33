import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { dig, listAt, someUser } from "../calls/support.ts";
import { connectTo, postOf } from "../http/raw.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";

const SLOW = { fault: { kind: "delay", milliseconds: 20_000 } } as const;

let gateway: Gateway;
beforeAll(async () => {
  const limits = { operations: 3, operationTimeoutMs: 700 };
  gateway = await startGateway({ users: 80, config: { limits }, settings: { timeoutMs: 10_000 } });
});
afterEach(() => {
  for (const provider of ["scalr", "scaleway"]) gateway.simulator(provider).faults.clear();
});
afterAll(() => gateway.close());

function post(query: string, init: RequestInit = {}): Promise<Response> {
  return fetch(gateway.url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query }),
    ...init,
  });
}

/** Asks for nothing until it is answered so. */
async function untilAnswered(status: number): Promise<void> {
  while ((await post("{ __typename }")).status !== status);
}

describe("an operation whose time is up", () => {
  it("is answered with what has arrived: the lists of those who answered", async () => {
    gateway.simulator("scalr").faults.add(SLOW);
    const started = performance.now();
    const { data, errors } = await gateway.graphql(
      "{ users(first: 100) { nodes { id } coverage { provider { key } status error { code } } } }",
    );
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(errors).toBeUndefined();
    expect(listAt(data, "users", "nodes").length).toBeGreaterThan(50);
    const scalr = listAt(data, "users", "coverage").find((one) => dig(one, "provider", "key") === "scalr");
    expect(scalr).toMatchObject({ status: "FAILED", error: { code: "UPSTREAM_TIMEOUT" } });
  });

  it("is answered with the fields that could be had", async () => {
    gateway.simulator("scalr").faults.add(SLOW);
    const query = "query ($a: ID!, $b: ID!) { a: user(id: $a) { email } b: user(id: $b) { email } }";
    const { data, errors } = await gateway.graphql(query, {
      a: someUser(gateway, "scalr"),
      b: someUser(gateway, "scaleway"),
    });
    expect(data).toMatchObject({ a: null, b: { email: expect.anything() } });
    expect(errors?.map((error) => error.extensions?.["code"])).toEqual(["UPSTREAM_TIMEOUT"]);
  });

  it("begins no further change", async () => {
    const [first, second] = [someUser(gateway, "scaleway"), someUser(gateway, "scaikey")];
    gateway.simulator("scaleway").faults.add({ ...SLOW, method: "GET" });
    const query = `mutation ($a: ID!, $b: ID!) {
      a: lockUser(input: { id: $a }) { outcome userErrors { code } }
      b: lockUser(input: { id: $b }) { outcome userErrors { code } }
    }`;
    gateway.forgetRequests();
    const { data } = await gateway.graphql(query, { a: first, b: second });
    expect(data).toMatchObject({
      a: { outcome: "REJECTED", userErrors: [{ code: "UPSTREAM_TIMEOUT" }] },
      b: { outcome: "REJECTED", userErrors: [{ code: "UPSTREAM_TIMEOUT" }] },
    });
    const writes = gateway
      .simulator("scaikey")
      .requests()
      .filter(({ method }) => method !== "GET");
    expect(writes).toEqual([]);
  });
});

describe("too many operations at once", () => {
  it("are turned away at once with 503, while health stays up and the others finish", async () => {
    gateway.simulator("scalr").faults.add(SLOW);
    const query = '{ users(filter: { providers: ["scalr"] }) { isComplete } }';
    const running = Array.from({ length: 3 }, () => post(query));
    await untilAnswered(503);
    const started = performance.now();
    const refused = await post(query);
    expect(performance.now() - started).toBeLessThan(300);
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "1"]);
    expect(await refused.json()).toEqual({
      errors: [{ message: expect.any(String), extensions: { code: "RATE_LIMITED", retryAfterMs: 1_000 } }],
    });
    expect((await fetch(new URL("/health/ready", gateway.url))).status).toBe(200);
    for (const answer of await Promise.all(running)) expect(answer.status).toBe(200);
    expect((await post("{ __typename }")).status).toBe(200);
  });

  it("do not count when their client has gone, and neither do their calls", async () => {
    gateway.simulator("scalr").faults.add(SLOW);
    const query = '{ users(filter: { providers: ["scalr"] }) { isComplete } }';
    const leaving = new AbortController();
    const gone = Array.from({ length: 3 }, () => post(query, { signal: leaving.signal }).catch(() => null));
    await untilAnswered(503);
    const leftAt = performance.now();
    leaving.abort();
    await Promise.all(gone);
    await untilAnswered(200);
    // Well before their time would have been up.
    expect(performance.now() - leftAt).toBeLessThan(500);
  });

  it("do not count when they were sent one behind the other by a client who has gone", async () => {
    for (let time = 0; time < 3; time += 1) {
      gateway.simulator("scalr").faults.add(SLOW);
      const query = '{ users(filter: { providers: ["scalr"] }) { isComplete } }';
      const connection = await connectTo(gateway.url);
      connection.send(postOf(query).repeat(3));
      await untilAnswered(503);
      connection.close();
      await untilAnswered(200);
      gateway.simulator("scalr").faults.clear();
    }
  });
});
