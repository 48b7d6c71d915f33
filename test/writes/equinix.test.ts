import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { authHeaders, createEquinixClient } from "../../src/datasources/equinix/client.ts";
import { equinix } from "../../src/datasources/equinix/index.ts";
import { toUser } from "../../src/datasources/equinix/map.ts";
import { equinixSimulator } from "../../src/datasources/equinix/simulator.ts";
import { parseUser } from "../../src/datasources/equinix/types.ts";
import { equinixWrites } from "../../src/datasources/equinix/writes.ts";
import { createUpstream } from "../../src/datasources/http/client.ts";
import type { CurrentUserChanges, NewUser, NewUsers, Shown } from "../../src/datasources/write.ts";
import { GatewayError } from "../../src/domain/errors.ts";
import type { User } from "../../src/domain/user.ts";
import { type Simulation, startSimulation } from "../../src/simulation/index.ts";
import type { RunningSimulator } from "../../src/simulation/simulator.ts";
import { type Arrived, type Reply, recordedCall, startRecorder } from "../support/recorder.ts";

const TOKEN = "user-key-1";
const ADA = "0b2e6b1c-0001-4000-8000-000000000001";
const INVITATION = "0b2e6b1c-0002-4000-8000-000000000002";

const adaRecord = {
  id: ADA,
  short_id: "0b2e6b1c",
  email: "ada@example.com",
  first_name: "Ada",
  last_name: "Lovelace",
  full_name: "Ada Lovelace",
  phone_number: "",
  timezone: "Europe/London",
  two_factor_auth: "app",
  customdata: { badge: { number: 7, colour: "red" }, desks: ["a", "b"] },
  created_at: "2024-01-02T03:04:05Z",
  updated_at: "2024-01-02T03:04:05Z",
};

/** Ada as she is read, with other values where they matter. */
function ada(changes: Partial<Record<keyof typeof adaRecord, unknown>> = {}): User {
  const reading = { provider: "metal", form: "full", memberships: false } as const;
  return toUser(parseUser({ ...adaRecord, ...changes }), reading);
}

const newcomer: NewUsers["equinix"] = {
  emails: ["new@example.com"],
  firstName: "Nell",
  lastName: "Comer",
  phoneNumber: null,
  timezone: null,
  password: null,
  companyName: null,
  title: null,
  customAttributes: null,
  invitationId: null,
  nonce: null,
};
const block = (changes: Partial<NewUsers["equinix"]> = {}): NewUser => ({
  block: "equinix",
  user: { ...newcomer, ...changes },
});

let recorder: Awaited<ReturnType<typeof startRecorder>>;
let reply: (request: Arrived) => Reply;
let writes: ReturnType<typeof equinixWrites>;
let simulation: Simulation | null = null;
const call = recordedCall();

beforeEach(async () => {
  reply = () => ({ body: adaRecord });
  recorder = await startRecorder((request) => reply(request));
  writes = connectWrites(`${recorder.url}/metal/v1`, TOKEN);
});
afterEach(async () => {
  await recorder.close();
  await simulation?.close();
  simulation = null;
});

function connectWrites(baseUrl: string, authToken: string) {
  const upstream = createUpstream(
    { provider: "metal", baseUrl, timeoutMs: 5000, authenticate: () => authHeaders(authToken) },
    recorder.environment,
  );
  return equinixWrites(
    createEquinixClient({ provider: "metal" }, upstream, recorder.environment.now),
    "metal",
  );
}

async function startSimulator(): Promise<RunningSimulator> {
  simulation = await startSimulation({ definitions: [equinixSimulator] });
  const simulator = simulation.simulators["equinix"];
  if (simulator === undefined) throw new Error("It did not start.");
  return simulator;
}

/** The only request that arrived. */
function sent(): { readonly line: string; readonly body: unknown } {
  const [one, ...others] = recorder.arrived;
  if (one === undefined || others.length > 0) throw new Error(`${recorder.arrived.length} requests arrived.`);
  return { line: `${one.method} ${one.target}`, body: JSON.parse(one.body) };
}

describe("Equinix Metal: createUser", () => {
  it("sends what is known and leaves out the rest", async () => {
    reply = () => ({ status: 202 });
    expect(await writes.createUser.send(block(), call)).toEqual({ kind: "accepted" });
    expect(sent()).toEqual({
      line: "POST /metal/v1/users",
      body: {
        emails: [{ address: "new@example.com", default: true }],
        first_name: "Nell",
        last_name: "Comer",
      },
    });
  });

  it("sends every field under the API's own name, the first address being the main one", async () => {
    reply = () => ({ status: 202 });
    const everything = {
      emails: ["new@example.com", "second@example.com"],
      phoneNumber: "+15550100",
      timezone: "Europe/Paris",
      password: "correct horse",
      companyName: "Lindenworks",
      title: "Gardener",
      customAttributes: { badge: 7 },
      invitationId: INVITATION,
      nonce: "n0nce",
    };
    await writes.createUser.send(block(everything), call);
    expect(sent().body).toEqual({
      emails: [
        { address: "new@example.com", default: true },
        { address: "second@example.com", default: false },
      ],
      first_name: "Nell",
      last_name: "Comer",
      phone_number: "+15550100",
      timezone: "Europe/Paris",
      password: "correct horse",
      company_name: "Lindenworks",
      title: "Gardener",
      customdata: { badge: 7 },
      invitation_id: INVITATION,
      nonce: "n0nce",
    });
  });

  it("shows the user where the API still answers with one", async () => {
    reply = () => ({ status: 201, body: adaRecord });
    expect(await writes.createUser.send(block(), call)).toEqual({ kind: "created", user: ada(), stale: [] });
  });

  it("does not take custom data that the answer leaves out for none", async () => {
    reply = () => ({ status: 201, body: { ...adaRecord, customdata: undefined } });
    expect(await writes.createUser.send(block(), call)).toMatchObject({ stale: ["customAttributes"] });
  });

  it("refuses an invitation's id that is no UUID", () => {
    expect(writes.createUser.check(block({ invitationId: "inv-1" }))).toMatchObject([
      { field: ["equinix", "invitationId"] },
    ]);
  });

  it("takes a user with just what the API asks for, and one from an invitation", () => {
    expect(writes.createUser.check(block())).toEqual([]);
    expect(writes.createUser.check(block({ invitationId: INVITATION, nonce: "n0nce" }))).toEqual([]);
  });

  it("refuses another provider's block, and never sends it", async () => {
    const member = {
      email: "x@example.com",
      username: "x1",
      password: null,
      firstName: null,
      lastName: null,
    };
    const rest = {
      phoneNumber: null,
      locale: null,
      tags: [],
      sendPasswordEmail: false,
      sendWelcomeEmail: false,
    };
    const other: NewUser = { block: "scaleway", user: { ...member, ...rest } };
    expect(writes.createUser.check(other)).toMatchObject([{ field: ["scaleway"] }]);
    await expect(writes.createUser.send(other, call)).rejects.toBeInstanceOf(GatewayError);
    expect(recorder.arrived).toEqual([]);
  });

  it("can be looked for by the main address", () => {
    expect(writes.createUser.emailOf(block({ emails: ["a@example.com", "b@example.com"] }))).toBe(
      "a@example.com",
    );
  });
});

describe("Equinix Metal: updateCurrentUser", () => {
  it("sends what is to change and nothing else", async () => {
    const answer = await writes.updateCurrentUser.send(
      { firstName: "Adah", password: "correct horse" },
      call,
    );
    expect(sent()).toEqual({
      line: "PUT /metal/v1/user",
      body: { first_name: "Adah", password: "correct horse" },
    });
    expect(answer).toEqual({ user: ada(), stale: [], secret: { kind: "none" } });
  });

  it("sends every field under the API's own name", async () => {
    const names = { firstName: "A", lastName: "L", phoneNumber: "+15550100", timezone: "UTC" };
    await writes.updateCurrentUser.send({ ...names, customAttributes: { badge: 8 } }, call);
    expect(sent().body).toEqual({
      first_name: "A",
      last_name: "L",
      phone_number: "+15550100",
      timezone: "UTC",
      customdata: { badge: 8 },
    });
  });

  it("sends what is to be emptied as empty, since the API documents no null", async () => {
    await writes.updateCurrentUser.send({ phoneNumber: null, customAttributes: null }, call);
    expect(sent().body).toEqual({ phone_number: "", customdata: {} });
  });

  it("refuses to empty what a user always has", () => {
    const emptied = { firstName: null, lastName: null, timezone: null, password: null };
    const problems = writes.updateCurrentUser.check({
      ...emptied,
      phoneNumber: null,
      customAttributes: null,
    });
    expect(problems.map(({ field }) => field)).toEqual(Object.keys(emptied).map((field) => [field]));
    expect(writes.updateCurrentUser.check({ firstName: "Ada", password: "correct horse" })).toEqual([]);
  });

  it.each<[string, CurrentUserChanges, Shown]>([
    ["every field", { firstName: "Ada", lastName: "Lovelace", timezone: "Europe/London" }, "yes"],
    ["nothing where nothing was wished", { phoneNumber: null }, "yes"],
    [
      "data with its keys in another order",
      { customAttributes: { desks: ["a", "b"], badge: { colour: "red", number: 7 } } },
      "yes",
    ],
    [
      "data with a list in another order",
      { customAttributes: { ...adaRecord.customdata, desks: ["b", "a"] } },
      "no",
    ],
    ["data that should be gone", { customAttributes: null }, "no"],
    ["another name", { firstName: "Adah" }, "no"],
    ["one field of two", { firstName: "Ada", timezone: "UTC" }, "no"],
    ["a password alone", { password: "correct horse" }, "unseen"],
    ["a password with fields that are so already", { password: "correct horse", firstName: "Ada" }, "unseen"],
    ["a password with fields that are not", { password: "correct horse", firstName: "Adah" }, "no"],
  ])("compares the user with the wish before the write: %s", (_what, changes, shown) => {
    const before = ada();
    expect(writes.updateCurrentUser.shows(before, changes, before)).toBe(shown);
  });

  it("cannot see data that was left out", () => {
    const silent = ada({ customdata: undefined });
    const shows = (changes: CurrentUserChanges) => writes.updateCurrentUser.shows(silent, changes, ada());
    expect(shows({ customAttributes: { badge: 8 } })).toBe("unseen");
    expect(shows({ customAttributes: {} })).toBe("unseen");
    expect(shows({ customAttributes: {}, firstName: "Adah" })).toBe("no");
    expect(shows({ firstName: "Ada" })).toBe("yes");
  });

  it("knows of a password that was changed together with what can be seen", () => {
    const changes = { password: "correct horse", firstName: "Adah" };
    expect(writes.updateCurrentUser.shows(ada({ first_name: "Adah" }), changes, ada())).toBe("yes");
    expect(writes.updateCurrentUser.shows(ada(), changes, ada())).toBe("no");
    expect(writes.updateCurrentUser.shows(ada(), { password: "correct horse" }, ada())).toBe("unseen");
  });
});

describe("Equinix Metal: secrets", () => {
  it("stay out of errors, also where the API echoes them", async () => {
    const echo = "hunter2-n0nce";
    reply = () => ({ status: 422, body: { errors: [`Password ${echo} is too short`] } });
    for (const send of [
      () => writes.createUser.send(block({ password: echo, nonce: echo }), call),
      () => writes.updateCurrentUser.send({ password: echo }, call),
    ]) {
      const thrown: unknown = await send().catch((reason: unknown) => reason);
      expect(thrown).toBeInstanceOf(GatewayError);
      expect(`${String(thrown)} ${JSON.stringify(thrown)}`).not.toContain(echo);
    }
  });
});

describe("Equinix Metal: the connected provider", () => {
  it("offers the two writes that the API has, and refuses nobody", () => {
    const check = equinix.checkSettings({ authToken: TOKEN });
    if (!check.ok) throw new Error("the settings should be fine");
    const common = { key: "metal", baseUrl: recorder.url, timeoutMs: 5000, maxConcurrency: 4, sweepLimit: 9 };
    const { writes: offered, ownUserId, refusal } = check.connect(common, recorder.environment);
    expect(Object.keys(offered).sort()).toEqual(["createUser", "updateCurrentUser"]);
    expect([ownUserId, refusal("deleteUser", ada())]).toEqual([null, null]);
  });
});

describe("Equinix Metal: a simulator that ignores writes", () => {
  it("answers with the user as it was, so that the answer contradicts the wish", async () => {
    const simulator = await startSimulator();
    const { baseUrl = "", authToken = "" } = simulator.settings;
    const lazy = connectWrites(baseUrl, authToken);
    const { user: before } = await lazy.updateCurrentUser.send({ firstName: "Before" }, call);
    simulator.faults.add({ fault: { kind: "ignore" } });
    const { user } = await lazy.updateCurrentUser.send({ firstName: "After" }, call);
    expect(user).toEqual(before);
    expect(await lazy.createUser.send(block(), call)).toEqual({ kind: "accepted" });
    simulator.faults.clear();
    expect(simulator.people.list().map(({ email }) => email)).not.toContain("new@example.com");
  });
});
