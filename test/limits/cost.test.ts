import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { dig, listAt, listedIds, nobody, PROVIDERS, pick, someUser, userIds } from "../calls/support.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { QUERIES, QUERIES_BY_ID } from "./costQueries.ts";

let gateway: Gateway;
/** The ids of everybody at each provider, in the order of its list. */
let everybody: readonly (readonly string[])[];
beforeAll(async () => {
  gateway = await startGateway();
  everybody = await Promise.all(PROVIDERS.map((provider) => listedIds(gateway, provider)));
});
afterAll(() => gateway.close());

type Counts = Readonly<Record<string, number>>;

interface Costed {
  readonly estimated: Counts;
  readonly actual: Counts;
  readonly total: number;
}

async function costOf(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Costed> {
  gateway.forgetRequests();
  const { extensions, errors } = await gateway.graphql(query, variables, { "roster-explain": "1" });
  // A record that is not there costs a call to find out.
  expect(errors?.filter((error) => error.extensions?.["code"] !== "NOT_FOUND") ?? []).toEqual([]);
  const estimated = Object(dig(extensions, "cost", "byProvider"));
  return { estimated, actual: gateway.requestCounts(), total: Number(dig(extensions, "cost", "estimated")) };
}

function expectEnough({ estimated, actual }: Costed): void {
  const short = Object.entries(actual).filter(([provider, calls]) => (estimated[provider] ?? 0) < calls);
  expect({ short, estimated }).toEqual({ short: [], estimated });
}

describe("the estimate of an operation's upstream calls", () => {
  it.each(QUERIES)("is never lower than what it takes: %s", async (_name, query) => {
    expectEnough(await costOf(query));
  });

  it("holds for pages from anywhere in a list", async () => {
    const query = `query ($after: String, $order: UserOrder) {
      users(first: 60, after: $after, orderBy: $order) { nodes { email } pageInfo { endCursor hasNextPage } }
    }`;
    for (const order of [null, { field: "EMAIL" }, { field: "CREATED_AT", direction: "DESC" }]) {
      let after: unknown = null;
      for (let page = 0; page < 5; page += 1) {
        gateway.forgetRequests();
        const answer = await gateway.graphql(query, { after, order }, { "roster-explain": "1" });
        const estimated = Object(dig(answer.extensions, "cost", "byProvider"));
        expectEnough({ estimated, actual: gateway.requestCounts(), total: 0 });
        after = dig(answer.data, "users", "pageInfo", "endCursor");
      }
    }
  });

  describe.each(QUERIES_BY_ID)("holds for look-ups by id: %s", (_name, query) => {
    it.each([1, 4, 40])("%i of each provider", async (count) => {
      expectEnough(await costOf(query, { ids: everybody.flatMap((list) => pick(list, count)) }));
    });

    it("and for ids that nobody has", async () => {
      expectEnough(await costOf(query, { ids: PROVIDERS.map((provider) => nobody("User", provider)) }));
    });
  });

  describe.each(["... on User { email }", "... on User { firstName teams { nodes { name } } }"])(
    "holds for entities: %s",
    (selection) => {
      const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ${selection} ... on Team { id } } }`;

      it.each([1, 4, 40])("%i of each provider", async (count) => {
        const users = everybody
          .flatMap((list) => pick(list, count))
          .map((id) => ({ __typename: "User", id }));
        expectEnough(await costOf(query, { r: users }));
      });

      it("and for those that cannot be, which take nothing", async () => {
        const id = nobody("User", "scaleway");
        const r = [
          { __typename: "Team", id },
          { __typename: "User" },
          id,
          { id },
          JSON.parse('{"__proto__":1}'),
        ];
        gateway.forgetRequests();
        const { extensions } = await gateway.graphql(query, { r }, { "roster-explain": "1" });
        expect([dig(extensions, "cost", "estimated"), gateway.requestCounts()]).toEqual([0, {}]);
      });
    },
  );

  it.each(PROVIDERS)("holds for one user of %s, whatever is asked of them", async (provider) => {
    const id = someUser(gateway, provider);
    const query = `query ($id: ID!) { user(id: $id) {
      email firstName customAttributes teams { nodes { name } } gracePeriods { type } invitations { nodes { id } }
      accountMemberships { nodes { roles account { name } teams { name } user { email } } }
    } }`;
    expectEnough(await costOf(query, { id }));
  });

  it.each(PROVIDERS)("holds for a change at %s", async (provider) => {
    const id = someUser(gateway, provider);
    const query = `mutation ($id: ID!) { lockUser(input: { id: $id }) {
      outcome user { email firstName teams { nodes { name } } accountMemberships { nodes { roles } } }
    } }`;
    expectEnough(await costOf(query, { id }));
  });

  it("holds for records of other kinds by their ids", async () => {
    const list = `{
      teams(first: 20) { nodes { __typename id } } invitations(first: 20) { nodes { __typename id } }
      accountMemberships(first: 20) { nodes { __typename id } } gracePeriods(first: 5) { nodes { __typename id } }
    }`;
    const { data } = await gateway.graphql(list);
    for (const field of ["teams", "invitations", "accountMemberships", "gracePeriods"]) {
      const ids = listAt(data, field, "nodes").map((node) => dig(node, "id"));
      expectEnough(await costOf("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", { ids }));
      const r = listAt(data, field, "nodes");
      expectEnough(
        await costOf("query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }", { r }),
      );
    }
  });
});

describe("the estimate", () => {
  it.each([
    ["{ users(first: 100) { nodes { email } } }", 5],
    ["{ providers { key } }", 0],
    ["{ __schema { types { name } } }", 0],
    ['{ users(first: 10, filter: { providers: ["scaikey"] }) { nodes { email firstName } } }', 11],
    ['{ users(filter: { providers: ["nobody"] }) { nodes { email } } }', 0],
  ])("is exact where nothing is open: %s", async (query, calls) => {
    const { extensions } = await gateway.graphql(query, {}, { "roster-explain": "1" });
    expect(dig(extensions, "cost", "estimated")).toBe(calls);
  });

  it("counts what each record of a nested list takes", async () => {
    const of = async (first: number): Promise<number> =>
      (await costOf(`{ users(first: ${first}) { nodes { gracePeriods { type } } } }`)).total;
    expect([(await of(100)) - (await of(10)), (await of(50)) - (await of(10))]).toEqual([90, 40]);
  });

  it("believes no variable that does not fit", async () => {
    const query = "query ($first: Int) { users(first: $first) { nodes { email } } }";
    for (const first of ["many", -1, 10_000, {}, 1.5]) {
      const { errors } = await gateway.graphql(query, { first }, { "roster-explain": "1" });
      expect(errors?.map((error) => error.extensions?.["code"])).toEqual(["BAD_USER_INPUT"]);
    }
  });

  it("is told to those alone who ask for it", async () => {
    expect((await gateway.graphql("{ users { totalCount } }")).extensions).toBeUndefined();
    const { extensions } = await gateway.graphql("{ users { totalCount } }", {}, { "roster-explain": "1" });
    expect(dig(extensions, "cost")).toEqual({
      estimated: 5,
      limit: 10_000,
      byProvider: Object.fromEntries(PROVIDERS.map((provider) => [provider, 1])),
    });
  });
});

describe("an operation that costs too much", () => {
  const GREEDY =
    "{ users(first: 100) { nodes { teams { nodes { members { nodes { teams { nodes { name } } } } } } } } }";

  it("is refused before anybody is asked, with its cost and the limit", async () => {
    gateway.forgetRequests();
    const response = await fetch(gateway.url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: GREEDY }),
    });
    expect(response.status).toBe(400);
    const text = await response.text();
    expect(text).toMatch(/may take \d{5,} upstream calls, and 10000 are allowed/);
    expect(text).toContain('"code":"QUOTA_EXCEEDED"');
    expect(gateway.requestCounts()).toEqual({});
  });

  it("is refused by what it asks for, not by how: the same look-up a thousand times is cheap", async () => {
    const ids = Array.from({ length: 1_000 }, () => userIds(gateway, "scaleway")[0]);
    const query = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }";
    expect((await gateway.graphql(query, { ids })).errors).toBeUndefined();
  });

  it("is refused as entities, too", async () => {
    const r = PROVIDERS.flatMap((provider) => userIds(gateway, provider)).map((id) => ({
      __typename: "User",
      id,
    }));
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on User {
      gracePeriods { type } teams(first: 100) { nodes { members(first: 100) { nodes { gracePeriods { type } } } } }
    } } }`;
    gateway.forgetRequests();
    const { errors } = await gateway.graphql(query, { r });
    expect(errors).toMatchObject([{ extensions: { code: "QUOTA_EXCEEDED" } }]);
    expect(gateway.requestCounts()).toEqual({});
  });
});
