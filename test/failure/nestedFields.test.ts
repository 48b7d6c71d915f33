import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { dig, listAt, userIds } from "../calls/support.ts";
import { type Gateway, type GraphQLAnswer, startGateway } from "../support/gateway.ts";

/*
 * A failure blanks the field that it is about, in every record that needed it, and is told once: not once for
 * every path that it served.
 */

// Each test has providers that have not failed yet.
let gateway: Gateway;
beforeEach(async () => {
  gateway = await startGateway();
});
afterEach(() => gateway.close());

function breakDown(provider: string, path: RegExp, times?: number): void {
  gateway.simulator(provider).faults.add({
    path,
    fault: { kind: "status", status: 503, before: true },
    ...(times === undefined ? {} : { times }),
  });
}

const told = ({ errors = [] }: GraphQLAnswer) =>
  errors.map(({ extensions }) => `${extensions?.["provider"]} ${extensions?.["code"]}`);

const WITH_TEAMS =
  "query ($p: [String!]) { users(first: 100, filter: { providers: $p }) { nodes { email teams { nodes { id } } } isComplete } }";

describe("a nested field whose call fails", () => {
  it("is null in all hundred users, with one error", async () => {
    breakDown("scaleway", /\/groups$/);
    const answer = await gateway.graphql(WITH_TEAMS, { p: ["scaleway"] });
    const users = listAt(answer.data, "users", "nodes");
    expect(users.length).toBe(100);
    expect(new Set(users.map((user) => dig(user, "teams")))).toEqual(new Set([null]));
    expect(users.every((user) => dig(user, "email") !== null)).toBe(true);
    expect(told(answer)).toEqual(["scaleway UPSTREAM_ERROR"]);
    // The list itself is whole: its users are all there.
    expect(dig(answer.data, "users", "isComplete")).toBe(true);
  });

  it("leaves the other providers' alone", async () => {
    breakDown("scaleway", /\/groups$/);
    const answer = await gateway.graphql(WITH_TEAMS, { p: ["scaleway", "scalr", "samsung"] });
    const teams = listAt(answer.data, "users", "nodes").map((user) => dig(user, "teams"));
    expect(teams.some((one) => one === null)).toBe(true);
    expect(teams.some((one) => one !== null)).toBe(true);
    expect(told(answer)).toEqual(["scaleway UPSTREAM_ERROR"]);
  });

  it("is told once, also where three fields of a record come from it", async () => {
    breakDown("scaleway", /\/groups$/);
    const query = `{ users(first: 5, filter: { providers: ["scaleway"] }) { nodes {
      one: teams { nodes { id } } other: teams(first: 1) { nodes { id } }
      accountMemberships { nodes { teams { id } account { externalId } } }
    } } }`;
    const answer = await gateway.graphql(query);
    expect(told(answer)).toEqual(["scaleway UPSTREAM_ERROR"]);
    const first = dig(answer.data, "users", "nodes", 0);
    expect(first).toMatchObject({
      one: null,
      other: null,
      accountMemberships: { nodes: [{ teams: null, account: { externalId: expect.any(String) } }] },
    });
  });

  it("fails one user's alone where each user has a call of its own", async () => {
    breakDown("scaleway", /\/grace-periods$/, 1);
    const query =
      '{ users(first: 5, filter: { providers: ["scaleway"] }) { nodes { gracePeriods { type } } } }';
    const answer = await gateway.graphql(query);
    const periods = listAt(answer.data, "users", "nodes").map((user) => dig(user, "gracePeriods"));
    expect(periods.filter((one) => one === null).length).toBeLessThanOrEqual(1);
    expect(told(answer).length).toBe(periods.filter((one) => one === null).length);
  });
});

describe("a look-up whose call fails", () => {
  it("is told once for a hundred nodes that one call would have found", async () => {
    breakDown("scaleway", /\/users$/);
    const query = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }";
    const answer = await gateway.graphql(query, { ids: userIds(gateway, "scaleway").slice(0, 100) });
    expect(answer.data).toEqual({ nodes: Array.from({ length: 100 }, () => null) });
    expect(told(answer)).toEqual(["scaleway UPSTREAM_ERROR"]);
  });

  it("fails the records of its provider alone", async () => {
    breakDown("equinix", /./);
    const query = "query ($ids: [ID!]!) { nodes(ids: $ids) { ... on User { provider { key } } } }";
    const ids = [...userIds(gateway, "equinix").slice(0, 40), ...userIds(gateway, "scalr").slice(0, 1)];
    const answer = await gateway.graphql(query, { ids });
    const nodes = listAt(answer.data, "nodes");
    expect(nodes.slice(0, 40).every((node) => node === null)).toBe(true);
    expect(nodes[40]).toEqual({ provider: { key: "scalr" } });
    expect(told(answer)).toEqual(["equinix UPSTREAM_ERROR"]);
  });
});

/** What is told of many failed calls: a provider that keeps failing is not asked any more. */
const FAILED_OFTEN = expect.stringMatching(/^(UPSTREAM_ERROR|PROVIDER_UNAVAILABLE)$/);

describe("a list whose users cannot be read in full", () => {
  it("shows them as listed and says that the provider is PARTIAL", async () => {
    breakDown("scaikey", /\/users\/usr_/);
    const query = `{ users(first: 10, filter: { providers: ["scaikey"] }) {
      nodes { email firstName } isComplete coverage { status error { code } }
    } }`;
    const answer = await gateway.graphql(query);
    expect(answer.errors).toBeUndefined();
    expect(listAt(answer.data, "users", "nodes").length).toBe(10);
    expect(dig(answer.data, "users", "nodes", 0)).toMatchObject({
      email: expect.any(String),
      firstName: null,
    });
    expect(dig(answer.data, "users", "coverage")).toEqual([
      { status: "PARTIAL", error: { code: FAILED_OFTEN } },
    ]);
    expect(dig(answer.data, "users", "isComplete")).toBe(false);
  });

  it("fails as a whole where it must be whole", async () => {
    breakDown("scaikey", /\/users\/usr_/);
    const query = `{ users(first: 10, filter: { providers: ["scaikey"] }, onProviderFailure: FAIL) {
      nodes { firstName }
    } }`;
    const { errors } = await gateway.graphql(query);
    expect(errors?.map(({ extensions }) => extensions)).toEqual([
      { provider: "scaikey", code: FAILED_OFTEN },
    ]);
  });
});

describe("a field that a provider never reports", () => {
  it("is null, named in notReported, and no error: common clients throw all data away with one", async () => {
    const query = `{ users(first: 100) { nodes {
      provider { key } notReported gracePeriods { type } invitations { nodes { id } } teams { nodes { id } }
    } } }`;
    const answer = await gateway.graphql(query);
    expect(answer.errors).toBeUndefined();
    for (const user of listAt(answer.data, "users", "nodes")) {
      const missing = listAt(user, "notReported");
      for (const field of ["gracePeriods", "invitations", "teams"]) {
        expect([field, dig(user, field) === null]).toEqual([field, missing.includes(field)]);
      }
    }
  });
});
