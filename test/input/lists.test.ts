import { describe } from "@jest/globals";
import { LISTS, type Mistake, refuses } from "./refused.ts";

const asked = (list: string, args: string): string => `{ ${list}(${args}) { nodes { __typename } } }`;

/** The same mistake in each of the lists. */
const everywhere = (mistakes: ReadonlyArray<readonly [args: string, field: string, code?: string]>) =>
  LISTS.flatMap((list) =>
    mistakes.map(
      ([args, field, code]): Mistake => ({
        name: `${list}(${args})`,
        query: asked(list, args),
        field,
        ...(code === undefined ? {} : { code }),
      }),
    ),
  );

describe("a page that no list has is refused, naming the argument", () => {
  refuses(
    everywhere([
      ["first: 0", "first"],
      ["first: -1", "first"],
      ["first: 101", "first"],
      ["last: 0", "last"],
      ["last: 101", "last"],
      ["first: 1, last: 1", "last"],
      ['last: 1, after: "x"', "after"],
      ['first: 1, before: "x"', "before"],
      ["timeoutMs: 99", "timeoutMs"],
      ["timeoutMs: 30001", "timeoutMs"],
    ]),
  );
});

describe("a cursor that is none of this list", () => {
  refuses(
    LISTS.flatMap((list) => [
      {
        name: `${list} forwards`,
        query: asked(list, 'after: "bm90aGluZw"'),
        code: "BAD_CURSOR",
        field: "after",
      },
      {
        name: `${list} backwards`,
        query: asked(list, 'last: 1, before: "%%"'),
        code: "BAD_CURSOR",
        field: "before",
      },
    ]),
  );
});

describe("a provider that does not exist", () => {
  const KNOWN = /scaleway, samsung, scaikey, equinix, scalr/;
  refuses([
    ...LISTS.map((list) => ({
      name: `${list} of it: the known ones are named`,
      query: asked(list, 'filter: { providers: ["scalr", "nope"] }'),
      field: "filter.providers",
      says: KNOWN,
    })),
    {
      name: "identitySourceMismatches of it",
      query: '{ identitySourceMismatches(provider: "nope") { email } }',
      field: "provider",
      says: KNOWN,
    },
    {
      name: "one whose key is no key is not repeated",
      query: `{ users(filter: { providers: ["<script>alert(1)</script>"] }) { nodes { id } } }`,
      field: "filter.providers",
      says: /^filter\.providers: there is no provider; the configured ones are/,
    },
  ]);
});

describe("an empty list filters nothing and is refused rather than guessed at", () => {
  refuses([
    ...LISTS.map((list) => ({
      name: `${list} of no providers`,
      query: asked(list, "filter: { providers: [] }"),
      field: "filter.providers",
    })),
    ...["kinds", "ids", "status", "role", "mfa", "identitySource"].map((part) => ({
      name: `users with ${part}: []`,
      query: asked("users", `filter: { ${part}: [] }`),
      field: `filter.${part}`,
    })),
    {
      name: "gracePeriods of no users",
      query: asked("gracePeriods", "filter: { users: [] }"),
      field: "filter.users",
    },
    {
      name: "gracePeriods of no type",
      query: asked("gracePeriods", "filter: { type: [] }"),
      field: "filter.type",
    },
    {
      name: "accountMemberships of no status",
      query: asked("accountMemberships", "filter: { status: [] }"),
      field: "filter.status",
    },
  ]);
});

describe("texts", () => {
  const TEXTS: ReadonlyArray<readonly [list: string, part: string]> = [
    ["users", "email"],
    ["users", "search"],
    ["users", "tag"],
    ["teams", "search"],
    ["invitations", "email"],
    ["accountMemberships", "account"],
  ];
  const BAD: ReadonlyArray<readonly [name: string, text: string]> = [
    ["empty", ""],
    ["of blanks", "   "],
    ["of 257 characters", "x".repeat(257)],
    ["with half a character", "a\ud800b"],
  ];
  refuses([
    ...TEXTS.flatMap(([list, part]) =>
      BAD.map(
        ([name, text]): Mistake => ({
          name: `${list} with ${part} ${name}`,
          query: `query ($text: String) { ${list}(filter: { ${part}: $text }) { nodes { __typename } } }`,
          variables: { text },
          field: `filter.${part}`,
        }),
      ),
    ),
    ...BAD.map(
      ([name, text]): Mistake => ({
        name: `a tenant ${name}`,
        query: 'query ($t: String) { identitySourceMismatches(provider: "scaikey", tenantId: $t) { email } }',
        variables: { t: text },
        field: "tenantId",
      }),
    ),
    {
      name: "a tenant that is not the configured one",
      query: '{ identitySourceMismatches(provider: "scaikey", tenantId: "tnt_other") { email } }',
      field: "tenantId",
    },
  ]);
});

describe("moments", () => {
  const USERS = "query ($at: DateTime) { users(filter: { createdAfter: $at }) { nodes { id } } }";
  const parts = ["createdAfter", "createdBefore", "lastLoginBefore"];
  refuses([
    ...parts.flatMap((part) =>
      ["1969-12-31T23:59:59Z", "2200-01-02T00:00:00Z", "0001-01-01T00:00:00Z"].map((at) => ({
        name: `users with ${part} ${at}`,
        query: asked("users", `filter: { ${part}: "${at}" }`),
        field: `filter.${part}`,
      })),
    ),
    {
      name: "gracePeriods before there were computers",
      query: asked("gracePeriods", 'filter: { expiresBefore: "1901-01-01T00:00:00Z" }'),
      field: "filter.expiresBefore",
    },
    // What is no moment at all is refused by GraphQL itself.
    ...[
      "yesterday",
      "2026-02-30T00:00:00Z",
      "2026-01-01",
      "2026-01-01T00:00:00",
      "2026-01-01T25:00:00Z",
      "",
      7,
    ].map(
      (at): Mistake => ({
        name: `${JSON.stringify(at)} is none`,
        query: USERS,
        variables: { at },
        says: /\$at/,
      }),
    ),
  ]);
});

describe("values of another type", () => {
  refuses([
    {
      name: "a text for a number",
      query: "query ($n: Int) { users(first: $n) { nodes { id } } }",
      variables: { n: "ten" },
      says: /\$n/,
    },
    {
      name: "a number that is too large",
      query: "query ($n: Int) { users(first: $n) { nodes { id } } }",
      variables: { n: 3_000_000_000 },
      says: /\$n/,
    },
    {
      name: "a word that is no status",
      query: "query ($s: [UserStatus!]) { users(filter: { status: $s }) { nodes { id } } }",
      variables: { s: ["SLEEPY"] },
      says: /\$s/,
    },
    {
      name: "a missing id",
      query: "query ($id: ID!) { user(id: $id) { id } }",
      variables: {},
      says: /\$id/,
    },
    {
      name: "a filter that does not exist",
      query: "{ users(filter: { shoeSize: 43 }) { nodes { id } } }",
      code: "GRAPHQL_VALIDATION_FAILED",
    },
  ]);
});
