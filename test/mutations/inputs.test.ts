import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { formatId } from "../../src/domain/ids.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { createPool, type Input, mutate, operationOf, type Someone } from "./support.ts";

/* Mistakes of an input are told one and all, each with its field, before anybody is asked anything. */

let gateway: Gateway;
const people = new Map<string, Someone>();
beforeAll(async () => {
  gateway = await startGateway({ users: 60 });
  for (const provider of ["scaleway", "scaikey"]) {
    people.set(provider, (await createPool(gateway, provider))());
  }
});
afterAll(() => gateway.close());

const idAt = (provider: string): string => people.get(provider)?.id ?? "";
const LONG = "x".repeat(257);
const many = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `tag-${index}`);
const TEAMS = many(1001).map((name) => formatId("Team", "scaikey", name));

/** What is wrong, with the fields at fault below `input`. */
type Mistake = readonly [what: string, mutation: string, input: Input, ...fields: readonly string[]];

function expectRefused(mistakes: readonly Mistake[], inputOf: (input: Input) => Input): void {
  it.each(mistakes)("%s (%s)", async (_what, mutation, input, ...fields) => {
    gateway.forgetRequests();
    const { outcome, userErrors } = await mutate(gateway, mutation, inputOf(input));
    expect({ outcome, fields: userErrors.map(({ field }) => field?.slice(1).join(".")) }).toEqual({
      outcome: "REJECTED",
      fields,
    });
    for (const { code, message, field } of userErrors) {
      expect({ code, first: field?.[0] }).toEqual({ code: "BAD_USER_INPUT", first: "input" });
      expect(message).toMatch(new RegExp(`^${field?.join("\\.")}: `));
    }
    expect(gateway.requestCounts()).toEqual({});
  });
}

describe("of a Scaleway user", () => {
  expectRefused(
    [
      ["a username of one character", "updateUsername", { username: "a" }, "username"],
      ["a username of 65 characters", "updateUsername", { username: "a".repeat(65) }, "username"],
      ["a username with a space", "updateUsername", { username: "ada lovelace" }, "username"],
      ["a username with an accent", "updateUsername", { username: "zoë" }, "username"],
      ["a code of five digits", "validateMfaOtp", { code: "12345" }, "code"],
      ["a code of seven digits", "validateMfaOtp", { code: "1234567" }, "code"],
      ["a code with a letter", "validateMfaOtp", { code: "12345a" }, "code"],
      ["a code of other digits", "validateMfaOtp", { code: "١٢٣٤٥٦" }, "code"],
      ["a code with a space", "validateMfaOtp", { code: " 123456" }, "code"],
      ["an empty password", "updatePassword", { password: "" }, "password"],
      ["a password of spaces", "updatePassword", { password: "   " }, "password"],
      ["a password of 1025 characters", "updatePassword", { password: "x".repeat(1025) }, "password"],
      ["a password with a line break", "updatePassword", { password: "correct\nhorse" }, "password"],
      ["half an emoji", "updateUser", { firstName: "\ud83d" }, "firstName"],
      ["an e-mail address without a domain", "updateUser", { email: "ada@" }, "email"],
      ["two addresses in one", "updateUser", { email: "a@example.com,b@example.com" }, "email"],
      ["an address with a line break", "updateUser", { email: "a@example.com\nBcc: b@x.org" }, "email"],
      ["an address to be emptied", "updateUser", { email: null }, "email"],
      ["a locale to be emptied", "updateUser", { locale: "" }, "locale"],
      ["eleven tags", "updateUser", { tags: many(11) }, "tags"],
      ["a tag that is too long", "updateUser", { tags: ["ok", LONG] }, "tags.1"],
      ["a first name of 65 characters", "updateUser", { firstName: "x".repeat(65) }, "firstName"],
      ["what its users do not have", "updateUser", { timezone: "UTC", ouId: "ou_1" }, "timezone", "ouId"],
      ["nothing to change", "updateUser", {}, ""],
      ["a reason that is too long", "lockUser", { reason: LONG }, "reason"],
      ["sessions to be ended", "lockUser", { terminateSessions: true }, "terminateSessions"],
    ],
    (input) => ({ id: idAt("scaleway"), ...input }),
  );
});

describe("of a ScaiKey user", () => {
  expectRefused(
    [
      ["tags", "updateUser", { tags: ["a"] }, "tags"],
      ["an address to be emptied", "updateUser", { email: null }, "email"],
      ["an organisational unit that is none", "updateUser", { ouId: "unit" }, "ouId"],
      [
        "data that is too large",
        "updateUser",
        { customAttributes: { a: "x".repeat(70_000) } },
        "customAttributes",
      ],
      ["a status that cannot be set", "setUserStatus", { status: "PENDING" }, "status"],
      ["the status UNKNOWN", "setUserStatus", { status: "UNKNOWN" }, "status"],
      [
        "an address for the link that is too long",
        "requestPasswordReset",
        { redirectUri: LONG },
        "redirectUri",
      ],
      ["an empty username", "updateUsername", { username: " " }, "username"],
    ],
    (input) => ({ id: idAt("scaikey"), ...input }),
  );
});

describe("of a new user", () => {
  const scaleway = { provider: "scaleway", email: "new@example.com", username: "new.user" };
  const scaikey = { provider: "scaikey", email: "new@example.com" };
  const equinix = { provider: "equinix", emails: ["new@example.com"], firstName: "N", lastName: "W" };
  expectRefused(
    [
      ["no address", "createUser", { scaleway: { ...scaleway, email: "" } }, "scaleway.email"],
      ["a wrong username", "createUser", { scaleway: { ...scaleway, username: "!" } }, "scaleway.username"],
      ["eleven tags", "createUser", { scaleway: { ...scaleway, tags: many(11) } }, "scaleway.tags"],
      [
        "three mistakes at once",
        "createUser",
        { scaleway: { ...scaleway, email: "x", username: "!", password: "" } },
        "scaleway.email",
        "scaleway.password",
        "scaleway.username",
      ],
      ["no address", "createUser", { scaikey: { ...scaikey, email: "new" } }, "scaikey.email"],
      ["no team", "createUser", { scaikey: { ...scaikey, teamIds: ["grp_1"] } }, "scaikey.teamIds.0"],
      ["1001 teams", "createUser", { scaikey: { ...scaikey, teamIds: TEAMS } }, "scaikey.teamIds"],
      ["no addresses", "createUser", { equinix: { ...equinix, emails: [] } }, "equinix.emails"],
      [
        "a second address that is none",
        "createUser",
        { equinix: { ...equinix, emails: ["a@example.com", "b"] } },
        "equinix.emails.1",
      ],
      [
        "an invitation that is none",
        "createUser",
        { equinix: { ...equinix, invitationId: "1" } },
        "equinix.invitationId",
      ],
      [
        "an unknown provider",
        "createUser",
        { scaikey: { ...scaikey, provider: "none" } },
        "scaikey.provider",
      ],
      [
        "another kind of provider",
        "createUser",
        { scaikey: { ...scaikey, provider: "scaleway" } },
        "scaikey.provider",
      ],
    ],
    (input) => input,
  );
});

describe("of what is about no user", () => {
  expectRefused(
    [
      ["an unknown provider", "updateCurrentUser", { provider: "none", firstName: "x" }, "provider"],
      ["nothing to change", "updateCurrentUser", { provider: "equinix" }, ""],
      ["a name to be emptied", "updateCurrentUser", { provider: "equinix", firstName: null }, "firstName"],
      ["an unknown provider", "fixIdentitySourceMismatches", { provider: "none" }, "provider"],
      [
        "a tenant that is too long",
        "fixIdentitySourceMismatches",
        { provider: "scaikey", tenantId: LONG },
        "tenantId",
      ],
      [
        "another tenant than the configured one",
        "fixIdentitySourceMismatches",
        { provider: "scaikey", tenantId: "tnt_other" },
        "tenantId",
      ],
    ],
    (input) => input,
  );
});

describe("what the schema itself rules out", () => {
  it.each([
    ["no block", {}],
    ["an empty block", { scaleway: null }],
    ["two blocks", { scaleway: { provider: "scaleway" }, scaikey: { provider: "scaikey" } }],
  ])("is refused by GraphQL: %s of a new user", async (_what, input) => {
    gateway.forgetRequests();
    await expect(mutate(gateway, "createUser", input)).rejects.toThrow("BAD_USER_INPUT");
    expect(gateway.requestCounts()).toEqual({});
  });
});

it("tells fifty mistakes of a thousand", async () => {
  const scaikey = { provider: "scaikey", email: "new@example.com", teamIds: many(1000) };
  const { userErrors } = await mutate(gateway, "createUser", { scaikey });
  expect(userErrors).toHaveLength(50);
});

it("refuses data that is nested deeper than anybody can read, and stands", async () => {
  const data = `${'{"a":'.repeat(50_000)}{}${"}".repeat(50_000)}`;
  const query = JSON.stringify(operationOf("updateUser"));
  const variables = `{"input":{"id":"${idAt("scaikey")}","customAttributes":${data}}}`;
  gateway.forgetRequests();
  const response = await fetch(gateway.url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: `{"query":${query},"variables":${variables}}`,
  });
  expect(await response.text()).toMatch(/BAD_USER_INPUT/);
  expect(gateway.requestCounts()).toEqual({});
});
