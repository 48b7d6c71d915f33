import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { TOTP, URI } from "otpauth";
import { dig, listAt } from "../calls/support.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { createPool, everybody, isOrdinary, mutate, type Pool, readUser, writesTo } from "./support.ts";

/* The flows that a frontend has, from their first click to their last, and what everybody sees after each. */

let gateway: Gateway;
const pools = new Map<string, Pool>();
beforeAll(async () => {
  gateway = await startGateway({ users: 250 });
  for (const provider of ["scaleway", "scaikey", "equinix"])
    pools.set(provider, await createPool(gateway, provider));
});
afterAll(() => gateway.close());

function next(provider: string, fits?: Parameters<Pool>[0]) {
  const pool = pools.get(provider);
  if (pool === undefined) throw new Error(`There is no pool of ${provider}.`);
  return pool(fits);
}

/** The user as a list of everybody has them; undefined where it has not. */
async function listed(provider: string, id: string) {
  return (await everybody(gateway, provider)).find((one) => one.id === id);
}

/** A code that this generator shows at no time near now. */
function wrongCode(generator: TOTP): string {
  const now = gateway.simulation.clock.now();
  const near = [-2, -1, 0, 1, 2].map((step) => generator.generate({ timestamp: now + step * 30_000 }));
  return (
    ["000000", "111111", "222222", "333333", "444444", "555555"].find((code) => !near.includes(code)) ?? ""
  );
}

describe.each(["scaleway", "scaikey"])("lock and unlock at %s", (provider) => {
  it("show in the payload, in the user and in the list, and twice is no change", async () => {
    const { id } = next(provider);
    for (const [mutation, status] of [
      ["lockUser", "LOCKED"],
      ["unlockUser", "ACTIVE"],
    ] as const) {
      const first = await mutate(gateway, mutation, { id, reason: "left the company" });
      expect(first).toMatchObject({ outcome: "CONFIRMED", userErrors: [], user: { id, status } });
      expect(await readUser(gateway, id)).toMatchObject({ status });
      expect(await listed(provider, id)).toMatchObject({ status });

      gateway.forgetRequests();
      const second = await mutate(gateway, mutation, { id });
      expect(second).toMatchObject({ outcome: "NO_CHANGE", userErrors: [], user: { id, status } });
      expect(writesTo(gateway, provider)).toEqual([]);
    }
  });
});

it("ScaiKey is told why somebody is locked, and whether to end their sessions", async () => {
  const { id } = next("scaikey");
  gateway.forgetRequests();
  await mutate(gateway, "lockUser", { id, reason: "lost laptop", terminateSessions: true });
  const [write] = writesTo(gateway, "scaikey");
  expect(write?.body).toEqual({ status: "LOCKED", reason: "lost laptop", terminate_sessions: true });
});

describe("MFA at Scaleway", () => {
  it("goes from enrolment to removal with an ordinary authenticator", async () => {
    const { id, email } = next("scaleway", (one) => isOrdinary(one) && one.mfa === "DISABLED");
    const created = await mutate(gateway, "createMfaOtp", { id });
    expect(created).toMatchObject({ outcome: "CONFIRMED", user: { mfa: "DISABLED" } });

    const generator = URI.parse(String(created["otpauthUri"]));
    if (!(generator instanceof TOTP)) throw new Error("It is no time-based generator.");
    expect(generator).toMatchObject({ issuer: "Scaleway", label: email, digits: 6, period: 30 });
    expect(generator.secret.base32).toBe(created["secret"]);

    const refused = await mutate(gateway, "validateMfaOtp", { id, code: wrongCode(generator) });
    expect(refused).toMatchObject({
      outcome: "REJECTED",
      userErrors: [{ code: "BAD_USER_INPUT", field: ["input", "code"] }],
      recoveryCodes: null,
    });
    expect(await readUser(gateway, id)).toMatchObject({ mfa: "DISABLED" });

    const code = generator.generate({ timestamp: gateway.simulation.clock.now() });
    const validated = await mutate(gateway, "validateMfaOtp", { id, code });
    expect(validated).toMatchObject({ outcome: "CONFIRMED", userErrors: [], user: { mfa: "ENABLED" } });
    expect(new Set(listAt(validated, "recoveryCodes")).size).toBe(10);
    expect(await listed("scaleway", id)).toMatchObject({ mfa: "ENABLED" });

    const again = await mutate(gateway, "validateMfaOtp", { id, code });
    expect(again).toMatchObject({ outcome: "REJECTED", recoveryCodes: null });

    const disabled = await mutate(gateway, "disableMfa", { id, reason: "lost phone" });
    expect(disabled).toMatchObject({ outcome: "CONFIRMED", user: { mfa: "DISABLED" } });
    expect(await readUser(gateway, id)).toMatchObject({ mfa: "DISABLED" });
    expect(await mutate(gateway, "disableMfa", { id })).toMatchObject({ outcome: "NO_CHANGE" });
  });

  it("begun anew makes the secret before it void", async () => {
    const { id } = next("scaleway", (one) => isOrdinary(one) && one.mfa === "DISABLED");
    const [first, second] = [
      await mutate(gateway, "createMfaOtp", { id }),
      await mutate(gateway, "createMfaOtp", { id }),
    ];
    expect(first["secret"]).not.toBe(second["secret"]);
    const codeOf = (uri: unknown) =>
      URI.parse(String(uri)).generate({ timestamp: gateway.simulation.clock.now(), counter: 0 });
    const outcomes = [];
    for (const uri of [first["otpauthUri"], second["otpauthUri"]]) {
      outcomes.push((await mutate(gateway, "validateMfaOtp", { id, code: codeOf(uri) })).outcome);
    }
    expect(outcomes).toEqual(["REJECTED", "CONFIRMED"]);
  });
});

it("ScaiKey's users can have their second factor taken away", async () => {
  const { id } = next("scaikey", (one) => isOrdinary(one) && one.mfa === "ENABLED");
  expect(await mutate(gateway, "disableMfa", { id })).toMatchObject({
    outcome: "CONFIRMED",
    user: { mfa: "DISABLED" },
  });
  expect(await listed("scaikey", id)).toMatchObject({ mfa: "DISABLED" });
});

describe("a password", () => {
  it.each([
    // Nothing in Scaleway's user tells when the password was set; ScaiKey's has a date for it.
    ["scaleway", "ACCEPTED"],
    ["scaikey", "CONFIRMED"],
  ])("is set at %s in one request: %s", async (provider, outcome) => {
    const { id } = next(provider);
    gateway.forgetRequests();
    expect(await mutate(gateway, "updatePassword", { id, password: "correct horse battery" })).toMatchObject({
      outcome,
      userErrors: [],
      user: { id },
    });
    expect(writesTo(gateway, provider)).toHaveLength(1);
  });

  it.each(["scaleway", "scaikey"])("that %s finds too weak is refused beside its field", async (provider) => {
    const { id } = next(provider);
    expect(await mutate(gateway, "updatePassword", { id, password: "short" })).toMatchObject({
      outcome: "REJECTED",
      userErrors: [{ code: "BAD_USER_INPUT", field: ["input", "password"] }],
    });
  });

  it("can be chosen by the person, who gets one mail for it from ScaiKey", async () => {
    const { id } = next("scaikey");
    gateway.forgetRequests();
    const input = { id, redirectUri: "https://example.com/done" };
    expect(await mutate(gateway, "requestPasswordReset", input)).toMatchObject({
      outcome: "ACCEPTED",
      userErrors: [],
      user: { id },
    });
    expect(writesTo(gateway, "scaikey").map(({ body }) => body)).toEqual([
      { method: "EMAIL", redirect_uri: "https://example.com/done" },
    ]);
  });
});

describe.each([
  ["scaleway", { username: "ada.new" }],
  ["scaikey", {}],
])("somebody new at %s", (provider, extra) => {
  it("is created, changed, renamed and deleted, and every read follows", async () => {
    const email = `ada-new@${provider}.example`;
    const block = { provider, email, firstName: "Ada", lastName: "New", ...extra };
    const created = await mutate(gateway, "createUser", { [provider]: block });
    expect(created).toMatchObject({ outcome: "CONFIRMED", user: { email, firstName: "Ada" } });
    const id = String(dig(created, "user", "id"));
    expect(await listed(provider, id)).toMatchObject({ email });

    const updated = await mutate(gateway, "updateUser", { id, firstName: "Adele", lastName: null });
    expect(updated).toMatchObject({ outcome: "CONFIRMED", user: { firstName: "Adele", lastName: null } });
    const named = await mutate(gateway, "updateUsername", { id, username: "adele.new" });
    expect(named).toMatchObject({ outcome: "CONFIRMED", user: { username: "adele.new" } });
    const later = await readUser(gateway, id);
    expect(later).toEqual(named["user"]);
    expect(dig(later, "updatedAt")).not.toBe(dig(created, "user", "updatedAt"));

    const deleted = await mutate(gateway, "deleteUser", { id, confirmEmail: email.toUpperCase() });
    expect(deleted).toMatchObject({ outcome: "CONFIRMED", userErrors: [], deletedUserId: id });
    expect(await readUser(gateway, id)).toBeNull();
    expect(await listed(provider, id)).toBeUndefined();
    expect(await mutate(gateway, "deleteUser", { id, confirmEmail: email })).toMatchObject({
      outcome: "REJECTED",
      userErrors: [{ code: "NOT_FOUND" }],
      deletedUserId: null,
    });
  });
});

describe("Equinix Metal", () => {
  it("takes a new user on without showing one, though it is retired, as is told", async () => {
    const lifecycle = await gateway.graphql('{ provider(key: "equinix") { lifecycle { state } } }');
    expect(lifecycle.data).toEqual({ provider: { lifecycle: { state: "RETIRED" } } });
    const block = { provider: "equinix", emails: ["new@equinix.example"], firstName: "N", lastName: "W" };
    expect(await mutate(gateway, "createUser", { equinix: block })).toMatchObject({
      outcome: "ACCEPTED",
      userErrors: [],
      user: null,
    });
    const emails = (await everybody(gateway, "equinix")).map(({ email }) => email);
    expect(emails).toContain("new@equinix.example");
  });

  it("changes the user of its credential, and only what differs", async () => {
    const input = { provider: "equinix", firstName: "Grace", lastName: "Hopper" };
    const changed = await mutate(gateway, "updateCurrentUser", input);
    expect(changed).toMatchObject({ outcome: "CONFIRMED", user: { firstName: "Grace", lastName: "Hopper" } });
    const { data } = await gateway.graphql('{ provider(key: "equinix") { currentUser { firstName } } }');
    expect(data).toEqual({ provider: { currentUser: { firstName: "Grace" } } });
    expect(await mutate(gateway, "updateCurrentUser", input)).toMatchObject({ outcome: "NO_CHANGE" });
    expect(
      await mutate(gateway, "updateCurrentUser", { ...input, password: "correct horse battery" }),
    ).toMatchObject({ outcome: "ACCEPTED", user: { firstName: "Grace" } });
  });
});

it("ScaiKey's mismatched identity sources are fixed one and all, and then there are none", async () => {
  const query = '{ identitySourceMismatches(provider: "scaikey") { externalId fixed } }';
  const before = listAt((await gateway.graphql(query)).data, "identitySourceMismatches");
  expect(before.length).toBeGreaterThan(0);
  const fixed = await mutate(gateway, "fixIdentitySourceMismatches", { provider: "scaikey" });
  expect(fixed.outcome).toBe("CONFIRMED");
  expect(listAt(fixed, "mismatches").map((one) => dig(one, "externalId"))).toEqual(
    before.map((one) => dig(one, "externalId")),
  );
  expect(new Set(listAt(fixed, "mismatches").map((one) => dig(one, "fixed")))).toEqual(new Set([true]));
  expect((await gateway.graphql(query)).data).toEqual({ identitySourceMismatches: [] });
  expect(await mutate(gateway, "fixIdentitySourceMismatches", { provider: "scaikey" })).toMatchObject({
    outcome: "NO_CHANGE",
    mismatches: [],
  });
});
