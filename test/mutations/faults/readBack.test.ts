import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import type { Fault } from "../../../src/simulation/faults.ts";
import { type Gateway, startGateway } from "../../support/gateway.ts";
import { createPool, isOrdinary, mutate, type Pool, writesTo } from "../support.ts";

/* What a read right after a write can tell, what it cannot, and what is said when it fails as well. */

let gateway: Gateway;
let next: Pool;
beforeAll(async () => {
  gateway = await startGateway({ users: 250 });
  next = await createPool(gateway, "scaleway");
});
afterEach(() => gateway.simulator("scaleway").faults.clear());
afterAll(() => gateway.close());

const down: Fault = { kind: "status", status: 501, body: "{}" };
const lost: Fault = { kind: "cut", when: "after" };
const undone: Fault = { kind: "cut", when: "before" };

/** Lets the read before the write through, and has each one after it fail. */
function failReadsAfterTheFirst(externalId: string): void {
  const { faults } = gateway.simulator("scaleway");
  const path = new RegExp(`/users/${externalId}$`);
  faults.add({ method: "GET", path, fault: { kind: "delay", milliseconds: 0 }, times: 1 });
  faults.add({ method: "GET", path, fault: down });
}

function failWrite(method: string, path: RegExp, fault: Fault): void {
  gateway.simulator("scaleway").faults.add({ method, path, fault, times: 1 });
}

/** The last part of the path of each request, with its method. */
function asked(): readonly string[] {
  const { requests } = gateway.simulator("scaleway");
  return requests().map(({ method, path }) => `${method} ${path.slice(path.lastIndexOf("/") + 1)}`);
}

describe("a write whose answer shows the wished state", () => {
  it("is not read back", async () => {
    const { id, externalId } = next();
    gateway.forgetRequests();
    await mutate(gateway, "lockUser", { id });
    expect(asked()).toEqual([`GET ${externalId}`, "POST lock"]);
  });
});

describe("a write whose answer shows nothing", () => {
  it("is read back once", async () => {
    const { id, externalId } = next((one) => isOrdinary(one) && one.mfa === "ENABLED");
    gateway.forgetRequests();
    expect(await mutate(gateway, "disableMfa", { id })).toMatchObject({ outcome: "CONFIRMED" });
    expect(asked()).toEqual([`GET ${externalId}`, "DELETE mfa-otp", `GET ${externalId}`]);
  });

  it("is ACCEPTED where it cannot be read back: the provider has said yes", async () => {
    const { id, externalId } = next((one) => isOrdinary(one) && one.mfa === "ENABLED");
    failReadsAfterTheFirst(externalId);
    expect(await mutate(gateway, "disableMfa", { id })).toMatchObject({
      outcome: "ACCEPTED",
      userErrors: [],
      user: null,
    });
  });
});

describe("a write whose answer shows another state", () => {
  it("is UNKNOWN with the user as they are, and UNKNOWN too where they cannot be read back", async () => {
    const [seen, unseen] = [next(), next()];
    failWrite("POST", new RegExp(`${seen.externalId}/lock$`), { kind: "ignore" });
    expect(await mutate(gateway, "lockUser", { id: seen.id })).toMatchObject({
      outcome: "UNKNOWN",
      userErrors: [{ message: expect.stringMatching(/the wished state was not there/) }],
      user: { id: seen.id, status: "ACTIVE" },
    });
    failWrite("POST", new RegExp(`${unseen.externalId}/lock$`), { kind: "ignore" });
    failReadsAfterTheFirst(unseen.externalId);
    expect(await mutate(gateway, "lockUser", { id: unseen.id })).toMatchObject({ outcome: "UNKNOWN" });
  });
});

describe("a write whose answer is lost", () => {
  it("is UNKNOWN where the user cannot be read back, whether it was done or not", async () => {
    for (const fault of [lost, undone]) {
      const { id, externalId } = next();
      failWrite("POST", new RegExp(`${externalId}/lock$`), fault);
      failReadsAfterTheFirst(externalId);
      expect(await mutate(gateway, "lockUser", { id })).toMatchObject({
        outcome: "UNKNOWN",
        userErrors: [{ code: "PROVIDER_UNAVAILABLE", message: expect.stringMatching(/could not tell/) }],
        user: null,
      });
    }
  });

  it("shows no secret that never came", async () => {
    const { id } = next();
    failWrite("POST", /\/mfa-otp$/, lost);
    expect(await mutate(gateway, "createMfaOtp", { id })).toMatchObject({
      outcome: "UNKNOWN",
      secret: null,
      otpauthUri: null,
    });
  });
});

describe("a deletion", () => {
  it("of somebody who goes away meanwhile is NOT_FOUND, since it was not this one that did it", async () => {
    const { id, email } = next();
    const gone = JSON.stringify({ type: "not_found", message: "resource is not found" });
    failWrite("DELETE", /./, { kind: "status", status: 404, before: true, body: gone });
    expect(await mutate(gateway, "deleteUser", { id, confirmEmail: email })).toMatchObject({
      outcome: "REJECTED",
      userErrors: [{ code: "NOT_FOUND" }],
      deletedUserId: null,
    });
  });

  it("that cannot be told does not name its user as deleted", async () => {
    const { id, email } = next();
    failWrite("DELETE", /./, undone);
    expect(await mutate(gateway, "deleteUser", { id, confirmEmail: email })).toMatchObject({
      outcome: "UNKNOWN",
      deletedUserId: null,
    });
  });
});

describe("a creation", () => {
  let number = 0;
  function create(email: string) {
    number += 1;
    const block = { provider: "scaleway", username: `read.back.${number}`, email };
    return mutate(gateway, "createUser", { scaleway: block });
  }

  it("whose answer is lost finds the new user by their address", async () => {
    failWrite("POST", /\/users$/, lost);
    const email = "Found.Again@example.com";
    expect(await create(email)).toMatchObject({
      outcome: "CONFIRMED",
      user: { username: `read.back.${number}` },
    });
  });

  it("that was not done does not take somebody who had the address before for the new user", async () => {
    const { email } = next();
    failWrite("POST", /\/users$/, undone);
    expect(await create(email)).toMatchObject({ outcome: "UNKNOWN", user: null });
  });

  it("that was answered and ignored shows no user that there is not", async () => {
    failWrite("POST", /\/users$/, { kind: "ignore" });
    gateway.forgetRequests();
    expect(await create("ignored@example.com")).toMatchObject({ outcome: "UNKNOWN", user: null });
    expect(writesTo(gateway, "scaleway")).toHaveLength(1);
  });
});
