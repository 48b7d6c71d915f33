import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { formatId } from "../../src/domain/ids.ts";
import { dig, listAt } from "../calls/support.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { startAnother } from "./another.ts";
import { createPool, type Input, isOrdinary, mutate, type Pool, writesTo } from "./support.ts";

/* Whom nothing may be done to, and what is not worth asking for: refused with the rule named, and nothing sent. */

let gateway: Gateway;
const pools = new Map<string, Pool>();
beforeAll(async () => {
  gateway = await startGateway({ users: 250 });
  for (const provider of ["scaleway", "scaikey"]) pools.set(provider, await createPool(gateway, provider));
});
afterAll(() => gateway.close());

function next(provider: string, fits?: Parameters<Pool>[0]) {
  const pool = pools.get(provider);
  if (pool === undefined) throw new Error(`There is no pool of ${provider}.`);
  return pool(fits);
}

/** Expects a refusal with one reason, and that nobody was asked to change anything. */
async function expectRefusal(
  mutation: string,
  input: Input,
  reason: { readonly code: string; readonly field?: readonly string[] | null; readonly says?: RegExp },
  where = gateway,
): Promise<void> {
  gateway.forgetRequests();
  const { outcome, userErrors, deletedUserId, secret } = await mutate(where, mutation, input);
  expect({ outcome, userErrors, deletedUserId: deletedUserId ?? null, secret: secret ?? null }).toEqual({
    outcome: "REJECTED",
    userErrors: [
      {
        code: reason.code,
        field: reason.field ?? null,
        message: expect.stringMatching(reason.says ?? /./),
        retryAfterMs: null,
      },
    ],
    deletedUserId: null,
    secret: null,
  });
  for (const provider of Object.keys(gateway.requestCounts())) {
    expect(writesTo(gateway, provider)).toEqual([]);
  }
}

/** Why this very user cannot have this done, as their actions say. */
async function reasonOf(where: Gateway, id: string, mutation: string): Promise<string> {
  const { data } = await where.graphql(
    "query ($id: ID!) { user(id: $id) { actions { operation allowed reason } } }",
    { id },
  );
  const action = listAt(data, "user", "actions").find((one) => dig(one, "operation") === mutation);
  expect(action).toMatchObject({ allowed: false });
  return String(dig(action, "reason"));
}

describe("the user to delete", () => {
  it.each(["scaleway", "scaikey"])("has to be named by their address at %s", async (provider) => {
    const { id } = next(provider);
    for (const confirmEmail of ["somebody.else@example.com", "", "no address"]) {
      gateway.forgetRequests();
      const { outcome, userErrors } = await mutate(gateway, "deleteUser", { id, confirmEmail });
      expect({ outcome, fields: userErrors.map(({ field }) => field) }).toEqual({
        outcome: "REJECTED",
        fields: [["input", "confirmEmail"]],
      });
      expect(writesTo(gateway, provider)).toEqual([]);
    }
  });
});

describe("the owner of a Scaleway organisation", () => {
  it.each(["deleteUser", "lockUser"])(
    "is spared %s, for the reason that their actions give",
    async (mutation) => {
      const [owner] = (await gateway.simulator("scaleway").people.list()).slice(0, 1);
      const id = formatId("User", "scaleway", owner?.id ?? "");
      const says = await reasonOf(gateway, id, mutation);
      expect(says).toMatch(/owner/);
      const input = mutation === "deleteUser" ? { id, confirmEmail: owner?.email } : { id };
      await expectRefusal(mutation, input, { code: "PRECONDITION_FAILED", says: new RegExp(says) });
    },
  );
});

describe("the user whose credential Roster holds", () => {
  it.each(["deleteUser", "lockUser"])(
    "is spared %s, for the reason that their actions give",
    async (mutation) => {
      const { id, externalId, email } = next("scaleway");
      const own = await startAnother(gateway, "scaleway", { ownUserId: externalId });
      try {
        const says = await reasonOf(own, id, mutation);
        expect(says).toMatch(/signs in to the provider as this user/);
        const input = mutation === "deleteUser" ? { id, confirmEmail: email } : { id };
        await expectRefusal(mutation, input, { code: "PRECONDITION_FAILED", says: new RegExp(says) }, own);
      } finally {
        await own.close();
      }
    },
  );
});

describe("an id", () => {
  const lock = (id: string) => ["lockUser", { id }] as const;
  const field = ["input", "id"];

  it("of nobody is NOT_FOUND", async () => {
    await expectRefusal(...lock(formatId("User", "scaikey", "usr_nobody")), { code: "NOT_FOUND" });
    const unknown = formatId("User", "scaleway", "00000000-0000-4000-8000-000000000000");
    await expectRefusal(...lock(unknown), { code: "NOT_FOUND" });
    await expectRefusal(...lock(formatId("User", "scaleway", "no-uuid")), { code: "NOT_FOUND" });
  });

  it("of a provider that is not configured is NOT_FOUND without a call", async () => {
    await expectRefusal(...lock(formatId("User", "elsewhere", "1")), { code: "NOT_FOUND", field });
    expect(gateway.requestCounts()).toEqual({});
  });

  it.each([
    ["that Roster did not give out", "usr_1"],
    ["of a team", formatId("Team", "scaleway", "1")],
    ["that climbs out of its path", `${formatId("User", "scaleway", "a")}/../..`],
    ["that is empty", ""],
  ])("%s is refused without a call", async (_what, id) => {
    await expectRefusal(...lock(id), { code: "BAD_USER_INPUT", field });
    expect(gateway.requestCounts()).toEqual({});
  });

  it("whose inside would change the upstream path never gets there", async () => {
    for (const inside of ["..", ".", "a/../b", "%2e%2e"]) {
      for (const provider of ["scaleway", "scaikey"]) {
        await expectRefusal(...lock(formatId("User", provider, inside)), { code: "NOT_FOUND" });
      }
    }
  });
});

describe("what already is as it is wished", () => {
  it.each<[string, string, (one: { readonly id: string }) => Input]>([
    ["scaleway", "unlockUser", ({ id }) => ({ id })],
    ["scaikey", "unlockUser", ({ id }) => ({ id })],
    ["scaikey", "setUserStatus", ({ id }) => ({ id, status: "ACTIVE" })],
    ["scaleway", "updateUser", ({ id }) => ({ id, firstName: "Same", tags: [] })],
    [
      "scaikey",
      "updateUser",
      ({ id }) => ({ id, displayName: "Same", customAttributes: { a: [1, { b: null }] } }),
    ],
    ["scaleway", "updateUsername", ({ id }) => ({ id, username: "same.name" })],
    ["scaikey", "updateUsername", ({ id }) => ({ id, username: "same.name" })],
  ])("is NO_CHANGE at %s, without a write: %s", async (provider, mutation, inputOf) => {
    const input = inputOf(next(provider));
    await mutate(gateway, mutation, input);
    gateway.forgetRequests();
    const { outcome, userErrors, user } = await mutate(gateway, mutation, input);
    expect({ outcome, userErrors, id: dig(user, "id") }).toEqual({
      outcome: "NO_CHANGE",
      userErrors: [],
      id: input["id"],
    });
    expect(gateway.requestCounts()).toEqual({ [provider]: 1 });
    expect(writesTo(gateway, provider)).toEqual([]);
  });
});

describe("clientMutationId", () => {
  const MARK = "mark\n\u{1f600} <b>'\"\\";

  it("comes back as it came, whatever the outcome", async () => {
    const one = next("scaikey", isOrdinary);
    const { id } = one;
    const marked = [
      ["lockUser", { id }, "CONFIRMED"],
      ["lockUser", { id }, "NO_CHANGE"],
      ["requestPasswordReset", { id }, "ACCEPTED"],
      ["createMfaOtp", { id }, "REJECTED"],
      ["validateMfaOtp", { id, code: "nonsense" }, "REJECTED"],
      ["deleteUser", { id, confirmEmail: "x@example.com" }, "REJECTED"],
      ["updateCurrentUser", { provider: "scaikey", firstName: "x" }, "REJECTED"],
      ["fixIdentitySourceMismatches", { provider: "scaleway" }, "REJECTED"],
    ] as const;
    for (const [mutation, input, outcome] of marked) {
      const payload = await mutate(gateway, mutation, { ...input, clientMutationId: MARK });
      expect(payload).toMatchObject({ outcome, clientMutationId: MARK });
    }
    const block = { provider: "scaleway", email: "no address", username: "mark", clientMutationId: MARK };
    const refused = await mutate(gateway, "createUser", { scaleway: block });
    expect(refused).toMatchObject({ outcome: "REJECTED", clientMutationId: MARK });
    expect(await mutate(gateway, "unlockUser", { id })).toMatchObject({ clientMutationId: null });
  });

  it("of more than 256 characters is refused, and comes back all the same", async () => {
    const clientMutationId = "x".repeat(257);
    const payload = await mutate(gateway, "lockUser", { id: next("scaleway").id, clientMutationId });
    expect(payload).toMatchObject({
      outcome: "REJECTED",
      userErrors: [{ code: "BAD_USER_INPUT", field: ["input", "clientMutationId"] }],
      clientMutationId,
    });
  });
});
