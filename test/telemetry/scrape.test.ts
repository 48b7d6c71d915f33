import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { makeApiKey } from "../../src/access/apiKey.ts";
import { problemsOf, type Sample } from "./exposition.ts";
import { type LoggedGateway, startLogged, userWho } from "./support.ts";

const EVERYBODY = "{ users(first: 3) { nodes { id } } }";

async function samples(gateway: LoggedGateway): Promise<readonly Sample[]> {
  return (await gateway.scrape()).flatMap((family) => family.samples);
}

/** The sum over the series of a metric that have these labels. */
async function sumOf(
  gateway: LoggedGateway,
  name: string,
  labels: Readonly<Record<string, string>> = {},
): Promise<number> {
  return (await samples(gateway))
    .filter((sample) => sample.name === name)
    .filter((sample) => Object.entries(labels).every(([label, text]) => sample.labels[label] === text))
    .reduce((sum, { value }) => sum + value, 0);
}

describe("a scrape", () => {
  let gateway: LoggedGateway;
  beforeAll(async () => {
    gateway = await startLogged({ telemetry: { ofProcess: true }, settings: { timeoutMs: 2_000 } });
  });
  afterEach(() => {
    for (const simulator of Object.values(gateway.simulation.simulators)) simulator.faults.clear();
  });
  afterAll(() => gateway.close());

  it("is open on loopback where nobody has to say who they are, and Prometheus reads it without complaint", async () => {
    await gateway.ask({ query: EVERYBODY });
    const response = await fetch(new URL("/metrics", gateway.url));
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toMatch(/^text\/plain; version=0\.0\.4/);
    const families = await gateway.scrape();
    expect(problemsOf(families)).toEqual([]);
    expect(families.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["process_resident_memory_bytes", "nodejs_eventloop_lag_p99_seconds"]),
    );
  });

  it("counts operations, their errors, and what they asked of each provider", async () => {
    const before = await sumOf(gateway, "roster_upstream_calls_total", { provider: "scalr", status: "200" });
    const ok = await sumOf(gateway, "roster_operations_total", { type: "query", outcome: "ok" });
    await gateway.ask({ query: EVERYBODY });
    await gateway.ask({ query: "{ nobody }" });
    const labels = { provider: "scalr", status: "200" };
    expect(await sumOf(gateway, "roster_upstream_calls_total", labels)).toBe(before + 1);
    expect(await sumOf(gateway, "roster_operations_total", { type: "query", outcome: "ok" })).toBe(ok + 1);
    expect(await sumOf(gateway, "roster_operation_errors_total", { code: "GRAPHQL_VALIDATION_FAILED" })).toBe(
      1,
    );
    expect(await sumOf(gateway, "roster_cost_count")).toBeGreaterThan(0);
  });

  it("has no more series after 200 operations with names that nobody has thought of", async () => {
    await gateway.ask({ query: `query Known ${EVERYBODY}` });
    await gateway.ask({ query: "query Wrong { nobody }" });
    const before = (await samples(gateway)).length;
    for (let count = 0; count < 200; count += 1) {
      const name = `N${Math.random().toString(36).slice(2)}`;
      const query = count % 2 === 0 ? `query ${name} { __typename }` : `query ${name} { nobody }`;
      await gateway.ask({ query, operationName: name }, { "x-request-id": name });
    }
    expect((await samples(gateway)).length).toBe(before);
  });

  it("has no more series after writes to providers that nobody has configured", async () => {
    const query = `mutation ($input: CreateUserInput!) { createUser(input: $input) { outcome } }`;
    const create = (provider: string) => {
      const scaleway = { provider, email: "a@planted.example", username: "planted" };
      return gateway.ask({ query, variables: { input: { scaleway } } });
    };
    await create("nowhere");
    const before = (await samples(gateway)).length;
    for (let count = 0; count < 20; count += 1) await create(`nowhere-${count}`);
    expect((await samples(gateway)).length).toBe(before);
  });

  it("tells pages that were kept from pages that were read", async () => {
    const list = (after: string | null) => ({
      query: "query ($after: String) { users(first: 2, after: $after) { pageInfo { endCursor } } }",
      variables: { after },
    });
    const { answer } = await gateway.ask(list(null));
    const [, cursor = ""] = /"endCursor":"([^"]+)"/.exec(JSON.stringify(answer)) ?? [];
    const read = await sumOf(gateway, "roster_page_store_reads_total", { source: "network" });
    expect(read).toBeGreaterThan(0);
    await gateway.ask(list(cursor));
    expect(await sumOf(gateway, "roster_page_store_reads_total", { source: "cache" })).toBeGreaterThan(0);
  });

  it("counts writes by what came of them", async () => {
    const id = await userWho(gateway, "lockUser", "scaleway");
    const query = "mutation ($id: ID!) { lockUser(input: { id: $id }) { outcome } }";
    const labels = { mutation: "lockUser", provider: "scaleway" };
    await gateway.ask({ query, variables: { id } });
    expect(await sumOf(gateway, "roster_writes_total", { ...labels, outcome: "CONFIRMED" })).toBe(1);
    await gateway.ask({ query, variables: { id } });
    expect(await sumOf(gateway, "roster_writes_total", labels)).toBe(2);
  });

  it("shows a breaker that has opened", async () => {
    expect(await sumOf(gateway, "roster_breaker_state", { provider: "equinix" })).toBe(0);
    gateway.simulator("equinix").faults.add({ fault: { kind: "status", status: 500, before: true } });
    for (let count = 0; count < 12; count += 1) await gateway.ask({ query: EVERYBODY });
    expect(await sumOf(gateway, "roster_breaker_state", { provider: "equinix" })).toBeGreaterThan(0);
    expect(await sumOf(gateway, "roster_breaker_state", { provider: "scalr" })).toBe(0);
    expect(await sumOf(gateway, "roster_upstream_running")).toBe(0);
  });

  it("is for reading only", async () => {
    const response = await fetch(new URL("/metrics", gateway.url), { method: "POST" });
    expect(response.status).toBe(405);
    expect((await fetch(new URL("/metrics", gateway.url), { method: "HEAD" })).status).toBe(200);
  });
});

describe("where callers are known", () => {
  const keys = { metrics: makeApiKey(), narrowed: makeApiKey(), users: makeApiKey() };
  let gateway: LoggedGateway;
  beforeAll(async () => {
    const scopes = {
      metrics: ["metrics:read"],
      narrowed: ["metrics:read:scalr"],
      users: ["users:read", "users:write", "users:credentials", "audit:read"],
    };
    const apiKeys = Object.entries(keys).map(([name, { sha256 }]) => ({
      name,
      sha256,
      scopes: scopes[name as keyof typeof scopes],
    }));
    gateway = await startLogged({ config: { auth: { apiKeys } } });
  });
  afterAll(() => gateway.close());

  async function get(path: string, key: string | null) {
    const headers = key === null ? {} : { "x-api-key": key };
    const response = await fetch(new URL(path, gateway.url), { headers });
    return { status: response.status, headers: response.headers, text: await response.text() };
  }

  it.each([
    ["to nobody who does not say who they are", null, 401, "UNAUTHENTICATED"],
    ["to nobody with a wrong key", `${keys.metrics.key}x`, 401, "UNAUTHENTICATED"],
    ["to nobody with every other scope", keys.users.key, 403, "FORBIDDEN"],
    ["to nobody who may see one provider's only", keys.narrowed.key, 403, "FORBIDDEN"],
  ])("metrics are told %s", async (_who, key, status, code) => {
    const answer = await get("/metrics", key);
    expect(answer.status).toBe(status);
    expect(answer.headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(JSON.parse(answer.text)).toEqual({
      errors: [{ message: expect.any(String), extensions: { code } }],
    });
    expect(answer.text).not.toContain("roster_");
  });

  it("metrics are told to whoever has the scope metrics:read", async () => {
    const { status, text } = await get("/metrics", keys.metrics.key);
    expect(status).toBe(200);
    expect(text).toContain("roster_operations_total");
  });

  it("anybody is told that Roster is ready, and those with metrics:read how its providers are", async () => {
    expect(await get("/health/ready", null)).toMatchObject({ status: 200, text: '{"status":"ok"}' });
    expect(await get("/health/ready", keys.users.key)).toMatchObject({
      status: 200,
      text: '{"status":"ok"}',
    });
    const { text } = await get("/health/ready", keys.metrics.key);
    expect(JSON.parse(text).providers).toContainEqual({ key: "scalr", health: "UNKNOWN" });
  });

  it("an operation's line names its caller, and one of an unknown caller says so", async () => {
    const known = await gateway.ask({ query: "{ __typename }" }, { "x-api-key": keys.users.key });
    expect(known.line).toMatchObject({ caller: "key:users", outcome: "ok" });
    const unknown = await gateway.ask({ query: "query Secret { __typename }" });
    expect(unknown.line).toMatchObject({ caller: null, name: null, codes: ["UNAUTHENTICATED"], status: 401 });
  });
});

describe("health", () => {
  it("is ready while providers are down, and says how they are", async () => {
    const gateway = await startLogged();
    for (const simulator of Object.values(gateway.simulation.simulators)) {
      simulator.faults.add({ fault: { kind: "status", status: 500, before: true } });
    }
    for (let count = 0; count < 3; count += 1) await gateway.ask({ query: EVERYBODY });
    const live = await fetch(new URL("/health/live", gateway.url));
    expect({ status: live.status, body: await live.json() }).toEqual({ status: 200, body: { status: "ok" } });
    const ready = await fetch(new URL("/health/ready", gateway.url));
    expect({ status: ready.status, body: await ready.json() }).toEqual({
      status: 200,
      body: {
        status: "ok",
        providers: Object.keys(gateway.simulation.simulators).map((key) => ({ key, health: "DOWN" })),
      },
    });
    await gateway.close();
  });
});
