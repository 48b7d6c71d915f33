import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { fits, keyOf, type Listed, readCompany } from "./oracle.ts";
import { AT_ANY_COST, keysOf, type UserList, type UserPage, userPage, walkUsers } from "./userPages.ts";

const coverageOf = (page: UserPage, provider: string) =>
  page.coverage.find((one) => one.provider.key === provider);

describe("what a list says of itself", () => {
  let gateway: Gateway;
  let company: readonly Listed[];

  beforeAll(async () => {
    gateway = await startGateway({ config: AT_ANY_COST });
    company = await readCompany(gateway.app.providers);
  });

  afterAll(async () => gateway.close());

  function countAt(provider: string): number {
    return company.filter(({ user }) => user.provider === provider).length;
  }

  it("has one entry for each provider that the filter concerns, by key", async () => {
    const all = await userPage(gateway, { first: 1 });
    const some = await userPage(gateway, { first: 1, filter: { providers: ["scalr", "equinix"] } });

    expect(all.coverage.map(({ provider }) => provider.key)).toEqual([
      "equinix",
      "samsung",
      "scaikey",
      "scaleway",
      "scalr",
    ]);
    expect(some.coverage.map(({ provider }) => provider.key)).toEqual(["equinix", "scalr"]);
  });

  it("counts everybody where the providers say how many there are", async () => {
    const page = await userPage(gateway, { first: 1 });

    expect(page).toMatchObject({ totalCount: company.length, isComplete: true });
    for (const { provider, total } of page.coverage) expect(total).toBe(countAt(provider.key));
  });

  it("counts those whom a provider finds itself", async () => {
    const filter = { providers: ["scaleway", "scaikey"], mfa: ["DISABLED"] };
    const page = await userPage(gateway, { first: 1, filter });

    expect(page.totalCount).toBe(company.filter((listed) => fits(listed, filter)).length);
  });

  it("counts nobody where only reading everything could tell", async () => {
    const filter = { identitySource: ["LOCAL"], providers: ["scaikey"] };
    const page = await userPage(gateway, { first: 1, filter });

    expect(page).toMatchObject({ totalCount: null, isComplete: true });
    expect(coverageOf(page, "scaikey")).toMatchObject({ status: "COMPLETE", total: null });
  });

  it("counts those who match where everything was read after all", async () => {
    const filter = { identitySource: ["LOCAL"] };
    const expected = company.filter((listed) => fits(listed, filter)).length;
    const sorted = await userPage(gateway, {
      first: 1,
      filter,
      orderBy: { field: "EMAIL", direction: "ASC" },
    });
    const few = await userPage(gateway, { first: 100, filter: { search: "santos" } });

    expect(sorted.totalCount).toBe(expected);
    expect(few.totalCount).toBe(few.edges.length);
  });

  it("says how many records were read of each provider, once each", async () => {
    const page = await userPage(gateway, { first: 1, orderBy: { field: "EMAIL", direction: "ASC" } });

    for (const { provider, fetched } of page.coverage) expect(fetched).toBe(countAt(provider.key));
  });
});

describe("a list that is cut short", () => {
  let gateway: Gateway;

  beforeAll(async () => {
    gateway = await startGateway({ settings: { sweepLimit: 50 }, config: AT_ANY_COST });
  });

  afterAll(async () => gateway.close());

  it("is PARTIAL and says how many were read, when a sweep reaches its limit", async () => {
    const page = await userPage(gateway, { first: 100, orderBy: { field: "EMAIL", direction: "ASC" } });

    expect(page).toMatchObject({ totalCount: null, isComplete: false });
    for (const coverage of page.coverage) {
      expect(coverage).toMatchObject({
        status: "PARTIAL",
        fetched: 50,
        total: null,
        error: { code: "QUOTA_EXCEEDED" },
      });
      expect(coverage.error?.message).toContain("first 50 records");
    }
  });

  it("is PARTIAL when so many match nothing", async () => {
    const page = await userPage(gateway, { first: 10, filter: { search: "nobody is called like this" } });

    expect(page).toMatchObject({ totalCount: null, isComplete: false, edges: [] });
    for (const provider of ["scaleway", "equinix", "scalr"]) {
      expect(coverageOf(page, provider)).toMatchObject({
        status: "PARTIAL",
        error: { code: "QUOTA_EXCEEDED" },
      });
    }
  });

  it("is not, when its pages are read one after the other without looking for anything", async () => {
    const { keys, pages } = await walkUsers(gateway, { orderBy: null }, { size: 100 });

    expect(pages.every(({ isComplete }) => isComplete)).toBe(true);
    expect(keys).toHaveLength(pages[0]?.totalCount ?? 0);
  });
});

describe("a list when a provider does not answer", () => {
  let gateway: Gateway;

  // One for each test: what a slow provider was asked for the list goes on when the list is answered.
  beforeEach(async () => {
    gateway = await startGateway({ users: 90, config: AT_ANY_COST });
  });

  afterEach(async () => gateway.close());

  const SLOW = { fault: { kind: "delay", milliseconds: 10_000 } } as const;

  /** With one provider slow to answer requests of these paths. */
  async function whileSlow<T>(provider: string, path: RegExp | null, run: () => Promise<T>): Promise<T> {
    const { faults } = gateway.simulator(provider);
    faults.add(path === null ? SLOW : { ...SLOW, path });
    try {
      return await run();
    } finally {
      faults.clear();
    }
  }

  const ORDERS: readonly UserList[] = [
    {},
    { orderBy: { field: "EMAIL", direction: "ASC" } },
    { orderBy: { field: "CREATED_AT", direction: "ASC" } },
  ];

  it.each(ORDERS)("leaves it out after timeoutMs and serves the others: %j", async (list) => {
    const page = await whileSlow("scalr", null, () =>
      userPage(gateway, { ...list, first: 100, timeoutMs: 2_000 }),
    );

    expect(coverageOf(page, "scalr")).toMatchObject({
      status: "FAILED",
      fetched: 0,
      total: null,
      error: { code: "UPSTREAM_TIMEOUT" },
    });
    expect(page).toMatchObject({ totalCount: null, isComplete: false });
    expect(page.coverage.filter(({ status }) => status === "COMPLETE")).toHaveLength(4);
    expect(new Set(keysOf(page).map((key) => key.split("/")[0]))).toEqual(
      new Set(["equinix", "samsung", "scaikey", "scaleway"]),
    );
  });

  it("leaves it out also when only its look-ups are slow", async () => {
    const page = await whileSlow("scaikey", /\/users\/./, () =>
      userPage(gateway, { first: 100, timeoutMs: 1_000, orderBy: { field: "CREATED_AT", direction: "ASC" } }),
    );

    expect(coverageOf(page, "scaikey")).toMatchObject({
      status: "FAILED",
      error: { code: "UPSTREAM_TIMEOUT" },
    });
    expect(coverageOf(page, "scaleway")).toMatchObject({ status: "COMPLETE" });
  });

  it("goes on with it on the next page as if nothing had been, in the providers' own order", async () => {
    const everybody = (await readCompany(gateway.app.providers)).map(keyOf);
    const first = await userPage(gateway, { first: 20 });
    const second = await whileSlow("equinix", null, () =>
      userPage(gateway, { first: 20, after: first.pageInfo.endCursor, timeoutMs: 300 }),
    );
    gateway.simulation.clock.advance(60_000);
    const shown = [...keysOf(first), ...keysOf(second)];
    let after = second.pageInfo.endCursor;
    for (;;) {
      const page: UserPage = await userPage(gateway, { first: 100, after });
      shown.push(...keysOf(page));
      after = page.pageInfo.endCursor;
      if (!page.pageInfo.hasNextPage) break;
    }

    expect(shown).toHaveLength(everybody.length);
    expect(new Set(shown)).toEqual(new Set(everybody));
  });

  it("fails under FAIL, and when all that were asked have failed, also where nobody else could match", async () => {
    const { faults } = gateway.simulator("scaleway");
    faults.add({ fault: { kind: "status", status: 503 } });
    const page = await userPage(gateway, { first: 10 });

    expect(coverageOf(page, "scaleway")).toMatchObject({ status: "FAILED" });
    await expect(userPage(gateway, { first: 10, onProviderFailure: "FAIL" })).rejects.toThrow("scaleway");
    await expect(userPage(gateway, { first: 10, filter: { role: ["OWNER"] } })).rejects.toThrow("scaleway");
    faults.clear();
  });
});
