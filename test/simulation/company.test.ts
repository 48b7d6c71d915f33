import { describe, expect, it } from "@jest/globals";
import {
  createCompany,
  emailAt,
  type Person,
  type Place,
  peopleAt,
  stableHex,
  stableUuid,
} from "../../src/simulation/company.ts";

const TODAY = Date.UTC(2026, 10, 22);
const company = createCompany({ today: TODAY });
const { people } = company;
const PLACES: readonly Place[] = ["scaleway", "samsung", "scaikey", "equinix", "scalr"];

const some = (test: (person: Person) => boolean) => people.filter(test).length;
const unique = (values: readonly unknown[]) => new Set(values).size;

describe("the made-up company", () => {
  it("is the same at every start", () => {
    expect(createCompany({ today: TODAY })).toEqual(company);
  });

  it("has 420 people in two dozen teams", () => {
    expect(people).toHaveLength(420);
    expect(people.map(({ number }) => number)).toEqual(people.map((_, index) => index));
    expect(company.teams).toHaveLength(24);
    expect(unique(company.teams.map(({ name }) => name))).toBe(24);
  });

  it.each([
    ["scaleway", 230],
    ["samsung", 190],
    ["scaikey", 210],
    ["equinix", 180],
    ["scalr", 160],
  ] as const)("has people at %s to fill more than a page", (place, count) => {
    const here = peopleAt(company, place);
    expect(here).toHaveLength(count);
    const created = here.map(({ createdAt }) => createdAt);
    expect(created).toEqual(created.toSorted((one, other) => one - other));
  });

  it("grows in the same proportions", () => {
    const users = 20_000;
    const large = createCompany({ today: TODAY, users });
    expect(large.people).toHaveLength(users);
    expect(peopleAt(large, "scaleway").length).toBe(Math.round((230 * users) / 420));
    expect(large.teams).toHaveLength(Math.round((24 * users) / 420));
    expect(unique(large.people.map(({ username }) => username.toLowerCase()))).toBe(users);
    expect(unique(large.people.map(({ createdAt }) => Math.floor(createdAt / 1000)))).toBe(users);
  });

  it("can be huge", () => {
    expect(createCompany({ today: TODAY, users: 100_000 }).people).toHaveLength(100_000);
  });

  it("can be very small", () => {
    expect(createCompany({ today: TODAY, users: 1 }).people).toMatchObject([{ owner: true }]);
    expect(createCompany({ today: TODAY, users: 7 }).people).toHaveLength(7);
  });

  it("has nobody twice, nobody nowhere and nobody from the future", () => {
    expect(unique(people.map(({ username }) => username.toLowerCase()))).toBe(420);
    expect(unique(people.map(({ createdAt }) => Math.floor(createdAt / 1000)))).toBe(420);
    const addresses = people.flatMap(({ email }) => (email === null ? [] : [email.toLowerCase()]));
    expect(unique(addresses)).toBe(addresses.length);
    expect(addresses.every((address) => address.endsWith("lindenworks.example"))).toBe(true);
    for (const { username, places, createdAt, lastLoginAt, tags } of people) {
      expect(username).toMatch(/^[a-zA-Z0-9@._-]{2,64}$/);
      expect(places.length).toBeGreaterThan(0);
      expect(createdAt).toBeLessThan(TODAY);
      expect(lastLoginAt ?? TODAY).toBeGreaterThan(createdAt);
      expect(lastLoginAt ?? TODAY).toBeLessThanOrEqual(TODAY);
      expect(tags.length).toBeLessThanOrEqual(10);
    }
  });

  it("has many people at several places", () => {
    expect(some(({ places }) => places.length > 1)).toBeGreaterThan(200);
    expect(some(({ places }) => places.length === PLACES.length)).toBeGreaterThan(20);
  });

  it("has an owner at every place", () => {
    for (const place of PLACES) expect(peopleAt(company, place).some(({ owner }) => owner)).toBe(true);
  });

  it("has people without an address at Samsung only", () => {
    const without = people.filter(({ email }) => email === null);
    expect(without.length).toBeGreaterThan(1);
    for (const { places } of without) expect(places).toEqual(["samsung"]);
  });

  it("has people in every state, the odd ones only where the API sends words", () => {
    for (const state of ["active", "pending", "locked", "disabled", "odd"]) {
      expect(some((person) => person.state === state)).toBeGreaterThan(1);
    }
    for (const place of ["scaleway", "equinix"] as const) {
      expect(peopleAt(company, place).some(({ state }) => state === "odd")).toBe(false);
    }
  });

  it.each([
    ["Hangul", /\p{Script=Hangul}/u],
    ["Arabic", /\p{Script=Arabic}/u],
    ["Cyrillic", /\p{Script=Cyrillic}/u],
    ["Greek", /\p{Script=Greek}/u],
    ["Han", /\p{Script=Han}/u],
    ["Devanagari", /\p{Script=Devanagari}/u],
    ["combining marks", /e\p{Mn}/u],
    ["apostrophes", /['’]/],
    ["emoji", /\p{Extended_Pictographic}/u],
    ["a lower-case beginning", /^\p{Ll}/u],
    ["a non-ASCII beginning", /^[^\0-\x7f]/],
  ])("has names with %s", (_, pattern) => {
    expect(some(({ givenName, familyName }) => pattern.test(givenName) || pattern.test(familyName))).not.toBe(
      0,
    );
  });

  it("has empty names, names that two people share, and shared mailboxes", () => {
    expect(some(({ givenName, familyName }) => givenName === "" && familyName === "")).toBeGreaterThan(2);
    expect(some(({ givenName, familyName }) => givenName !== "" && familyName === "")).toBeGreaterThan(1);
    expect(some(({ givenName, familyName }) => `${givenName} ${familyName}` === "Maria Santos")).toBe(2);
    expect(people.find(({ email }) => email === "ops@lindenworks.example")).toMatchObject({ givenName: "" });
  });

  it("has people in twenty teams and one in none", () => {
    expect(some(({ teams }) => teams.length === 20)).toBe(2);
    expect(some(({ teams }) => teams.length === 0)).toBe(1);
  });

  it("has people who never logged in and several who last did in the same second", () => {
    expect(some(({ lastLoginAt }) => lastLoginAt === null)).toBeGreaterThan(10);
    for (const place of PLACES) {
      const times = peopleAt(company, place).flatMap(({ lastLoginAt }) => lastLoginAt ?? []);
      expect(times.length - unique(times)).toBeGreaterThan(5);
    }
  });

  it("has mailboxes that are written in other case at another place", () => {
    const differing = people.filter((person) => emailAt(person, "scalr") !== emailAt(person, "scaleway"));
    expect(differing.length).toBeGreaterThan(10);
    for (const person of differing) {
      expect(emailAt(person, "scalr")?.toLowerCase()).toBe(emailAt(person, "scaleway")?.toLowerCase());
    }
  });

  it("makes ids of the form that is asked for", () => {
    expect(stableHex("a", 1, 32)).toMatch(/^[0-9a-f]{32}$/);
    expect(stableHex("a", 1, 100)).toHaveLength(100);
    expect(stableHex("a", 1, 8)).not.toBe(stableHex("a", 2, 8));
    expect(stableUuid("a", 1)).toBe(stableUuid("a", 1));
    expect(stableUuid("a", 1)).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });
});
