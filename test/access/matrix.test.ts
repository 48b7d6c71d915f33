import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { makeApiKey } from "../../src/access/apiKey.ts";
import { readRequirements } from "../../src/access/required.ts";
import { SCOPES } from "../../src/access/scope.ts";
import { dig, listAt, nobody, PROVIDERS, userIds } from "../calls/support.ts";
import { publicSchema } from "../schema/publicSchema.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { ask } from "./ask.ts";

const schema = publicSchema();
const requirements = readRequirements(schema);
/** All fields but the one that tells the schema itself: who may read that is a matter of introspection. */
const fieldsOf = (type: "Query" | "Mutation") =>
  Object.keys(Object(schema.getType(type)).getFields()).filter((field) => field !== "_service");

/** A caller for each single scope, for each of them narrowed to one provider, and one with no scope of use. */
const CALLERS = [...SCOPES, ...SCOPES.map((scope) => `${scope}:scaleway`), "users:read:nobody"];
const keys = new Map(CALLERS.map((scope) => [scope, makeApiKey()] as const));
const as = (scope: string) => ({ "x-api-key": keys.get(scope)?.key ?? "" });

/** Every field of Query, asked of this provider. */
const queries = (provider: string, id: string): Readonly<Record<string, string>> => {
  const filter = `filter: { providers: ["${provider}"] }`;
  return {
    _entities: `_entities(representations: [{ __typename: "User", id: "${id}" }]) { ... on User { id } }`,
    node: `node(id: "${id}") { id }`,
    nodes: `nodes(ids: ["${id}"]) { id }`,
    providers: "providers { key }",
    provider: `provider(key: "${provider}") { key }`,
    user: `user(id: "${id}") { id }`,
    userByExternalId: `userByExternalId(provider: "${provider}", externalId: "nobody") { id }`,
    users: `users(${filter}) { totalCount }`,
    team: `team(id: "${nobody("Team", provider)}") { id }`,
    teams: `teams(${filter}) { totalCount }`,
    invitations: `invitations(${filter}) { totalCount }`,
    gracePeriods: `gracePeriods(first: 1, filter: { users: ["${id}"] }) { totalCount }`,
    accountMemberships: `accountMemberships(${filter}) { totalCount }`,
    identitySourceMismatches: `identitySourceMismatches(provider: "${provider}") { email }`,
  };
};

/** Every mutation, about nobody at this provider, so that whoever may do it changes nothing. */
const mutations = (provider: string): Readonly<Record<string, string>> => {
  const id = nobody("User", provider);
  return {
    createUser: `createUser(input: { scaleway: { provider: "${provider}", email: "none", username: "a" } })`,
    updateUser: `updateUser(input: { id: "${id}", firstName: "A" })`,
    deleteUser: `deleteUser(input: { id: "${id}", confirmEmail: "a@b.example" })`,
    lockUser: `lockUser(input: { id: "${id}" })`,
    unlockUser: `unlockUser(input: { id: "${id}" })`,
    setUserStatus: `setUserStatus(input: { id: "${id}", status: ACTIVE })`,
    createMfaOtp: `createMfaOtp(input: { id: "${id}" })`,
    validateMfaOtp: `validateMfaOtp(input: { id: "${id}", code: "123456" })`,
    disableMfa: `disableMfa(input: { id: "${id}" })`,
    updatePassword: `updatePassword(input: { id: "${id}", password: "a long new password" })`,
    requestPasswordReset: `requestPasswordReset(input: { id: "${id}" })`,
    updateUsername: `updateUsername(input: { id: "${id}", username: "anna" })`,
    updateCurrentUser: `updateCurrentUser(input: { provider: "${provider}", firstName: "" })`,
    fixIdentitySourceMismatches: `fixIdentitySourceMismatches(input: { provider: "${provider}" })`,
  };
};

let gateway: Gateway;
/** Somebody of each provider. */
let somebody: Readonly<Record<string, string>>;
beforeAll(async () => {
  const apiKeys = [...keys].map(([scope, { sha256 }]) => ({
    name: scope.replaceAll(":", "."),
    sha256,
    scopes: [scope],
  }));
  gateway = await startGateway({ users: 50, config: { auth: { apiKeys } } });
  somebody = Object.fromEntries(PROVIDERS.map((one) => [one, userIds(gateway, one)[0] ?? ""]));
});
afterAll(() => gateway.close());

/** What is asked for by an id that nobody has. */
const MISSING: Readonly<Record<string, readonly string[]>> = {
  userByExternalId: ["NOT_FOUND"],
  team: ["NOT_FOUND"],
};

const scopeOf = (path: string): string => requirements.get(path)?.[0]?.[0] ?? "";

describe("the matrix", () => {
  it("has every field of Query and Mutation in it", () => {
    expect(Object.keys(queries("a", "b")).sort()).toEqual(fieldsOf("Query").sort());
    expect(Object.keys(mutations("a")).sort()).toEqual(fieldsOf("Mutation").sort());
  });
});

describe.each(fieldsOf("Query"))("Query.%s", (field) => {
  const needed = scopeOf(`Query.${field}`);

  const askFor = (headers: Readonly<Record<string, string>>, provider = "scaleway") =>
    ask(gateway, headers, `{ it: ${queries(provider, somebody[provider] ?? "")[field]} beside: __typename }`);

  it("is not even read for somebody unknown", async () => {
    expect((await askFor({})).status).toBe(401);
  });

  it.each(CALLERS.filter((scope) => scope.startsWith("users:read") && !scope.endsWith("nobody")))(
    "is answered to whoever has %s",
    async (scope) => {
      const { answer } = await askFor(as(scope));
      const codes = answer.errors?.map((error) => error.extensions?.["code"]) ?? [];
      // Only one kind of provider can tell mismatches, and this is another one.
      if (field === "identitySourceMismatches") expect(codes).toEqual(["UNSUPPORTED_OPERATION"]);
      else expect([codes, answer.data?.["beside"]]).toEqual([MISSING[field] ?? [], "Query"]);
    },
  );

  it.each(CALLERS.filter((scope) => !scope.startsWith("users:read")))(
    "is refused to whoever has only %s, and what is beside it is answered",
    async (scope) => {
      gateway.forgetRequests();
      const { status, answer } = await askFor(as(scope));
      expect(status).toBe(200);
      expect(answer.errors).toEqual([
        {
          message: `This needs the scope ${needed}.`,
          path: ["it"],
          locations: expect.anything(),
          extensions: { code: "FORBIDDEN" },
        },
      ]);
      // A field that may not be null takes the whole answer with it.
      if (answer.data !== null) expect(answer.data).toEqual({ it: null, beside: "Query" });
      expect(gateway.requestCounts()).toEqual({});
    },
  );

  it.each(["samsung", "scaikey", "equinix", "scalr"])(
    "shows nothing of %s to a caller of another",
    async (other) => {
      gateway.forgetRequests();
      const { answer } = await askFor(as("users:read:scaleway"), other);
      expect(gateway.requestCounts()[other]).toBeUndefined();
      const told = JSON.stringify(answer.data ?? null);
      expect(told).not.toContain(somebody[other] ?? "?");
      expect(told).not.toContain(`"${other}"`);
    },
  );
});

describe.each(fieldsOf("Mutation"))("Mutation.%s", (mutation) => {
  const needed = scopeOf(`Mutation.${mutation}`);

  const askFor = (headers: Readonly<Record<string, string>>, provider = "scaleway") =>
    ask(
      gateway,
      headers,
      `mutation { it: ${mutations(provider)[mutation]} { outcome userErrors { code message } } }`,
    );

  it("is not even read for somebody unknown", async () => {
    expect((await askFor({})).status).toBe(401);
  });

  it.each([needed, `${needed}:scaleway`])("is open to whoever has %s", async (scope) => {
    const { answer } = await askFor(as(scope));
    const codes = listAt(answer.data, "it", "userErrors").map((error) => dig(error, "code"));
    expect(codes.length).toBeGreaterThan(0);
    expect(codes).not.toContain("FORBIDDEN");
  });

  it.each(CALLERS.filter((scope) => scope !== needed && scope !== `${needed}:scaleway`))(
    "is refused to whoever has only %s, before anybody is asked",
    async (scope) => {
      gateway.forgetRequests();
      const { answer } = await askFor(as(scope));
      expect([answer.errors, dig(answer.data, "it")]).toEqual([
        undefined,
        {
          outcome: "REJECTED",
          userErrors: [{ code: "FORBIDDEN", message: `This needs the scope ${needed} for scaleway.` }],
        },
      ]);
      expect(gateway.requestCounts()).toEqual({});
    },
  );

  it.each(["scaikey", "equinix", "no-such-provider"])(
    "is refused at %s to a caller of another",
    async (other) => {
      gateway.forgetRequests();
      const { answer } = await askFor(as(`${needed}:scaleway`), other);
      expect(dig(answer.data, "it", "userErrors", 0)).toEqual({
        code: "FORBIDDEN",
        message: `This needs the scope ${needed} for ${other}.`,
      });
      expect(gateway.requestCounts()).toEqual({});
    },
  );
});
