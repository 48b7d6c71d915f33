import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { WRITE_OPERATIONS } from "../../src/datasources/capability.ts";
import { createUpstream } from "../../src/datasources/http/client.ts";
import type { Provider } from "../../src/datasources/provider.ts";
import { authenticateWith, createScalewayClient } from "../../src/datasources/scaleway/client.ts";
import { scaleway } from "../../src/datasources/scaleway/index.ts";
import { toUser } from "../../src/datasources/scaleway/map.ts";
import { scalewaySimulator } from "../../src/datasources/scaleway/simulator.ts";
import { parseUser } from "../../src/datasources/scaleway/types.ts";
import { scalewayWrites } from "../../src/datasources/scaleway/writes.ts";
import type { NewUser, NewUsers, UserChanges } from "../../src/datasources/write.ts";
import { GatewayError } from "../../src/domain/errors.ts";
import type { User } from "../../src/domain/user.ts";
import { type Simulation, startSimulation } from "../../src/simulation/index.ts";
import type { RunningSimulator } from "../../src/simulation/simulator.ts";
import { type Arrived, type Reply, recordedCall, startRecorder } from "../support/recorder.ts";

const ORGANIZATION = "8f2c5f1e-0d0b-4c3b-9a55-3f1d2f1b7a10";
const SECRET_KEY = "11111111-2222-4333-8444-555555555555";
const ANNA = "a0000000-0000-4000-8000-000000000001";
const CONNECTION = { provider: "scw", organizationId: ORGANIZATION };

const annaRecord = {
  id: ANNA,
  email: "anna@example.com",
  username: "anna",
  first_name: "Anna",
  last_name: "Weber",
  phone_number: "",
  locale: "en_US",
  created_at: "2026-05-21T15:02:39.893981Z",
  updated_at: "2026-05-22T15:02:39.893981Z",
  organization_id: ORGANIZATION,
  deletable: true,
  last_login_at: null,
  type: "member",
  status: "activated",
  mfa: false,
  account_root_user_id: "",
  tags: ["ops", "night"],
  locked: false,
};
const MOVED = "2026-11-22T12:00:00.000001Z";

/** Anna as she is read, with other values where they matter. */
function anna(changes: Partial<Record<keyof typeof annaRecord, unknown>> = {}): User {
  return toUser(parseUser({ ...annaRecord, ...changes }), "full", CONNECTION);
}

const newcomer: NewUsers["scaleway"] = {
  email: "new@example.com",
  username: "new.comer",
  password: null,
  firstName: null,
  lastName: null,
  phoneNumber: null,
  locale: null,
  tags: [],
  sendPasswordEmail: false,
  sendWelcomeEmail: false,
};
const block = (changes: Partial<NewUsers["scaleway"]> = {}): NewUser => ({
  block: "scaleway",
  user: { ...newcomer, ...changes },
});
const elevenTags = Array.from({ length: 11 }, (_, index) => `tag-${index}`);
const no = { reason: null, terminateSessions: null };

let recorder: Awaited<ReturnType<typeof startRecorder>>;
let reply: (request: Arrived) => Reply;
let writes: ReturnType<typeof scalewayWrites>;
let simulation: Simulation | null = null;
const call = recordedCall();

beforeEach(async () => {
  reply = () => ({ body: annaRecord });
  recorder = await startRecorder((request) => reply(request));
  writes = connectWrites(recorder.url, SECRET_KEY);
});
afterEach(async () => {
  await recorder.close();
  await simulation?.close();
  simulation = null;
});

function connectWrites(baseUrl: string, secretKey: string, organizationId = ORGANIZATION) {
  const upstream = createUpstream(
    { provider: "scw", baseUrl, timeoutMs: 5000, authenticate: authenticateWith(secretKey) },
    recorder.environment,
  );
  const connection = { provider: "scw", organizationId };
  return scalewayWrites(createScalewayClient(connection, upstream, recorder.environment.now), connection);
}

async function startSimulator(): Promise<RunningSimulator> {
  simulation = await startSimulation({ definitions: [scalewaySimulator] });
  const simulator = simulation.simulators["scaleway"];
  if (simulator === undefined) throw new Error("It did not start.");
  return simulator;
}

/** The only request that arrived. */
function sent(): { readonly line: string; readonly body: unknown } {
  const [one, ...others] = recorder.arrived;
  if (one === undefined || others.length > 0) throw new Error(`${recorder.arrived.length} requests arrived.`);
  return { line: `${one.method} ${one.target}`, body: one.body === "" ? null : JSON.parse(one.body) };
}

const PATH = `/iam/v1alpha1/users/${ANNA}`;

describe("Scaleway: createUser", () => {
  it("sends all nine fields of a member, empty where they are not known", async () => {
    const answer = await writes.createUser.send(block({ tags: ["ops"] }), call);
    expect(sent()).toEqual({
      line: "POST /iam/v1alpha1/users",
      body: {
        organization_id: ORGANIZATION,
        tags: ["ops"],
        member: {
          email: "new@example.com",
          first_name: "",
          last_name: "",
          locale: "",
          password: "",
          phone_number: "",
          send_password_email: false,
          send_welcome_email: false,
          username: "new.comer",
        },
      },
    });
    expect(answer).toEqual({ kind: "created", user: anna(), stale: [] });
  });

  it("sends what is known as it was given", async () => {
    const known = {
      password: "correct horse",
      firstName: "Nell",
      lastName: "Comer",
      phoneNumber: "+33199000001",
      locale: "fr_FR",
      sendPasswordEmail: true,
      sendWelcomeEmail: true,
    };
    await writes.createUser.send(block(known), call);
    expect(sent().body).toMatchObject({
      member: {
        password: "correct horse",
        first_name: "Nell",
        last_name: "Comer",
        phone_number: "+33199000001",
        locale: "fr_FR",
        send_password_email: true,
        send_welcome_email: true,
      },
    });
  });

  it.each([
    ["a username that is too short", { username: "a" }, ["username"]],
    ["a username that is too long", { username: "a".repeat(65) }, ["username"]],
    ["a username with a space", { username: "anna weber" }, ["username"]],
    ["a username with an accent", { username: "zoë" }, ["username"]],
    ["a username that ends in a line break", { username: "anna\n" }, ["username"]],
    ["a first name of 65 characters", { firstName: "x".repeat(65) }, ["firstName"]],
    ["a last name of 65 characters", { lastName: "x".repeat(65) }, ["lastName"]],
    ["eleven tags", { tags: elevenTags }, ["tags"]],
    ["several at once", { username: "!", tags: elevenTags }, ["username", "tags"]],
  ])("refuses %s", (_what, changes, fields) => {
    const problems = writes.createUser.check(block(changes));
    expect(problems.map(({ field }) => field)).toEqual(fields.map((field) => ["scaleway", field]));
  });

  it("takes what is just within the rules", () => {
    const names = { firstName: "ø".repeat(64), lastName: "😀".repeat(64) };
    for (const username of ["an", "a".repeat(64), "Anna.Weber_1-2@example.com"]) {
      expect(writes.createUser.check(block({ username, ...names, tags: elevenTags.slice(1) }))).toEqual([]);
    }
  });

  it("refuses another provider's block, and never sends it", async () => {
    const equinix = { emails: ["x@example.com"], firstName: "X", lastName: "Y", phoneNumber: null };
    const rest = { timezone: null, password: null, companyName: null, title: null, customAttributes: null };
    const other: NewUser = {
      block: "equinix",
      user: { ...equinix, ...rest, invitationId: null, nonce: null },
    };
    expect(writes.createUser.check(other)).toMatchObject([{ field: ["equinix"] }]);
    await expect(writes.createUser.send(other, call)).rejects.toBeInstanceOf(GatewayError);
    expect(recorder.arrived).toEqual([]);
  });

  it("can be looked for by the member's address", () => {
    expect(writes.createUser.emailOf(block())).toBe("new@example.com");
  });
});

describe("Scaleway: updateUser", () => {
  it("sends what is to change and nothing else", async () => {
    await writes.updateUser.send(anna(), { firstName: "Ann", tags: ["day"] }, call);
    expect(sent()).toEqual({ line: `PATCH ${PATH}`, body: { first_name: "Ann", tags: ["day"] } });
  });

  it("sends what is to be emptied as empty, since null means nothing to Scaleway", async () => {
    const emptied = { firstName: null, lastName: null, phoneNumber: null, tags: null };
    await writes.updateUser.send(anna(), { ...emptied, email: "a@example.com", locale: "fr_FR" }, call);
    expect(sent().body).toEqual({
      email: "a@example.com",
      first_name: "",
      last_name: "",
      locale: "fr_FR",
      phone_number: "",
      tags: [],
    });
  });

  it("knows that the answer's updatedAt is that of the change before", async () => {
    const answer = await writes.updateUser.send(anna(), { firstName: "Anna" }, call);
    expect(answer).toEqual({ user: anna(), stale: ["updatedAt"], secret: { kind: "none" } });
  });

  it("takes an answer about somebody else for no answer", async () => {
    reply = () => ({ body: { ...annaRecord, id: ORGANIZATION } });
    expect((await writes.updateUser.send(anna(), { firstName: "Anna" }, call)).user).toBeNull();
  });

  it.each<[string, UserChanges, readonly string[]]>([
    ["displayName", { displayName: "A" }, ["displayName"]],
    ["timezone", { timezone: "Europe/Paris" }, ["timezone"]],
    ["ouId", { ouId: "ou_1" }, ["ouId"]],
    ["customAttributes, even to be emptied", { customAttributes: null }, ["customAttributes"]],
    ["an email to be emptied", { email: null }, ["email"]],
    ["a locale to be emptied", { locale: null }, ["locale"]],
    [
      "names that are too long",
      { firstName: "x".repeat(65), lastName: "x".repeat(65) },
      ["firstName", "lastName"],
    ],
    ["eleven tags", { tags: elevenTags }, ["tags"]],
  ])("refuses %s", (_what, changes, fields) => {
    expect(writes.updateUser.check(changes).map(({ field }) => field)).toEqual(
      fields.map((field) => [field]),
    );
  });

  it("says why a field is refused", () => {
    const [problem] = writes.updateUser.check({ timezone: "Europe/Paris" });
    expect(problem?.message).toBe("Scaleway's users have no time zone.");
  });

  it("takes every field that Scaleway can change", () => {
    const names = { firstName: "x".repeat(64), lastName: null };
    const changes = { ...names, email: "a@example.com", phoneNumber: "", locale: "de_DE", tags: null };
    expect(writes.updateUser.check(changes)).toEqual([]);
  });

  it.each<[string, UserChanges, "yes" | "no"]>([
    [
      "every field",
      { email: "anna@example.com", firstName: "Anna", lastName: "Weber", locale: "en_US" },
      "yes",
    ],
    ["an address in other case, as it may be kept", { email: "Anna@Example.com" }, "yes"],
    ["nothing where nothing was wished", { phoneNumber: null }, "yes"],
    ["tags in another order", { tags: ["night", "ops"] }, "yes"],
    ["another name", { firstName: "Ann" }, "no"],
    ["a name that should be gone", { lastName: null }, "no"],
    ["another address", { email: "ann@example.com" }, "no"],
    ["one tag too many", { tags: ["ops"] }, "no"],
    ["one field of two", { firstName: "Anna", locale: "fr_FR" }, "no"],
  ])("compares the user with the wish: %s", (_what, changes, shown) => {
    expect(writes.updateUser.shows(anna(), changes, anna())).toBe(shown);
  });

  it("does not take an address in the old case for the wished one", () => {
    const kept = anna({ email: "Anna@example.com" });
    expect(writes.updateUser.shows(kept, { email: "anna@example.com" }, kept)).toBe("no");
  });
});

describe("Scaleway: writes about one user", () => {
  it.each([
    ["deleteUser", () => writes.deleteUser.send(anna(), { confirmEmail: "" }, call), `DELETE ${PATH}`, null],
    ["lockUser", () => writes.lockUser.send(anna(), no, call), `POST ${PATH}/lock`, {}],
    ["unlockUser", () => writes.unlockUser.send(anna(), no, call), `POST ${PATH}/unlock`, {}],
    ["disableMfa", () => writes.disableMfa.send(anna(), no, call), `DELETE ${PATH}/mfa-otp`, {}],
    [
      "updatePassword",
      () => writes.updatePassword.send(anna(), { password: "correct horse" }, call),
      `POST ${PATH}/update-password`,
      { password: "correct horse" },
    ],
    [
      "updateUsername",
      () => writes.updateUsername.send(anna(), { username: "ann" }, call),
      `POST ${PATH}/update-username`,
      { username: "ann" },
    ],
  ])("%s is one request", async (_operation, send, line, body) => {
    await send();
    expect(sent()).toEqual({ line, body });
  });

  it("show the user where Scaleway answers with it", async () => {
    reply = () => ({ body: { ...annaRecord, locked: true, updated_at: MOVED } });
    const answer = await writes.lockUser.send(anna(), no, call);
    expect(answer).toMatchObject({ user: { status: "LOCKED", updatedAt: MOVED }, stale: [] });
  });

  it("do not trust an updatedAt that has not moved", async () => {
    for (const send of [
      () => writes.lockUser.send(anna(), no, call),
      () => writes.unlockUser.send(anna(), no, call),
      () => writes.updatePassword.send(anna(), { password: "x" }, call),
    ]) {
      expect((await send()).stale).toEqual(["updatedAt"]);
    }
  });

  it("never trust the updatedAt after a new username", async () => {
    reply = () => ({ body: { ...annaRecord, updated_at: MOVED } });
    expect((await writes.updateUsername.send(anna(), { username: "ann" }, call)).stale).toEqual([
      "updatedAt",
    ]);
  });

  it("show nothing where Scaleway answers with nothing", async () => {
    reply = () => ({ status: 204 });
    const nothing = { user: null, stale: [], secret: { kind: "none" } };
    expect(await writes.deleteUser.send(anna(), { confirmEmail: "" }, call)).toEqual(nothing);
    expect(await writes.disableMfa.send(anna(), { reason: null }, call)).toEqual(nothing);
  });

  it("refuse what the API cannot do: ending sessions", () => {
    expect(writes.lockUser.check({ reason: "lost", terminateSessions: true })).toMatchObject([
      { field: ["terminateSessions"] },
    ]);
    expect(writes.lockUser.check({ reason: "lost", terminateSessions: false })).toEqual([]);
  });

  it("refuse a username outside Scaleway's rules", () => {
    expect(writes.updateUsername.check({ username: "x" })).toMatchObject([{ field: ["username"] }]);
    expect(writes.updateUsername.check({ username: "x1" })).toEqual([]);
  });

  it("tell by the user whether it is as wished", () => {
    const [open, locked] = [anna(), anna({ locked: true })];
    expect(writes.lockUser.shows(locked, no, open)).toBe("yes");
    expect(writes.lockUser.shows(open, no, open)).toBe("no");
    expect(writes.unlockUser.shows(open, no, locked)).toBe("yes");
    expect(writes.unlockUser.shows(locked, no, locked)).toBe("no");
    expect(writes.updateUsername.shows(open, { username: "anna" }, open)).toBe("yes");
    expect(writes.updateUsername.shows(open, { username: "Anna" }, open)).toBe("no");
  });

  it("say that a password cannot be seen, and that a success is all there is", () => {
    expect(writes.updatePassword.shows(anna({ updated_at: MOVED }), { password: "x" }, anna())).toBe(
      "unseen",
    );
    expect(writes.updatePassword.proof).toBe("accepted");
  });
});

describe("Scaleway: MFA", () => {
  const codes = ["aaaaa-bbbbb", "ccccc-ddddd"];
  const input = { code: "123456" };
  const [off, on, unknown] = [anna(), anna({ mfa: true }), anna({ mfa: null })];

  it("hands out the secret, plain and for an authenticator", async () => {
    reply = () => ({ body: { secret: "JBSWY3DPEHPK3PXP" } });
    const answer = await writes.createMfaOtp.send(anna(), {}, call);
    expect(sent()).toEqual({ line: `POST ${PATH}/mfa-otp`, body: {} });
    expect(answer).toEqual({
      user: null,
      stale: [],
      secret: {
        kind: "otp",
        secret: "JBSWY3DPEHPK3PXP",
        otpauthUri:
          "otpauth://totp/Scaleway:anna%40example.com?secret=JBSWY3DPEHPK3PXP&issuer=Scaleway&algorithm=SHA1&digits=6&period=30",
      },
    });
  });

  it.each([
    ["the address, encoded", { email: "a&b?c#d e+f/é@example.com" }, "a&b?c#d e+f/é@example.com"],
    ["the username where there is no address", { email: "" }, "anna"],
    ["the username where the address has a colon", { email: '"a:b"@example.com' }, "anna"],
    ["the id where there is neither", { email: "", username: "" }, ANNA],
  ])("names the account by %s", async (_what, changes, account) => {
    reply = () => ({ body: { secret: "JBSWY3DPEHPK3PXP====" } });
    const { secret } = await writes.createMfaOtp.send(anna(changes), {}, call);
    const uri = new URL(secret.kind === "otp" ? secret.otpauthUri : "");
    expect(decodeURIComponent(uri.pathname)).toBe(`/Scaleway:${account}`);
    expect(Object.fromEntries(uri.searchParams)).toEqual({
      secret: "JBSWY3DPEHPK3PXP",
      issuer: "Scaleway",
      algorithm: "SHA1",
      digits: "6",
      period: "30",
    });
    expect(uri.hash).toBe("");
  });

  it("hands out the recovery codes for the right code", async () => {
    reply = () => ({ body: { recovery_codes: codes } });
    const answer = await writes.validateMfaOtp.send(off, input, call);
    expect(sent()).toEqual({ line: `POST ${PATH}/validate-mfa-otp`, body: { one_time_password: "123456" } });
    expect(answer).toEqual({ user: null, stale: [], secret: { kind: "recoveryCodes", codes } });
  });

  it("cannot see in a user that a generator is being set up", () => {
    expect(writes.createMfaOtp.shows(on, {}, off)).toBe("unseen");
  });

  it("is on after the right code; a second generator changes nothing to be seen", () => {
    expect(writes.validateMfaOtp.shows(on, input, off)).toBe("yes");
    expect(writes.validateMfaOtp.shows(off, input, off)).toBe("no");
    expect(writes.validateMfaOtp.shows(on, input, on)).toBe("unseen");
    expect(writes.validateMfaOtp.shows(on, input, anna({ mfa: true }))).toBe("unseen");
    expect(writes.validateMfaOtp.shows(unknown, input, off)).toBe("unseen");
  });

  it("is off after it was taken away, and needs no write where it is off", () => {
    expect(writes.disableMfa.shows(off, no, on)).toBe("yes");
    expect(writes.disableMfa.shows(off, no, off)).toBe("yes");
    expect(writes.disableMfa.shows(on, no, on)).toBe("no");
    expect(writes.disableMfa.shows(unknown, no, unknown)).toBe("unseen");
  });
});

describe("Scaleway: secrets", () => {
  it("stay out of errors, also where Scaleway echoes them", async () => {
    const echo = "hunter2-483920";
    const help = { argument_name: echo, help_message: echo, reason: echo };
    reply = () => ({ status: 400, body: { type: "invalid_arguments", message: echo, details: [help] } });
    for (const send of [
      () => writes.createUser.send(block({ password: echo }), call),
      () => writes.updatePassword.send(anna(), { password: echo }, call),
      () => writes.validateMfaOtp.send(anna(), { code: echo }, call),
    ]) {
      const thrown: unknown = await send().catch((reason: unknown) => reason);
      expect(thrown).toBeInstanceOf(GatewayError);
      expect(`${String(thrown)} ${JSON.stringify(thrown)}`).not.toContain(echo);
    }
  });
});

describe("Scaleway: the connected provider", () => {
  function connect(settings: object): Provider | readonly string[] {
    const check = scaleway.checkSettings({
      secretKey: SECRET_KEY,
      organizationId: ORGANIZATION,
      ...settings,
    });
    if (!check.ok) return check.problems.map(({ path, message }) => `${path.join(".")}: ${message}`);
    const common = {
      key: "scw",
      baseUrl: recorder.url,
      timeoutMs: 5000,
      maxConcurrency: 4,
      sweepLimit: 1000,
    };
    return check.connect(common, recorder.environment);
  }

  it("knows the API key's own user where the configuration tells it", () => {
    expect(connect({ ownUserId: ANNA.toUpperCase() })).toMatchObject({ ownUserId: ANNA });
    expect(connect({})).toMatchObject({ ownUserId: null });
    expect(connect({ ownUserId: "anna" })).toEqual([
      "ownUserId: is the id of the user that the API key belongs to: a UUID",
    ]);
  });

  it("offers just the writes that its capability table has", () => {
    const provider = connect({});
    if (!("writes" in provider)) throw new Error("the settings should be fine");
    const { capabilities, writes: offered } = provider;
    const supported = WRITE_OPERATIONS.filter((operation) => "via" in capabilities[operation]);
    expect(Object.keys(offered).sort()).toEqual(supported.toSorted());
  });
});

describe("Scaleway: a simulator that ignores writes", () => {
  it("answers with the user as it was, so that the answer contradicts the wish", async () => {
    const simulator = await startSimulator();
    const { baseUrl = "", secretKey = "", organizationId = "" } = simulator.settings;
    const lazy = connectWrites(baseUrl, secretKey, organizationId);
    const created = await lazy.createUser.send(block(), call);
    if (created.kind !== "created") throw new Error("Scaleway shows whom it has made.");
    const { user } = created;
    simulator.faults.add({ fault: { kind: "ignore" } });

    const shown = async (answer: Promise<{ readonly user: User | null }>) => (await answer).user;
    expect(await shown(lazy.updateUser.send(user, { firstName: "Other" }, call))).toEqual(user);
    expect(await shown(lazy.updateUsername.send(user, { username: "other" }, call))).toEqual(user);
    expect(await shown(lazy.lockUser.send(user, no, call))).toEqual(user);
    expect(await shown(lazy.updatePassword.send(user, { password: "correct horse" }, call))).toEqual(user);
  });
});
