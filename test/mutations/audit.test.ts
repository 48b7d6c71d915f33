import { mkdir, readFile, rename, rmdir } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { verifyAudit } from "../../src/audit/verify.ts";
import { formatId } from "../../src/domain/ids.ts";
import { dig } from "../calls/support.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { startAnother } from "./another.ts";
import { createPool, type Input, mutate, operationOf, type Pool, writesTo } from "./support.ts";

/* What the audit log holds of each mutation, and that nothing is written where it cannot be noted. */

let gateway: Gateway;
let next: Pool;
let path = "";
let known = 0;
beforeAll(async () => {
  gateway = await startGateway({ users: 250 });
  next = await createPool(gateway, "scaleway");
  path = gateway.auditPath;
});
afterAll(() => gateway.close());
beforeEach(async () => {
  known = (await records()).length;
});

async function records(): Promise<readonly unknown[]> {
  const lines = (await readFile(path, "utf8")).split("\n").slice(0, -1);
  return lines.map((line): unknown => JSON.parse(line));
}

/** The records that this test has added. */
async function added(): Promise<readonly unknown[]> {
  return (await records()).slice(known);
}

/** Waits until it holds; the test's own time limit is the end of it. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await wait(5);
}

/** Has this write wait at the provider for so long that a test can look around meanwhile. */
function slowDown(path: RegExp, milliseconds: number): void {
  gateway.simulator("scaleway").faults.add({ path, fault: { kind: "delay", milliseconds }, times: 1 });
}

describe("a write", () => {
  it("leaves one record before it and one after it", async () => {
    const { id, externalId } = next();
    await mutate(gateway, "lockUser", { id, reason: "left the company" });
    const [intended, outcome, ...others] = await added();
    const both = {
      writeId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      caller: "anonymous",
      mutation: "lockUser",
      provider: "scaleway",
      user: externalId,
      reason: "left the company",
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      errorCodes: [],
    };
    expect(others).toEqual([]);
    expect(intended).toMatchObject({ ...both, phase: "intended", outcome: null, upstreamRequestId: null });
    expect(outcome).toMatchObject({
      ...both,
      writeId: dig(intended, "writeId"),
      requestId: dig(intended, "requestId"),
      phase: "outcome",
      outcome: "CONFIRMED",
      upstreamRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  it.each<[string, Input, string]>([
    [
      "createUser",
      { scaleway: { provider: "scaleway", email: "au@example.com", username: "au.dit" } },
      "CONFIRMED",
    ],
    ["createUser", { scaikey: { provider: "scaikey", email: "au@example.com" } }, "CONFIRMED"],
    [
      "createUser",
      { equinix: { provider: "equinix", emails: ["au@example.com"], firstName: "Au", lastName: "Dit" } },
      "ACCEPTED",
    ],
    ["updateCurrentUser", { provider: "equinix", lastName: "Audit" }, "CONFIRMED"],
    ["fixIdentitySourceMismatches", { provider: "scaikey" }, "CONFIRMED"],
  ])("that begins without a user leaves two as well: %s %j", async (mutation, input, outcome) => {
    const payload = await mutate(gateway, mutation, input);
    expect(payload.outcome).toBe(outcome);
    const both = await added();
    expect(both).toMatchObject([
      { phase: "intended", mutation, outcome: null },
      { phase: "outcome", mutation, outcome },
    ]);
    const user = dig(payload, "user", "id");
    if (user === undefined || user === null) return;
    // Who it was about is known by then.
    expect(formatId("User", String(dig(both[1], "provider")), String(dig(both[1], "user")))).toBe(user);
  });

  it("is noted before the provider is asked", async () => {
    const { id, externalId } = next();
    slowDown(new RegExp(`${externalId}/lock$`), 400);
    gateway.forgetRequests();
    const payload = mutate(gateway, "lockUser", { id });
    await until(() => writesTo(gateway, "scaleway").length === 1);
    expect(await added()).toMatchObject([{ phase: "intended" }]);
    await payload;
    expect(await added()).toMatchObject([{ phase: "intended" }, { phase: "outcome" }]);
  });

  it("is noted with what became of it though nobody waits for it any more", async () => {
    const { id, externalId } = next();
    slowDown(new RegExp(`${externalId}/lock$`), 200);
    gateway.forgetRequests();
    const left = new AbortController();
    const asked = fetch(gateway.url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: operationOf("lockUser"), variables: { input: { id } } }),
      signal: left.signal,
    });
    await until(() => writesTo(gateway, "scaleway").length === 1);
    left.abort();
    await expect(asked).rejects.toThrow();
    await until(async () => (await added()).length === 2);
    expect(await added()).toMatchObject([{ phase: "intended" }, { phase: "outcome", outcome: "CONFIRMED" }]);
  });

  it("of many at once leaves a chain that is whole", async () => {
    const everybody = Array.from({ length: 12 }, () => next().id);
    await Promise.all(everybody.map((id) => mutate(gateway, "lockUser", { id })));
    expect(await added()).toHaveLength(24);
    expect(await verifyAudit(path)).toMatchObject({ ok: true });
  });
});

describe("what is not sent leaves one record", () => {
  const nobody = formatId("User", "scaleway", "00000000-0000-4000-8000-000000000000");
  const someone = () => next().id;
  it.each<[string, string, () => Input, object]>([
    [
      "what a provider cannot do",
      "setUserStatus",
      () => ({ id: someone(), status: "DISABLED" }),
      { errorCodes: ["UNSUPPORTED_OPERATION"] },
    ],
    [
      "a mistaken input",
      "updateUsername",
      () => ({ id: someone(), username: "!" }),
      { errorCodes: ["BAD_USER_INPUT"] },
    ],
    [
      "a rule against it",
      "deleteUser",
      () => ({ id: someone(), confirmEmail: "x@example.com" }),
      { errorCodes: ["PRECONDITION_FAILED"] },
    ],
    [
      "a user that is not there",
      "lockUser",
      () => ({ id: nobody }),
      { errorCodes: ["NOT_FOUND"], provider: "scaleway" },
    ],
    [
      "a provider that is not there",
      "lockUser",
      () => ({ id: formatId("User", "gone", "1") }),
      { provider: "gone", user: "1" },
    ],
    [
      "an id that is none",
      "lockUser",
      () => ({ id: "none", reason: "why not" }),
      { provider: "", user: null, reason: "why not" },
    ],
    [
      "an unknown provider",
      "updateCurrentUser",
      () => ({ provider: "gone", firstName: "x" }),
      { provider: "gone" },
    ],
  ])("for %s", async (_why, mutation, inputOf, record) => {
    await mutate(gateway, mutation, inputOf());
    expect(await added()).toMatchObject([{ phase: "outcome", mutation, outcome: "REJECTED", ...record }]);
  });

  it("for what is as it is wished already", async () => {
    await mutate(gateway, "unlockUser", { id: next().id });
    expect(await added()).toMatchObject([{ phase: "outcome", outcome: "NO_CHANGE", errorCodes: [] }]);
  });

  it("for an Idempotency-Key that is not one, or is another write's; and none for a repeat", async () => {
    const [one, other] = [next().id, next().id];
    await mutate(gateway, "lockUser", { id: one }, { "idempotency-key": "a b" });
    await mutate(gateway, "lockUser", { id: one }, { "idempotency-key": "audited" });
    await mutate(gateway, "lockUser", { id: other }, { "idempotency-key": "audited" });
    await mutate(gateway, "lockUser", { id: one }, { "idempotency-key": "audited" });
    expect((await added()).map((record) => [dig(record, "phase"), dig(record, "errorCodes")])).toEqual([
      ["outcome", ["BAD_USER_INPUT"]],
      ["intended", []],
      ["outcome", []],
      ["outcome", ["CONFLICT"]],
    ]);
  });

  it("on one line, whatever is in the reason, and no longer than a reason may be", async () => {
    const { id } = next();
    const reason = `two\nlines \u001b[31m ${"x".repeat(100_000)}`;
    await mutate(gateway, "lockUser", { id, reason });
    expect(await added()).toMatchObject([{ outcome: "REJECTED", reason: reason.slice(0, 256) }]);
    expect(await verifyAudit(path)).toMatchObject({ ok: true });
  });
});

describe("where the record cannot be written", () => {
  const problem = (says: RegExp) => [{ code: "INTERNAL_SERVER_ERROR", message: expect.stringMatching(says) }];

  it.each([
    ["the file is gone", async () => undefined, async () => undefined],
    ["a folder stands in its place", () => mkdir(path), () => rmdir(path)],
  ])("nothing is sent, and afterwards all is well: %s", async (_what, obstruct, clear) => {
    const [one, other] = [next(), next()];
    await rename(path, `${path}.away`);
    await obstruct();
    gateway.forgetRequests();
    const refused = await mutate(gateway, "lockUser", { id: one.id });
    const unchanged = await mutate(gateway, "unlockUser", { id: one.id });
    expect(refused).toMatchObject({ outcome: "REJECTED", userErrors: problem(/nothing was done/) });
    expect(unchanged).toMatchObject({ outcome: "REJECTED", userErrors: problem(/audit log/) });
    expect(writesTo(gateway, "scaleway")).toEqual([]);

    await clear();
    await rename(`${path}.away`, path);
    expect(await mutate(gateway, "lockUser", { id: other.id })).toMatchObject({ outcome: "CONFIRMED" });
    expect(await verifyAudit(path)).toMatchObject({ ok: true });
  });

  it("once the write was sent, its outcome is told, and that it was not noted", async () => {
    const { id, externalId } = next();
    slowDown(new RegExp(`${externalId}/lock$`), 300);
    gateway.forgetRequests();
    const payload = mutate(gateway, "lockUser", { id });
    await until(() => writesTo(gateway, "scaleway").length === 1);
    await rename(path, `${path}.away`);
    expect(await payload).toMatchObject({
      outcome: "CONFIRMED",
      userErrors: problem(/could not be written/),
    });
    await rename(`${path}.away`, path);
  });

  it("because no file is configured, every mutation is refused", async () => {
    const bare = await startAnother(gateway, "scaleway", {}, { audit: undefined });
    try {
      gateway.forgetRequests();
      expect(await mutate(bare, "lockUser", { id: next().id })).toMatchObject({ outcome: "REJECTED" });
      expect(writesTo(gateway, "scaleway")).toEqual([]);
    } finally {
      await bare.close();
    }
  });
});

it("the log's chain is whole in the end, and holds nothing that was written", async () => {
  expect(await verifyAudit(path)).toEqual({ ok: true, records: (await records()).length });
  expect(await readFile(path, "utf8")).not.toMatch(/au@example\.com|au\.dit|x@example\.com/);
});
