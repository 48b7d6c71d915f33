import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { createAdvancedClient, Errors, withProfile } from "@scaleway/sdk-client";
import { Iamv1alpha1 } from "@scaleway/sdk-iam";
import { scalewaySimulator } from "../../src/datasources/scaleway/simulator.ts";
import { oneTimePassword } from "../../src/datasources/scaleway/simulatorMfa.ts";
import { createClock } from "../../src/simulation/clock.ts";
import { createCompany, type Person } from "../../src/simulation/company.ts";
import { type Simulation, startSimulation } from "../../src/simulation/index.ts";
import type { RunningSimulator } from "../../src/simulation/simulator.ts";

const NOBODY = "00000000-0000-4000-8000-000000000000";
const DAY = 86_400_000;
const START = Date.UTC(2026, 10, 22, 12);

let simulation: Simulation;

beforeEach(async () => {
  simulation = await startSimulation({ definitions: [scalewaySimulator], clock: createClock(START) });
});
afterEach(() => simulation.close());

function running(): RunningSimulator {
  const simulator = simulation.simulators["scaleway"];
  if (simulator === undefined) throw new Error("It did not start.");
  return simulator;
}

/** Scaleway's own client, talking to the simulator. */
function connect(changes: { secretKey?: string; url?: string } = {}) {
  const { url, settings } = running();
  const profile = {
    accessKey: "SCW12345678901234567",
    secretKey: changes.secretKey ?? settings["secretKey"] ?? "",
    defaultOrganizationId: settings["organizationId"] ?? "",
    apiURL: changes.url ?? url,
  };
  return new Iamv1alpha1.API(createAdvancedClient(withProfile(profile)));
}

async function named(username: string) {
  const users = await connect().listUsers({ pageSize: 100 }).all();
  const user = users.find((one) => one.username === username);
  if (user === undefined) throw new Error(`Nobody is named ${username}.`);
  return user;
}

const member = (username: string) => ({
  email: `${username}@lindenworks.example`,
  sendPasswordEmail: false,
  sendWelcomeEmail: false,
  username,
  password: "",
  firstName: "",
  lastName: "",
  phoneNumber: "",
  locale: "",
});

const ask = (path: string, init: RequestInit = {}) =>
  fetch(`${running().url}/iam/v1alpha1${path}`, {
    ...init,
    headers: { "X-Auth-Token": running().settings["secretKey"] ?? "" },
  });

describe("Scaleway's client lists users", () => {
  it("page by page, twenty at a time, oldest first", async () => {
    const api = connect();
    const first = await api.listUsers();
    expect(first.totalCount).toBe(230);
    expect(first.users).toHaveLength(20);
    const all = await api.listUsers({ pageSize: 100 }).all();
    expect(all).toHaveLength(230);
    expect(all.slice(0, 20)).toEqual(first.users);
    const created = all.map(({ createdAt }) => createdAt?.getTime() ?? 0);
    expect(created).toEqual(created.toSorted((one, other) => one - other));
    expect(await api.listUsers({ page: 9999 })).toMatchObject({ users: [], totalCount: 230 });
  });

  it("in every order", async () => {
    const api = connect();
    for (const field of ["created_at", "updated_at", "email", "last_login", "username"] as const) {
      const up = await api.listUsers({ pageSize: 100, orderBy: `${field}_asc` }).all();
      const down = await api.listUsers({ pageSize: 100, orderBy: `${field}_desc` }).all();
      expect(new Set(down.map(({ id }) => id))).toEqual(new Set(up.map(({ id }) => id)));
      expect(down).not.toEqual(up);
    }
    const addresses = (await api.listUsers({ pageSize: 100, orderBy: "email_asc" })).users.map(({ email }) =>
      email.toLowerCase(),
    );
    expect(addresses).toEqual(addresses.toSorted());
  });

  it("with filters that all have to hold, counting what they leave", async () => {
    const api = connect();
    const all = await api.listUsers({ pageSize: 100 }).all();
    const withMfa = await api.listUsers({ pageSize: 100, mfa: true });
    const without = await api.listUsers({ pageSize: 100, mfa: false });
    expect(withMfa.totalCount + without.totalCount).toBe(230);
    expect(withMfa.users.every(({ mfa, twoFactorEnabled }) => mfa && twoFactorEnabled)).toBe(true);
    expect((await api.listUsers({ type: "owner" })).users).toMatchObject([
      { deletable: false, type: "owner" },
    ]);
    const tagged = await api.listUsers({ pageSize: 100, tag: "-cal" });
    expect(tagged.totalCount).toBe(all.filter(({ tags }) => tags.some((tag) => tag.includes("-cal"))).length);
    const userIds = all.slice(3, 8).map(({ id }) => id);
    const some = await api.listUsers({ userIds: [...userIds, NOBODY], type: "member" });
    expect(some.users.map(({ id }) => id)).toEqual(userIds);
  });

  it("and is told which argument is wrong", async () => {
    const api = connect();
    for (const [request, argumentName] of [
      [{ pageSize: 101 }, "page_size"],
      [{ page: 0 }, "page"],
      [{ page: 10_001 }, "page"],
      [{ userIds: ["x"] }, "user_ids"],
      [{ organizationId: "x" }, "organization_id"],
    ] as const) {
      const answer = api.listUsers({ ...request, userIds: [...(request.userIds ?? [])] });
      await expect(answer).rejects.toBeInstanceOf(Errors.InvalidArgumentsError);
      await expect(answer).rejects.toMatchObject({ details: [{ argumentName }] });
    }
    const other = api.listUsers({ organizationId: NOBODY });
    await expect(other).rejects.toBeInstanceOf(Errors.PermissionsDeniedError);
  });
});

describe("Scaleway's client changes users", () => {
  it("creates a member, who is there at once", async () => {
    const api = connect();
    const user = await api.createUser({ tags: ["new"], member: member("new.member") });
    expect(user).toMatchObject({
      username: "new.member",
      status: "activated",
      mfa: false,
      locked: false,
      deletable: true,
      accountRootUserId: "",
      lastLoginAt: undefined,
      locale: "en_US",
      tags: ["new"],
      type: "member",
    });
    expect(user.updatedAt).toEqual(user.createdAt);
    expect(await api.getUser({ userId: user.id })).toEqual(user);
    expect((await api.listUsers()).totalCount).toBe(231);
  });

  it("is refused a username that is taken, whatever its case", async () => {
    const api = connect();
    const { id } = await named("ops");
    const again = api.createUser({ member: member("OPS") });
    await expect(again).rejects.toBeInstanceOf(Errors.AlreadyExistsError);
    await expect(again).rejects.toMatchObject({ resource: "user", resourceId: id, status: 409 });
    const other = await named("billing");
    const renamed = api.updateUserUsername({ userId: other.id, username: "ops" });
    await expect(renamed).rejects.toBeInstanceOf(Errors.AlreadyExistsError);
    expect(await api.updateUserUsername({ userId: other.id, username: "Billing" })).toMatchObject({
      username: "Billing",
    });
  });

  it("is refused a guest, a bad username and eleven tags", async () => {
    const api = connect();
    for (const request of [
      { email: "guest@lindenworks.example" },
      { member: member("no spaces") },
      { member: { ...member("bad.mail"), email: "nobody" } },
      { member: member("many"), tags: Array.from({ length: 11 }, (_, index) => `tag-${index}`) },
      {},
    ]) {
      await expect(api.createUser(request)).rejects.toBeInstanceOf(Errors.InvalidArgumentsError);
    }
  });

  it("updates a member, and reads the old updated_at in the answer", async () => {
    const api = connect();
    const before = await named("sukarno");
    const after = await api.updateUser({
      userId: before.id,
      email: "new@lindenworks.example",
      firstName: "",
      lastName: "Sukarno",
      phoneNumber: "+33199000001",
      locale: "fr_FR",
      tags: [],
    });
    expect(after).toMatchObject({ email: "new@lindenworks.example", firstName: "", tags: [] });
    expect(after.updatedAt).toEqual(before.updatedAt);
    const read = await api.getUser({ userId: before.id });
    expect(read.updatedAt?.getTime()).toBeGreaterThanOrEqual(START);
    const renamed = await api.updateUserUsername({ userId: before.id, username: "soekarno" });
    expect(renamed.updatedAt).toEqual(read.updatedAt);
    expect(await api.getUser({ userId: before.id })).toMatchObject({ username: "soekarno", locale: "fr_FR" });
  });

  it("deletes a member once, frees the username, and cannot delete the owner", async () => {
    const api = connect();
    const { id } = await named("ops");
    expect(await api.deleteUser({ userId: id })).toBeUndefined();
    const again = api.deleteUser({ userId: id });
    await expect(again).rejects.toBeInstanceOf(Errors.ResourceNotFoundError);
    await expect(again).rejects.toMatchObject({ resource: "user", resourceId: id, status: 404 });
    await expect(api.getUser({ userId: id })).rejects.toBeInstanceOf(Errors.ResourceNotFoundError);
    const groups = await api.listGroups({ pageSize: 100 });
    expect(groups.groups.some(({ userIds }) => userIds.includes(id))).toBe(false);
    await api.createUser({ member: member("ops") });
    const owner = await named("owner");
    const refused = api.deleteUser({ userId: owner.id });
    await expect(refused).rejects.toBeInstanceOf(Errors.PreconditionFailedError);
    await expect(refused).rejects.toMatchObject({ precondition: "protected_resource", status: 412 });
  });

  it("locks and unlocks members, not the owner", async () => {
    const api = connect();
    const { id } = await named("ops");
    expect(await api.lockUser({ userId: id })).toMatchObject({ locked: true });
    expect(await api.lockUser({ userId: id })).toMatchObject({ locked: true });
    expect(await api.unlockUser({ userId: id })).toMatchObject({ locked: false });
    expect(await api.getUser({ userId: id })).toMatchObject({ locked: false });
    const owner = await named("owner");
    await expect(api.lockUser({ userId: owner.id })).rejects.toBeInstanceOf(Errors.PreconditionFailedError);
  });

  it("sets a password, which ends the demand for a new one", async () => {
    const api = connect();
    const users = await api.listUsers({ pageSize: 100 }).all();
    const periods = await Promise.all(users.map(({ id }) => api.listGracePeriods({ userId: id })));
    const index = periods.findIndex(({ gracePeriods }) =>
      gracePeriods.some(({ type, expiresAt }) => type === "update_password" && expiresAt !== undefined),
    );
    const userId = users[index]?.id ?? "";
    const answer = await api.updateUserPassword({ userId, password: "a new password" });
    expect(answer.id).toBe(userId);
    const { gracePeriods } = await api.listGracePeriods({ userId });
    expect(gracePeriods.some(({ type }) => type === "update_password")).toBe(false);
    const short = api.updateUserPassword({ userId, password: "short" });
    await expect(short).rejects.toBeInstanceOf(Errors.InvalidArgumentsError);
  });
});

describe("Scaleway's client manages MFA", () => {
  it("creates, validates and deletes an OTP", async () => {
    const api = connect();
    const { id: userId } = await api.createUser({ member: member("otp.user") });
    const { secret = "" } = await api.createUserMFAOTP({ userId });
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(await api.getUser({ userId })).toMatchObject({ mfa: false });

    const right = oneTimePassword(secret, simulation.clock.now() - 30_000);
    const wrong = right === "000000" ? "000001" : "000000";
    const refused = api.validateUserMFAOTP({ userId, oneTimePassword: wrong });
    await expect(refused).rejects.toBeInstanceOf(Errors.InvalidArgumentsError);
    await expect(refused).rejects.toMatchObject({
      details: [{ argumentName: "one_time_password", reason: "constraint" }],
    });
    const late = oneTimePassword(secret, simulation.clock.now() - 120_000);
    await expect(api.validateUserMFAOTP({ userId, oneTimePassword: late })).rejects.toThrow();

    const { recoveryCodes } = await api.validateUserMFAOTP({ userId, oneTimePassword: right });
    expect(new Set(recoveryCodes).size).toBe(10);
    expect(await api.getUser({ userId })).toMatchObject({ mfa: true, twoFactorEnabled: true });
    const twice = api.validateUserMFAOTP({ userId, oneTimePassword: right });
    await expect(twice).rejects.toBeInstanceOf(Errors.ResourceNotFoundError);

    expect(await api.deleteUserMFAOTP({ userId })).toBeUndefined();
    expect(await api.getUser({ userId })).toMatchObject({ mfa: false });
    expect((await api.listGracePeriods({ userId })).gracePeriods).toMatchObject([{ type: "set_mfa" }]);
    await expect(api.deleteUserMFAOTP({ userId })).rejects.toBeInstanceOf(Errors.ResourceNotFoundError);
  });

  it("voids the older secret when it makes a new one", async () => {
    const api = connect();
    const { id: userId } = await named("ops");
    const { secret: older = "" } = await api.createUserMFAOTP({ userId });
    const { secret: newer = "" } = await api.createUserMFAOTP({ userId });
    const [old, fresh] = [older, newer].map((secret) => oneTimePassword(secret, simulation.clock.now()));
    await expect(api.validateUserMFAOTP({ userId, oneTimePassword: old ?? "" })).rejects.toThrow();
    expect(await api.validateUserMFAOTP({ userId, oneTimePassword: fresh ?? "" })).toHaveProperty(
      "recoveryCodes",
    );
  });

  it.each([
    [59, "287082"],
    [1_111_111_109, "081804"],
    [20_000_000_000, "353130"],
  ])("reckons codes as RFC 6238 does: second %i", (second, code) => {
    expect(oneTimePassword("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", second * 1000)).toBe(code);
  });
});

describe("grace periods", () => {
  it("are open for some from the start", async () => {
    const api = connect();
    const users = await api.listUsers({ pageSize: 100 }).all();
    const periods = (await Promise.all(users.map(({ id }) => api.listGracePeriods({ userId: id })))).flatMap(
      ({ gracePeriods }) => gracePeriods,
    );
    const count = (type: string, test: (expiresAt: Date | undefined) => boolean) =>
      periods.filter((period) => period.type === type && test(period.expiresAt)).length;
    const open = (date: Date | undefined) => date !== undefined && date.getTime() > START;
    const past = (date: Date | undefined) => date !== undefined && date.getTime() <= START;
    expect(count("set_mfa", open)).toBeGreaterThan(5);
    expect(count("update_password", open)).toBeGreaterThan(5);
    expect(count("set_mfa", past)).toBeGreaterThan(0);
    expect(count("update_password", past)).toBeGreaterThan(0);
    expect(count("update_password", (date) => date === undefined)).toBeGreaterThan(0);
  });

  it("lock those who let them run out, and begin again when they are unlocked", async () => {
    const api = connect();
    const { id: userId } = await api.createUser({ member: member("slow.one") });
    const { secret = "" } = await api.createUserMFAOTP({ userId });
    await api.validateUserMFAOTP({
      userId,
      oneTimePassword: oneTimePassword(secret, simulation.clock.now()),
    });
    await api.deleteUserMFAOTP({ userId });
    simulation.clock.advance(2 * DAY);
    expect(await api.getUser({ userId })).toMatchObject({ locked: false });
    simulation.clock.advance(2 * DAY);
    expect(await api.getUser({ userId })).toMatchObject({ locked: true });
    expect(await api.unlockUser({ userId })).toMatchObject({ locked: false });
    const [period] = (await api.listGracePeriods({ userId })).gracePeriods;
    expect(period?.expiresAt?.getTime()).toBeGreaterThan(simulation.clock.now() + 2 * DAY);
  });

  it("are the caller's own without a user, and nobody's for an unknown one", async () => {
    const api = connect();
    expect(await api.listGracePeriods()).toEqual({ gracePeriods: [] });
    await expect(api.listGracePeriods({ userId: NOBODY })).rejects.toBeInstanceOf(
      Errors.ResourceNotFoundError,
    );
  });
});

describe("groups and the organisation", () => {
  it("are listed by their members and read by id", async () => {
    const api = connect();
    const all = await api.listGroups({ pageSize: 100 });
    expect(all.totalCount).toBe(24);
    const { id } = await named("all.rounder");
    const his = await api.listGroups({ pageSize: 100, userIds: [id] });
    expect(his.totalCount).toBe(20);
    expect(his.groups.every(({ userIds }) => userIds.includes(id))).toBe(true);
    const [first] = his.groups;
    expect(await api.getGroup({ groupId: first?.id ?? "" })).toEqual(first);
    expect((await api.listGroups({ name: first?.name ?? "" })).groups).toEqual([first]);
    const names = (await api.listGroups({ pageSize: 100, orderBy: "name_asc" })).groups.map(
      ({ name }) => name,
    );
    expect(names).toEqual(names.toSorted());
    await expect(api.getGroup({ groupId: NOBODY })).rejects.toMatchObject({ resource: "group" });
  });

  it("has one organisation", async () => {
    const organizationId = running().settings["organizationId"] ?? "";
    expect(await connect().getOrganization({ organizationId })).toMatchObject({
      id: organizationId,
      name: "Lindenworks",
    });
    const other = connect().getOrganization({ organizationId: NOBODY });
    await expect(other).rejects.toBeInstanceOf(Errors.PermissionsDeniedError);
  });
});

describe("what Scaleway's client sees on the wire", () => {
  it("is 401 for another key and for something that is no key", async () => {
    const answer = connect({ secretKey: NOBODY }).listUsers();
    await expect(answer).rejects.toBeInstanceOf(Errors.DeniedAuthenticationError);
    await expect(answer).rejects.toMatchObject({ method: "api_key", reason: "not_found", status: 401 });
    const bare = await fetch(`${running().url}/iam/v1alpha1/users`);
    expect(bare.status).toBe(401);
    expect(await bare.json()).toMatchObject({ reason: "invalid_argument", type: "denied_authentication" });
  });

  it("is 429 with what to wait for", async () => {
    running().faults.add({ fault: { kind: "rateLimit", retryAfterSeconds: 7 }, times: 1 });
    const answer = connect().listUsers();
    await expect(answer).rejects.toBeInstanceOf(Errors.TooManyRequestsError);
    await expect(answer).rejects.toMatchObject({ status: 429, body: { reset_seconds: 7 } });
    expect((await connect().listUsers()).totalCount).toBe(230);
  });

  it("has exactly application/json, a request id and six digits", async () => {
    const owner = await named("owner");
    const response = await ask(`/users/${owner.id}`);
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(response.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    const body: unknown = await response.json();
    expect(body).toMatchObject({
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/),
      account_root_user_id: owner.id,
    });
    const { id } = await named("ops");
    const deleted = await ask(`/users/${id}`, { method: "DELETE" });
    expect(deleted.status).toBe(204);
    expect(deleted.headers.get("content-type")).toBe("application/json");
  });

  it("is 400 for an id, a word or a body that cannot be, and 404 for a path that is not there", async () => {
    const owner = await named("owner");
    for (const [path, init] of [
      ["/users/x", {}],
      ["/users/%zz", {}],
      ["/users?order_by=shoe_size", {}],
      ["/users?mfa=maybe", {}],
      ["/users?page_size=ten", {}],
      ["/users", { method: "POST", body: "{" }],
      ["/users", { method: "POST", body: "[]" }],
      [`/users/${owner.id}/lock`, { method: "POST" }],
    ] as const) {
      expect((await ask(path, init)).status).toBe(400);
    }
    for (const path of ["", "/", "/users/", "/users/..%2flock/x", "/shoes"]) {
      expect((await ask(path)).status).toBe(404);
    }
  });
});

describe("the simulator", () => {
  it("shows other behaviour where a guess is switched, and refuses unknown switches", async () => {
    await simulation.close();
    simulation = await startSimulation({
      definitions: [scalewaySimulator],
      clock: createClock(START),
      switches: {
        scaleway: {
          bareEmailCreate: 200,
          defaultPageSize: 50,
          textSort: "bytes",
          nullLogins: "smallest",
          srn: true,
        },
      },
    });
    const api = connect();
    expect((await api.listUsers()).users).toHaveLength(50);
    const guest = await api.createUser({ email: "guest@lindenworks.example" });
    expect(guest).toMatchObject({ status: "invitation_pending", username: "guest@lindenworks.example" });
    const { users } = await api.listUsers({ orderBy: "email_asc" });
    expect(users.slice(0, 5).some(({ email }) => /^[A-Z]/.test(email))).toBe(true);
    expect((await api.listUsers({ orderBy: "last_login_asc" })).users[0]?.lastLoginAt).toBeUndefined();
    for (const switches of [{ scaleway: { nonsense: 1 } }, { scaleway: { srn: "yes" } }, { nobody: {} }]) {
      await expect(startSimulation({ definitions: [scalewaySimulator], switches })).rejects.toThrow();
    }
  });

  it("changes nothing where a write is ignored, and answers with the user as it was", async () => {
    const api = connect();
    const { id: userId } = await named("ops");
    running().faults.add({ fault: { kind: "ignore" } });
    expect(await api.lockUser({ userId })).toMatchObject({ locked: false });
    expect(await api.updateUserUsername({ userId, username: "changed" })).toMatchObject({ username: "ops" });
    expect((await api.createUser({ member: member("ghost") })).username).toBe("ghost");
    await api.deleteUser({ userId });
    running().faults.clear();
    expect(await api.getUser({ userId })).toMatchObject({ username: "ops", locked: false });
    expect((await api.listUsers()).totalCount).toBe(230);
  });

  it("lets tests change people behind the client's back", async () => {
    const api = connect();
    const { people } = running();
    const [person] = createCompany({ today: START, users: 1 }).people;
    if (person === undefined) throw new Error("There is no such person.");
    const member: Person = { ...person, owner: false, username: "late.comer" };
    const userId = people.add(member);
    expect(await api.getUser({ userId })).toMatchObject({ username: "late.comer", type: "member" });
    people.rename(userId, { email: "renamed@lindenworks.example", displayName: "Re Na Med" });
    expect(await api.getUser({ userId })).toMatchObject({ firstName: "Re", lastName: "Na Med" });
    expect(people.list().find(({ id }) => id === userId)).toEqual({
      id: userId,
      email: "renamed@lindenworks.example",
      displayName: "Re Na Med",
    });
    people.remove(userId);
    await expect(api.getUser({ userId })).rejects.toBeInstanceOf(Errors.ResourceNotFoundError);
  });

  it("is the same at every start", async () => {
    const before = await connect().listUsers({ pageSize: 100 }).all();
    await simulation.close();
    simulation = await startSimulation({ definitions: [scalewaySimulator], clock: createClock(START) });
    expect(await connect().listUsers({ pageSize: 100 }).all()).toEqual(before);
  });
});
