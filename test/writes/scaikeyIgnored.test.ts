import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { createPools } from "../../src/datasources/http/pools.ts";
import type { Provider } from "../../src/datasources/provider.ts";
import { scaikey } from "../../src/datasources/scaikey/index.ts";
import { EVERY_USER_FIELD, type User } from "../../src/domain/user.ts";
import { type Simulation, startSimulation } from "../../src/simulation/index.ts";
import { recordedCall } from "../support/recorder.ts";
import { block, no } from "./scaikeyUsers.ts";

const call = recordedCall();
const pools = createPools();
let simulation: Simulation;
let provider: Provider;

beforeAll(async () => {
  simulation = await startSimulation({
    definitions: [scaikey.simulator],
    switches: { scaikey: { actionAnswer: "user" } },
  });
  simulator().faults.add({ fault: { kind: "ignore" } });
  const { baseUrl = "", token, tenantId } = simulator().settings;
  const check = scaikey.checkSettings({ token, tenantId });
  if (!check.ok) throw new Error(JSON.stringify(check.problems));
  provider = check.connect(
    { key: "key", baseUrl, timeoutMs: 5000, maxConcurrency: 4, sweepLimit: 10_000 },
    { dispatcher: pools, now: Date.now, monotonic: () => performance.now() },
  );
});
afterAll(async () => {
  await pools.destroy();
  await simulation.close();
});
function simulator() {
  const found = simulation.simulators["scaikey"];
  if (found === undefined) throw new Error("It did not start.");
  return found;
}

/** The first user whom this fits, in full. */
async function someUser(fits: (user: User) => boolean): Promise<User> {
  for (const { id } of simulator().people.list()) {
    const user = await read(id);
    if (fits(user)) return user;
  }
  throw new Error("There is no such user.");
}

function read(id: string): Promise<User> {
  const { getUser } = provider.operations;
  if (getUser === undefined) throw new Error("getUser is due.");
  return getUser(id, EVERY_USER_FIELD, call);
}

describe("a ScaiKey that says that it is done and does nothing", () => {
  it.each<[string, (user: User) => boolean, (user: User) => Promise<{ user: User | null }> | undefined]>([
    [
      "updateUser",
      () => true,
      (user) => provider.writes.updateUser?.send(user, { firstName: "Changed" }, call),
    ],
    [
      "updateUsername",
      () => true,
      (user) => provider.writes.updateUsername?.send(user, { username: "changed" }, call),
    ],
    [
      "lockUser",
      ({ status }) => status === "ACTIVE",
      (user) => provider.writes.lockUser?.send(user, no, call),
    ],
    [
      "setUserStatus",
      ({ status }) => status === "ACTIVE",
      (user) => provider.writes.setUserStatus?.send(user, { ...no, status: "DISABLED" }, call),
    ],
    [
      "unlockUser",
      ({ status }) => status === "LOCKED",
      (user) => provider.writes.unlockUser?.send(user, { reason: null }, call),
    ],
    [
      "disableMfa",
      ({ mfa }) => mfa === "ENABLED",
      (user) => provider.writes.disableMfa?.send(user, { reason: null }, call),
    ],
    [
      "updatePassword",
      () => true,
      (user) => provider.writes.updatePassword?.send(user, { password: "new secret" }, call),
    ],
  ])("shows the user as it was in the answer to %s", async (_operation, fits, send) => {
    const before = await someUser(fits);
    const answer = await send(before);
    expect(answer?.user).toMatchObject({ externalId: before.externalId, updatedAt: before.updatedAt });
    expect(await read(before.externalId)).toEqual(before);
  });

  it("still has the user who was to be deleted, and not the one who was to be made", async () => {
    const before = await someUser(() => true);
    await provider.writes.deleteUser?.send(before, { confirmEmail: before.email ?? "" }, call);
    expect(await read(before.externalId)).toEqual(before);
    const created = await provider.writes.createUser?.send(block(), call);
    const id = created?.kind === "created" ? created.user.externalId : "";
    await expect(read(id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("still reports every mismatch that was to be fixed", async () => {
    const list = () => provider.operations.listIdentitySourceMismatches?.(null, call);
    const before = await list();
    expect(before?.length).toBeGreaterThan(0);
    const fixed = await provider.writes.fixIdentitySourceMismatches?.send(null, call);
    expect(fixed).toEqual(before);
    expect(await list()).toEqual(before);
  });
});
