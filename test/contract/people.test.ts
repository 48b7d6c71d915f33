import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { providerDefinitions } from "../../src/datasources/index.ts";
import { dig, listAt } from "../calls/support.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { readAll } from "./variants.ts";

/* People come out as they are at their provider, the awkward ones too: see src/simulation/awkward.ts. */

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const NAMES =
  "externalId email username firstName lastName displayName status statusRaw lastLoginAt createdAt";

/** A name with its blanks evened out: an API that keeps it in parts has none between them. */
function plain(name: unknown): string {
  return typeof name === "string" ? name.trim().replaceAll(/\s+/g, " ") : "";
}

describe.each(providerDefinitions.map(({ name }) => name))("at %s", (key) => {
  let users: readonly unknown[];
  beforeAll(async () => {
    users = await readAll(gateway, key, NAMES);
  });

  it("everybody is there, once, with the address that the provider has", () => {
    const shown = users.map((user) => `${dig(user, "externalId")} ${dig(user, "email")}`);
    const there = gateway.simulator(key).people.list();
    expect(shown.sort()).toEqual(there.map(({ id, email }) => `${id} ${email}`).sort());
  });

  it("everybody has the name that the provider has, and who has none there has at most the username", () => {
    const names = new Map(
      gateway
        .simulator(key)
        .people.list()
        .map((one) => [one.id, one.displayName]),
    );
    for (const user of users) {
      const name = plain(names.get(String(dig(user, "externalId"))));
      const shown = plain(dig(user, "displayName"));
      if (name === "") expect(["", dig(user, "username")]).toContain(shown);
      else expect(shown).toBe(name);
    }
  });

  it("no text is empty: what is not there is null", () => {
    const texts = users.flatMap((user) =>
      NAMES.split(" ").map((field) => [field, dig(user, field)] as const),
    );
    expect(texts.filter(([, value]) => value === "")).toEqual([]);
  });

  it("every moment is RFC 3339 in UTC", () => {
    for (const user of users) {
      for (const moment of [dig(user, "createdAt"), dig(user, "lastLoginAt")]) {
        if (moment !== null) expect(moment).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
      }
    }
    // Somebody has signed in, and somebody never has.
    expect(new Set(users.map((user) => dig(user, "lastLoginAt") === null))).toEqual(new Set([true, false]));
  });

  it("a status that Roster does not know is UNKNOWN, with the provider's own word", () => {
    for (const user of users) {
      if (dig(user, "status") === "UNKNOWN") {
        expect(dig(user, "statusRaw")).toEqual(expect.stringMatching(/./));
      }
    }
  });
});

describe("the awkward ones", () => {
  it("people without an address are listed with none, and found by their names", async () => {
    const users = await readAll(gateway, "samsung", "email username displayName");
    const without = users.filter((user) => dig(user, "email") === null);
    expect(without.map((user) => dig(user, "username")).sort()).toEqual([
      "kiosk.gate",
      "kiosk.lobby",
      "robot.arm",
    ]);
    const query = '{ users(filter: { search: "kiosk.lobby" }) { nodes { email displayName } } }';
    expect((await gateway.graphql(query)).data).toEqual({
      users: { nodes: [{ email: null, displayName: "Kiosk Lobby" }] },
    });
  });

  it.each(["samsung", "scaikey", "scalr"])(
    "odd statuses at %s are UNKNOWN and keep their word",
    async (key) => {
      const users = await readAll(gateway, key, "status statusRaw");
      const odd = users.filter((user) => dig(user, "status") === "UNKNOWN");
      expect(odd.length).toBeGreaterThanOrEqual(2);
      expect(odd.every((user) => typeof dig(user, "statusRaw") === "string")).toBe(true);
      const query =
        "query ($p: [String!]) { users(first: 100, filter: { providers: $p, status: [UNKNOWN] }) { nodes { id } } }";
      const { data } = await gateway.graphql(query, { p: [key] });
      expect(listAt(data, "users", "nodes").length).toBe(odd.length);
    },
  );

  it("somebody in twenty teams has all of them, and a page of them at a time", async () => {
    const query = `query ($after: String) { users(filter: { search: "all.rounder", providers: ["scalr"] }) { nodes {
      all: teams(first: 100) { nodes { id } totalCount }
      some: teams(first: 15, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } }
    } } }`;
    const first = (await gateway.graphql(query)).data;
    const user = dig(first, "users", "nodes", 0);
    expect(dig(user, "all", "totalCount")).toBe(20);
    const after = dig(user, "some", "pageInfo", "endCursor");
    const rest = dig((await gateway.graphql(query, { after })).data, "users", "nodes", 0, "some");
    expect(dig(rest, "pageInfo", "hasNextPage")).toBe(false);
    expect([dig(user, "some", "nodes"), dig(rest, "nodes")].flat()).toEqual(dig(user, "all", "nodes"));
  });

  it("somebody in no team has an empty list, which is not null", async () => {
    const query = `query ($p: [String!]) { users(filter: { search: "lone.wolf", providers: $p }) { nodes {
      teams { nodes { id } totalCount }
    } } }`;
    const { data } = await gateway.graphql(query, { p: ["samsung", "scaleway", "scalr"] });
    const none = { teams: { nodes: [], totalCount: 0 } };
    expect(data).toEqual({ users: { nodes: [none, none, none] } });
  });
});
