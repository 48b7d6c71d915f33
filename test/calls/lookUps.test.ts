import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { dig, listedIds, nobody, PROVIDERS, pick, someUser, userIds } from "./support.ts";

/*
 * What look-ups by id cost: the EXACT number of requests that reach each provider. The company is the usual one:
 * 230 users at Scaleway, 190 at Samsung, 210 at ScaiKey, 176 whom Equinix shows, 160 at Scalr.
 */

let gateway: Gateway;
/** A hundred users, twenty of each provider, on all pages of its list. */
let hundred: readonly string[];

beforeAll(async () => {
  gateway = await startGateway();
  const lists = await Promise.all(PROVIDERS.map((provider) => listedIds(gateway, provider)));
  hundred = lists.flatMap((list) => pick(list, 20));
});
afterAll(() => gateway.close());

/** Asks, and tells how many requests reached whom; an answer with errors is none. */
async function callsOf(query: string, variables: Readonly<Record<string, unknown>> = {}) {
  gateway.forgetRequests();
  const { errors } = await gateway.graphql(query, variables);
  return { calls: gateway.requestCounts(), errors };
}

const costing = (calls: Readonly<Record<string, number>>) => ({ calls, errors: undefined });

describe("one user", () => {
  const PLAIN = "query ($id: ID!) { user(id: $id) { email status mfa createdAt firstName } }";
  const WITH_TEAMS = "query ($id: ID!) { user(id: $id) { email teams { nodes { name } } } }";
  const WHOLE = `query ($id: ID!) { user(id: $id) {
    email customAttributes teams { nodes { name } } accountMemberships { nodes { roles account { name } teams { name } } }
  } }`;

  // Four have an operation for it or a filter by one user; Samsung's one list takes 10,000 on a page.
  it.each(PROVIDERS)("at %s is one call, whatever plain fields are asked for", async (provider) => {
    expect(await callsOf(PLAIN, { id: someUser(gateway, provider) })).toEqual(costing({ [provider]: 1 }));
  });

  it.each([
    ["equinix", 1, "the projects come along (include)"],
    ["samsung", 1, "the groups stand in every user"],
    ["scaikey", 1, "the groups stand in the single user"],
    ["scaleway", 2, "groups are an operation of their own"],
    ["scalr", 1, "the teams come along (include)"],
  ] as const)("with teams at %s is %i: %s", async (provider, count, _why) => {
    expect(await callsOf(WITH_TEAMS, { id: someUser(gateway, provider) })).toEqual(
      costing({ [provider]: count }),
    );
  });

  // Memberships come from the user itself or with the same include; custom attributes are part of the user.
  it.each(PROVIDERS)("with everything at %s is no more than with teams", async (provider) => {
    const count = provider === "scaleway" ? 2 : 1;
    expect(await callsOf(WHOLE, { id: someUser(gateway, provider) })).toEqual(costing({ [provider]: count }));
  });

  it.each(PROVIDERS)("by the id that %s uses itself is one call", async (provider) => {
    const externalId = pick(gateway.simulator(provider).people.list(), 1)[0]?.id;
    const query =
      "query ($p: String!, $x: String!) { userByExternalId(provider: $p, externalId: $x) { email } }";
    expect(await callsOf(query, { p: provider, x: externalId })).toEqual(costing({ [provider]: 1 }));
  });

  it("asked for under several names and ids is still one call", async () => {
    const id = someUser(gateway, "scaleway");
    const query =
      "query ($id: ID!) { a: user(id: $id) { email } b: user(id: $id) { mfa } node(id: $id) { id } }";
    expect(await callsOf(query, { id })).toEqual(costing({ scaleway: 1 }));
  });

  it("needs nothing of what @include and @skip leave out", async () => {
    const query = `query ($id: ID!, $yes: Boolean!, $no: Boolean!) { user(id: $id) {
      email teams @include(if: $yes) { nodes { name } } gracePeriods @skip(if: $no) { type }
    } }`;
    const id = someUser(gateway, "scaleway");
    expect(await callsOf(query, { id, yes: false, no: true })).toEqual(costing({ scaleway: 1 }));
    expect(await callsOf(query, { id, yes: true, no: true })).toEqual(costing({ scaleway: 2 }));
    expect(await callsOf(query, { id, yes: true, no: false })).toEqual(costing({ scaleway: 3 }));
  });
});

describe("a hundred users of five providers by their ids, twenty each", () => {
  /*
   * Scaleway: the list takes 100 ids at once. Samsung: its list is one page. The others have no filter by ids:
   * reading their lists (three, two and two pages of 100) costs less than twenty single calls.
   */
  const FEWEST = { equinix: 2, samsung: 1, scaikey: 3, scaleway: 1, scalr: 2 };

  it("as a list", async () => {
    const query =
      "query ($ids: [ID!]!) { users(first: 100, filter: { ids: $ids }) { nodes { email } totalCount } }";
    expect(await callsOf(query, { ids: hundred })).toEqual(costing(FEWEST));
  });

  it("as nodes", async () => {
    const query = "query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on User { email } } }";
    expect(await callsOf(query, { ids: hundred })).toEqual(costing(FEWEST));
  });

  it("with teams: Scaleway tells the groups of up to 100 users in one further call", async () => {
    const query = "query ($ids: [ID!]!) { nodes(ids: $ids) { ... on User { teams { nodes { name } } } } }";
    // ScaiKey tells groups of the single user only: one call each, and the list would only come on top.
    const calls = { ...FEWEST, scaleway: 2, scaikey: 20 };
    expect(await callsOf(query, { ids: hundred })).toEqual(costing(calls));
  });

  it("of which all are at Scaleway: two calls for 150", async () => {
    const query = "query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on User { email } } }";
    expect(await callsOf(query, { ids: userIds(gateway, "scaleway").slice(0, 150) })).toEqual(
      costing({ scaleway: 2 }),
    );
  });

  it("or only two each: single calls where the list would take as many", async () => {
    const query = "query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on User { email } } }";
    const ids = PROVIDERS.flatMap((provider) => pick(userIds(gateway, provider), 2));
    expect(await callsOf(query, { ids })).toEqual(
      costing({ equinix: 2, samsung: 1, scaikey: 2, scaleway: 1, scalr: 2 }),
    );
  });

  it("none of whom exists: one call each proves it", async () => {
    const query = "query ($ids: [ID!]!) { users(filter: { ids: $ids }) { totalCount isComplete } }";
    const ids = PROVIDERS.map((provider) => nobody("User", provider));
    expect(await callsOf(query, { ids })).toEqual(
      costing({ equinix: 1, samsung: 1, scaikey: 1, scaleway: 1, scalr: 1 }),
    );
  });
});

describe("a record of another kind by its id", () => {
  it("a provider costs nothing, and tells the same as by its key", async () => {
    const fields = "id key kind displayName apiVersion lifecycle { state } health { state }";
    const { data } = await gateway.graphql(`{ provider(key: "scalr") { ${fields} } }`);
    const id = dig(data, "provider", "id");
    const query = `query ($id: ID!) { node(id: $id) { ... on Provider { ${fields} } } }`;
    expect(await callsOf(query, { id })).toEqual(costing({}));
    expect(await gateway.graphql(query, { id })).toEqual({ data: { node: dig(data, "provider") } });
  });

  it("an invitation that a user stands for is that one user", async () => {
    const list = '{ invitations(first: 1, filter: { providers: ["scaleway"] }) { nodes { id } } }';
    const { data } = await gateway.graphql(list);
    const id = dig(data, "invitations", "nodes", 0, "id");
    expect(await callsOf("query ($id: ID!) { node(id: $id) { id } }", { id })).toEqual(
      costing({ scaleway: 1 }),
    );
  });
});
