import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Gateway, type GraphQLAnswer, startGateway } from "../support/gateway.ts";

interface ExplainedCall {
  readonly provider: string;
  readonly operation: string;
  readonly page: number | null;
  readonly status: number | null;
  readonly milliseconds: number;
  readonly records: number | null;
  readonly source: "network" | "cache" | "shared";
}

interface Upstream {
  readonly plan: readonly { readonly provider: string; readonly access: { readonly kind: string } }[];
  readonly calls: readonly ExplainedCall[];
  readonly totals: {
    readonly calls: number;
    readonly byProvider: Readonly<Record<string, number>>;
    readonly records: number;
  };
}

const EXPLAIN = { "roster-explain": "1" };
const QUERY = `query ($after: String, $filter: UserFilter, $orderBy: UserOrder) {
  users(first: 30, after: $after, filter: $filter, orderBy: $orderBy) {
    nodes { id email createdAt teams { nodes { name } } }
    pageInfo { endCursor }
  }
}`;

/** What the gateway says of its upstream calls, as its documentation describes it. */
function upstreamOf({ extensions }: GraphQLAnswer): Upstream {
  return JSON.parse(JSON.stringify(extensions?.["upstream"]));
}

/** Whatever a request's headers hold that could prove who asks. */
function secretsIn(headers: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(headers).flatMap(([name, value]) =>
    /auth|token|key|signature/i.test(name) ? [value, value.replace(/^Bearer /, "")] : [],
  );
}

describe("an answer that explains itself", () => {
  let gateway: Gateway;

  beforeAll(async () => {
    gateway = await startGateway({ users: 120 });
  });

  afterAll(async () => gateway.close());

  const explained = (variables: Readonly<Record<string, unknown>>): Promise<GraphQLAnswer> =>
    gateway.graphql(QUERY, variables, EXPLAIN);

  it("tells each provider's plan", async () => {
    const { plan } = upstreamOf(
      await explained({ filter: { mfa: ["DISABLED"] }, orderBy: { field: "CREATED_AT", direction: "ASC" } }),
    );

    expect(Object.fromEntries(plan.map(({ provider, access }) => [provider, access.kind]))).toEqual({
      scaleway: "sorted",
      samsung: "none",
      scaikey: "sweep",
      equinix: "sweep",
      scalr: "none",
    });
    expect(plan.find(({ provider }) => provider === "scaleway")).toEqual({
      provider: "scaleway",
      access: { kind: "sorted" },
      native: { mfa: ["DISABLED"] },
      residual: ["mfa"],
      include: [],
      detail: "none",
      exactTotal: true,
      pageSize: 100,
    });
  });

  it("has one entry for each call that was made, and their sums", async () => {
    gateway.forgetRequests();
    const { calls, totals } = upstreamOf(await explained({}));
    const counted = gateway.requestCounts();
    const requests = Object.values(gateway.simulation.simulators).flatMap((simulator) =>
      simulator.requests(),
    );

    expect(totals.byProvider).toEqual(counted);
    expect(totals.calls).toBe(calls.length);
    expect(calls).toHaveLength(requests.length);
    expect(totals.records).toBe(calls.reduce((sum, { records }) => sum + (records ?? 0), 0));
    for (const call of calls) {
      expect(call).toMatchObject({
        provider: expect.stringMatching(/^[a-z]+$/),
        operation: expect.stringMatching(/^[A-Za-z-]+$/),
        status: 200,
        source: "network",
        milliseconds: expect.any(Number),
      });
    }
    expect(calls.find(({ provider }) => provider === "samsung")).toMatchObject({ page: 0 });
    expect(calls.find(({ provider }) => provider === "equinix")).toMatchObject({ page: 1 });
  });

  it("tells what came from an earlier page's reading", async () => {
    const orderBy = { field: "EMAIL", direction: "ASC" };
    const first = await gateway.graphql(QUERY, { orderBy });
    const users = first.data?.["users"];
    const { endCursor } = JSON.parse(JSON.stringify(users)).pageInfo;
    const { calls, totals } = upstreamOf(await explained({ orderBy, after: endCursor }));
    const lists = calls.filter(({ source }) => source === "cache");

    expect(new Set(lists.map(({ provider }) => provider))).toEqual(
      new Set(["scaleway", "samsung", "scaikey", "equinix", "scalr"]),
    );
    expect(lists.every(({ status, records }) => status === null && (records ?? 0) > 0)).toBe(true);
    expect(totals.calls).toBe(calls.length - lists.length);
  });

  it("tells a call that failed", async () => {
    const { faults } = gateway.simulator("equinix");
    faults.add({ fault: { kind: "status", status: 403 } });
    const { calls } = upstreamOf(await explained({}));
    faults.clear();

    expect(calls).toContainEqual(
      expect.objectContaining({ provider: "equinix", status: 403, records: null }),
    );
  });

  it("never holds a credential", async () => {
    gateway.forgetRequests();
    const answers = [
      await explained({}),
      await explained({ orderBy: { field: "CREATED_AT", direction: "DESC" } }),
    ];
    const text = JSON.stringify(answers.map(({ extensions }) => extensions));
    const simulators = Object.values(gateway.simulation.simulators);
    const configured = simulators.flatMap(({ settings }) =>
      Object.entries(settings).flatMap(([name, value]) => (/token|key/i.test(name) ? [value] : [])),
    );
    const sent = simulators.flatMap((simulator) =>
      simulator.requests().flatMap(({ headers }) => secretsIn(headers)),
    );

    expect(configured.length).toBeGreaterThanOrEqual(simulators.length);
    expect(sent.length).toBeGreaterThanOrEqual(simulators.length);
    for (const secret of new Set([...configured, ...sent])) expect(text).not.toContain(secret);
  });

  it("does so only when it is asked to", async () => {
    for (const headers of [{}, { "roster-explain": "0" }, { "roster-explain": "true" }]) {
      expect((await gateway.graphql(QUERY, {}, headers)).extensions?.["upstream"]).toBeUndefined();
    }
  });
});

describe("a gateway whose configuration does not allow it", () => {
  it("explains nothing", async () => {
    const gateway = await startGateway({ users: 60, config: { explain: false } });
    const { data, extensions } = await gateway.graphql(QUERY, {}, EXPLAIN);
    await gateway.close();

    expect(data?.["users"]).toBeDefined();
    expect(extensions?.["upstream"]).toBeUndefined();
  });
});
