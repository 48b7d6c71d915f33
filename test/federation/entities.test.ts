import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { makeApiKey } from "../../src/access/apiKey.ts";
import { ask } from "../access/ask.ts";
import { dig, listAt, nobody, PROVIDERS, someUser, userIds } from "../calls/support.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";

const ofScaleway = makeApiKey();

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const user = (id: string) => ({ __typename: "User", id });

/** Asks for these entities as a router does, and tells the requests that it took. */
async function entities(representations: readonly unknown[], selection = "... on User { id email }") {
  gateway.forgetRequests();
  const query = `query ($r: [_Any!]!) { _entities(representations: $r) { __typename ${selection} } }`;
  const { data, errors } = await gateway.graphql(query, { r: representations });
  const found = data === null || data === undefined ? null : listAt(data, "_entities");
  return { found, errors, calls: gateway.requestCounts() };
}

/** An error without its place in the request. */
const told = (error: unknown) => ({
  message: dig(error, "message"),
  extensions: { ...Object(dig(error, "extensions")), field: undefined },
});

describe("entities", () => {
  it("of a hundred Scaleway users are one upstream call", async () => {
    const ids = userIds(gateway, "scaleway").slice(0, 100);
    const { found, errors, calls } = await entities(ids.map(user));
    expect(errors).toBeUndefined();
    expect(found?.map((one) => dig(one, "id"))).toEqual(ids);
    expect(calls).toEqual({ scaleway: 1 });
  });

  it("of five hundred users are as few calls as the providers' lists have pages", async () => {
    const ids = PROVIDERS.flatMap((provider) => userIds(gateway, provider).slice(0, 100));
    const { found, errors, calls } = await entities(ids.map(user));
    expect(errors).toBeUndefined();
    expect(found?.map((one) => dig(one, "id"))).toEqual(ids);
    // Where there is no filter by ids, the list is read until the last of them has been met.
    expect(calls).toEqual({ equinix: 1, samsung: 1, scaikey: 3, scaleway: 1, scalr: 1 });
  });

  it("of five hundred memberships are no more", async () => {
    const { data } = await gateway.graphql(
      `{ ${PROVIDERS.map(
        (key) =>
          `${key}: accountMemberships(first: 100, filter: { providers: ["${key}"] }) { nodes { __typename id } }`,
      ).join(" ")} }`,
    );
    const memberships = PROVIDERS.flatMap((key) => listAt(data, key, "nodes"));
    expect(memberships).toHaveLength(500);
    const { found, errors, calls } = await entities(memberships, "... on AccountMembership { id }");
    expect(errors).toBeUndefined();
    expect(found).toEqual(memberships);
    for (const provider of PROVIDERS) expect(calls[provider] ?? 0).toBeLessThanOrEqual(3);
  });

  it("are found by their ids, whatever type they are of, and come in the order asked for", async () => {
    const { data } = await gateway.graphql(`{
      users(first: 5) { nodes { __typename id } } teams(first: 5) { nodes { __typename id } }
      invitations(first: 4) { nodes { __typename id } } providers { __typename id }
      accountMemberships(first: 5) { nodes { __typename id } } gracePeriods(first: 2) { nodes { __typename id } }
    }`);
    const lists = ["users", "teams", "invitations", "accountMemberships", "gracePeriods"];
    const records = [
      ...listAt(data, "providers"),
      ...lists.flatMap((list) => listAt(data, list, "nodes")),
    ].reverse();
    const { found, errors } = await entities(records, "... on Node { id }");
    expect(errors).toBeUndefined();
    expect(found).toEqual(records);
  });

  it("that are users are read only as far as the selection needs, whatever is asked of other types", async () => {
    const ids = userIds(gateway, "scaikey").slice(0, 50);
    const list = { scaikey: 3 };
    expect((await entities(ids.map(user))).calls).toEqual(list);
    const others = `... on User { email } ... on AccountMembership { teams { name } }
      ...Invited ... on Provider { currentUser { firstName } }`;
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ${others} } }
      fragment Invited on Invitation { teams { name } }`;
    gateway.forgetRequests();
    expect((await gateway.graphql(query, { r: ids.map(user) })).errors).toBeUndefined();
    expect(gateway.requestCounts()).toEqual(list);
    // Their names and teams stand only in the single user.
    const { calls } = await entities(ids.slice(0, 5).map(user), "... on User { firstName }");
    expect(calls).toEqual({ scaikey: 5 });
  });

  it("that are named twice are read once", async () => {
    const id = someUser(gateway, "equinix");
    const { found, calls } = await entities([user(id), user(id), user(id)]);
    expect([found?.length, calls]).toEqual([3, { equinix: 1 }]);
  });

  it("may be named in the document itself", async () => {
    const id = someUser(gateway, "scalr");
    const query = `{ _entities(representations: [{ __typename: "User", id: "${id}" }]) { ... on User { id } } }`;
    expect((await gateway.graphql(query)).data).toEqual({ _entities: [{ id }] });
  });

  it("of a provider that fails are null in their places, and the others are served", async () => {
    const ids = PROVIDERS.map((provider) => someUser(gateway, provider));
    const { faults } = gateway.simulator("samsung");
    faults.add({ fault: { kind: "status", status: 500 } });
    const { found, errors } = await entities(ids.map(user)).finally(faults.clear);
    expect(found?.map((one) => dig(one, "id") ?? null)).toEqual(
      ids.map((id, index) => (PROVIDERS[index] === "samsung" ? null : id)),
    );
    expect(errors).toMatchObject([{ path: ["_entities", 1], extensions: { provider: "samsung" } }]);
  });
});

describe("a representation", () => {
  const team = nobody("Team", "scalr");
  const aUser = nobody("User", "scaleway");
  const PROTOTYPE: unknown = JSON.parse(`{ "__proto__": { "__typename": "User", "id": "${aUser}" } }`);
  const BAD: readonly (readonly [string, unknown, string])[] = [
    ["of no type", { id: aUser }, "__typename"],
    ["of a type that there is not", { __typename: "Employee", id: aUser }, "__typename"],
    ["of a type without ids", { __typename: "Account", id: aUser }, "__typename"],
    ["of the root", { __typename: "Query", id: aUser }, "__typename"],
    ["of a name that objects have", { __typename: "constructor", id: aUser }, "__typename"],
    ["that is a text", aUser, "__typename"],
    ["that is a number", 7, "__typename"],
    ["that is a list", [user(aUser)], "__typename"],
    ["that only its prototype describes", PROTOTYPE, "__typename"],
    ["without an id", { __typename: "User" }, "id"],
    ["with a number for an id", { __typename: "User", id: 7 }, "id"],
    ["with a record for an id", { __typename: "User", id: { toString: "x" } }, "id"],
    ["with another type's id", user(team), "id"],
    ["with an id that nobody gave out", user("../../v1/users"), "id"],
    ["with an endless id", user("A".repeat(100_000)), "id"],
  ];

  it.each(BAD)("%s is null with one error, and costs nothing", async (_what, representation, field) => {
    const good = someUser(gateway, "scaleway");
    const { found, errors, calls } = await entities([representation, user(good)]);
    expect(found?.map((one) => dig(one, "id") ?? null)).toEqual([null, good]);
    expect(errors).toMatchObject([
      {
        path: ["_entities", 0],
        extensions: { code: "BAD_USER_INPUT", field: ["representations", "0", field] },
      },
    ]);
    expect(calls).toEqual({ scaleway: 1 });
  });

  it("may have more than the key", async () => {
    const id = someUser(gateway, "scaleway");
    const more: unknown = JSON.parse(`{ "__typename": "User", "id": "${id}", "email": 1, "__proto__": [] }`);
    expect(await entities([more])).toMatchObject({ found: [{ id }], errors: undefined });
  });

  it.each([
    ["nobody has, at a provider that there is", nobody("User", "samsung")],
    ["is of a provider that is not configured", nobody("User", "nowhere")],
    ["is not one", "nonsense"],
  ])("whose id %s is refused as the id alone is", async (_what, id) => {
    const alone = await gateway.graphql("query ($id: ID!) { user(id: $id) { id } }", { id });
    const { found, errors = [] } = await entities([user(id)]);
    expect(found).toEqual([null]);
    const withoutPlace = (error: unknown) => {
      const { message, extensions } = told(error);
      return { extensions, message: String(message).replace("representations.0.", "") };
    };
    expect(errors.map(withoutPlace)).toEqual(alone.errors?.map(told));
  });

  it("is one of at most a thousand", async () => {
    const ids = Array.from({ length: 10_000 }, (_, index) => user(nobody("User", "scaikey", `${index}`)));
    const { found, errors, calls } = await entities(ids.slice(0, 1_001));
    expect({ found, calls }).toEqual({ found: null, calls: {} });
    expect(errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT", field: ["representations"] } }]);
    expect(await entities(ids)).toMatchObject({ found: null, calls: {}, errors: [expect.anything()] });
  });

  it("is one of at most four thousand in an operation, whatever names them", async () => {
    const aliases = Array.from(
      { length: 10 },
      (_, index) => `a${index}: _entities(representations: $r) { __typename }`,
    );
    const query = `query ($r: [_Any!]!, $ids: [ID!]!) { nodes(ids: $ids) { id } ${aliases.join(" ")} }`;
    const id = nobody("User", "nowhere");
    const variables = {
      r: Array.from({ length: 1_000 }, () => user(id)),
      ids: Array.from({ length: 1_000 }, () => id),
    };
    gateway.forgetRequests();
    const { data, errors } = await gateway.graphql(query, variables);
    expect([data, gateway.requestCounts()]).toEqual([null, {}]);
    expect(errors?.length).toBeLessThanOrEqual(4_001);
    const refused = errors?.filter(({ extensions }) => extensions?.["code"] === "BAD_USER_INPUT");
    expect(refused).toMatchObject([{ path: ["a3"] }]);
  });
});

describe("to a caller of one provider", () => {
  it("entities of another look like those of none", async () => {
    const keyed = await startGateway({
      users: 50,
      config: {
        auth: { apiKeys: [{ name: "a", sha256: ofScaleway.sha256, scopes: ["users:read:scaleway"] }] },
      },
    });
    try {
      const own = userIds(keyed, "scaleway")[0] ?? "";
      const hidden = userIds(keyed, "samsung")[0] ?? "";
      const query = "query ($r: [_Any!]!) { _entities(representations: $r) { ... on User { id } } }";
      const r = [own, hidden, nobody("User", "nowhere")].map(user);
      const { answer } = await ask(keyed, { "x-api-key": ofScaleway.key }, query, { r });
      expect(answer.data).toEqual({ _entities: [{ id: own }, null, null] });
      const [first, second, ...more] = answer.errors?.map(told) ?? [];
      expect([first, more]).toEqual([second, []]);
      expect(first).toMatchObject({ extensions: { code: "NOT_FOUND" } });
      expect(keyed.requestCounts()).toEqual({ scaleway: 1 });
    } finally {
      await keyed.close();
    }
  });
});
