import { afterEach, describe, expect, it } from "@jest/globals";
import { scalrSimulator } from "../../src/datasources/scalr/simulator.ts";
import { type Company, createCompany, peopleAt } from "../../src/simulation/company.ts";
import type { RunningSimulator, SimulatorOptions } from "../../src/simulation/simulator.ts";

const NOW = Date.UTC(2026, 10, 22, 12);
const company: Company = createCompany({ today: NOW });
const TOTAL = peopleAt(company, "scalr").length;
const PATH = "/api/iacp/v3/account-users";

const running: RunningSimulator[] = [];

async function start(switches: NonNullable<SimulatorOptions["switches"]> = {}) {
  const simulator = await scalrSimulator.start({ company, clock: { now: () => NOW }, switches });
  running.push(simulator);
  return simulator;
}

afterEach(async () => {
  for (const simulator of running.splice(0)) await simulator.close();
});

/** One resource as the tests look at it. */
interface Seen {
  readonly type: string;
  readonly id: string;
  readonly attributes: Record<string, unknown>;
  readonly links: Record<string, unknown>;
  readonly relationships: Record<
    string,
    { data: { id: string; type: string } & { id: string; type: string }[] }
  >;
}

interface Document {
  readonly data: Seen[];
  readonly included: Seen[] | null;
  readonly links: Record<string, string | null>;
  readonly meta: { readonly pagination: Record<string, number | null> };
  readonly errors: {
    readonly status: string;
    readonly title: string;
    readonly source?: { parameter: string };
  }[];
}

async function get(
  simulator: RunningSimulator,
  query: Record<string, string>,
  headers: Record<string, string> = {},
) {
  const { baseUrl, token } = simulator.settings;
  const response = await fetch(`${baseUrl}${PATH}?${new URLSearchParams(query)}`, {
    headers: { Authorization: `Bearer ${token}`, Accept: "application/vnd.api+json", ...headers },
  });
  const body: Document = JSON.parse(await response.text());
  return { status: response.status, headers: response.headers, body };
}

/** The list of the configured account. */
const list = (simulator: RunningSimulator, query: Record<string, string> = {}) =>
  get(simulator, { "filter[account]": simulator.settings["accountId"] ?? "", ...query });

/** All pages of the configured account. */
async function walk(simulator: RunningSimulator, query: Record<string, string> = {}) {
  const data: Seen[] = [];
  const included: Seen[] = [];
  for (let page = 1; page < 100; page += 1) {
    const { body } = await list(simulator, { ...query, "page[size]": "100", "page[number]": String(page) });
    data.push(...body.data);
    included.push(...(body.included ?? []));
    if (body.links["next"] === null) break;
  }
  return { data, included: new Map(included.map((resource) => [resource.id, resource])) };
}

describe("authorization", () => {
  it.each([{}, { Authorization: "Bearer wrong" }, { Authorization: "Basic abc" }])(
    "refuses %j with 401 and JSON:API errors",
    async (headers) => {
      const { url } = await start();
      const response = await fetch(`${url}${PATH}?filter[account]=acc-1`, { headers });
      expect(response.status).toBe(401);
      expect(response.headers.get("content-type")).toBe("application/vnd.api+json");
      expect(JSON.parse(await response.text())).toMatchObject({ errors: [{ status: "401" }] });
    },
  );

  it.each([
    ["forbidden", 403],
    ["hidden", 404],
  ])("answers a token whose permission is %s with %i", async (permission, status) => {
    const answer = await list(await start({ permission }));
    expect(answer.status).toBe(status);
    expect(answer.body.errors[0]?.title).toContain("unauthorized");
  });

  it("has nothing elsewhere", async () => {
    const { url, settings } = await start();
    const headers = { Authorization: `Bearer ${settings["token"]}` };
    expect((await fetch(`${url}/api/iacp/v3/users`, { headers })).status).toBe(404);
    expect((await fetch(`${url}${PATH}/%E0%A4%A`, { headers })).status).toBe(404);
    expect((await fetch(`${url}${PATH}`, { method: "POST", body: "{", headers })).status).toBe(405);
  });
});

describe("a document", () => {
  it("has the shape of the documented example", async () => {
    const simulator = await start({ lastLoginAt: false });
    const { body, headers } = await list(simulator, { "page[size]": "3" });
    expect(Object.keys(body)).toEqual(["data", "included", "links", "meta"]);
    expect(headers.get("content-type")).toBe("application/vnd.api+json");
    expect(body.included).toBeNull();
    expect(body.data).toHaveLength(3);
    expect(body.data[0]).toEqual({
      attributes: { status: expect.any(String) },
      id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      links: {},
      relationships: {
        account: { data: { id: simulator.settings["accountId"], type: "accounts" } },
        teams: { data: expect.any(Array) },
        user: { data: { id: expect.stringMatching(/^user-[0-9a-z]{15}$/), type: "users" } },
      },
      type: "account-users",
    });
  });

  it("pages by twenty, with absolute links whose brackets are encoded", async () => {
    const simulator = await start();
    const { body } = await list(simulator, { "page[number]": "2" });
    const account = simulator.settings["accountId"];
    const at = (page: number) =>
      `${simulator.url}${PATH}?filter%5Baccount%5D=${account}&page%5Bnumber%5D=${page}&page%5Bsize%5D=20`;
    const last = Math.ceil(TOTAL / 20);
    expect(body.data).toHaveLength(20);
    expect(body.links).toEqual({ first: at(1), last: at(last), next: at(3), prev: at(1), self: at(2) });
    expect(body.meta.pagination).toEqual({
      "current-page": 2,
      "next-page": 3,
      "prev-page": 1,
      "total-count": TOTAL,
      "total-pages": last,
    });
  });

  it("has no neighbours at the ends, and nothing past the last page", async () => {
    const simulator = await start();
    const first = (await list(simulator)).body;
    expect([first.links["prev"], first.meta.pagination["prev-page"]]).toEqual([null, null]);
    const past = await list(simulator, { "page[number]": "50" });
    expect(past.status).toBe(200);
    expect(past.body.data).toEqual([]);
    expect(past.body.meta.pagination).toMatchObject({ "current-page": 50, "next-page": null });
  });

  it("shows at most a hundred", async () => {
    expect((await list(await start(), { "page[size]": "500" })).body.data).toHaveLength(100);
    expect((await list(await start({ oversizedPage: "refused" }), { "page[size]": "101" })).status).toBe(422);
  });

  it("shows everybody once over all pages, the same at every start", async () => {
    const [one, other] = [await walk(await start()), await walk(await start())];
    expect(new Set(one.data.map(({ id }) => id)).size).toBe(TOTAL);
    expect(one.data).toEqual(other.data);
  });

  it("tells which preference was applied when asked for one", async () => {
    const simulator = await start();
    const query = { "filter[account]": "acc-none" };
    const asked = await get(simulator, query, { Prefer: "profile=preview" });
    expect(asked.headers.get("preference-applied")).toBe("profile=preview");
    expect((await get(simulator, query)).headers.get("preference-applied")).toBeNull();
  });
});

describe("include", () => {
  it("adds full resources, each once", async () => {
    const { body } = await list(await start(), { include: "account,teams,user", "page[size]": "100" });
    const keys = (body.included ?? []).map(({ type, id }) => `${type} ${id}`);
    expect(new Set(keys).size).toBe(keys.length);
    const byType = (type: string) => (body.included ?? []).filter((resource) => resource.type === type);
    expect(byType("accounts")).toHaveLength(1);
    expect(byType("users")).toHaveLength(100);
    const wanted = body.data.flatMap(({ relationships }) => relationships["teams"]?.data ?? []);
    expect(new Set(byType("teams").map(({ id }) => id))).toEqual(new Set(wanted.map(({ id }) => id)));
    expect(Object.keys(byType("users")[0]?.attributes ?? {})).toEqual([
      "created-at",
      "email",
      "full-name",
      "last-login-at",
      "status",
      "username",
    ]);
    expect(byType("users")[0]?.relationships["identity-providers"]?.data[0]?.id).toMatch(
      /^idp-[0-9a-z]{15}$/,
    );
  });

  it("adds what was asked for only, and an empty list where there is nothing to add", async () => {
    const simulator = await start();
    const { body } = await list(simulator, { include: "user" });
    expect(new Set(body.included?.map(({ type }) => type))).toEqual(new Set(["users"]));
    const none = await get(simulator, { "filter[user]": "user-none", include: "user" });
    expect([none.status, none.body.data, none.body.included]).toEqual([200, [], []]);
  });

  it("refuses what cannot be included, or ignores it where switched so", async () => {
    const refused = await list(await start(), { include: "user,__proto__" });
    expect([refused.status, refused.body.errors[0]?.source]).toEqual([400, { parameter: "include" }]);
    expect((await list(await start({ unknownNames: "ignored" }), { include: "roles" })).status).toBe(200);
  });
});

describe("filters", () => {
  it("are mandatory: account or user", async () => {
    const { status, body } = await get(await start(), {});
    expect([status, body.errors[0]?.source]).toEqual([422, { parameter: "filter[account]" }]);
    expect((await get(await start({ missingFilter: "400" }), {})).status).toBe(400);
    expect((await get(await start({ missingFilter: "allowed" }), {})).body.data).toHaveLength(20);
  });

  it("answer an unknown account or user with an empty list", async () => {
    const simulator = await start();
    expect((await get(simulator, { "filter[account]": "acc-none" })).body.data).toEqual([]);
    expect((await get(simulator, { "filter[user]": "user-none" })).body.data).toEqual([]);
  });

  it("show a user in both accounts, and the few of the second", async () => {
    const simulator = await start();
    const owner = simulator.people.list().find(({ email }) => email === "owner@lindenworks.example");
    const { data } = (await get(simulator, { "filter[user]": owner?.id ?? "" })).body;
    const accounts = data.map(({ relationships }) => relationships["account"]?.data.id ?? "");
    expect(new Set(accounts).size).toBe(2);
    const second = accounts.find((id) => id !== simulator.settings["accountId"]) ?? "";
    const { body } = await get(simulator, { "filter[account]": second, "page[size]": "100" });
    expect(body.data.length).toBeGreaterThan(3);
    expect(body.data.length).toBeLessThan(TOTAL / 4);
  });

  it("take several values after in:, unless switched off", async () => {
    const simulator = await start();
    const [one, other] = simulator.people.list();
    const query = { "filter[user]": `in:${one?.id},${other?.id},user-none` };
    const users = (await list(simulator, query)).body.data.map(
      ({ relationships }) => relationships["user"]?.data.id,
    );
    expect(new Set(users)).toEqual(new Set([one?.id, other?.id]));
    expect((await list(await start({ inOperator: "teams" }), query)).body.data).toEqual([]);
  });

  it("narrow by team, status, admin and text, all at once", async () => {
    const simulator = await start();
    const { data, included } = await walk(simulator, { include: "user" });
    const team = data[0]?.relationships["teams"]?.data[0]?.id ?? "";
    const inTeam = data.filter(({ relationships }) =>
      relationships["teams"]?.data.some(({ id }) => id === team),
    );
    const ids = (seen: readonly Seen[]) => seen.map(({ id }) => id);
    expect(ids((await walk(simulator, { "filter[team]": team })).data)).toEqual(ids(inTeam));
    const active = inTeam.filter(({ attributes }) => attributes["status"] === "Active");
    const both = await walk(simulator, { "filter[team]": `in:${team}`, "filter[status]": "Active" });
    expect(ids(both.data)).toEqual(ids(active));
    expect((await walk(simulator, { "filter[is-admin]": "true" })).data).toHaveLength(1);
    const found = (await walk(simulator, { query: "SANTOS" })).data;
    expect(found).toHaveLength(
      [...included.values()].filter(({ attributes }) => /santos/i.test(JSON.stringify(attributes))).length,
    );
    expect(found.length).toBeGreaterThan(0);
  });

  it("leave out users of the whole installation when asked to", async () => {
    const simulator = await start({ globalUsers: true });
    expect((await list(simulator)).body.meta.pagination["total-count"]).toBe(TOTAL + 2);
    const without = await list(simulator, { exclude_global_users: "true" });
    expect(without.body.meta.pagination["total-count"]).toBe(TOTAL);
  });
});

describe("sorting", () => {
  const emails = async (simulator: RunningSimulator, sort: string) => {
    const { data, included } = await walk(simulator, { sort, include: "user" });
    return data.map(({ relationships }) =>
      String(included.get(relationships["user"]?.data.id ?? "")?.attributes["email"]),
    );
  };
  const byBytes = (one: string, other: string) => Buffer.compare(Buffer.from(one), Buffer.from(other));

  it("goes by bytes, both ways", async () => {
    const simulator = await start();
    const ascending = await emails(simulator, "email");
    expect(ascending).toEqual([...ascending].sort(byBytes));
    expect(await emails(simulator, "-email")).toEqual([...ascending].reverse());
  });

  it("ignores case where switched so", async () => {
    const sorted = await emails(await start({ textOrder: "ignoreCase" }), "email");
    const lower = sorted.map((email) => email.toLowerCase());
    expect(lower).toEqual([...lower].sort(byBytes));
    expect(sorted).not.toEqual([...sorted].sort(byBytes));
  });

  it("takes several attributes, the first first", async () => {
    const { data } = await walk(await start(), { sort: "status,-last-login-at" });
    const statuses = data.map(({ attributes }) => String(attributes["status"]));
    expect(statuses).toEqual([...statuses].sort(byBytes));
    const active = data.filter(({ attributes }) => attributes["status"] === "Active");
    const logins = active.map(({ attributes }) => attributes["last-login-at"]);
    const never = logins.filter((login) => login === null).length;
    expect(logins.slice(0, never).every((login) => login === null)).toBe(true);
    const rest = logins.slice(never).map(String);
    expect(rest).toEqual([...rest].sort(byBytes).reverse());
  });

  it("refuses attributes that it does not have", async () => {
    const { status, body } = await list(await start(), { sort: "username" });
    expect([status, body.errors[0]?.source]).toEqual([400, { parameter: "sort" }]);
  });

  it.each(["0", "-1", "x", "1e3"])("refuses the page number %s", async (number) => {
    const { status, body } = await list(await start(), { "page[number]": number });
    expect([status, body.errors[0]?.source]).toEqual([422, { parameter: "page[number]" }]);
  });
});

describe("the people in it", () => {
  it("have every status, some another than their user's", async () => {
    const { data, included } = await walk(await start(), { include: "user" });
    const words = new Set(data.map(({ attributes }) => attributes["status"]));
    expect(words).toEqual(new Set(["Active", "Inactive", "Pending", "Suspended"]));
    const differing = data.filter(({ attributes, relationships }) => {
      const user = included.get(relationships["user"]?.data.id ?? "");
      return user?.attributes["status"] !== attributes["status"];
    });
    expect(differing.length).toBeGreaterThan(3);
    expect(data.some(({ attributes }) => attributes["last-login-at"] === null)).toBe(true);
    expect([...included.values()].some(({ attributes }) => attributes["full-name"] === null)).toBe(true);
  });

  it("are in up to twenty teams, one of which belongs to no account", async () => {
    const { data, included } = await walk(await start(), { include: "teams" });
    const counts = data.map(({ relationships }) => relationships["teams"]?.data.length ?? 0);
    expect(Math.max(...counts)).toBeGreaterThanOrEqual(20);
    expect(counts).toContain(0);
    const teams = [...included.values()];
    expect(teams.filter(({ relationships }) => relationships["account"]?.data === null)).toHaveLength(1);
    expect(teams.every(({ id }) => /^team-[0-9a-z]{15}$/.test(id))).toBe(true);
  });

  it("can be added, renamed and removed from outside", async () => {
    const simulator = await start();
    const stranger = company.people.find(({ places, email }) => email !== null && !places.includes("scalr"));
    if (stranger === undefined) throw new Error("everybody is at Scalr");
    const id = simulator.people.add(stranger);
    expect(simulator.people.add(stranger)).not.toBe(id);
    simulator.people.rename(id, { email: "ann@lindenworks.example", displayName: "Ann Lee" });
    const { body } = await list(simulator, { "filter[user]": id, include: "user" });
    expect(body.included?.[0]?.attributes).toMatchObject({
      email: "ann@lindenworks.example",
      "full-name": "Ann Lee",
    });
    simulator.people.remove(id);
    expect((await list(simulator, { "filter[user]": id })).body.data).toEqual([]);
    expect(simulator.people.list().some((user) => user.id === id)).toBe(false);
  });
});

describe("faults", () => {
  it("come as this API sends them, and go again", async () => {
    const simulator = await start();
    simulator.faults.add({
      path: /account-users$/,
      fault: { kind: "rateLimit", retryAfterSeconds: 7 },
      times: 1,
    });
    const { status, headers, body } = await list(simulator);
    expect([status, headers.get("retry-after")]).toEqual([429, "7"]);
    expect(body.errors[0]).toEqual({ status: "429", title: "Too Many Requests" });
    expect((await list(simulator)).status).toBe(200);
    expect(simulator.requests().map((request) => request.status)).toEqual([429, 200]);
  });

  it("refuses a switch that it does not have", async () => {
    await expect(start({ nonsense: true })).rejects.toThrow("nonsense");
  });
});
