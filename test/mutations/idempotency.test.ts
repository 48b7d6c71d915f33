import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { TOTP, URI } from "otpauth";
import { dig } from "../calls/support.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { createPool, type Input, isOrdinary, mutate, type Pool, readUser, writesTo } from "./support.ts";

/* What the header Idempotency-Key makes of a repeat. */

const HOUR = 3_600_000;

let gateway: Gateway;
let next: Pool;
beforeAll(async () => {
  gateway = await startGateway({ users: 250 });
  next = await createPool(gateway, "scaleway");
});
afterAll(() => gateway.close());

let number = 0;
/** A key that no other test has. */
function newKey(): string {
  number += 1;
  return `key-${number}`;
}

const lock = (id: string, key: string, more: Input = {}) =>
  mutate(gateway, "lockUser", { id, ...more }, { "idempotency-key": key });

const writes = () => writesTo(gateway, "scaleway").length;

describe("a repeat with the same key", () => {
  it("gives the first result, and writes nothing", async () => {
    const [{ id }, key] = [next(), newKey()];
    gateway.forgetRequests();
    const first = await lock(id, key);
    expect(first).toMatchObject({ outcome: "CONFIRMED", user: { id, status: "LOCKED" } });
    expect(await lock(id, key)).toEqual(first);
    expect(writes()).toBe(1);
  });

  it("gives the first result though things have changed since, with the user as they are now", async () => {
    const [{ id }, key] = [next(), newKey()];
    await lock(id, key);
    await mutate(gateway, "unlockUser", { id });
    expect(await lock(id, key)).toMatchObject({ outcome: "CONFIRMED", user: { status: "ACTIVE" } });
    expect(await readUser(gateway, id)).toMatchObject({ status: "ACTIVE" });
  });

  it("may have another clientMutationId, which comes back", async () => {
    const [{ id }, key] = [next(), newKey()];
    await lock(id, key, { clientMutationId: "one" });
    const again = await lock(id, key, { clientMutationId: "two" });
    expect(again).toMatchObject({ outcome: "CONFIRMED", clientMutationId: "two" });
  });

  it("does not create a user twice", async () => {
    const key = newKey();
    const create = () => {
      const block = { provider: "scaleway", email: "once@example.com", username: "once" };
      return mutate(gateway, "createUser", { scaleway: block }, { "idempotency-key": key });
    };
    gateway.forgetRequests();
    const first = await create();
    expect(first.outcome).toBe("CONFIRMED");
    expect(await create()).toEqual(first);
    expect(writes()).toBe(1);
  });

  it("tells an UNKNOWN as it was, and does not try again", async () => {
    const [{ id, externalId }, key] = [next(), newKey()];
    const path = new RegExp(`${externalId}/lock$`);
    gateway.simulator("scaleway").faults.add({ path, fault: { kind: "cut", when: "before" }, times: 1 });
    gateway.forgetRequests();
    const first = await lock(id, key);
    expect(first).toMatchObject({ outcome: "UNKNOWN", userErrors: [{ code: "PROVIDER_UNAVAILABLE" }] });
    expect(await lock(id, key)).toEqual(first);
    expect(writes()).toBe(1);
  });

  it("gives a deletion's result though the user is gone", async () => {
    const [{ id, email }, key] = [next(), newKey()];
    const remove = () =>
      mutate(gateway, "deleteUser", { id, confirmEmail: email }, { "idempotency-key": key });
    const first = await remove();
    expect(first).toMatchObject({ outcome: "CONFIRMED", deletedUserId: id });
    expect(await remove()).toEqual(first);
  });

  it("becomes one write with the first where both come at once", async () => {
    const [{ id }, key] = [next(), newKey()];
    gateway.forgetRequests();
    const payloads = await Promise.all([1, 2, 3, 4].map(() => lock(id, key)));
    for (const payload of payloads) expect(payload).toEqual(payloads[0]);
    expect(payloads[0]?.outcome).toBe("CONFIRMED");
    expect(writes()).toBe(1);
  });

  it("is a write of its own once a day has passed, and not before", async () => {
    const [{ id }, key] = [next(), newKey()];
    await lock(id, key);
    await mutate(gateway, "unlockUser", { id });
    gateway.forgetRequests();
    gateway.simulation.clock.advance(24 * HOUR - 60_000);
    await lock(id, key);
    expect(writes()).toBe(0);
    gateway.simulation.clock.advance(60_001);
    expect(await lock(id, key)).toMatchObject({ outcome: "CONFIRMED", user: { status: "LOCKED" } });
    expect(writes()).toBe(1);
  });
});

describe("a key that was used before", () => {
  it.each<[string, string, (one: { readonly id: string; readonly email: string }) => Input]>([
    ["another user", "lockUser", () => ({ id: next().id })],
    ["another mutation", "unlockUser", ({ id }) => ({ id })],
    ["another reason", "lockUser", ({ id }) => ({ id, reason: "another" })],
    ["another kind of target", "updateCurrentUser", () => ({ provider: "equinix", firstName: "X" })],
  ])("is refused for %s", async (_what, mutation, inputOf) => {
    const [one, key] = [next(), newKey()];
    await lock(one.id, key);
    gateway.forgetRequests();
    const payload = await mutate(gateway, mutation, inputOf(one), { "idempotency-key": key });
    expect(payload).toMatchObject({ outcome: "REJECTED", userErrors: [{ code: "CONFLICT" }] });
    expect(gateway.requestCounts()).toEqual({});
  });

  it("is refused for another password", async () => {
    const [{ id }, key] = [next(), newKey()];
    const set = (password: string) =>
      mutate(gateway, "updatePassword", { id, password }, { "idempotency-key": key });
    expect(await set("correct horse battery")).toMatchObject({ outcome: "ACCEPTED" });
    expect(await set("correct horse battery!")).toMatchObject({ userErrors: [{ code: "CONFLICT" }] });
    expect(await set("correct horse battery")).toMatchObject({ outcome: "ACCEPTED" });
  });

  it("may be used again where nothing came of the first", async () => {
    const [{ id, externalId }, key] = [next(), newKey()];
    const path = new RegExp(`${externalId}/lock$`);
    const fault = { kind: "status", status: 403, before: true, body: "{}" } as const;
    gateway.simulator("scaleway").faults.add({ path, fault, times: 1 });
    expect(await lock(id, key)).toMatchObject({ outcome: "REJECTED" });
    expect(await lock(id, key)).toMatchObject({ outcome: "CONFIRMED" });
  });
});

describe("a secret", () => {
  it("is shown once: a repeat tells the outcome, and that the secret is not kept", async () => {
    const { id } = next((one) => isOrdinary(one) && one.mfa === "DISABLED");
    const headers = { "idempotency-key": newKey() };
    const first = await mutate(gateway, "createMfaOtp", { id }, headers);
    expect(first).toMatchObject({ outcome: "CONFIRMED", userErrors: [], secret: expect.any(String) });
    const second = await mutate(gateway, "createMfaOtp", { id }, headers);
    expect(second).toMatchObject({
      outcome: "CONFIRMED",
      userErrors: [{ code: "PRECONDITION_FAILED", message: expect.stringMatching(/not kept/) }],
      secret: null,
      otpauthUri: null,
    });

    const generator = URI.parse(String(first["otpauthUri"]));
    if (!(generator instanceof TOTP)) throw new Error("It is no time-based generator.");
    const code = generator.generate({ timestamp: gateway.simulation.clock.now() });
    const validation = { "idempotency-key": newKey() };
    const validated = await mutate(gateway, "validateMfaOtp", { id, code }, validation);
    expect(validated).toMatchObject({ outcome: "CONFIRMED", userErrors: [] });
    expect(await mutate(gateway, "validateMfaOtp", { id, code }, validation)).toMatchObject({
      outcome: "CONFIRMED",
      userErrors: [{ message: expect.stringMatching(/not kept/) }],
      recoveryCodes: null,
    });
  });
});

describe("the header", () => {
  it.each([
    ["empty", ""],
    ["with a space", "a key"],
    ["of 256 characters", "k".repeat(256)],
    ["with a letter that is not ASCII", "cl\u00e9"],
  ])("is refused %s", async (_what, key) => {
    const { id } = next();
    gateway.forgetRequests();
    expect(await lock(id, key)).toMatchObject({
      outcome: "REJECTED",
      userErrors: [{ code: "BAD_USER_INPUT" }],
    });
    expect(gateway.requestCounts()).toEqual({});
  });

  it("takes 255 characters of any kind", async () => {
    expect(await lock(next().id, `!~${"k".repeat(253)}`)).toMatchObject({ outcome: "CONFIRMED" });
  });

  it("covers one mutation of an operation: the second is refused", async () => {
    const [first, second] = [next(), next()];
    gateway.forgetRequests();
    const { data } = await gateway.graphql(
      `mutation ($a: ID!, $b: ID!) {
        a: lockUser(input: { id: $a }) { outcome }
        b: lockUser(input: { id: $b }) { outcome userErrors { code } }
      }`,
      { a: first.id, b: second.id },
      { "idempotency-key": newKey() },
    );
    expect(dig(data, "a", "outcome")).toBe("CONFIRMED");
    expect(dig(data, "b")).toEqual({ outcome: "REJECTED", userErrors: [{ code: "BAD_USER_INPUT" }] });
    expect(writes()).toBe(1);
  });

  it("does nothing to a query", async () => {
    const { data } = await gateway.graphql("{ providers { key } }", {}, { "idempotency-key": "" });
    expect(dig(data, "providers", 0)).toBeDefined();
  });
});
