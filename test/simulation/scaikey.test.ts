import { afterEach, describe, expect, it } from "@jest/globals";
import { scaikeySimulator } from "../../src/datasources/scaikey/simulator.ts";
import { createClock } from "../../src/simulation/clock.ts";
import { createCompany, type Person, peopleAt } from "../../src/simulation/company.ts";
import type { RunningSimulator, SimulatorOptions } from "../../src/simulation/simulator.ts";

const now = Date.parse("2026-11-22T01:00:00Z");
const running: RunningSimulator[] = [];

async function start(switches: SimulatorOptions["switches"] = {}) {
  const company = createCompany({ today: Date.parse("2026-11-22T00:00:00Z") });
  const simulator = await scaikeySimulator.start({ company, clock: createClock(now), switches });
  running.push(simulator);
  const { token = "", tenantId = "" } = simulator.settings;
  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(`${simulator.url}/api/v1${path}`, {
      method,
      redirect: "manual",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json", ...headers },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === "" ? null : JSON.parse(text),
    };
  };
  const people = peopleAt(company, "scaikey");
  const ids = simulator.people.list().map(({ id }) => id);
  const idOf = (fits: (person: Person) => boolean) => ids[people.findIndex(fits)] ?? "";
  return { simulator, company, call, idOf, users: `/tenants/${tenantId}/users`, tenantId, people };
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((simulator) => simulator.close()));
});

const admin = "/admin/users";

describe("access to ScaiKey", () => {
  it("needs the token on both surfaces, on every operation", async () => {
    const { call, users } = await start();
    for (const authorization of ["", "Bearer", "Bearer wrong", "Basic x"]) {
      for (const path of [`${admin}/`, users]) {
        const { status, body } = await call("GET", path, undefined, { authorization });
        expect(status).toBe(401);
        expect(body).toEqual({ detail: expect.any(String) });
      }
    }
    expect((await call("POST", users, {}, { authorization: "Bearer wrong" })).status).toBe(401);
  });

  it("is refused to a write with a token that may only read", async () => {
    const { call, users } = await start({ tokenScope: "admin:read" });
    expect((await call("GET", users)).status).toBe(200);
    expect((await call("POST", users, { email: "a@b.example" })).status).toBe(403);
    expect((await call("GET", `${admin}/identity-source/mismatches?fix=true`)).status).toBe(403);
    expect((await call("GET", `${admin}/identity-source/mismatches?fix=false`)).status).toBe(200);
  });

  it("redirects to the form with or without the last slash on its own host", async () => {
    const { call, users, simulator } = await start();
    const added = await call("GET", `${admin}?page=2`);
    expect(added.status).toBe(307);
    expect(added.headers.get("location")).toBe(`${simulator.url}/api/v1${admin}/?page=2`);
    const dropped = await call("POST", `${users}/`, {});
    expect(dropped.status).toBe(307);
    expect(dropped.headers.get("location")).toBe(`${simulator.url}/api/v1${users}`);
  });

  it("answers 404, 405 and hostile paths with a detail", async () => {
    const { call, users } = await start();
    expect(await call("GET", "/nothing")).toMatchObject({ status: 404, body: { detail: "Not Found" } });
    const wrongMethod = await call("PUT", users);
    expect(wrongMethod.status).toBe(405);
    expect(wrongMethod.headers.get("allow")).toBe("GET, POST");
    for (const id of ["%E0%A4%A", "%00", "__proto__", "constructor", "identity-source"]) {
      expect((await call("GET", `${users}/${id}`)).status).toBe(404);
      expect((await call("GET", `${admin}/${id}`)).status).toBe(404);
    }
  });
});

describe("the tenant's list of ScaiKey users", () => {
  it("pages from 1 over the company's people in short form", async () => {
    const { call, users, simulator } = await start();
    const total = simulator.people.list().length;
    const first = await call("GET", users);
    expect(first.body).toMatchObject({
      pagination: { page: 1, per_page: 20, total_items: total, total_pages: Math.ceil(total / 20) },
      meta: { request_id: expect.any(String), timestamp: expect.any(String) },
    });
    expect(Object.keys(first.body.data[0]).sort()).toEqual([
      "display_name",
      "email",
      "id",
      "identity_source",
      "last_login_at",
      "mfa_enabled",
      "ou_path",
      "status",
    ]);
    const second = (await call("GET", `${users}?page=2`)).body.data;
    const both = (await call("GET", `${users}?per_page=40`)).body.data;
    expect([...first.body.data, ...second]).toEqual(both);
    expect((await call("GET", `${users}?page=9999`)).body).toMatchObject({
      data: [],
      pagination: { page: 9999 },
    });
  });

  it("filters by search, status, MFA, unit and group", async () => {
    const { call, users } = await start();
    const list = async (query: string) => (await call("GET", `${users}?per_page=100&${query}`)).body;
    const santos = (await list("search=SANTOS")).data;
    expect(santos.length).toBeGreaterThanOrEqual(2);
    for (const { email, display_name } of santos) {
      expect(`${email} ${display_name}`.toLowerCase()).toContain("santos");
    }
    expect(
      new Set((await list("status=LOCKED")).data.map(({ status }: { status: string }) => status)),
    ).toEqual(new Set(["LOCKED"]));
    const all = (await list("")).pagination.total_items;
    const withMfa = (await list("mfa_enabled=true")).pagination.total_items;
    expect(withMfa).toBeGreaterThan(0);
    expect((await list("mfa_enabled=false")).pagination.total_items).toBe(all - withMfa);
    const { data } = (await call("GET", `${users}/${santos[0].id}`)).body;
    const ofGroup = await list(`group_id=${data.groups[0].group_id}`);
    expect(ofGroup.data.map(({ id }: { id: string }) => id)).toContain(data.id);
    expect((await list("group_id=grp_none")).data).toEqual([]);
    expect((await list("ou_id=ou_none")).data).toEqual([]);
  });

  it("sorts where it is asked to, unless it is switched off", async () => {
    const { call, users } = await start();
    const read = async (order: string) =>
      (await call("GET", `${users}?sort_by=email&sort_order=${order}&per_page=100`)).body.data.map(
        ({ email }: { email: string }) => email.toLowerCase(),
      );
    const ascending = await read("asc");
    expect(ascending).toEqual([...ascending].sort());
    expect((await read("desc"))[0] > ascending[0]).toBe(true);
    const refusing = await start({ sorting: "refused" });
    expect((await refusing.call("GET", `${refusing.users}?sort_by=email`)).status).toBe(422);
    const ignoring = await start({ sorting: "ignored" });
    const plain = (await ignoring.call("GET", ignoring.users)).body.data;
    expect((await ignoring.call("GET", `${ignoring.users}?sort_by=email`)).body.data).toEqual(plain);
  });

  it.each([
    "page=0",
    "page=x",
    "per_page=101",
    "per_page=",
    "status=locked",
    "mfa_enabled=maybe",
    "sort_by=name",
  ])("refuses %s", async (query) => {
    const { call, users } = await start();
    const { status, body } = await call("GET", `${users}?${query}`);
    expect(status).toBe(422);
    expect(body.detail).toEqual([
      { loc: ["query", query.split("=")[0]], msg: expect.any(String), type: expect.any(String) },
    ]);
  });
});

describe("the admin surface of ScaiKey", () => {
  it("lists both tenants' users, whose ids differ, and one tenant's or partner's", async () => {
    const { call, simulator, tenantId } = await start();
    const list = async (query: string) => (await call("GET", `${admin}/?per_page=100&${query}`)).body;
    const company = simulator.people.list().length;
    const all = await list("");
    expect(all.pagination.total_items).toBeGreaterThan(company);
    expect((await list(`tenant_id=${tenantId}`)).pagination.total_items).toBe(company);
    expect((await list("partner_id=prt_none")).pagination.total_items).toBe(0);
    const guests = await list("search=guest-");
    expect(guests.data[0].tenant_id).toMatch(/^tnt_/);
    expect(guests.data[0].tenant_id).not.toBe(tenantId);
    expect(simulator.people.list().map(({ id }) => id)).not.toContain(guests.data[0].id);
    expect((await list("status=no-such-word")).data).toEqual([]);
  });

  it("shows each of its open shapes by a switch", async () => {
    const bare = await start({ adminListShape: "bare", adminUserShape: "data", adminGroupsShape: "groups" });
    const [user] = (await bare.call("GET", `${admin}/`)).body;
    expect((await bare.call("GET", `${admin}/${user.id}`)).body.data.id).toBe(user.id);
    expect((await bare.call("GET", `${admin}/${user.id}/groups`)).body).toEqual({
      groups: expect.any(Array),
    });
    const users = await start({ adminListShape: "users", groupIdKey: "id" });
    const { body } = await users.call("GET", `${admin}/`);
    expect(body).toMatchObject({ total: expect.any(Number), users: expect.any(Array) });
  });

  it("hides another tenant's user from the tenant surface", async () => {
    const { call, users } = await start();
    const [guest] = (await call("GET", `${admin}/?search=guest-`)).body.data;
    expect((await call("GET", `${admin}/${guest.id}`)).body.tenant_id).toBe(guest.tenant_id);
    expect((await call("GET", `${users}/${guest.id}`)).status).toBe(404);
    expect((await call("GET", `/tenants/${guest.tenant_id}/users/${guest.id}`)).status).toBe(200);
    expect((await call("GET", `/tenants/tnt_none/users`)).body).toEqual({ detail: "Tenant not found" });
  });
});

describe("a ScaiKey user", () => {
  it("is the same on both surfaces", async () => {
    const { call, users, idOf, tenantId } = await start();
    const id = idOf(({ username }) => username === "kim.minjun");
    const onTenant = (await call("GET", `${users}/${id}`)).body.data;
    const onAdmin = (await call("GET", `${admin}/${id}`)).body;
    expect(onAdmin).toEqual({ ...onTenant, tenant_id: tenantId, deleted_at: null });
    expect(onTenant).toMatchObject({ id, first_name: "민준", last_name: "김", username: "kim.minjun" });
    expect(Date.parse(onTenant.created_at)).not.toBeNaN();
  });

  it("may be in twenty groups and more by inheritance", async () => {
    const { call, users, idOf } = await start();
    const id = idOf(({ username }) => username === "all.rounder");
    const { groups } = (await call("GET", `${users}/${id}`)).body.data;
    const types = groups.map((group: { membership_type: string }) => group.membership_type);
    expect(types.filter((type: string) => type === "DIRECT")).toHaveLength(20);
    expect((await call("GET", `${admin}/${id}/groups`)).body).toEqual(groups);
    const lone = idOf(({ username }) => username === "lone.wolf");
    expect((await call("GET", `${admin}/${lone}/groups`)).body).toEqual([]);
  });

  it("is an inherited member of the groups that its groups are in", async () => {
    const { call, idOf, users } = await start();
    const id = idOf(({ teams }) => teams.length === 1 && teams.some((team) => team % 4 === 3));
    const groups = (await call("GET", `${admin}/${id}/groups`)).body;
    expect(groups.map((group: { membership_type: string }) => group.membership_type)).toEqual([
      "DIRECT",
      "INHERITED",
      "INHERITED",
    ]);
    const members = (await call("GET", `${users}?group_id=${groups[2].group_id}&per_page=100`)).body.data;
    expect(members.map((user: { id: string }) => user.id)).toContain(id);
  });

  it("may have a status that the documents do not know", async () => {
    const { call, users, idOf } = await start();
    const id = idOf(({ state }) => state === "odd");
    expect((await call("GET", `${users}/${id}`)).body.data.status).toBe("ARCHIVED");
  });
});

describe("writing to ScaiKey", () => {
  it("creates a user on either surface, with the documented defaults", async () => {
    const { call, users, simulator, tenantId } = await start();
    const created = await call("POST", users, { email: "new.one@lindenworks.example", unknown: 1 });
    expect(created.status).toBe(201);
    expect(created.body.data).toMatchObject({
      id: expect.stringMatching(/^usr_/),
      email: "new.one@lindenworks.example",
      locale: "en",
      timezone: "UTC",
      status: "PENDING_EMAIL_VERIFICATION",
      identity_source: "LOCAL",
      groups: [],
    });
    expect(simulator.people.list().map(({ id }) => id)).toContain(created.body.data.id);
    const body = { email: "two@lindenworks.example", tenant_id: tenantId, password: "correct horse" };
    const second = await call("POST", `${admin}/`, body);
    expect(second).toMatchObject({ status: 201, body: { status: "ACTIVE", tenant_id: tenantId } });
    expect(JSON.stringify(second.body)).not.toContain("correct horse");
  });

  it.each([
    ["no body", undefined, [["body"]]],
    ["text that is not JSON", "{", [["body", 0]]],
    ["a list", [], [["body"]]],
    ["no address", {}, [["body", "email"]]],
    ["wrong types", { email: "x", group_ids: [1], first_name: 2, send_welcome_email: "no" }, undefined],
  ])("refuses to create a user from %s", async (_what, body, locs) => {
    const { call, users } = await start();
    const answer = await call("POST", users, body);
    expect(answer.status).toBe(422);
    const found = answer.body.detail.map(({ loc }: { loc: unknown }) => loc);
    if (locs === undefined) expect(found).toHaveLength(4);
    else expect(found).toEqual(locs);
  });

  it("repeats what was sent in a refusal only where it is switched to", async () => {
    const body = { password: "correct horse" };
    const quiet = await start();
    expect(JSON.stringify((await quiet.call("POST", quiet.users, body)).body)).not.toContain("correct horse");
    const echoing = await start({ validationEcho: true });
    expect((await echoing.call("POST", echoing.users, body)).body.detail[0].input).toEqual(body);
  });

  it("refuses what is taken, unknown or too weak", async () => {
    const { call, users, simulator } = await start();
    const email = simulator.people.list()[0]?.email?.toUpperCase();
    expect((await call("POST", users, { email })).status).toBe(409);
    const fresh = { email: "fresh@lindenworks.example" };
    for (const extra of [{ group_ids: ["grp_none"] }, { ou_id: "ou_none" }, { password: "short" }]) {
      const { status, body } = await call("POST", users, { ...fresh, ...extra });
      expect(status).toBe(400);
      expect(body).toEqual({ detail: expect.any(String) });
    }
    expect((await call("POST", `${admin}/`, fresh)).body.detail[0].loc).toEqual(["body", "tenant_id"]);
    expect((await call("POST", `${admin}/`, { ...fresh, tenant_id: "tnt_none" })).status).toBe(404);
  });

  it("changes what a PATCH names, clears what it nulls and never a status or password", async () => {
    const { call, users, idOf } = await start();
    const id = idOf(({ username }) => username === "dora.disabled");
    const change = {
      display_name: "Dora D.",
      phone: null,
      email: null,
      status: "ACTIVE",
      password: "long enough",
    };
    const patched = (await call("PATCH", `${users}/${id}`, change)).body.data;
    expect(patched).toMatchObject({ display_name: "Dora D.", phone: null, status: "DISABLED" });
    expect(patched.email).toContain("@");
    const byAdmin = (await call("PATCH", `${admin}/${id}`, { first_name: "Theodora" })).body;
    expect(byAdmin).toMatchObject({ first_name: "Theodora", display_name: "Dora D." });
    expect((await call("GET", `${users}/${id}`)).body.data.first_name).toBe("Theodora");
    expect((await call("PATCH", `${admin}/${id}`, { email: "nonsense" })).status).toBe(422);
    const other = (await call("GET", `${users}/${idOf(({ username }) => username === "sprout")}`)).body.data;
    expect((await call("PATCH", `${admin}/${id}`, { email: other.email })).status).toBe(409);
  });

  it("deletes a tenant's user only with the address as confirmation, an admin's without", async () => {
    const { call, users, simulator } = await start();
    const [one, two] = simulator.people.list();
    const path = `${users}/${one?.id}`;
    const missing = await call("DELETE", path);
    expect(missing.status).toBe(422);
    expect(missing.body.detail[0]).toMatchObject({ loc: ["query", "confirm_email"], type: "missing" });
    expect((await call("DELETE", `${path}?confirm_email=x@y.example`)).status).toBe(400);
    const confirmed = `${path}?confirm_email=${encodeURIComponent(one?.email ?? "")}`;
    expect(await call("DELETE", confirmed)).toMatchObject({ status: 204, body: null });
    expect((await call("DELETE", confirmed)).status).toBe(404);
    expect((await call("DELETE", `${admin}/${two?.id}`)).status).toBe(204);
    for (const user of [one, two]) {
      expect((await call("GET", `${users}/${user?.id}`)).status).toBe(404);
      expect((await call("GET", `${admin}/${user?.id}`)).status).toBe(404);
      expect(simulator.people.list()).not.toContainEqual(user);
    }
  });

  it("sets a status, ends a lock and switches MFA off", async () => {
    const { call, users, idOf } = await start();
    const id = idOf(({ username }) => username === "lars.locked");
    const read = async () => (await call("GET", `${users}/${id}`)).body.data;
    expect(await read()).toMatchObject({ status: "LOCKED", mfa_enabled: true });
    expect((await call("POST", `${admin}/${id}/unlock`)).status).toBe(200);
    expect((await call("POST", `${admin}/${id}/mfa/disable`)).status).toBe(200);
    expect(await read()).toMatchObject({ status: "ACTIVE", mfa_enabled: false });
    const body = { status: "DISABLED", reason: "left", terminate_sessions: true };
    expect((await call("PUT", `${users}/${id}/status`, body)).status).toBe(200);
    expect((await call("POST", `${admin}/${id}/unlock`)).status).toBe(200);
    expect(await read()).toMatchObject({ status: "DISABLED" });
    expect((await call("PUT", `${users}/${id}/status`, { status: "GONE" })).body.detail[0].type).toBe("enum");
  });

  it("resets a password by mail, which changes nothing yet, or directly", async () => {
    const { call, users, idOf } = await start();
    const id = idOf(({ username }) => username === "bell.hooks");
    const read = async () => (await call("GET", `${users}/${id}`)).body.data;
    const before = await read();
    const path = `${users}/${id}/password/reset`;
    expect(await call("POST", path, {})).toMatchObject({
      status: 200,
      body: { message: expect.any(String) },
    });
    expect(await read()).toEqual(before);
    expect((await call("POST", path, { method: "PIGEON" })).status).toBe(422);
    expect((await call("POST", path, { method: "MANUAL" })).status).toBe(422);
    expect((await call("POST", path, { method: "MANUAL", new_password: "short" })).status).toBe(400);
    const direct = await call("POST", path, { method: "MANUAL", new_password: "correct horse" });
    expect(direct.status).toBe(200);
    expect(JSON.stringify(direct.body)).not.toContain("correct horse");
    const changed = (await read()).password_changed_at;
    expect(Date.parse(changed)).toBeGreaterThanOrEqual(now);
    expect((await call("POST", `${admin}/${id}/reset-password`, {})).status).toBe(422);
    expect(
      (await call("POST", `${admin}/${id}/reset-password`, { new_password: "battery staple" })).status,
    ).toBe(200);
  });

  it("finds users of another identity source than their provider's, and corrects them", async () => {
    const { call, users, idOf, tenantId } = await start();
    const path = `${admin}/identity-source/mismatches?tenant_id=${tenantId}`;
    const found = (await call("GET", path)).body;
    const id = idOf(({ username }) => username === "mismatch.one");
    const mismatch = found.mismatches.find((each: { user_id: string }) => each.user_id === id);
    expect(mismatch).toMatchObject({ current_source: "LOCAL", expected_source: "OIDC" });
    expect(found.fixed).toBe(0);
    expect((await call("GET", `${path}&fix=perhaps`)).status).toBe(422);
    const fixed = (await call("GET", `${path}&fix=true`)).body;
    expect(fixed).toMatchObject({ mismatches: found.mismatches, fixed: found.mismatches.length });
    expect((await call("GET", path)).body).toMatchObject({ mismatches: [], fixed: 0 });
    expect((await call("GET", `${users}/${id}`)).body.data.identity_source).toBe("OIDC");
  });
});

describe("the ScaiKey simulator", () => {
  it("shows people who come, change and go", async () => {
    const { call, users, simulator, company } = await start();
    const stranger = company.people.find(({ places }) => !places.includes("scaikey"));
    if (stranger === undefined) throw new Error("Everybody is there.");
    const id = simulator.people.add(stranger);
    simulator.people.rename(id, { email: "new.name@lindenworks.example", displayName: "New Name" });
    const [found] = (await call("GET", `${users}?search=new.name`)).body.data;
    expect(found).toMatchObject({ id, email: "new.name@lindenworks.example", display_name: "New Name" });
    simulator.people.remove(id);
    expect((await call("GET", `${users}/${id}`)).status).toBe(404);
  });

  it("answers with its faults: too often, work done and answer lost, work ignored", async () => {
    const { call, users, simulator } = await start();
    simulator.faults.add({ fault: { kind: "rateLimit", retryAfterSeconds: 3 }, times: 1 });
    const limited = await call("GET", users);
    expect(limited).toMatchObject({ status: 429, body: { detail: expect.any(String) } });
    expect(limited.headers.get("retry-after")).toBe("3");
    const count = simulator.people.list().length;
    simulator.faults.add({ method: "POST", fault: { kind: "ignore" }, times: 1 });
    expect((await call("POST", users, { email: "ignored@lindenworks.example" })).status).toBe(201);
    expect(simulator.people.list()).toHaveLength(count);
    simulator.faults.add({ method: "POST", fault: { kind: "cut", when: "after" }, times: 1 });
    await expect(call("POST", users, { email: "made@lindenworks.example" })).rejects.toThrow();
    expect(simulator.people.list()).toHaveLength(count + 1);
  });

  it("refuses a switch that it does not have", async () => {
    await expect(start({ nothing: true })).rejects.toThrow("nothing");
  });
});
