import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { WRITE_OPERATIONS } from "../../src/datasources/capability.ts";
import { createUpstream } from "../../src/datasources/http/client.ts";
import type { Provider } from "../../src/datasources/provider.ts";
import type { ADMIN_CAPABILITIES, TENANT_CAPABILITIES } from "../../src/datasources/scaikey/capabilities.ts";
import { bearer, createScaiKeyClient } from "../../src/datasources/scaikey/client.ts";
import { scaikey } from "../../src/datasources/scaikey/index.ts";
import { adminWrites, tenantWrites } from "../../src/datasources/scaikey/writes.ts";
import type { UserChanges, WritesOf } from "../../src/datasources/write.ts";
import { formatId } from "../../src/domain/ids.ts";
import { USER_FIELDS } from "../../src/domain/user.ts";
import { type Arrived, type Reply, recordedCall, startRecorder } from "../support/recorder.ts";
import { ada, adaRecord, block, no, TENANT } from "./scaikeyUsers.ts";

const ADMIN = "/api/v1/admin/users";
const USERS = `/api/v1/tenants/${TENANT}/users`;

let recorder: Awaited<ReturnType<typeof startRecorder>>;
let reply: (request: Arrived) => Reply;
let tenant: WritesOf<typeof TENANT_CAPABILITIES>;
let admin: WritesOf<typeof ADMIN_CAPABILITIES>;
const call = recordedCall();

beforeAll(async () => {
  recorder = await startRecorder((request) => reply(request));
  const upstream = createUpstream(
    { provider: "key", baseUrl: recorder.url, timeoutMs: 5000, authenticate: bearer("token") },
    recorder.environment,
  );
  const client = createScaiKeyClient({ provider: "key", now: recorder.environment.now }, upstream);
  tenant = tenantWrites(client, "key", TENANT);
  admin = adminWrites(client, "key", { partnerId: undefined });
});
afterAll(() => recorder.close());
beforeEach(() => {
  recorder.arrived.length = 0;
  reply = () => ({ body: { data: adaRecord } });
});

/** The only request that arrived, as a line and its body. */
function sent(): readonly [line: string, body: unknown] {
  const [one, ...others] = recorder.arrived;
  if (one === undefined || others.length > 0) throw new Error(`${recorder.arrived.length} requests arrived.`);
  return [`${one.method} ${one.target}`, one.body === "" ? null : JSON.parse(one.body)];
}

function connect(settings: object, token = "token"): Provider {
  const check = scaikey.checkSettings({ token, ...settings });
  if (!check.ok) throw new Error(JSON.stringify(check.problems));
  return check.connect(
    { key: "key", baseUrl: recorder.url, timeoutMs: 5000, maxConcurrency: 4, sweepLimit: 10_000 },
    recorder.environment,
  );
}

type Send = () => Promise<unknown>;

describe("each of ScaiKey's writes is one request, exactly as documented", () => {
  const changes: UserChanges = {
    email: "a@b.example",
    firstName: "A",
    lastName: null,
    displayName: "A B",
    phoneNumber: "+49 1",
    locale: "de",
    timezone: "Europe/Berlin",
    ouId: "ou_other",
    customAttributes: { desk: "8" },
  };
  const changed = {
    email: "a@b.example",
    first_name: "A",
    last_name: null,
    display_name: "A B",
    phone: "+49 1",
    locale: "de",
    timezone: "Europe/Berlin",
    ou_id: "ou_other",
    custom_attributes: { desk: "8" },
  };
  const lock = { reason: "left", terminateSessions: true };
  const writes: ReadonlyArray<readonly [string, Send, string, unknown]> = [
    [
      "createUser",
      () => tenant.createUser.send(block(), call),
      `POST ${USERS}`,
      { email: "new@acme.example" },
    ],
    [
      "createUser, across tenants",
      () => admin.createUser.send(block(), call),
      `POST ${ADMIN}/`,
      { email: "new@acme.example" },
    ],
    ["updateUser", () => tenant.updateUser.send(ada(), changes, call), `PATCH ${USERS}/usr_ada`, changed],
    [
      "updateUser, across tenants",
      () => admin.updateUser.send(ada(), { firstName: null }, call),
      `PATCH ${ADMIN}/usr_ada`,
      { first_name: null },
    ],
    [
      "updateUsername",
      () => tenant.updateUsername.send(ada(), { username: "countess" }, call),
      `PATCH ${USERS}/usr_ada`,
      { username: "countess" },
    ],
    [
      "updateUsername, across tenants",
      () => admin.updateUsername.send(ada(), { username: "countess" }, call),
      `PATCH ${ADMIN}/usr_ada`,
      { username: "countess" },
    ],
    [
      "deleteUser, with the address as ScaiKey writes it",
      () => tenant.deleteUser.send(ada(), { confirmEmail: "ada@acme.example" }, call),
      `DELETE ${USERS}/usr_ada?confirm_email=Ada%40acme.example`,
      null,
    ],
    [
      "deleteUser, across tenants",
      () => admin.deleteUser.send(ada(), { confirmEmail: "ada@acme.example" }, call),
      `DELETE ${ADMIN}/usr_ada`,
      null,
    ],
    [
      "lockUser",
      () => tenant.lockUser.send(ada(), lock, call),
      `PUT ${USERS}/usr_ada/status`,
      { status: "LOCKED", reason: "left", terminate_sessions: true },
    ],
    [
      "setUserStatus",
      () => tenant.setUserStatus.send(ada(), { ...no, status: "DISABLED" }, call),
      `PUT ${USERS}/usr_ada/status`,
      { status: "DISABLED" },
    ],
    [
      "unlockUser",
      () => tenant.unlockUser.send(ada(), { reason: "back" }, call),
      `POST ${ADMIN}/usr_ada/unlock`,
      null,
    ],
    [
      "disableMfa",
      () => admin.disableMfa.send(ada(), { reason: null }, call),
      `POST ${ADMIN}/usr_ada/mfa/disable`,
      null,
    ],
    [
      "updatePassword",
      () => tenant.updatePassword.send(ada(), { password: "new secret" }, call),
      `POST ${ADMIN}/usr_ada/reset-password`,
      { new_password: "new secret" },
    ],
    [
      "requestPasswordReset",
      () => tenant.requestPasswordReset.send(ada(), { redirectUri: null }, call),
      `POST ${USERS}/usr_ada/password/reset`,
      { method: "EMAIL" },
    ],
    [
      "requestPasswordReset, leading somewhere",
      () => tenant.requestPasswordReset.send(ada(), { redirectUri: "https://acme.example/" }, call),
      `POST ${USERS}/usr_ada/password/reset`,
      { method: "EMAIL", redirect_uri: "https://acme.example/" },
    ],
  ];

  it.each(writes)("%s", async (_name, send, line, body) => {
    await send();
    expect(sent()).toEqual([line, body]);
  });

  it("createUser with everything that can be said", async () => {
    const everything = block({
      username: "new",
      firstName: "New",
      lastName: "Comer",
      displayName: "New C.",
      phoneNumber: "+49 2",
      locale: "de",
      timezone: "Europe/Berlin",
      password: "first secret",
      ouId: "ou_1",
      teamIds: [formatId("Team", "key", "grp_1"), formatId("Team", "key", "grp_2")],
      customAttributes: { desk: "9" },
      requirePasswordChange: true,
      sendWelcomeEmail: false,
    });
    await tenant.createUser.send(everything, call);
    expect(sent()[1]).toEqual({
      email: "new@acme.example",
      username: "new",
      first_name: "New",
      last_name: "Comer",
      display_name: "New C.",
      phone: "+49 2",
      locale: "de",
      timezone: "Europe/Berlin",
      password: "first secret",
      ou_id: "ou_1",
      group_ids: ["grp_1", "grp_2"],
      custom_attributes: { desk: "9" },
      require_password_change: true,
      send_welcome_email: false,
    });
    expect(tenant.createUser.emailOf(everything)).toBe("new@acme.example");
  });
});

describe("the answer to a write", () => {
  it("is the user where ScaiKey documents one", async () => {
    const answer = await tenant.updateUser.send(ada(), { firstName: "Ada" }, call);
    expect(answer).toEqual({ user: ada(), stale: [], secret: { kind: "none" } });
    expect(await tenant.createUser.send(block(), call)).toEqual({ kind: "created", user: ada(), stale: [] });
  });

  it("tells nothing where it is a message, empty, or about somebody else", async () => {
    const nothing = { user: null, stale: [], secret: { kind: "none" } };
    for (const body of [{ message: "Done" }, undefined, { ...adaRecord, id: "usr_bob" }]) {
      reply = () => ({ body });
      expect(await tenant.unlockUser.send(ada(), { reason: null }, call)).toEqual(nothing);
    }
  });

  it("is evidence but not to be shown where ScaiKey does not document what an action answers", async () => {
    reply = () => ({ body: { id: "usr_ada", status: "LOCKED" } });
    const { user, stale } = await tenant.lockUser.send(ada(), no, call);
    expect(user?.status).toBe("LOCKED");
    expect(stale).toEqual(USER_FIELDS);
  });

  it("to a mail tells nothing even where it holds the user", async () => {
    expect(await tenant.requestPasswordReset.send(ada(), { redirectUri: null }, call)).toMatchObject({
      user: null,
    });
    expect(tenant.requestPasswordReset.proof).toBe("accepted");
  });

  it("never has a password in its error, though ScaiKey repeats it", async () => {
    reply = () => ({
      status: 422,
      body: { detail: [{ loc: ["body", "new_password"], msg: "hunter22 is bad", type: "hunter22" }] },
    });
    const refused = tenant.updatePassword.send(ada(), { password: "hunter22" }, call);
    await expect(refused).rejects.toMatchObject({ code: "BAD_USER_INPUT" });
    await expect(refused).rejects.not.toThrow("hunter22");
  });
});

describe("fixIdentitySourceMismatches", () => {
  beforeEach(() => {
    reply = () => ({
      body: {
        mismatches: [{ user_id: "usr_ada", email: null, current_source: "LOCAL", expected_source: "OIDC" }],
        fixed: 1,
      },
    });
  });

  it("never goes beyond the configured tenant", async () => {
    await expect(tenant.fixIdentitySourceMismatches.send("tnt_other", call)).rejects.toMatchObject({
      code: "BAD_USER_INPUT",
      field: ["tenantId"],
    });
    expect(recorder.arrived).toEqual([]);
    await tenant.fixIdentitySourceMismatches.send(null, call);
    expect(sent()).toEqual([`GET ${ADMIN}/identity-source/mismatches?tenant_id=${TENANT}&fix=true`, null]);
  });

  it("is for all tenants where none is configured, but never beyond one partner", async () => {
    await admin.fixIdentitySourceMismatches.send(null, call);
    expect(sent()[0]).toBe(`GET ${ADMIN}/identity-source/mismatches?fix=true`);
    const { fixIdentitySourceMismatches: ofPartner } = connect({ partnerId: "prt_1" }).writes;
    await expect(ofPartner?.send(null, call)).rejects.toMatchObject({ field: ["tenantId"] });
    expect(recorder.arrived).toHaveLength(1);
  });

  it("does not take a count of fixed users for proof", async () => {
    const [mismatch] = await tenant.fixIdentitySourceMismatches.send(TENANT, call);
    expect(mismatch).toMatchObject({ externalId: "usr_ada", expected: "OIDC", fixed: false });
  });
});

describe("a configured ScaiKey", () => {
  it.each([{ tenantId: TENANT }, {}])("offers just what its capabilities say: %j", (settings) => {
    const { capabilities, writes } = connect(settings);
    const offered = WRITE_OPERATIONS.filter((operation) => "via" in capabilities[operation]);
    expect(Object.keys(writes).sort()).toEqual([...offered].sort());
  });

  it("knows its own user from its token, where that is a user's", () => {
    const jwt = (claims: unknown) =>
      `eyJhbGciOiJSUzI1NiJ9.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.c2ln`;
    const ownUser = (token: string) => connect({}, token).ownUserId;
    expect(ownUser(jwt({ sub: "usr_ada", aud: "x" }))).toBe("usr_ada");
    expect(ownUser(jwt({ sub: "app_roster" }))).toBeNull();
    expect(ownUser(jwt(null))).toBeNull();
    expect(ownUser("opaque")).toBeNull();
    expect(ownUser("a.b.c")).toBeNull();
  });
});
