import { afterEach, describe, expect, it } from "@jest/globals";
import type { Fault } from "../../src/simulation/faults.ts";
import { dig, listAt, PROVIDERS } from "../calls/support.ts";
import { type Gateway, type GatewayOptions, type GraphQLAnswer, startGateway } from "../support/gateway.ts";

/*
 * Whatever a provider does instead of answering has one code of Roster's. Each case has a gateway of its own, in
 * which all five providers fail alike, so that each of them is told as an error.
 */

let gateway: Gateway;
afterEach(() => gateway.close());

/** A gateway all of whose providers have this fault. */
async function startFaulty(fault: Fault, options: GatewayOptions = {}): Promise<void> {
  gateway = await startGateway({ users: 60, ...options });
  for (const provider of PROVIDERS) gateway.simulator(provider).faults.add({ fault });
}

const told = ({ errors = [] }: GraphQLAnswer) =>
  Object.fromEntries(errors.map(({ extensions }) => [extensions?.["provider"], extensions?.["code"]]));

const allOf = (code: string) => Object.fromEntries(PROVIDERS.map((provider) => [provider, code]));

const CASES: ReadonlyArray<readonly [name: string, fault: Fault, code: string]> = [
  ["500", { kind: "status", status: 500 }, "UPSTREAM_ERROR"],
  ["503 with HTML", { kind: "status", status: 503, body: "<h1>down</h1>" }, "UPSTREAM_ERROR"],
  ["200 with a body that is not JSON", { kind: "garbage" }, "UPSTREAM_INVALID_RESPONSE"],
  [
    "200 with JSON of another shape",
    { kind: "status", status: 200, body: '{"message":"hello"}' },
    "UPSTREAM_INVALID_RESPONSE",
  ],
  ["200 with no body", { kind: "status", status: 200 }, "UPSTREAM_INVALID_RESPONSE"],
  ["200 with null", { kind: "status", status: 200, body: "null" }, "UPSTREAM_INVALID_RESPONSE"],
  ["a connection cut before the answer", { kind: "cut", when: "before" }, "PROVIDER_UNAVAILABLE"],
  ["a connection cut in the middle of it", { kind: "cut", when: "body" }, "PROVIDER_UNAVAILABLE"],
  ["a body without end", { kind: "endless" }, "UPSTREAM_INVALID_RESPONSE"],
  ["401", { kind: "status", status: 401 }, "PROVIDER_UNAUTHENTICATED"],
  ["403", { kind: "status", status: 403, body: "{}" }, "PROVIDER_FORBIDDEN"],
  ["418", { kind: "status", status: 418 }, "UPSTREAM_ERROR"],
];

describe("what each provider does instead of answering has one code", () => {
  it.each(CASES)("%s", async (_name, fault, code) => {
    await startFaulty(fault);
    const answer = await gateway.graphql("{ users { nodes { id } } }");
    expect(told(answer)).toEqual(allOf(code));
    expect(JSON.stringify(answer)).not.toMatch(/127\.0\.0\.1|<h1>|Back in a minute/);
  });

  it("an answer that comes too late", async () => {
    await startFaulty({ kind: "delay", milliseconds: 20_000 }, { settings: { timeoutMs: 300 } });
    expect(told(await gateway.graphql("{ users { nodes { id } } }"))).toEqual(allOf("UPSTREAM_TIMEOUT"));
  });

  it("410 of Equinix, which has been shut down", async () => {
    await startFaulty({ kind: "status", status: 410 });
    const answer = await gateway.graphql('{ users(filter: { providers: ["equinix"] }) { nodes { id } } }');
    expect(told(answer)).toEqual({ equinix: "PROVIDER_RETIRED" });
  });
});

describe("a provider that asks for fewer requests", () => {
  it("is RATE_LIMITED, with how long to wait", async () => {
    await startFaulty({ kind: "rateLimit", retryAfterSeconds: 60 });
    const { errors = [] } = await gateway.graphql("{ users { nodes { id } } }");
    for (const { extensions } of errors) {
      expect(extensions).toMatchObject({ code: "RATE_LIMITED" });
      expect(Number(extensions?.["retryAfterMs"])).toBeGreaterThan(50_000);
      expect(Number(extensions?.["retryAfterMs"])).toBeLessThanOrEqual(61_000);
    }
    expect(errors.map(({ extensions }) => extensions?.["provider"]).sort()).toEqual(PROVIDERS);
  });

  it("tells it in the coverage of a list that the others serve", async () => {
    gateway = await startGateway({ users: 60 });
    gateway.simulator("equinix").faults.add({ fault: { kind: "rateLimit", retryAfterSeconds: 60 } });
    const answer = await gateway.graphql(
      "{ users { coverage { provider { key } status error { code retryAfterMs } } } }",
    );
    expect(answer.errors).toBeUndefined();
    expect(listAt(answer.data, "users", "coverage")).toContainEqual({
      provider: { key: "equinix" },
      status: "FAILED",
      error: { code: "RATE_LIMITED", retryAfterMs: expect.any(Number) },
    });
  });
});

describe("a credential that the provider does not know", () => {
  it("is PROVIDER_UNAUTHENTICATED, and stands in no answer", async () => {
    const wrong = "wr0ng-credential";
    gateway = await startGateway({
      users: 60,
      settingsOf: {
        equinix: { authToken: wrong },
        samsung: { secretKey: wrong },
        scaikey: { token: wrong },
        scaleway: { secretKey: wrong },
        scalr: { token: wrong },
      },
    });
    const answer = await gateway.graphql("{ users { nodes { id } } }", {}, { "roster-explain": "1" });
    expect(told(answer)).toEqual(allOf("PROVIDER_UNAUTHENTICATED"));
    expect(JSON.stringify(answer)).not.toContain(wrong);
  });
});

describe("a list's own timeoutMs", () => {
  const QUERY = `{ users(first: 100, timeoutMs: 400) {
    nodes { provider { key } } coverage { provider { key } status error { code } }
  } }`;

  it("leaves out the provider that is late and serves the others", async () => {
    gateway = await startGateway({ users: 60 });
    gateway.simulator("scalr").faults.add({ fault: { kind: "delay", milliseconds: 20_000 } });
    const started = performance.now();
    const answer = await gateway.graphql(QUERY);
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(answer.errors).toBeUndefined();
    expect(listAt(answer.data, "users", "coverage")).toContainEqual({
      provider: { key: "scalr" },
      status: "FAILED",
      error: { code: "UPSTREAM_TIMEOUT" },
    });
    const seen = new Set(listAt(answer.data, "users", "nodes").map((node) => dig(node, "provider", "key")));
    expect([...seen].sort()).toEqual(["equinix", "samsung", "scaikey", "scaleway"]);
  });

  it("holds for users who are read one by one, too: they are shown as listed", async () => {
    gateway = await startGateway({ users: 60 });
    const fault = { kind: "delay", milliseconds: 20_000 } as const;
    gateway.simulator("scaikey").faults.add({ path: /\/users\/usr_/, fault });
    const started = performance.now();
    const { data, errors } = await gateway.graphql(`{
      users(first: 5, timeoutMs: 400, filter: { providers: ["scaikey"] }) {
        nodes { email firstName } coverage { status error { code } }
      }
    }`);
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(errors).toBeUndefined();
    expect(listAt(data, "users", "nodes").length).toBe(5);
    expect(dig(data, "users", "coverage")).toEqual([
      { status: "PARTIAL", error: { code: "UPSTREAM_TIMEOUT" } },
    ]);
  });

  it("does not count the late answer as the provider's failure to be healthy", async () => {
    gateway = await startGateway({ users: 60 });
    gateway.simulator("scalr").faults.add({ fault: { kind: "delay", milliseconds: 20_000 } });
    await gateway.graphql(QUERY);
    const { data } = await gateway.graphql('{ provider(key: "scalr") { health { state } } }');
    expect(dig(data, "provider", "health", "state")).toBe("UNKNOWN");
  });
});

describe("a provider's health follows its answers", () => {
  const health = async (): Promise<unknown> => {
    const { data } = await gateway.graphql('{ provider(key: "scalr") { health { state } } }');
    return dig(data, "provider", "health", "state");
  };
  const ask = () => gateway.graphql('{ users(filter: { providers: ["scalr"] }) { nodes { id } } }');

  it("from UNKNOWN to HEALTHY, over DEGRADED to DOWN, and back", async () => {
    gateway = await startGateway({ users: 60 });
    expect(await health()).toBe("UNKNOWN");
    for (let time = 0; time < 3; time += 1) await ask();
    expect(await health()).toBe("HEALTHY");
    gateway.simulator("scalr").faults.add({ fault: { kind: "status", status: 500 }, times: 1 });
    await ask();
    expect(await health()).toBe("DEGRADED");
    gateway.simulator("scalr").faults.add({ fault: { kind: "status", status: 500 }, times: 12 });
    for (let time = 0; time < 3; time += 1) await ask();
    expect(await health()).toBe("DOWN");
  });

  it("a refusal is an answer", async () => {
    gateway = await startGateway({ users: 60 });
    gateway.simulator("scalr").faults.add({ fault: { kind: "status", status: 403 } });
    await ask();
    expect(await health()).toBe("HEALTHY");
  });
});
