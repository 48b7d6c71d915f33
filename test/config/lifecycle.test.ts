import { afterEach, describe, expect, it } from "@jest/globals";
import { dig, listAt } from "../calls/support.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";

/* What an operator is told of an API version's end, by the day on which they ask. */

let gateway: Gateway;
afterEach(() => gateway.close());

const QUERY = "query ($p: String!) { provider(key: $p) { apiVersion lifecycle { state until note } } }";

/** The provider's lifecycle as it is told on this day. */
async function lifecycleOf(provider: string, day: string): Promise<unknown> {
  gateway.simulation.clock.set(Date.parse(day));
  const { data, errors } = await gateway.graphql(QUERY, { p: provider });
  expect(errors).toBeUndefined();
  return dig(data, "provider", "lifecycle");
}

describe("Samsung Cloud Platform in a version before the current one", () => {
  it("1.3 is SUPPORTED, DEPRECATED in its last 90 days, and RETIRED from its day on", async () => {
    gateway = await startGateway({ users: 60, settingsOf: { samsung: { apiVersion: "1.3" } } });
    const until = "2026-11-30T00:00:00.000Z";
    const note = expect.stringMatching(/2026-11-30.*1\.4/);
    expect(await lifecycleOf("samsung", "2026-08-31T00:00:00Z")).toEqual({ state: "SUPPORTED", until, note });
    expect(await lifecycleOf("samsung", "2026-09-02T00:00:00Z")).toEqual({
      state: "DEPRECATED",
      until,
      note,
    });
    expect(await lifecycleOf("samsung", "2026-11-29T23:59:59Z")).toEqual({
      state: "DEPRECATED",
      until,
      note,
    });
    expect(await lifecycleOf("samsung", "2026-11-30T00:00:00Z")).toEqual({ state: "RETIRED", until, note });
  });

  it.each([
    ["1.0", "2026-02-23"],
    ["1.1", "2026-05-31"],
    ["1.2", "2026-09-30"],
  ])("%s ends on %s", async (apiVersion, day) => {
    gateway = await startGateway({ users: 60, settingsOf: { samsung: { apiVersion } } });
    expect(await lifecycleOf("samsung", `${day}T00:00:00Z`)).toMatchObject({
      state: "RETIRED",
      until: `${day}T00:00:00.000Z`,
    });
    expect(await lifecycleOf("samsung", "2026-01-01T00:00:00Z")).not.toMatchObject({ state: "RETIRED" });
  });

  it("a version that has ended is still asked as long as it answers", async () => {
    gateway = await startGateway({ users: 60, settingsOf: { samsung: { apiVersion: "1.0" } } });
    expect(await lifecycleOf("samsung", "2026-12-24T00:00:00Z")).toMatchObject({ state: "RETIRED" });
    const { data } = await gateway.graphql(
      '{ users(filter: { providers: ["samsung"] }) { nodes { id } isComplete } }',
    );
    expect(listAt(data, "users", "nodes").length).toBeGreaterThan(0);
    expect(dig(data, "users", "isComplete")).toBe(true);
  });

  it("1.4 is CURRENT, with nothing to say", async () => {
    gateway = await startGateway({ users: 60 });
    expect(await lifecycleOf("samsung", "2026-12-24T00:00:00Z")).toEqual({
      state: "CURRENT",
      until: null,
      note: null,
    });
  });
});

describe("Equinix Metal", () => {
  it("is DEPRECATED until 30 June 2026 and RETIRED from then on", async () => {
    gateway = await startGateway({ users: 60 });
    const until = expect.stringMatching(/^2026-06-30T/);
    const note = expect.stringMatching(/30 June 2026/);
    expect(await lifecycleOf("equinix", "2026-06-30T12:00:00Z")).toEqual({
      state: "DEPRECATED",
      until,
      note,
    });
    expect(await lifecycleOf("equinix", "2026-07-01T00:00:00Z")).toEqual({ state: "RETIRED", until, note });
  });

  it("is still asked when it is RETIRED: whoever runs on has their reasons", async () => {
    gateway = await startGateway({ users: 60 });
    expect(await lifecycleOf("equinix", "2026-12-24T00:00:00Z")).toMatchObject({ state: "RETIRED" });
    gateway.forgetRequests();
    const { data, errors } = await gateway.graphql(
      "{ users(filter: { kinds: [EQUINIX] }) { nodes { id } isComplete } }",
    );
    expect(errors).toBeUndefined();
    expect(listAt(data, "users", "nodes").length).toBe(25);
    expect(gateway.requestCounts()).toEqual({ equinix: 1 });
  });
});
