import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { formatId, NODE_TYPES, parseId } from "../../src/domain/ids.ts";
import { type Mistake, refuses } from "./refused.ts";

const encode = (text: string): string => Buffer.from(text, "utf8").toString("base64url");

const USER = "query ($id: ID!) { user(id: $id) { id } }";
const TEAM = "query ($id: ID!) { team(id: $id) { id } }";
const NODE = "query ($id: ID!) { node(id: $id) { id } }";

const MALFORMED: ReadonlyArray<readonly [string, string]> = [
  ["empty", ""],
  ["no base64url", "not an id!"],
  ["a plain word", "hello"],
  ["the provider's own id", "usr_2b8d614aa85897f177c894bc"],
  ["of no known type", encode("Robot:scaleway:1")],
  ["without a provider", encode("User::1")],
  ["without a record", encode("User:scaleway:")],
  ["with nothing behind the provider", encode("User:scaleway")],
  ["with a line break in it", encode("User:scaleway:a\nb")],
  ["with a null byte in it", encode("User:scaleway:a\0b")],
  ["padded", `${formatId("User", "scaleway", "ab")}=`],
  ["of 5,000 characters", "A".repeat(5_000)],
  ["of bytes that are no text", Buffer.from([0x55, 0xff, 0xfe, 0x3a]).toString("base64url")],
  [
    "of a user's, but for a byte that is no text",
    Buffer.from("User:scaleway:a\xff", "latin1").toString("base64url"),
  ],
];

/** Any text that a provider may have for an id, also one with a colon or what unreadable bytes are shown as. */
const externalIds = fc.string({
  unit: fc.constantFrom("a", "Z", "0", ":", "~", "é", "民", "🚀", "\ufffd"),
  minLength: 1,
  maxLength: 40,
});

it("an id stands for the record that it was given out for, whatever the provider calls it", () => {
  fc.assert(
    fc.property(fc.constantFrom(...NODE_TYPES), externalIds, (type, externalId) => {
      const reference = { type, provider: "key", externalId: type === "Provider" ? "" : externalId };
      expect(parseId(formatId(type, "key", reference.externalId))).toEqual(reference);
    }),
  );
});

describe("an id that Roster did not give out is refused, whatever it is for", () => {
  refuses(
    Object.entries({ "a user": USER, "a team": TEAM, "a node": NODE }).flatMap(([what, query]) =>
      MALFORMED.map(
        ([name, id]): Mistake => ({
          name: `${name}, for ${what}`,
          query,
          variables: { id },
          field: "id",
        }),
      ),
    ),
  );
});

const OF_A_TEAM = formatId("Team", "scaleway", "5f3d0d4e-0000-4000-8000-000000000000");
const OF_A_USER = formatId("User", "scaleway", "5f3d0d4e-0000-4000-8000-000000000000");
const ELSEWHERE = formatId("User", "gone", "1");

describe("an id of another type is refused by name", () => {
  refuses([
    {
      name: "a team's for a user",
      query: USER,
      variables: { id: OF_A_TEAM },
      field: "id",
      says: /Team, not of a User/,
    },
    {
      name: "a user's for a team",
      query: TEAM,
      variables: { id: OF_A_USER },
      field: "id",
      says: /User, not of a Team/,
    },
    {
      name: "a team's among users",
      query: "query ($ids: [ID!]) { users(filter: { ids: $ids }) { nodes { id } } }",
      variables: { ids: [OF_A_USER, OF_A_TEAM] },
      field: "filter.ids",
    },
    {
      name: "a user's as the team of a list",
      query: "query ($id: ID) { users(filter: { team: $id }) { nodes { id } } }",
      variables: { id: OF_A_USER },
      field: "filter.team",
    },
    {
      name: "a team's as the user of memberships",
      query: "query ($id: ID) { accountMemberships(filter: { user: $id }) { nodes { id } } }",
      variables: { id: OF_A_TEAM },
      field: "filter.user",
    },
    {
      name: "nothing as the user of memberships",
      query: "query ($id: ID) { accountMemberships(filter: { user: $id }) { nodes { id } } }",
      variables: { id: "" },
      field: "filter.user",
    },
    {
      name: "a team's among the users of grace periods",
      query: "query ($ids: [ID!]) { gracePeriods(filter: { users: $ids }) { nodes { id } } }",
      variables: { ids: [OF_A_TEAM] },
      field: "filter.users",
    },
  ]);
});

describe("an id of a provider that is not configured (any more)", () => {
  const NOBODY_HAS_IT = { code: "NOT_FOUND", says: /^No configured provider has a record of this id\.$/ };
  refuses([
    { name: "is nobody's as a user", query: USER, variables: { id: ELSEWHERE }, ...NOBODY_HAS_IT },
    { name: "is nobody's as a node", query: NODE, variables: { id: ELSEWHERE }, ...NOBODY_HAS_IT },
    {
      name: "is nobody's as a team",
      query: TEAM,
      variables: { id: formatId("Team", "gone", "1") },
      ...NOBODY_HAS_IT,
    },
    {
      name: "is nobody's as a provider",
      query: NODE,
      variables: { id: formatId("Provider", "gone", "") },
      ...NOBODY_HAS_IT,
    },
    {
      name: "cannot be filtered by",
      query: "query ($ids: [ID!]) { users(filter: { ids: $ids }) { nodes { id } } }",
      variables: { ids: [ELSEWHERE] },
      field: "filter.ids",
      says: /^filter\.ids: there is no provider "gone"; .*equinix/,
    },
  ]);
});

describe("an id that could change an upstream path is nobody's", () => {
  refuses(
    ["scaleway", "equinix", "scaikey"].flatMap((provider) =>
      [".", ".."].map((externalId) => ({
        name: `${externalId} at ${provider}`,
        query: USER,
        variables: { id: formatId("User", provider, externalId) },
        code: "NOT_FOUND",
        provider,
      })),
    ),
  );
  refuses([
    {
      name: "half a character, which a grace period's id without its user's would leave",
      query: NODE,
      variables: { id: formatId("GracePeriod", "scaleway", "\u{10000}") },
      code: "NOT_FOUND",
      provider: "scaleway",
    },
  ]);
});

describe("ids of a provider's own", () => {
  const QUERY = "query ($p: String!, $x: String!) { userByExternalId(provider: $p, externalId: $x) { id } }";
  refuses([
    { name: "empty", query: QUERY, variables: { p: "scaleway", x: "" }, field: "externalId" },
    { name: "of blanks", query: QUERY, variables: { p: "scaleway", x: "  " }, field: "externalId" },
    { name: "too long", query: QUERY, variables: { p: "scaleway", x: "x".repeat(257) }, field: "externalId" },
    {
      name: "with a line break",
      query: QUERY,
      variables: { p: "scaleway", x: "a\r\nb" },
      field: "externalId",
    },
    { name: "of an unknown provider", query: QUERY, variables: { p: "nope", x: "1" }, field: "provider" },
  ]);
});

describe("too many ids", () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => formatId("User", "scaleway", `user-${index}`));
  refuses([
    {
      name: "to filter users by",
      query: "query ($ids: [ID!]) { users(filter: { ids: $ids }) { nodes { id } } }",
      variables: { ids: many(1001) },
      field: "filter.ids",
    },
    {
      name: "of nodes",
      query: "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }",
      variables: { ids: many(1001) },
      field: "ids",
    },
    {
      name: "of grace periods' users",
      query: "query ($ids: [ID!]) { gracePeriods(filter: { users: $ids }) { nodes { id } } }",
      variables: { ids: many(1001) },
      field: "filter.users",
    },
  ]);
});
