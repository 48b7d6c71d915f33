import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { USER_FIELDS } from "../../src/domain/user.ts";
import { dig, listAt } from "../calls/support.ts";
import { publicSchema } from "../schema/publicSchema.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { everyFieldOf } from "./everyField.ts";
import { readAll, VARIANTS } from "./variants.ts";

const schema = publicSchema();

/** How a field of a user is selected; text by itself. */
const SELECTIONS: Readonly<Record<string, string>> = {
  teams: "teams { nodes { id name } }",
  accountMemberships: "accountMemberships { nodes { id } }",
  invitations: "invitations { nodes { id } }",
  gracePeriods: "gracePeriods { id type }",
  details: "details { __typename }",
};

/** Whether a value says anything: null, UNKNOWN and an empty list do not. */
function tells(value: unknown): boolean {
  if (value === null || value === "UNKNOWN") return false;
  if (Array.isArray(value)) return value.length > 0;
  const nodes = dig(value, "nodes");
  return Array.isArray(nodes) ? nodes.length > 0 : true;
}

describe.each(VARIANTS)("$name", ({ key, options }) => {
  let gateway: Gateway;
  let tellsMembers: boolean;

  beforeAll(async () => {
    gateway = await startGateway({ users: 80, ...options });
    const query = "query ($p: String!) { provider(key: $p) { capabilities { operation supported } } }";
    const { data } = await gateway.graphql(query, { p: key });
    tellsMembers = listAt(data, "provider", "capabilities").some(
      (one) => dig(one, "operation") === "Team.members" && dig(one, "supported") === true,
    );
  });
  afterAll(() => gateway.close());

  it("reports every field of a user for somebody in the company, or names it in notReported", async () => {
    const fields = USER_FIELDS.map((field) => SELECTIONS[field] ?? field);
    const users = await readAll(gateway, key, ["notReported", ...fields].join(" "));
    const notReported = new Set(users.flatMap((user) => listAt(user, "notReported")));
    const told = USER_FIELDS.filter((field) => users.some((user) => tells(dig(user, field))));
    const neither = USER_FIELDS.filter((field) => !told.includes(field) && !notReported.has(field));
    const both = told.filter((field) => notReported.has(field));
    expect({ neither, both }).toEqual({ neither: [], both: [] });
  });

  it.each([
    ["users", "UserConnection"],
    ["teams", "TeamConnection"],
    ["invitations", "InvitationConnection"],
    ["gracePeriods", "GracePeriodConnection"],
    ["accountMemberships", "AccountMembershipConnection"],
  ])("answers every field that can be reached from %s", async (list, type) => {
    const query = `query ($p: [String!]) {
      ${list}(first: 4, filter: { providers: $p }) ${everyFieldOf(schema, type)}
    }`;
    const { data, errors = [] } = await gateway.graphql(query, { p: [key] });
    // Where a provider cannot tell a team's members that is an error, once: teams have no `notReported`.
    const refused = errors.filter(({ path }) => path?.at(-1) === "members");
    expect(errors).toEqual(refused);
    expect(refused.length).toBeLessThanOrEqual(tellsMembers ? 0 : 1);
    expect(dig(data, list, "isComplete")).toBe(true);
  });

  it("answers every field that can be reached from the provider itself", async () => {
    const { data, errors } = await gateway.graphql(
      `query ($p: String!) { provider(key: $p) ${everyFieldOf(schema, "Provider")} }`,
      { p: key },
    );
    expect(errors).toBeUndefined();
    expect(dig(data, "provider", "key")).toBe(key);
  });

  it("finds every record again by its id", async () => {
    const query = `query ($p: [String!], $key: String!) {
      provider(key: $key) { id }
      users(first: 100, filter: { providers: $p }) { nodes { id } }
      teams(first: 100, filter: { providers: $p }) { nodes { id } }
      invitations(first: 100, filter: { providers: $p }) { nodes { id } }
      gracePeriods(first: 20, filter: { providers: $p }) { nodes { id } }
      accountMemberships(first: 100, filter: { providers: $p }) { nodes { id } }
    }`;
    const { data, errors } = await gateway.graphql(query, { p: [key], key });
    expect(errors).toBeUndefined();
    const lists = ["users", "teams", "invitations", "gracePeriods", "accountMemberships"];
    const ids = [
      dig(data, "provider", "id"),
      ...lists.flatMap((list) => listAt(data, list, "nodes").map((node) => dig(node, "id"))),
    ];
    const again = await gateway.graphql("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", { ids });
    expect(again.errors).toBeUndefined();
    expect(listAt(again.data, "nodes").map((node) => dig(node, "id"))).toEqual(ids);
    // Ids are of all types together, each once.
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("finds a user by the id that the provider itself uses", async () => {
    const [user] = await readAll(gateway, key, "id externalId");
    const { data } = await gateway.graphql(
      "query ($p: String!, $x: String!) { userByExternalId(provider: $p, externalId: $x) { id } }",
      { p: key, x: dig(user, "externalId") },
    );
    expect(dig(data, "userByExternalId", "id")).toBe(dig(user, "id"));
  });

  it("says of somebody who is not there that there is no such user", async () => {
    const { data, errors } = await gateway.graphql(
      'query ($p: String!) { userByExternalId(provider: $p, externalId: "nobody") { id } }',
      { p: key },
    );
    expect(data).toEqual({ userByExternalId: null });
    expect(errors?.map(({ extensions }) => extensions)).toEqual([{ code: "NOT_FOUND", provider: key }]);
  });
});
