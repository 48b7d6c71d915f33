import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { listAt, nobody } from "../calls/support.ts";
import { readAll } from "../contract/variants.ts";
import type { Gateway } from "../support/gateway.ts";
import { instant, MAPPINGS, TIMES, type Told } from "./mapping.ts";
import { nameOf, wholeTable } from "./samples.ts";
import { at, rest, startWhole } from "./support.ts";

/* What GraphQL tells is what the provider's raw answer says, field by field, for every operation that only looks. */

const reads = wholeTable.filter(({ mutation }) => mutation === null);

let gateway: Gateway;
let tenant: string;
beforeAll(async () => {
  gateway = await startWhole({ users: 120 });
  tenant = gateway.simulator("scaikey").settings["tenantId"] ?? "";
});
afterAll(() => gateway.close());

/** Two lists of the same things, as GraphQL and the raw answer tell them. */
interface Compared {
  readonly told: readonly unknown[];
  readonly raw: readonly unknown[];
}

async function raw(path: string, ...keys: readonly string[]): Promise<unknown> {
  const { status, json } = await rest(gateway, "GET", `/v1${path}`);
  expect(status).toBe(200);
  return keys.length === 0 ? json : at(json, ...keys);
}

async function rawList(path: string, ...keys: readonly string[]): Promise<readonly unknown[]> {
  const list = await raw(path, ...keys);
  if (!Array.isArray(list)) throw new Error(`${path} has no list.`);
  return list;
}

async function ask(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
  const { data, errors } = await gateway.graphql(query, variables);
  expect(errors).toBeUndefined();
  return data;
}

/** What GraphQL tells of these users, with the fields that `expected` has. */
async function toldOf(provider: string, expected: readonly Told[]): Promise<readonly unknown[]> {
  const fields = Object.keys(expected[0] ?? {});
  const all = await readAll(gateway, provider, fields.join(" "));
  const byId = new Map(all.map((user) => [at(user, "externalId"), user]));
  return expected.map(({ externalId }) => withInstants(byId.get(externalId)));
}

function withInstants(user: unknown): unknown {
  const entries = Object.entries(Object(user));
  return Object.fromEntries(
    entries.map(([name, value]) => [name, TIMES.includes(name) ? instant(value) : value]),
  );
}

async function users(
  provider: string,
  records: readonly unknown[],
  mapping: (record: unknown) => Told,
): Promise<Compared> {
  const mapped = records.map(mapping);
  return { told: await toldOf(provider, mapped), raw: mapped };
}

/** The first users of a list, in the middle of it, so that the awkward ones at its ends are not all. */
function some(records: readonly unknown[]): readonly unknown[] {
  return records.filter((_, index) => index % Math.ceil(records.length / 12) === 0);
}

async function idsOf(path: string, key: string): Promise<readonly string[]> {
  return some(await rawList(path, key)).map((record) => String(at(record, "id")));
}

/** One by one, what a path with each of these ids answers. */
async function each(ids: readonly string[], pathOf: (id: string) => string): Promise<readonly unknown[]> {
  const answers: unknown[] = [];
  for (const id of ids) answers.push(await raw(pathOf(id)));
  return answers;
}

const SCALEWAY = "/iam/v1alpha1/users?page_size=100";
const ADMIN = "/api/v1/admin/users";
const tenantUsers = () => `/api/v1/tenants/${tenant}/users`;
const scaikeyIds = () => idsOf(`${ADMIN}?per_page=100`, "data");

async function groupsCompared(ids: readonly string[], groups: readonly unknown[]): Promise<Compared> {
  const told: unknown[] = [];
  for (const id of ids) {
    const query = "query ($id: ID!) { user(id: $id) { teams(first: 100) { nodes { externalId name } } } }";
    const teams = listAt(await ask(query, { id: nobody("User", "scaikey", id) }), "user", "teams", "nodes");
    told.push(teams.map((team) => [at(team, "externalId"), at(team, "name")]).sort());
  }
  const mapped = groups.map((answer) => {
    const list: unknown = at(answer, "data") ?? answer;
    return (Array.isArray(list) ? list : [])
      .map((group: unknown) => [at(group, "group_id"), at(group, "name")])
      .sort();
  });
  return { told, raw: mapped };
}

const COMPARISONS: Readonly<Record<string, () => Promise<Compared>>> = {
  "SCALEWAY listusers": async () => users("scaleway", await rawList(SCALEWAY, "users"), MAPPINGS.scaleway),
  "SCALEWAY getuser": async () => {
    const ids = await idsOf(SCALEWAY, "users");
    return users("scaleway", await each(ids, (id) => `/iam/v1alpha1/users/${id}`), MAPPINGS.scaleway);
  },
  "SCALEWAY listgraceperiods": async () => {
    const ids = await idsOf(SCALEWAY, "users");
    const answers = await each(ids, (id) => `/iam/v1alpha1/grace-periods?user_id=${id}`);
    const query = "query ($id: ID!) { user(id: $id) { gracePeriods { type createdAt expiresAt } } }";
    const told: unknown[] = [];
    for (const id of ids) {
      const periods = listAt(
        await ask(query, { id: nobody("User", "scaleway", id) }),
        "user",
        "gracePeriods",
      );
      told.push(
        periods.map((one) => [at(one, "type"), instant(at(one, "createdAt")), instant(at(one, "expiresAt"))]),
      );
    }
    const mapped = answers.map((answer) =>
      listAt(answer, "grace_periods").map((one) => [
        String(at(one, "type")).toUpperCase(),
        instant(at(one, "created_at")),
        instant(at(one, "expires_at")),
      ]),
    );
    return { told: told.map(sorted), raw: mapped.map(sorted) };
  },
  "SAMSUNG list-iam-users": async () => {
    const account = gateway.simulator("samsung").settings["accountId"] ?? "";
    const records = await rawList(`/v1/accounts/${account}/users?size=200`, "users");
    return users("samsung", records, MAPPINGS.samsung);
  },
  "SCAIKEY admin-list-users": async () =>
    users("scaikey", await rawList(`${ADMIN}?per_page=100`, "data"), MAPPINGS.scaikeyRow),
  "SCAIKEY admin-get-user": async () =>
    users("scaikey", await each(await scaikeyIds(), (id) => `${ADMIN}/${id}`), MAPPINGS.scaikey),
  "SCAIKEY admin-get-user-groups": async () => {
    const ids = await scaikeyIds();
    return groupsCompared(ids, await each(ids, (id) => `${ADMIN}/${id}/groups`));
  },
  "SCAIKEY admin-find-identity-source-mismatches": async () => {
    const answer = await raw(`${ADMIN}/identity-source/mismatches`);
    const query = `{ identitySourceMismatches(provider: "scaikey") { externalId email current expected fixed } }`;
    const told = listAt(await ask(query), "identitySourceMismatches");
    const list = [at(answer, "mismatches"), at(answer, "data"), answer].find(Array.isArray) ?? [];
    return {
      told: told.map((one) => [at(one, "externalId"), at(one, "email")]),
      raw: list.map((one: unknown) => [at(one, "user_id") ?? at(one, "id"), at(one, "email")]),
    };
  },
  "SCAIKEY tenant-list-users": async () =>
    users("scaikey", await rawList(`${tenantUsers()}?per_page=100`, "data"), MAPPINGS.scaikeyRow),
  "SCAIKEY tenant-get-user": async () => {
    const ids = await idsOf(`${tenantUsers()}?per_page=100`, "data");
    return users("scaikey", await each(ids, (id) => `${tenantUsers()}/${id}`), MAPPINGS.scaikey);
  },
  "EQUINIX findusers": async () =>
    users("equinix", await rawList("/users?per_page=1000", "users"), MAPPINGS.equinix),
  "EQUINIX finduserbyid": async () => {
    const ids = await idsOf("/users?per_page=1000", "users");
    return users("equinix", await each(ids, (id) => `/users/${id}`), MAPPINGS.equinix);
  },
  "EQUINIX findcurrentuser": async () => {
    const mapped = MAPPINGS.equinix(await raw("/user"));
    const query = `{ provider(key: "equinix") { currentUser { ${Object.keys(mapped).join(" ")} } } }`;
    return { told: [withInstants(at(await ask(query), "provider", "currentUser"))], raw: [mapped] };
  },
  "EQUINIX findusercustomdata": async () => {
    const ids = await idsOf("/users?per_page=1000", "users");
    const answers = await each(ids, (id) => `/users/${id}/customdata`);
    const all = await readAll(gateway, "equinix", "externalId customAttributes");
    const byId = new Map(all.map((user) => [at(user, "externalId"), at(user, "customAttributes")]));
    return { told: ids.map((id) => byId.get(id)), raw: answers };
  },
  "EQUINIX findinvitations": async () => {
    const records = await rawList("/invitations?per_page=1000", "invitations");
    const query = `{ invitations(first: 100, filter: { providers: ["equinix"] }) {
      nodes { email roles createdAt updatedAt status origin }
    } }`;
    const told = listAt(await ask(query), "invitations", "nodes");
    return {
      told: told.map(withInstants).map(sortable).sort(),
      raw: records
        .map((record) => ({
          email: at(record, "invitee"),
          roles: at(record, "roles"),
          createdAt: instant(at(record, "created_at")),
          updatedAt: instant(at(record, "updated_at")),
          status: "PENDING",
          origin: "NATIVE",
        }))
        .map(sortable)
        .sort(),
    };
  },
  "SCALR list-account-users": async () => {
    const answer = await raw("/api/iacp/v3/account-users?include=user,teams,account&page%5Bsize%5D=100");
    const included = listAt(answer, "included");
    const people = included.filter((record) => at(record, "type") === "users");
    const { told, raw: mapped } = await users("scalr", people, MAPPINGS.scalr);
    const query = `{ accountMemberships(first: 100, filter: { providers: ["scalr"] }) {
      nodes { user { externalId } account { externalId } teams { externalId } }
    } }`;
    const memberships = listAt(await ask(query), "accountMemberships", "nodes").map((one) => ({
      user: at(one, "user", "externalId"),
      account: at(one, "account", "externalId"),
      teams: listAt(one, "teams").map((team) => at(team, "externalId")),
    }));
    const links = listAt(answer, "data").map((link) => ({
      user: at(link, "relationships", "user", "data", "id"),
      account: at(link, "relationships", "account", "data", "id"),
      teams: listAt(link, "relationships", "teams", "data").map((team) => at(team, "id")),
    }));
    return {
      told: [...told, ...memberships.map(sortable).sort()],
      raw: [...mapped, ...links.map(sortable).sort()],
    };
  },
};

function sortable(record: unknown): string {
  return JSON.stringify(record);
}

function sorted(records: unknown): unknown {
  return Array.isArray(records) ? records.map(sortable).sort() : records;
}

describe("what GraphQL tells", () => {
  it("is compared for every operation that only looks", () => {
    expect(Object.keys(COMPARISONS).sort()).toEqual(reads.map(nameOf).sort());
  });

  it.each(Object.entries(COMPARISONS))("is what the raw answer says of it: %s", async (_, compare) => {
    const { told, raw: expected } = await compare();
    expect(expected.length).toBeGreaterThan(0);
    expect(told).toEqual(expected);
  });
});
