import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { dig, listAt, PROVIDERS, someUser } from "../calls/support.ts";
import { type Gateway, type GraphQLAnswer, startGateway } from "../support/gateway.ts";

const LISTS = ["users", "teams", "invitations", "gracePeriods", "accountMemberships"] as const;

/** The lists that a provider has anything to do with. */
const listsOf = (provider: string): readonly string[] =>
  LISTS.filter((list) => {
    if (list === "gracePeriods") return provider === "scaleway";
    if (list === "teams") return provider !== "scaikey";
    return list !== "invitations" || provider !== "samsung";
  });

/** Which provider ended up how, and why where it says. */
function coverageOf(answer: GraphQLAnswer, list: string): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    listAt(answer.data, list, "coverage").map((one) => [
      String(dig(one, "provider", "key")),
      dig(one, "error", "code") ?? dig(one, "status"),
    ]),
  );
}

/** What `errors` says: whom each is about, and what. */
const told = ({ errors = [] }: GraphQLAnswer) =>
  errors.map(({ extensions }) => ({ provider: extensions?.["provider"], code: extensions?.["code"] }));

const COVERAGE = "isComplete coverage { provider { key } status error { code message } }";

describe.each(PROVIDERS)("with %s down", (dead) => {
  let gateway: Gateway;
  let itsUser: string;
  const others = PROVIDERS.filter((provider) => provider !== dead);

  beforeAll(async () => {
    gateway = await startGateway({ users: 80 });
    itsUser = someUser(gateway, dead);
    await gateway.simulator(dead).close();
  });
  afterAll(() => gateway.close());

  it("the users of the others are served, coverage says who is missing, and errors stays empty", async () => {
    const answer = await gateway.graphql(
      `{ users(first: 100) { nodes { provider { key } } totalCount ${COVERAGE} } }`,
    );
    expect(answer.errors).toBeUndefined();
    const seen = listAt(answer.data, "users", "nodes").map((node) => dig(node, "provider", "key"));
    expect([...new Set(seen)].sort()).toEqual(others);
    expect(coverageOf(answer, "users")).toEqual({
      ...Object.fromEntries(others.map((provider) => [provider, "COMPLETE"])),
      [dead]: "PROVIDER_UNAVAILABLE",
    });
    expect(dig(answer.data, "users", "isComplete")).toBe(false);
    // How many there are in all is not known any more, and not as many as the others have.
    expect(dig(answer.data, "users", "totalCount")).toBeNull();
  });

  it("so it is in a sorted list", async () => {
    const answer = await gateway.graphql(
      `{ users(first: 100, orderBy: { field: EMAIL }) { nodes { email } ${COVERAGE} } }`,
    );
    expect(answer.errors).toBeUndefined();
    expect(coverageOf(answer, "users")[dead]).toBe("PROVIDER_UNAVAILABLE");
    expect(listAt(answer.data, "users", "nodes").length).toBeGreaterThan(50);
  });

  it("so it is in every other list that has the provider in it", async () => {
    for (const list of listsOf(dead)) {
      const args = list === "gracePeriods" ? "" : "(first: 100)";
      const answer = await gateway.graphql(`{ ${list}${args} { nodes { id } ${COVERAGE} } }`);
      if (list === "gracePeriods") {
        // Nobody else has any, so that every provider asked has failed.
        expect(told(answer)).toEqual([{ provider: dead, code: "PROVIDER_UNAVAILABLE" }]);
        continue;
      }
      expect(answer.errors).toBeUndefined();
      expect(coverageOf(answer, list)[dead]).toBe("PROVIDER_UNAVAILABLE");
      expect(dig(answer.data, list, "isComplete")).toBe(false);
    }
  });

  it("a list that must be whole fails and names the provider, once", async () => {
    for (const list of listsOf(dead)) {
      const answer = await gateway.graphql(`{ ${list}(onProviderFailure: FAIL) { nodes { id } } }`);
      expect(told(answer)).toEqual([{ provider: dead, code: "PROVIDER_UNAVAILABLE" }]);
      expect(answer.data ?? null).toBeNull();
    }
  });

  it("a list of the others alone is whole", async () => {
    const answer = await gateway.graphql(
      "query ($p: [String!]) { users(filter: { providers: $p }, onProviderFailure: FAIL) { isComplete } }",
      { p: others },
    );
    expect(answer).toEqual({ data: { users: { isComplete: true } } });
  });

  it("a user there is null with one error, and the rest of the answer is served", async () => {
    const [other = "scalr"] = others;
    const answer = await gateway.graphql(
      `query ($dead: ID!, $alive: ID!) {
        gone: user(id: $dead) { email } again: node(id: $dead) { id }
        there: user(id: $alive) { provider { key } }
      }`,
      { dead: itsUser, alive: someUser(gateway, other) },
    );
    expect(answer.data).toEqual({ gone: null, again: null, there: { provider: { key: other } } });
    expect(told(answer)).toEqual([{ provider: dead, code: "PROVIDER_UNAVAILABLE" }]);
  });

  it("the provider's health says so, without another call", async () => {
    const answer = await gateway.graphql(
      "query ($p: String!) { provider(key: $p) { health { state lastFailureAt lastSuccessAt } } }",
      { p: dead },
    );
    expect(dig(answer.data, "provider", "health")).toEqual({
      state: "DOWN",
      lastFailureAt: expect.any(String),
      lastSuccessAt: null,
    });
  });

  it("no message holds an address or an upstream text", async () => {
    const answer = await gateway.graphql(`{ users { ${COVERAGE} } }`);
    expect(JSON.stringify(answer)).not.toMatch(/127\.0\.0\.1|ECONN|:\d{4,5}\b|undici/);
  });
});

describe("with all five down", () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway({ users: 60 });
    await Promise.all(PROVIDERS.map((provider) => gateway.simulator(provider).close()));
  });
  afterAll(() => gateway.close());

  it("a list fails with one error for each provider", async () => {
    const answer = await gateway.graphql("{ users { nodes { id } } }");
    expect(
      told(answer)
        .map(({ provider }) => provider)
        .sort(),
    ).toEqual(PROVIDERS);
    expect(new Set(told(answer).map(({ code }) => code))).toEqual(new Set(["PROVIDER_UNAVAILABLE"]));
  });

  it("what needs no provider is answered", async () => {
    const answer = await gateway.graphql("{ providers { key lifecycle { state } health { state } } }");
    expect(answer.errors).toBeUndefined();
    expect(listAt(answer.data, "providers").length).toBe(5);
  });
});
