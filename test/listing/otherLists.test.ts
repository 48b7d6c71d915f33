import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Provider } from "../../src/datasources/provider.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { recordedCall } from "../support/recorder.ts";
import { type Listed, readCompany } from "./oracle.ts";
import { AT_ANY_COST } from "./userPages.ts";

let gateway: Gateway;
let company: readonly Listed[];

beforeAll(async () => {
  gateway = await startGateway({ users: 90, settings: { pageSize: 20 }, config: AT_ANY_COST });
  company = await readCompany(gateway.app.providers);
});

afterAll(async () => gateway.close());

interface ListedPage {
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly isComplete: boolean;
}

/** One page of a list of records that have an id, whatever list it is. */
async function pageOf(
  field: string,
  filter: Readonly<Record<string, unknown>>,
  paging: Readonly<Record<string, unknown>>,
): Promise<ListedPage> {
  const type = `${field.slice(0, 1).toUpperCase()}${field.slice(1, -1)}Filter`;
  const { data, errors } = await gateway.graphql(
    `query ($first: Int, $after: String, $last: Int, $before: String, $filter: ${type}) {
      list: ${field}(first: $first, after: $after, last: $last, before: $before, filter: $filter) {
        edges { cursor node { id } }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        isComplete
      }
    }`,
    { ...paging, filter },
  );
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return JSON.parse(JSON.stringify(data?.["list"]));
}

/** The ids on all pages of a list, in the list's own direction. */
async function walk(
  field: string,
  filter: Readonly<Record<string, unknown>>,
  {
    size,
    backwards,
    pause = 0,
  }: { readonly size: number; readonly backwards: boolean; readonly pause?: number },
): Promise<readonly string[]> {
  const pages: (readonly string[])[] = [];
  for (let cursor: string | null = null; ; ) {
    const paging: Readonly<Record<string, unknown>> = backwards
      ? { last: size, before: cursor }
      : { first: size, after: cursor };
    const page: ListedPage = await pageOf(field, filter, paging);
    expect(page.isComplete).toBe(true);
    pages.push(page.edges.map(({ node }) => node.id));
    cursor = backwards ? page.pageInfo.startCursor : page.pageInfo.endCursor;
    const further: boolean = backwards ? page.pageInfo.hasPreviousPage : page.pageInfo.hasNextPage;
    if (!further || cursor === null) return (backwards ? pages.reverse() : pages).flat();
    gateway.simulation.clock.advance(pause);
  }
}

async function gracePeriodsAt({ operations }: Provider): Promise<number> {
  const { getGracePeriods } = operations;
  if (getGracePeriods === undefined) return 0;
  const users = company.filter(({ user }) => user.provider === "scaleway");
  const periods = await Promise.all(
    users.map(({ user }) => getGracePeriods(user.externalId, recordedCall())),
  );
  return periods.flat().length;
}

/** How many records each list holds, told without the list engine. */
async function countsByOracle(): Promise<Readonly<Record<string, number>>> {
  const { providers } = gateway.app;
  const users = company.map(({ user }) => user);
  const perProvider = await Promise.all(
    providers.map(async (provider) => ({
      gracePeriods: await gracePeriodsAt(provider),
      invitations:
        (await provider.operations.listInvitations?.({ number: 0, size: 100 }, recordedCall()))?.items
          .length ?? 0,
    })),
  );
  const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0);
  return {
    accountMemberships: sum(users.map(({ accountMemberships }) => accountMemberships?.length ?? 0)),
    gracePeriods: sum(perProvider.map(({ gracePeriods }) => gracePeriods)),
    invitations:
      users.filter(({ invitation }) => invitation !== null).length +
      sum(perProvider.map(({ invitations }) => invitations)),
  };
}

describe.each(["accountMemberships", "invitations", "gracePeriods", "teams"])("the list of %s", (field) => {
  it("is the same in pages of any size, in both directions", async () => {
    const whole = await walk(field, {}, { size: 100, backwards: false });

    expect(whole.length).toBeGreaterThan(5);
    expect(new Set(whole).size).toBe(whole.length);
    for (const size of [3, 17, 100]) {
      expect(await walk(field, {}, { size, backwards: false })).toEqual(whole);
      expect(await walk(field, {}, { size, backwards: true })).toEqual(whole);
    }
  }, 60_000);

  it("is the same when a minute goes by between two pages", async () => {
    const whole = await walk(field, {}, { size: 100, backwards: false });

    expect(await walk(field, {}, { size: 17, backwards: false, pause: 60_000 })).toEqual(whole);
    expect(await walk(field, {}, { size: 17, backwards: true, pause: 60_000 })).toEqual(whole);
  }, 60_000);

  it("goes on from any edge in either direction", async () => {
    const whole = await walk(field, {}, { size: 100, backwards: false });
    const { edges } = await pageOf(field, {}, { first: 100 });
    for (const at of [0, 2, 5]) {
      const cursor = edges[at]?.cursor;
      const behind = await pageOf(field, {}, { first: 4, after: cursor });
      const inFront = await pageOf(field, {}, { last: 4, before: cursor });

      expect(behind.edges.map(({ node }) => node.id)).toEqual(whole.slice(at + 1, at + 5));
      expect(inFront.edges.map(({ node }) => node.id)).toEqual(whole.slice(Math.max(0, at - 4), at));
      expect(inFront.pageInfo).toMatchObject({ hasPreviousPage: at > 4, hasNextPage: true });
    }
  });

  it("does not take a cursor of another list", async () => {
    const other = field === "teams" ? "invitations" : "teams";
    const { pageInfo } = await pageOf(other, {}, { first: 2 });

    await expect(pageOf(field, {}, { first: 2, after: pageInfo.endCursor })).rejects.toThrow("BAD_CURSOR");
    const some = await pageOf(field, { providers: ["scaleway"] }, { first: 2 });
    if (some.pageInfo.endCursor === null) return;
    await expect(pageOf(field, {}, { first: 2, after: some.pageInfo.endCursor })).rejects.toThrow(
      "BAD_CURSOR",
    );
  });
});

describe("the lists gathered from users", () => {
  it("hold as many records as the providers tell one by one", async () => {
    const expected = await countsByOracle();
    for (const [field, count] of Object.entries(expected)) {
      expect({ [field]: (await walk(field, {}, { size: 40, backwards: false })).length }).toEqual({
        [field]: count,
      });
    }
  });
});

describe("the members of a team", () => {
  it("are the same in pages of any size, and those whom the filter by team finds", async () => {
    const teams = await walk("teams", {}, { size: 100, backwards: false });
    const QUERY = `query ($team: ID!, $first: Int, $after: String) {
      team(id: $team) { members(first: $first, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }
      users(filter: { team: $team }, first: 100) { nodes { id } }
    }`;
    for (const team of teams.filter((_id, index) => index % 9 === 0)) {
      const members: string[] = [];
      let filtered: readonly string[] = [];
      for (let after: string | null = null; ; ) {
        const { data } = await gateway.graphql(QUERY, { team, first: 4, after });
        const page: TeamPage = JSON.parse(JSON.stringify(data));
        members.push(...page.team.members.nodes.map(({ id }) => id));
        filtered = page.users.nodes.map(({ id }) => id);
        after = page.team.members.pageInfo.endCursor;
        if (!page.team.members.pageInfo.hasNextPage) break;
      }

      expect(new Set(members).size).toBe(members.length);
      expect(members).toEqual(filtered);
    }
  });
});

interface TeamPage {
  readonly team: {
    readonly members: {
      readonly nodes: readonly { readonly id: string }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    };
  };
  readonly users: { readonly nodes: readonly { readonly id: string }[] };
}
