import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { dig, listAt, userIds } from "./support.ts";

/*
 * What lists cost: the EXACT number of requests that reach each provider, and why the APIs allow no fewer. The
 * company is the usual one: 230 users at Scaleway, 190 at Samsung, 210 at ScaiKey, 176 whom Equinix shows, 160 at
 * Scalr. A first page of 100 takes twenty of each.
 */

interface Case {
  readonly name: string;
  readonly query: string;
  readonly calls: Readonly<Record<string, number>>;
}

const EACH_ONCE = { equinix: 1, samsung: 1, scaikey: 1, scaleway: 1, scalr: 1 };

const USERS: readonly Case[] = [
  {
    name: "a hundred users with what every list tells",
    query: "{ users(first: 100) { nodes { id email displayName status mfa lastLoginAt } } }",
    // Every provider that has users must be asked once.
    calls: EACH_ONCE,
  },
  {
    name: "a hundred users with their teams",
    query: "{ users(first: 100) { nodes { email teams { nodes { name } } } } }",
    // Scaleway tells groups of up to 100 users in one more call; ScaiKey's list has none, so each of the twenty
    // shown is read; at the others the teams come along.
    calls: { ...EACH_ONCE, scaleway: 2, scaikey: 21 },
  },
  {
    name: "ten ScaiKey users with fields of its short form",
    query:
      '{ users(first: 10, filter: { providers: ["scaikey"] }) { nodes { email displayName mfa status } } }',
    calls: { scaikey: 1 },
  },
  {
    name: "ten ScaiKey users with a field of its full form",
    query: '{ users(first: 10, filter: { providers: ["scaikey"] }) { nodes { email firstName } } }',
    // The list, and each of the ten that are shown.
    calls: { scaikey: 11 },
  },
  {
    name: "ten ScaiKey users with teams, names and details",
    query: `{ users(first: 10, filter: { providers: ["scaikey"] }) { nodes {
      firstName teams { nodes { name } } details { ... on ScaiKeyUserDetails { ouId } }
    } } }`,
    // The single user has all of it.
    calls: { scaikey: 11 },
  },
  {
    name: "ten Scaleway users with their grace periods",
    query: '{ users(first: 10, filter: { providers: ["scaleway"] }) { nodes { gracePeriods { type } } } }',
    // Scaleway tells them of one user at a time.
    calls: { scaleway: 11 },
  },
  {
    name: "a hundred users with their grace periods",
    query: "{ users(first: 100) { nodes { gracePeriods { type } } } }",
    // Only Scaleway has any: the others are asked nothing more.
    calls: { ...EACH_ONCE, scaleway: 21 },
  },
  {
    name: "a hundred users with their memberships and accounts",
    query:
      "{ users(first: 100) { nodes { accountMemberships { nodes { roles account { name } teams { id } } } } } }",
    // Memberships stand in the user or come with an include; their teams are those of the user.
    calls: { ...EACH_ONCE, scaleway: 2, scaikey: 21 },
  },
  {
    name: "a hundred users with their invitations",
    query: "{ users(first: 100) { nodes { email invitations { nodes { email } } } } }",
    // Equinix tells only invitations of the credential's own user: one call says who that is, and nobody on this
    // page is. Elsewhere a pending user is the invitation.
    calls: { ...EACH_ONCE, equinix: 2 },
  },
  {
    name: "Equinix users with their custom attributes",
    query: '{ users(first: 100, filter: { providers: ["equinix"] }) { nodes { email customAttributes } } }',
    // They are part of the user.
    calls: { equinix: 1 },
  },
  {
    name: "the number of users and no user",
    query: "{ users { totalCount } }",
    // Each provider's first page says how many there are.
    calls: EACH_ONCE,
  },
  {
    name: "nothing but where the page lies",
    query: "{ users(first: 1) { pageInfo { hasNextPage } isComplete coverage { status } } }",
    calls: EACH_ONCE,
  },
  {
    name: "users of one kind",
    query: "{ users(filter: { kinds: [SCALR, SAMSUNG] }) { nodes { email } } }",
    calls: { samsung: 1, scalr: 1 },
  },
  {
    name: "users with a tag",
    query: '{ users(filter: { tag: "on-call" }) { nodes { email } } }',
    // Only Scaleway's users have tags, and it looks for them itself.
    calls: { scaleway: 1 },
  },
  {
    name: "owners",
    query: "{ users(filter: { role: [OWNER] }) { nodes { email } } }",
    // Only Scaleway says who owns an organisation.
    calls: { scaleway: 1 },
  },
];

const OTHER_LISTS: readonly Case[] = [
  {
    name: "teams",
    query: "{ teams(first: 100) { nodes { name } } }",
    // Scaleway lists them; elsewhere they are gathered from all users: two pages of 100 at Equinix and Scalr, one
    // page at Samsung. ScaiKey has no way to list them.
    calls: { equinix: 2, samsung: 1, scaleway: 1, scalr: 2 },
  },
  {
    name: "Equinix teams with their members",
    query:
      '{ teams(first: 5, filter: { providers: ["equinix"] }) { nodes { name members(first: 3) { nodes { email } } } } }',
    // The users that the teams were gathered from have told who is in them.
    calls: { equinix: 2 },
  },
  {
    name: "Samsung teams with their members",
    query:
      '{ teams(first: 5, filter: { providers: ["samsung"] }) { nodes { name members(first: 3) { nodes { email } } } } }',
    calls: { samsung: 1 },
  },
  {
    name: "open invitations",
    query: "{ invitations(first: 10) { nodes { email origin } } }",
    // Samsung does not tell them.
    calls: { equinix: 1, scaikey: 1, scaleway: 1, scalr: 1 },
  },
  {
    name: "memberships with their users and the users' teams",
    query: `{ accountMemberships(first: 20, filter: { providers: ["equinix", "samsung", "scaleway", "scalr"] }) {
      nodes { roles user { email teams { nodes { name } } } }
    } }`,
    // The users are at hand already, and Scaleway tells the groups of all in one call.
    calls: { equinix: 1, samsung: 1, scaleway: 2, scalr: 1 },
  },
  {
    name: "five ScaiKey memberships with their users and the users' teams",
    query: `{ accountMemberships(first: 5, filter: { providers: ["scaikey"] }) {
      nodes { user { email teams { nodes { name } } } }
    } }`,
    calls: { scaikey: 6 },
  },
  {
    name: "identity source mismatches",
    query: '{ identitySourceMismatches(provider: "scaikey") { email current expected } }',
    calls: { scaikey: 1 },
  },
];

const WITHOUT_LISTS: readonly Case[] = [
  {
    name: "providers with what they can do, how they are and how long they live",
    query:
      "{ providers { key kind displayName apiVersion lifecycle { state } capabilities { operation } health { state } } }",
    calls: {},
  },
  { name: "one provider", query: '{ provider(key: "equinix") { id lifecycle { state until } } }', calls: {} },
  {
    name: "each provider's own user",
    query: "{ providers { currentUser { email customAttributes teams { nodes { name } } } } }",
    // Only Equinix can say, and says all of it at once.
    calls: { equinix: 1 },
  },
  {
    name: "the own user's invitations",
    query: '{ provider(key: "equinix") { currentUser { email invitations { nodes { email } } } } }',
    // Who it is and which invitations there are, each asked for once.
    calls: { equinix: 2 },
  },
];

const SHARED: readonly Case[] = [
  {
    name: "one list under two names",
    query: "{ one: users(first: 50) { nodes { id } } other: users(first: 50) { nodes { email } } }",
    calls: EACH_ONCE,
  },
  {
    name: "one list with its fields in fragments",
    query: `
      { users(first: 100, filter: { providers: ["scaleway"] }) { nodes { ...Person } edges { node { ...Person } } } }
      fragment Person on User { email ...Teams }
      fragment Teams on User { teams { nodes { name } } }`,
    calls: { scaleway: 2 },
  },
  {
    name: "a list, then one of its users again through a membership",
    query: `{ users(first: 100, filter: { providers: ["scaleway"] }) { nodes {
      email accountMemberships { nodes { user { email mfa accountMemberships { nodes { status user { id } } } } } }
    } } }`,
    // Whom a list has told is not asked for again.
    calls: { scaleway: 1 },
  },
];

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

async function callsOf(query: string, variables: Readonly<Record<string, unknown>> = {}) {
  gateway.forgetRequests();
  // What begins is read anew, or it would cost nothing after another one.
  const freshness = variables["after"] === undefined ? { "cache-control": "no-cache" } : {};
  const answer = await gateway.graphql(query, variables, { "roster-explain": "1", ...freshness });
  return { answer, calls: gateway.requestCounts() };
}

describe.each([
  ["a list of users", USERS],
  ["another list", OTHER_LISTS],
  ["a question about providers", WITHOUT_LISTS],
  ["one request that needs something twice", SHARED],
] as const)("%s costs the fewest calls", (_about, cases) => {
  it.each(cases)("$name", async ({ query, calls: expected }) => {
    const { answer, calls } = await callsOf(query);
    expect({ calls, errors: answer.errors }).toEqual({ calls: expected, errors: undefined });
  });
});

describe("what depends on the data", () => {
  it("reads the grace periods of given users with one call each and nothing else", async () => {
    const query = "query ($users: [ID!]) { gracePeriods(filter: { users: $users }) { nodes { type } } }";
    const users = userIds(gateway, "scaleway").slice(0, 7);
    expect((await callsOf(query, { users })).calls).toEqual({ scaleway: 7 });
  });

  it("reads the users of identity source mismatches from the list where that costs less", async () => {
    const query = '{ identitySourceMismatches(provider: "scaikey") { user { email } } }';
    const { answer, calls } = await callsOf(query);
    const mismatches = listAt(answer.data, "identitySourceMismatches").length;
    // The report, then the users by themselves or as far as it takes of the list's three pages.
    expect(calls["scaikey"]).toBeLessThanOrEqual(1 + Math.min(mismatches, 3));
  });

  it("does not ask again for the page that the last one ended on", async () => {
    const query =
      'query ($after: String) { users(first: 40, after: $after, filter: { providers: ["scaleway"] }) { pageInfo { endCursor } } }';
    const first = await callsOf(query);
    const second = await callsOf(query, { after: dig(first.answer.data, "users", "pageInfo", "endCursor") });
    expect([first.calls, second.calls]).toEqual([{ scaleway: 1 }, {}]);
  });

  it("tells the same numbers when asked to explain", async () => {
    const { answer, calls } = await callsOf("{ users(first: 100) { nodes { teams { nodes { name } } } } }");
    expect(dig(answer.extensions, "upstream", "totals", "byProvider")).toEqual(calls);
  });
});
