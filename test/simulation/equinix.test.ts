import { afterEach, describe, expect, it } from "@jest/globals";
import { equinixSimulator } from "../../src/datasources/equinix/simulator.ts";
import { equinixHiddenUsers } from "../../src/datasources/equinix/simulatorState.ts";
import { type Company, createCompany, peopleAt } from "../../src/simulation/company.ts";
import type { RunningSimulator, SimulatorOptions } from "../../src/simulation/simulator.ts";

const NOW = Date.UTC(2026, 10, 22, 12);
const company: Company = createCompany({ today: NOW });
const { answering, forbidden } = equinixHiddenUsers(company);

const running: RunningSimulator[] = [];

async function start(switches: NonNullable<SimulatorOptions["switches"]> = {}) {
  const simulator = await equinixSimulator.start({ company, clock: { now: () => NOW }, switches });
  running.push(simulator);
  return simulator;
}

afterEach(async () => {
  for (const simulator of running.splice(0)) await simulator.close();
});

/** One request with the right token; the body is what JSON makes of the text, or null for none. */
async function call(simulator: RunningSimulator, path: string, init: RequestInit = {}) {
  const { baseUrl = "", authToken = "" } = simulator.settings;
  const response = await fetch(`${baseUrl}${path}`, {
    ...init,
    headers: { "X-Auth-Token": authToken, ...init.headers },
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? null : JSON.parse(text) };
}

const send = (simulator: RunningSimulator, method: string, path: string, body: unknown) =>
  call(simulator, path, {
    method,
    body: JSON.stringify(body),
    headers: { "Content-Type": "application/json" },
  });

/** Every user of the list, page by page as `meta.next` leads. */
async function walk(simulator: RunningSimulator, path = "/users?per_page=100") {
  const users: Record<string, unknown>[] = [];
  const root = simulator.settings["baseUrl"]?.replace("/metal/v1", "") ?? "";
  let next: string | null = `/metal/v1${path}`;
  while (next !== null) {
    const response: Response = await fetch(`${root}${next}`, {
      headers: { "X-Auth-Token": simulator.settings["authToken"] ?? "" },
    });
    const { users: some, meta } = JSON.parse(await response.text());
    users.push(...some);
    next = meta.next?.href ?? null;
  }
  return users;
}

describe("authentication", () => {
  it.each([{}, { "X-Auth-Token": "wrong" }])(
    "refuses %j with 401 and the single-error form",
    async (headers) => {
      const { settings } = await start();
      const response = await fetch(`${settings["baseUrl"]}/users`, { headers });
      expect(response.status).toBe(401);
      expect(await response.json()).toEqual({ error: "Invalid authentication token" });
    },
  );

  it("refuses a project's key with 403", async () => {
    const simulator = await start({ keyKind: "project" });
    const { status, body } = await call(simulator, "/users");
    expect(status).toBe(403);
    expect(body).toEqual({ errors: ["Access denied for the current authentication token"] });
  });
});

describe("the list of users", () => {
  it("shows ten users a page unless told otherwise, with a meta that leads on", async () => {
    const simulator = await start();
    const { body } = await call(simulator, "/users?page=2&include=emails");
    expect(body.users).toHaveLength(10);
    const total = peopleAt(company, "equinix").length - answering.length - 1;
    const at = (page: number) => ({ href: `/metal/v1/users?page=${page}&include=emails&per_page=10` });
    expect(body.meta).toEqual({
      self: at(2),
      first: at(1),
      previous: at(1),
      next: at(3),
      last: at(Math.ceil(total / 10)),
      total,
      current_page: 2,
      last_page: Math.ceil(total / 10),
    });
  });

  it("has no previous page at the start, no next at the end, and nothing past it", async () => {
    const simulator = await start();
    expect((await call(simulator, "/users")).body.meta.previous).toBeNull();
    const past = await call(simulator, "/users?per_page=100&page=9");
    expect(past.status).toBe(200);
    expect(past.body.users).toEqual([]);
    expect(past.body.meta.next).toBeNull();
  });

  it("takes numbers that are none as if they were left out", async () => {
    const simulator = await start();
    const { body } = await call(simulator, "/users?page=-1&per_page=many");
    expect(body.meta).toMatchObject({ current_page: 1 });
    expect(body.users).toHaveLength(10);
  });

  it.each([
    [100, 100],
    [1000, 176],
  ])("honours per_page up to the switch largestPage of %i", async (largestPage, shown) => {
    const simulator = await start({ largestPage });
    expect((await call(simulator, "/users?per_page=1000")).body.users).toHaveLength(shown);
  });

  it("stands in an order that is the same every time and follows nothing", async () => {
    const [one, other] = [await walk(await start()), await walk(await start(), "/users?per_page=7")];
    expect(one.map(({ id }) => id)).toEqual(other.map(({ id }) => id));
    for (const key of ["id", "email", "created_at", "full_name"]) {
      const values = one.map((user) => String(user[key]));
      expect(values).not.toEqual([...values].sort());
      expect(values).not.toEqual([...values].sort().reverse());
    }
  });

  it("leaves out users that are still shown by id, and one that is refused", async () => {
    const simulator = await start();
    const listed = new Set((await walk(simulator)).map(({ id }) => id));
    expect(answering.length).toBeGreaterThanOrEqual(2);
    for (const id of answering) {
      expect(listed).not.toContain(id);
      const { status, body } = await call(simulator, `/users/${id}`);
      expect([status, body.id]).toEqual([200, id]);
    }
    expect(listed).not.toContain(forbidden);
    expect((await call(simulator, `/users/${forbidden}`)).status).toBe(403);
    expect((await call(simulator, `/users/${forbidden}/customdata`)).status).toBe(403);
  });

  it("has every kind of second factor, and people without a name, a phone or a login", async () => {
    const users = await walk(await start());
    expect(new Set(users.map(({ two_factor_auth }) => two_factor_auth))).toEqual(new Set(["", "app", "sms"]));
    expect(users.some(({ full_name }) => full_name === "")).toBe(true);
    expect(users.some(({ phone_number }) => phone_number === null)).toBe(true);
    expect(users.some(({ last_login_at }) => last_login_at === null)).toBe(true);
  });

  it("leaves absent values and customdata out where switched so", async () => {
    const users = await walk(await start({ absentValues: "omitted", customdataInUser: false }));
    expect(users.some((user) => !("last_login_at" in user))).toBe(true);
    expect(users.some((user) => Object.values(user).includes(null))).toBe(false);
    expect(users.some((user) => "customdata" in user)).toBe(false);
  });
});

describe("include and exclude", () => {
  it("shows references as stubs until they are included", async () => {
    const { body } = await call(await start(), "/user");
    expect(body.emails[0]).toEqual({ href: expect.stringMatching(/^\/metal\/v1\/emails\/[0-9a-f-]{36}$/) });
    expect(body.memberships[0]).toEqual({ href: expect.stringMatching(/^\/metal\/v1\/memberships\//) });
    expect(body.projects[0]).toEqual({ href: expect.stringMatching(/^\/metal\/v1\/projects\//) });
  });

  it("puts included references in the place of their stubs, one level at a time", async () => {
    const simulator = await start();
    const one = (await call(simulator, "/user?include=emails,memberships")).body;
    expect(one.emails[0]).toMatchObject({
      address: "owner@lindenworks.example",
      default: true,
      verified: true,
    });
    expect(one.memberships[0]).toMatchObject({ roles: ["admin"], project: { href: one.projects[0].href } });
    expect(Object.keys(one.memberships[0].project)).toEqual(["href"]);
    const { memberships } = (await call(simulator, "/user?include=memberships.project")).body;
    expect(memberships[0].project).toMatchObject({
      name: expect.any(String),
      organization: { name: "Lindenworks" },
    });
  });

  it("includes three levels deep and no deeper, and takes the documented plural", async () => {
    const simulator = await start();
    const three = (await call(simulator, "/user?include=memberships.projects.members")).body;
    expect(three.memberships[0].project.members[0]).toHaveProperty("email");
    const four = (await call(simulator, "/user?include=memberships.project.members.emails")).body;
    expect(Object.keys(four.memberships[0])).toEqual(["href"]);
  });

  it("turns an excluded object back into its stub", async () => {
    const path = "/user?include=memberships.project&exclude=memberships.project.organization";
    const { memberships } = (await call(await start(), path)).body;
    expect(memberships[0].project.organization).toEqual({ href: expect.stringContaining("/organizations/") });
  });

  it("includes in the list too, unless switched off", async () => {
    const path = "/users?include=memberships&per_page=100";
    const some = (await walk(await start(), path)).flatMap(({ memberships }) => memberships);
    expect(some[0]).toHaveProperty("roles");
    const none = (await walk(await start({ listInclude: false }), path)).flatMap(
      ({ memberships }) => memberships,
    );
    expect(none[0]).not.toHaveProperty("roles");
  });

  it("ignores unknown names, or refuses them where switched so", async () => {
    expect((await call(await start(), "/user?include=nothing,__proto__")).status).toBe(200);
    const refused = await call(await start({ unknownInclude: "refused" }), "/user?include=nothing");
    expect([refused.status, refused.body]).toEqual([422, { errors: ["nothing cannot be included"] }]);
  });
});

describe("one user", () => {
  it("answers 404 for ids that it does not have, however they are written", async () => {
    const simulator = await start();
    for (const id of ["00000000-0000-4000-8000-000000000000", "%E0%A4%A", "a%2Fb", "__proto__"]) {
      const { status, body } = await call(simulator, `/users/${id}`);
      expect([status, body]).toEqual([404, { errors: ["Not found"] }]);
    }
  });

  it("shows the customdata that the user has", async () => {
    const simulator = await start();
    const user = (await walk(simulator)).find(({ customdata }) => JSON.stringify(customdata) !== "{}");
    const { status, body } = await call(simulator, `/users/${user?.["id"]}/customdata`);
    expect([status, body]).toEqual([200, user?.["customdata"]]);
  });
});

describe("the current user", () => {
  it("is changed for everybody to see", async () => {
    const simulator = await start();
    const change = { first_name: "Zora", phone_number: "+3312345", customdata: { a: 1 }, email: "x@y.z" };
    const { status, body } = await send(simulator, "PUT", "/user?include=emails", change);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      first_name: "Zora",
      full_name: "Zora Lefèvre",
      phone_number: "+3312345",
      email: "owner@lindenworks.example",
      updated_at: "2026-11-22T12:00:00Z",
    });
    expect((await call(simulator, `/users/${body.id}`)).body).toMatchObject({ full_name: "Zora Lefèvre" });
    expect((await call(simulator, `/users/${body.id}/customdata`)).body).toEqual({ a: 1 });
  });

  it.each([
    [{ first_name: "" }, "First name can't be blank"],
    [{ customdata: [] }, "Customdata must be an object"],
    [[], "Body is not a JSON object"],
  ])("is not changed by %j", async (change, error) => {
    const simulator = await start();
    const { status, body } = await send(simulator, "PUT", "/user", change);
    expect([status, body]).toEqual([422, { errors: [error] }]);
    expect((await call(simulator, "/user")).body.first_name).toBe("Zoë");
  });

  it("is not given customdata that is too deep to be shown again", async () => {
    const simulator = await start();
    const deep = `{"customdata":{"a":${"[".repeat(200_000)}${"]".repeat(200_000)}}}`;
    expect((await call(simulator, "/user", { method: "PUT", body: deep })).status).toBe(422);
    expect((await call(simulator, "/user")).status).toBe(200);
  });

  it("has six invitations, with a meta or without", async () => {
    const simulator = await start();
    const { body } = await call(simulator, "/invitations?include=organization,invited_by&per_page=4");
    expect(body.invitations).toHaveLength(4);
    expect(body.meta).toMatchObject({ total: 6, last_page: 2 });
    expect(body.invitations[0]).toMatchObject({
      invitee: "owner@lindenworks.example",
      roles: ["admin"],
      nonce: expect.any(String),
      organization: { name: "Lindenworks" },
      invited_by: { email: expect.any(String) },
      projects: [],
    });
    expect(body.invitations[1].projects[0]).toEqual({ href: expect.stringContaining("/projects/") });
    const bare = await call(await start({ invitationsMeta: false }), "/invitations");
    expect(Object.keys(bare.body)).toEqual(["invitations"]);
  });
});

describe("a new user", () => {
  const newcomer = {
    first_name: "New",
    last_name: "Comer",
    emails: [{ address: "new@lindenworks.example" }],
  };

  it("is accepted without a word, and is there", async () => {
    const simulator = await start();
    const { status, body } = await send(simulator, "POST", "/users", newcomer);
    expect([status, body]).toEqual([202, null]);
    expect((await walk(simulator)).map(({ email }) => email)).toContain("new@lindenworks.example");
  });

  it("is answered with where switched so, and refused when the address is taken", async () => {
    const simulator = await start({ createUser: "created" });
    const { status, body } = await send(simulator, "POST", "/users?include=emails", newcomer);
    expect(status).toBe(201);
    expect(body).toMatchObject({ full_name: "New Comer", emails: [{ address: "new@lindenworks.example" }] });
    const again = await send(simulator, "POST", "/users", newcomer);
    expect([again.status, again.body]).toEqual([422, { errors: ["Email address has already been taken"] }]);
  });

  it("does not tell that an address is taken where creation is only accepted", async () => {
    const simulator = await start();
    const before = simulator.people.list().length;
    const emails = [{ address: "OWNER@lindenworks.example" }];
    expect((await send(simulator, "POST", "/users", { ...newcomer, emails })).status).toBe(202);
    expect(simulator.people.list()).toHaveLength(before);
  });

  it.each([
    [{ ...newcomer, emails: [{ address: "username@" }] }, ["username@ is not a valid email address"]],
    [{ ...newcomer, emails: [] }, ["Emails can't be blank"]],
    [{ emails: newcomer.emails }, ["First name can't be blank", "Last name can't be blank"]],
    [{ ...newcomer, emails: [null] }, ["is not a valid email address"]],
  ])("is refused for %j", async (body, errors) => {
    const answer = await send(await start(), "POST", "/users", body);
    expect([answer.status, answer.body]).toEqual([422, { errors }]);
  });

  it("is refused for a body that is not JSON", async () => {
    const answer = await call(await start(), "/users", { method: "POST", body: "{" });
    expect(answer.status).toBe(422);
  });
});

describe("headers and limits", () => {
  it("come with every answer", async () => {
    const simulator = await start();
    for (const path of ["/users", "/user", "/nowhere"]) {
      const { headers } = await call(simulator, path);
      expect(headers.get("x-ratelimit-limit")).toBe("6000");
      expect(headers.get("x-ratelimit-reset")).toBe(String(NOW / 1000 + 60));
      expect(headers.get("sunset")).toBe("Tue, 30 Jun 2026 23:59:59 GMT");
      expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    }
    expect((await call(simulator, "/user")).headers.get("x-ratelimit-remaining")).toBe("5996");
  });

  it("refuses what is over the limit where switched so", async () => {
    const simulator = await start({ requestsPerMinute: 2, enforceRateLimit: true });
    const statuses = [];
    for (let count = 0; count < 3; count += 1) statuses.push((await call(simulator, "/user")).status);
    expect(statuses).toEqual([200, 200, 429]);
  });

  it("tells by its own header when to come back", async () => {
    const simulator = await start();
    simulator.faults.add({ fault: { kind: "rateLimit", retryAfterSeconds: 30 }, times: 1 });
    const { status, headers } = await call(simulator, "/users");
    expect(status).toBe(429);
    expect(headers.get("x-ratelimit-remaining")).toBe("0");
    expect(headers.get("x-ratelimit-reset")).toBe(String(NOW / 1000 + 30));
    expect(headers.get("retry-after")).toBeNull();
    expect((await call(simulator, "/users")).status).toBe(200);
  });
});

describe("faults and changes from outside", () => {
  it("answers a write that is to be ignored with the user as it was", async () => {
    const simulator = await start();
    simulator.faults.add({ method: "PUT", fault: { kind: "ignore" } });
    const { body } = await send(simulator, "PUT", "/user", { first_name: "Zora" });
    expect(body.first_name).toBe("Zoë");
    expect((await call(simulator, "/user")).body.first_name).toBe("Zoë");
  });

  it("lists the people that the list shows, and follows what is done to them", async () => {
    const simulator = await start();
    const listed = (await walk(simulator)).map(({ id }) => id);
    expect(simulator.people.list().map(({ id }) => id)).toEqual(listed);
    const stranger = company.people.find(({ places }) => !places.includes("equinix"));
    if (stranger === undefined) throw new Error("everybody is at Equinix");
    const id = simulator.people.add(stranger);
    simulator.people.rename(id, { email: "ann@lindenworks.example", displayName: "Ann van Lee" });
    expect((await call(simulator, `/users/${id}`)).body).toMatchObject({
      email: "ann@lindenworks.example",
      first_name: "Ann",
      last_name: "van Lee",
    });
    expect(simulator.people.add(stranger)).not.toBe(id);
    simulator.people.remove(id);
    expect((await call(simulator, `/users/${id}`)).status).toBe(404);
  });

  it("takes the key away with its user", async () => {
    const simulator = await start();
    simulator.people.remove((await call(simulator, "/user")).body.id);
    expect((await call(simulator, "/user")).status).toBe(401);
  });

  it("refuses a switch that it does not have", async () => {
    await expect(start({ nonsense: true })).rejects.toThrow("nonsense");
  });
});
