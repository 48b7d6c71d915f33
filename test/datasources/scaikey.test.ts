import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { CommonSettings, Provider } from "../../src/datasources/provider.ts";
import { bearer, createScaiKeyClient, type ScaiKeyClient } from "../../src/datasources/scaikey/client.ts";
import { scaikey } from "../../src/datasources/scaikey/index.ts";
import type { User, UserNeeds } from "../../src/domain/user.ts";
import type { UserFilter } from "../../src/domain/userFilter.ts";
import {
  type Arrived,
  forgetfulUpstream,
  type Reply,
  recordedCall,
  startRecorder,
} from "../support/recorder.ts";

const TOKEN = "eyJhbGciOiJSUzI1NiJ9.e30.c2ln";
const NO_NEEDS: UserNeeds = new Set();

const ROW = {
  id: "usr_ada",
  email: "ada@acme.example",
  display_name: "Ada Lovelace",
  status: "ACTIVE",
  ou_path: "/acme/research",
  identity_source: "SAML",
  mfa_enabled: true,
  last_login_at: "2026-11-20T08:30:00.123456+01:00",
};

const FULL = {
  ...ROW,
  username: "ada",
  first_name: "Ada",
  last_name: "Lovelace",
  phone: "",
  locale: "en",
  timezone: "UTC",
  email_verified: true,
  avatar_url: null,
  ou_id: "ou_research",
  groups: [
    { group_id: "grp_1", name: "Engineers", membership_type: "DIRECT" },
    { group_id: "grp_2", name: "Everyone", membership_type: "INHERITED" },
    { group_id: "grp_3", name: "Odd", membership_type: "BY_MOON" },
    { name: "a group without an id" },
  ],
  custom_attributes: { desk: "" },
  created_at: "2025-01-02T03:04:05Z",
  updated_at: null,
  password_changed_at: "2026-01-01T00:00:00Z",
};

const pageOf = (rows: readonly unknown[], pagination: object = {}): Reply => ({
  body: {
    data: rows,
    pagination: { page: 1, per_page: 100, total_items: rows.length, total_pages: 1, ...pagination },
    meta: { request_id: "r" },
  },
});

let recorder: Awaited<ReturnType<typeof startRecorder>>;
let reply: (request: Arrived) => Reply;
let client: ScaiKeyClient;

beforeAll(async () => {
  recorder = await startRecorder((request) => reply(request));
  const upstream = forgetfulUpstream(
    { provider: "key", baseUrl: recorder.url, timeoutMs: 5_000, authenticate: bearer(TOKEN) },
    recorder.environment,
  );
  client = createScaiKeyClient({ provider: "key", now: recorder.environment.now }, upstream);
});
afterAll(() => recorder.close());
beforeEach(() => {
  recorder.arrived.length = 0;
  reply = () => ({ body: { data: FULL } });
});

function connect(settings: object = {}, common: Partial<CommonSettings> = {}): Provider {
  const check = scaikey.checkSettings({ token: TOKEN, ...settings });
  if (!check.ok) throw new Error(JSON.stringify(check.problems));
  return check.connect(
    { key: "key", baseUrl: recorder.url, timeoutMs: 5_000, maxConcurrency: 4, sweepLimit: 10_000, ...common },
    recorder.environment,
  );
}

const tenant = (): Provider => connect({ tenantId: "tnt_acme" });

function list(provider: Provider, filter: UserFilter = {}, number = 0, size = 100) {
  const query = { filter, order: null, needs: NO_NEEDS };
  return provider.operations.listUsers(query, { number, size }, recordedCall());
}

async function read(provider: Provider, id = "usr_ada"): Promise<User> {
  if (provider.operations.getUser === undefined) throw new Error("getUser is due");
  return provider.operations.getUser(id, NO_NEEDS, recordedCall());
}

function onlyRequest(): Arrived {
  const [request, ...others] = recorder.arrived;
  if (request === undefined || others.length > 0) throw new Error(`${recorder.arrived.length} requests`);
  return request;
}

type Ask = (client: ScaiKeyClient) => Promise<unknown>;
const call = recordedCall();

describe("each of ScaiKey's operations is asked exactly as documented", () => {
  const users = "/api/v1/tenants/tnt_1/users";
  const admin = "/api/v1/admin/users";
  const operations: ReadonlyArray<readonly [string, Ask, string, string, unknown, Reply]> = [
    [
      "admin-list-users",
      (c) =>
        c.adminListUsers(
          { page: 2, per_page: 50, search: "a b", status: "LOCKED", tenant_id: "tnt_1", partner_id: "prt_1" },
          call,
        ),
      "GET",
      `${admin}/?page=2&per_page=50&search=a%20b&status=LOCKED&tenant_id=tnt_1&partner_id=prt_1`,
      null,
      pageOf([ROW]),
    ],
    [
      "admin-create-user",
      (c) => c.adminCreateUser({ email: "a@b.c" }, call),
      "POST",
      `${admin}/`,
      { email: "a@b.c" },
      { status: 201, body: FULL },
    ],
    [
      "admin-find-identity-source-mismatches",
      (c) => c.findIdentitySourceMismatches("tnt_1", call),
      "GET",
      `${admin}/identity-source/mismatches?tenant_id=tnt_1`,
      null,
      { body: [] },
    ],
    [
      "admin-find-identity-source-mismatches",
      (c) => c.findIdentitySourceMismatches(null, call),
      "GET",
      `${admin}/identity-source/mismatches`,
      null,
      { body: [] },
    ],
    [
      "admin-fix-identity-source-mismatches",
      (c) => c.fixIdentitySourceMismatches("tnt_1", call),
      "GET",
      `${admin}/identity-source/mismatches?tenant_id=tnt_1&fix=true`,
      null,
      { body: [] },
    ],
    [
      "admin-delete-user",
      (c) => c.adminDeleteUser("usr_1", call),
      "DELETE",
      `${admin}/usr_1`,
      null,
      { status: 204 },
    ],
    ["admin-get-user", (c) => c.adminGetUser("usr_1", call), "GET", `${admin}/usr_1`, null, { body: FULL }],
    [
      "admin-update-user",
      (c) => c.adminUpdateUser("usr_1", { phone: null }, call),
      "PATCH",
      `${admin}/usr_1`,
      { phone: null },
      { body: FULL },
    ],
    [
      "admin-get-user-groups",
      (c) => c.adminGetUserGroups("usr_1", call),
      "GET",
      `${admin}/usr_1/groups`,
      null,
      { body: [] },
    ],
    [
      "admin-disable-user-mfa",
      (c) => c.adminDisableUserMfa("usr_1", call),
      "POST",
      `${admin}/usr_1/mfa/disable`,
      null,
      { body: {} },
    ],
    [
      "admin-reset-password",
      (c) => c.adminResetPassword("usr_1", "s3cret", call),
      "POST",
      `${admin}/usr_1/reset-password`,
      { new_password: "s3cret" },
      { body: {} },
    ],
    [
      "admin-unlock-user",
      (c) => c.adminUnlockUser("usr_1", call),
      "POST",
      `${admin}/usr_1/unlock`,
      null,
      { body: {} },
    ],
    [
      "tenant-list-users",
      (c) =>
        c.tenantListUsers(
          "tnt_1",
          {
            page: 1,
            per_page: 100,
            search: "ada",
            status: "ACTIVE",
            ou_id: "ou_1",
            group_id: "grp_1",
            mfa_enabled: false,
            sort_by: "email",
            sort_order: "asc",
          },
          call,
        ),
      "GET",
      `${users}?page=1&per_page=100&search=ada&status=ACTIVE&ou_id=ou_1&group_id=grp_1&mfa_enabled=false&sort_by=email&sort_order=asc`,
      null,
      pageOf([ROW]),
    ],
    [
      "tenant-create-user",
      (c) => c.tenantCreateUser("tnt_1", { email: "a@b.c", group_ids: ["grp_1"] }, call),
      "POST",
      users,
      { email: "a@b.c", group_ids: ["grp_1"] },
      { status: 201, body: { data: FULL } },
    ],
    [
      "tenant-delete-user",
      (c) => c.tenantDeleteUser("tnt_1", "usr_1", "a+b@c.d", call),
      "DELETE",
      `${users}/usr_1?confirm_email=a%2Bb%40c.d`,
      null,
      { status: 204 },
    ],
    [
      "tenant-get-user",
      (c) => c.tenantGetUser("tnt_1", "usr_1", {}, call),
      "GET",
      `${users}/usr_1`,
      null,
      { body: { data: FULL } },
    ],
    [
      "tenant-get-user",
      (c) => c.tenantGetUser("tnt_1", "usr_1", { include: "groups" }, call),
      "GET",
      `${users}/usr_1?include=groups`,
      null,
      { body: { data: FULL } },
    ],
    [
      "tenant-update-user",
      (c) => c.tenantUpdateUser("tnt_1", "usr_1", { username: "ada" }, call),
      "PATCH",
      `${users}/usr_1`,
      { username: "ada" },
      { body: { data: FULL } },
    ],
    [
      "tenant-reset-password",
      (c) => c.tenantResetPassword("tnt_1", "usr_1", { method: "EMAIL" }, call),
      "POST",
      `${users}/usr_1/password/reset`,
      { method: "EMAIL" },
      { body: {} },
    ],
    [
      "tenant-set-status",
      (c) =>
        c.tenantSetStatus(
          "tnt_1",
          "usr_1",
          { status: "LOCKED", reason: "left", terminate_sessions: true },
          call,
        ),
      "PUT",
      `${users}/usr_1/status`,
      { status: "LOCKED", reason: "left", terminate_sessions: true },
      { body: {} },
    ],
  ];

  it.each(operations)("%s, case %#", async (operation, ask, method, target, body, answer) => {
    reply = () => answer;
    call.records.length = 0;
    await ask(client);
    const request = onlyRequest();
    expect([request.method, request.target]).toEqual([method, target]);
    expect(request.headers.authorization).toBe(`Bearer ${TOKEN}`);
    expect(request.body === "" ? null : JSON.parse(request.body)).toEqual(body);
    expect(request.headers["content-type"]).toBe(body === null ? undefined : "application/json");
    expect(call.records.map((record) => record.operation)).toEqual([operation]);
  });

  it("tells of a list's call which page it was and how many records it held", async () => {
    reply = () => pageOf([ROW, ROW]);
    call.records.length = 0;
    await client.tenantListUsers("tnt_1", { page: 3, per_page: 2 }, call);
    expect(call.records).toMatchObject([{ page: 3, records: 2, status: 200 }]);
  });
});

describe("a user's id", () => {
  it.each(["..", ".", "", "a\u0000b", "a\r\nb"])("%j never reaches ScaiKey", async (id) => {
    const asks: Ask[] = [
      async (c) => c.adminGetUser(id, call),
      async (c) => c.adminUnlockUser(id, call),
      async (c) => c.adminGetUserGroups(id, call),
      async (c) => c.tenantGetUser("tnt_1", id, {}, call),
      async (c) => c.tenantGetUser(id, "usr_1", {}, call),
      async (c) => c.tenantDeleteUser("tnt_1", id, "a@b.c", call),
    ];
    for (const ask of asks) await expect(ask(client)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(recorder.arrived).toEqual([]);
  });

  it("stays one segment of the path whatever it holds", async () => {
    await client.adminGetUser("identity-source/mismatches?fix=true#x", call);
    expect(onlyRequest().target).toBe("/api/v1/admin/users/identity-source%2Fmismatches%3Ffix%3Dtrue%23x");
  });
});

describe("a refusal", () => {
  const refusals: ReadonlyArray<readonly [number, string]> = [
    [400, "BAD_USER_INPUT"],
    [401, "PROVIDER_UNAUTHENTICATED"],
    [403, "PROVIDER_FORBIDDEN"],
    [404, "NOT_FOUND"],
    [409, "CONFLICT"],
    [410, "NOT_FOUND"],
    [412, "PRECONDITION_FAILED"],
    [418, "UPSTREAM_ERROR"],
    [422, "BAD_USER_INPUT"],
    [423, "PRECONDITION_FAILED"],
    [429, "RATE_LIMITED"],
    [500, "UPSTREAM_ERROR"],
    [503, "UPSTREAM_ERROR"],
  ];
  it.each(refusals)("with status %i becomes %s, whatever its body", async (status, code) => {
    for (const body of [undefined, "<html>", '{"detail":', { detail: "no" }, [], "null"]) {
      reply = () => ({ status, body });
      await expect(client.adminGetUser("usr_1", call)).rejects.toMatchObject({ code, provider: "key" });
    }
  });

  it("of a deletion with 400 means that the e-mail address is not the user's", async () => {
    reply = () => ({ status: 400, body: { detail: "confirm_email does not match ada@acme.example" } });
    const deletion = client.tenantDeleteUser("tnt_1", "usr_1", "b@acme.example", call);
    await expect(deletion).rejects.toMatchObject({
      code: "PRECONDITION_FAILED",
      message: "key refused: the record's state does not allow it.",
    });
  });

  it("passes on how long to wait, in seconds or until a date, and ignores nonsense", async () => {
    const waits: ReadonlyArray<readonly [string, number | undefined]> = [
      ["7", 7_000],
      ["Sun, 22 Nov 2026 12:01:00 GMT", 60_000],
      ["-5", undefined],
      ["soon", undefined],
      ["999999999", 86_400_000],
    ];
    for (const [header, retryAfterMs] of waits) {
      reply = () => ({ status: 429, headers: { "retry-after": header } });
      await expect(client.adminGetUser("usr_1", call)).rejects.toMatchObject({
        code: "RATE_LIMITED",
        retryAfterMs,
      });
    }
  });

  it("tells which input is at fault, in ScaiKey's own words only", async () => {
    reply = () => ({
      status: 422,
      body: {
        detail: [
          { loc: ["query", "confirm_email"], msg: "Field required, got hunter2!", type: "missing" },
          { loc: ["body", "<b>", 0, "phone"], msg: "x", type: "string too long\n" },
          "odd",
        ],
      },
    });
    await expect(client.adminGetUser("usr_1", call)).rejects.toMatchObject({
      message: "key refused the input (query.confirm_email: missing, body.phone).",
    });
    reply = () => ({ status: 409, body: { error: { code: "email_taken", message: "ada@acme.example" } } });
    await expect(client.adminGetUser("usr_1", call)).rejects.toMatchObject({
      message: "key refused: it conflicts with what is there (email_taken).",
    });
  });

  it("never repeats the password that was sent", async () => {
    const echoes = [
      { detail: "bad password hunter2" },
      { detail: [{ loc: ["body", "hunter2"], msg: "hunter2", type: "hunter2" }] },
      { error: { code: "hunter2", message: "hunter2" } },
    ];
    for (const body of echoes) {
      reply = () => ({ status: 422, body });
      const refused = client.adminResetPassword("usr_1", "hunter2", call);
      await expect(refused).rejects.toMatchObject({ message: expect.not.stringContaining("hunter2") });
    }
  });
});

describe("an answer that cannot be right", () => {
  it.each([
    [undefined],
    ["<html>"],
    ['{"data":'],
    ["null"],
    [{}],
    [{ data: [] }],
    [[FULL]],
    [{ data: { email: "a" } }],
  ])("is an invalid response where a user is due: %j", async (body) => {
    reply = () => ({ body });
    const invalid = { code: "UPSTREAM_INVALID_RESPONSE", provider: "key" };
    await expect(client.tenantGetUser("tnt_1", "usr_1", {}, call)).rejects.toMatchObject(invalid);
    await expect(client.adminCreateUser({ email: "a@b.c" }, call)).rejects.toMatchObject(invalid);
  });

  it.each([[undefined], ["nobody"], ["null"], [{}], [{ data: {} }], [{ users: null }]])(
    "is an invalid response where a list is due: %j",
    async (body) => {
      reply = () => ({ body });
      const invalid = { code: "UPSTREAM_INVALID_RESPONSE", provider: "key" };
      await expect(client.adminListUsers({ page: 1, per_page: 9 }, call)).rejects.toMatchObject(invalid);
      await expect(client.adminGetUserGroups("usr_1", call)).rejects.toMatchObject(invalid);
      await expect(client.findIdentitySourceMismatches(null, call)).rejects.toMatchObject(invalid);
    },
  );

  it("is not looked for after an order whose answer is undocumented, unless it is not JSON", async () => {
    for (const body of [undefined, "null", "[]", { message: "ok" }]) {
      reply = () => ({ body });
      expect(await client.adminUnlockUser("usr_1", call)).toBeNull();
    }
    reply = () => ({ body: { user: FULL } });
    expect(await client.adminUnlockUser("usr_1", call)).toMatchObject({ id: "usr_ada" });
    reply = () => ({ body: "<html>" });
    await expect(client.adminUnlockUser("usr_1", call)).rejects.toMatchObject({
      code: "UPSTREAM_INVALID_RESPONSE",
    });
  });
});

describe("a tenant's users", () => {
  it("are listed in short form from the tenant surface, with what a row tells", async () => {
    reply = () => pageOf([ROW]);
    const page = await list(tenant());
    expect(onlyRequest().target).toBe("/api/v1/tenants/tnt_acme/users?page=1&per_page=100");
    expect(page).toMatchObject({ total: 1, hasNext: false, rejected: [] });
    const account = { provider: "key", externalId: "tnt_acme", kind: "TENANT", name: null };
    expect(page.items).toEqual([
      {
        provider: "key",
        externalId: "usr_ada",
        form: "list",
        email: "ada@acme.example",
        emailVerified: null,
        username: null,
        firstName: null,
        lastName: null,
        displayName: "Ada Lovelace",
        phoneNumber: null,
        locale: null,
        timezone: null,
        avatarUrl: null,
        status: "ACTIVE",
        statusRaw: "ACTIVE",
        role: "UNKNOWN",
        mfa: "ENABLED",
        identitySource: "SAML",
        tags: [],
        customAttributes: null,
        createdAt: null,
        updatedAt: null,
        lastLoginAt: "2026-11-20T07:30:00.123456Z",
        passwordChangedAt: null,
        teams: null,
        accountMemberships: [
          {
            provider: "key",
            externalId: "usr_ada~tnt_acme",
            userId: "usr_ada",
            account,
            teams: null,
            roles: [],
            status: "ACTIVE",
            lastLoginAt: null,
            createdAt: null,
            updatedAt: null,
          },
        ],
        invitation: null,
        details: {
          __typename: "ScaiKeyUserDetails",
          tenantId: "tnt_acme",
          ouId: null,
          ouPath: "/acme/research",
        },
      },
    ]);
  });

  it("are read one by one in full form, with their groups", async () => {
    const user = await read(tenant());
    expect(onlyRequest().target).toBe("/api/v1/tenants/tnt_acme/users/usr_ada");
    expect(user).toMatchObject({
      form: "full",
      username: "ada",
      firstName: "Ada",
      lastName: "Lovelace",
      phoneNumber: null,
      locale: "en",
      timezone: "UTC",
      emailVerified: true,
      avatarUrl: null,
      customAttributes: { desk: "" },
      createdAt: "2025-01-02T03:04:05Z",
      updatedAt: null,
      passwordChangedAt: "2026-01-01T00:00:00Z",
      details: { tenantId: "tnt_acme", ouId: "ou_research", ouPath: "/acme/research" },
    });
    expect(
      user.teams?.map(({ team, membershipType }) => [team.externalId, team.name, membershipType]),
    ).toEqual([
      ["grp_1", "Engineers", "DIRECT"],
      ["grp_2", "Everyone", "INHERITED"],
      ["grp_3", "Odd", "UNKNOWN"],
    ]);
    expect(user.teams?.[0]?.team).toMatchObject({ kind: "GROUP", account: { externalId: "tnt_acme" } });
  });

  it("have unknown teams, not none, where the answer does not tell groups", async () => {
    const { groups: _, ...withoutGroups } = FULL;
    reply = () => ({ body: { data: withoutGroups } });
    expect((await read(tenant())).teams).toBeNull();
    reply = () => ({ body: { data: { ...FULL, groups: [] } } });
    expect((await read(tenant())).teams).toEqual([]);
  });

  it("are filtered by ScaiKey as far as it can", async () => {
    reply = () => pageOf([]);
    const provider = tenant();
    const filters: ReadonlyArray<readonly [UserFilter, string]> = [
      [{ status: ["LOCKED", "LOCKED"] }, "&status=LOCKED"],
      [{ status: ["PENDING"] }, ""],
      [{ status: ["ACTIVE", "LOCKED"] }, ""],
      [{ mfa: ["DISABLED"] }, "&mfa_enabled=false"],
      [{ mfa: ["ENABLED"] }, "&mfa_enabled=true"],
      [{ mfa: ["ENABLED", "DISABLED"] }, ""],
      [{ team: "grp_1" }, "&group_id=grp_1"],
      [{ search: "Ada & co" }, "&search=Ada%20%26%20co"],
      [{ search: "" }, ""],
      [{ search: "ada", email: "ada@acme.example" }, "&search=ada%40acme.example"],
    ];
    for (const [filter, parameters] of filters) {
      recorder.arrived.length = 0;
      await list(provider, filter);
      expect(onlyRequest().target).toBe(`/api/v1/tenants/tnt_acme/users?page=1&per_page=100${parameters}`);
    }
    const { filters: able, orders } = provider.userList;
    expect([able.status?.(["LOCKED"]), able.status?.(["PENDING"]), able.status?.(["UNKNOWN"])]).toEqual([
      "exact",
      "none",
      "none",
    ]);
    expect([able.mfa?.(["ENABLED"]), able.mfa?.(["UNKNOWN"])]).toEqual(["exact", "none"]);
    expect([able.team?.("grp_1"), able.search, able.email?.("a")]).toEqual(["exact", undefined, "superset"]);
    expect(orders).toEqual({});
  });

  it("who are yet to be verified or approved stand for an invitation", async () => {
    reply = () =>
      pageOf(
        ["PENDING_EMAIL_VERIFICATION", "PENDING_APPROVAL", "DISABLED"].map((status) => ({ ...ROW, status })),
      );
    const { items } = await list(tenant());
    expect(items.map(({ status, statusRaw }) => [status, statusRaw])).toEqual([
      ["PENDING", "PENDING_EMAIL_VERIFICATION"],
      ["PENDING", "PENDING_APPROVAL"],
      ["DISABLED", "DISABLED"],
    ]);
    expect(items[2]?.invitation).toBeNull();
    expect(items[0]?.invitation).toMatchObject({
      externalId: "usr_ada",
      email: "ada@acme.example",
      status: "PENDING",
      origin: "DERIVED_FROM_USER",
      userId: "usr_ada",
      account: { externalId: "tnt_acme" },
    });
  });

  it("keep words that Roster does not know, and what is not told is unknown", async () => {
    reply = () =>
      pageOf([
        { id: "usr_1", status: "ASLEEP", identity_source: "PASSKEY", email: "", last_login_at: "" },
        { id: "usr_2" },
      ]);
    const { items } = await list(tenant());
    expect(items).toMatchObject([
      {
        status: "UNKNOWN",
        statusRaw: "ASLEEP",
        identitySource: "UNKNOWN",
        mfa: "UNKNOWN",
        email: null,
        lastLoginAt: null,
      },
      { status: "UNKNOWN", statusRaw: null, identitySource: "UNKNOWN", mfa: "UNKNOWN", displayName: null },
    ]);
  });

  it("are listed without the records that cannot be read, and those are told", async () => {
    reply = () => pageOf([{ email: "no id" }, ROW, null, { ...ROW, id: "" }]);
    const page = await list(tenant());
    expect(page.items.map(({ externalId }) => externalId)).toEqual(["usr_ada"]);
    expect(page.rejected).toEqual([
      "record 0: id is missing",
      "record 2: not an object",
      "record 3: id is missing",
    ]);
  });
});

describe("users across tenants", () => {
  it("are listed from the admin surface, within the configured partner", async () => {
    reply = () => pageOf([]);
    await list(
      connect({ partnerId: "prt_1" }),
      { status: ["ACTIVE"], mfa: ["ENABLED"], team: "grp_1" },
      2,
      50,
    );
    expect(onlyRequest().target).toBe(
      "/api/v1/admin/users/?page=3&per_page=50&status=ACTIVE&partner_id=prt_1",
    );
    const { filters } = connect().userList;
    expect([filters.mfa, filters.team, filters.status?.(["ACTIVE"])]).toEqual([
      undefined,
      undefined,
      "exact",
    ]);
  });

  it("stay in list form even where a row holds more, and have the tenant that the record names", async () => {
    reply = () => pageOf([{ ...FULL, tenant_id: "tnt_b" }, ROW]);
    const { items } = await list(connect());
    expect(items).toMatchObject([
      {
        form: "list",
        username: null,
        teams: null,
        accountMemberships: [{ externalId: "usr_ada~tnt_b" }],
        details: { tenantId: "tnt_b", ouId: null },
      },
      { form: "list", accountMemberships: null, details: { tenantId: null } },
    ]);
  });

  it.each([[FULL], [{ data: FULL }], [{ user: FULL }]])(
    "are read from any wrapping of a user, case %#",
    async (body) => {
      reply = () => ({ body });
      expect(await read(connect())).toMatchObject({ form: "full", externalId: "usr_ada", username: "ada" });
      expect(onlyRequest().target).toBe("/api/v1/admin/users/usr_ada");
    },
  );

  it.each([
    [{ data: [ROW], pagination: { total_items: 1, total_pages: 1 } }, 1],
    [{ users: [ROW], total: 1 }, 1],
    [{ items: [ROW], total: 1 }, 1],
    [[ROW], null],
  ])("are read from any wrapping of a list, case %#", async (body, total) => {
    reply = () => ({ body });
    expect(await list(connect())).toMatchObject({
      items: [{ externalId: "usr_ada" }],
      total,
      hasNext: false,
    });
  });

  it.each([
    ["bare", [{ id: "grp_1", name: "Engineers", membership_type: "DIRECT" }]],
    ["in data", { data: [{ group_id: "grp_1", name: "Engineers", membership_type: "DIRECT" }] }],
    ["in groups", { groups: [{ group_id: "grp_1", name: "Engineers", membership_type: "DIRECT" }, {}] }],
  ])("have their teams told with a call each, groups %s", async (_, body) => {
    reply = ({ target }) => ({ body: target.includes("usr_b") ? [] : body });
    const provider = connect();
    const teams = await provider.operations.getTeamsOfUsers?.(["usr_a", "usr_b"], recordedCall());
    expect(recorder.arrived.map(({ target }) => target).sort()).toEqual([
      "/api/v1/admin/users/usr_a/groups",
      "/api/v1/admin/users/usr_b/groups",
    ]);
    expect(teams?.get("usr_a")).toMatchObject([
      {
        team: { externalId: "grp_1", name: "Engineers", kind: "GROUP", account: null },
        membershipType: "DIRECT",
      },
    ]);
    expect(teams?.get("usr_b")).toEqual([]);
    expect(provider.teamsPerCall).toBe(1);
  });
});

describe("whether there is a further page", () => {
  const rows = (length: number) => Array.from({ length }, (_, index) => ({ ...ROW, id: `usr_${index}` }));
  it.each([
    ["by the count of pages", pageOf(rows(2), { total_items: 5, total_pages: 3 }).body, 1, true],
    [
      "by the count of pages, at the last",
      pageOf(rows(1), { total_items: 5, total_pages: 3 }).body,
      2,
      false,
    ],
    ["by the total", { users: rows(2), total: 5 }, 1, true],
    ["by the total, at the last", { users: rows(1), total: 5 }, 2, false],
    ["by the total, where pages are smaller than asked for", { users: rows(1), total: 5 }, 0, true],
    ["by a full page", rows(2), 0, true],
    ["by a page that is not full", rows(1), 0, false],
    ["by a list that is not cut into pages", rows(7), 0, false],
    ["never after an empty page", pageOf([], { total_items: 5, total_pages: 3 }).body, 1, false],
  ])("is told %s", async (_, body, number, hasNext) => {
    reply = () => ({ body });
    expect(await list(connect(), {}, number, 2)).toMatchObject({ hasNext });
  });
});

describe("identity source mismatches", () => {
  const RECORD = { user_id: "usr_1", email: "a@b.c", current_source: "LOCAL", expected_source: "LDAP" };
  const EXPECTED = {
    provider: "key",
    externalId: "usr_1",
    email: "a@b.c",
    current: "LOCAL",
    expected: "LDAP",
    fixed: false,
  };
  const report = (provider: Provider, tenantId: string | null) =>
    provider.operations.listIdentitySourceMismatches?.(tenantId, recordedCall());

  it("are asked for within the configured tenant and never fixed by asking", async () => {
    reply = () => ({ body: { mismatches: [RECORD, { email: "no id" }], total: 2 } });
    expect(await report(tenant(), null)).toEqual([EXPECTED]);
    expect(onlyRequest().target).toBe("/api/v1/admin/users/identity-source/mismatches?tenant_id=tnt_acme");
  });

  it("of another tenant than the configured one are refused without a call", async () => {
    await expect(report(tenant(), "tnt_other")).rejects.toMatchObject({
      code: "BAD_USER_INPUT",
      field: ["tenantId"],
    });
    expect(recorder.arrived).toEqual([]);
  });

  it.each([
    [[RECORD]],
    [{ data: [RECORD] }],
    [{ items: [{ id: "usr_1", email: "a@b.c", identity_source: "LOCAL", expected: "LDAP" }] }],
    [{ mismatches: [{ ...RECORD, current_source: undefined, current_identity_source: "LOCAL" }] }],
  ])("are understood in any likely form, case %#", async (body) => {
    reply = () => ({ body });
    expect(await report(connect(), null)).toEqual([EXPECTED]);
    expect(onlyRequest().target).toBe("/api/v1/admin/users/identity-source/mismatches");
  });

  it("that were fixed are told with their number, where ScaiKey tells it", async () => {
    for (const body of [
      { mismatches: [RECORD], fixed: 1 },
      { mismatches: [RECORD], fixed_count: 1 },
    ]) {
      reply = () => ({ body });
      expect(await client.fixIdentitySourceMismatches(null, call)).toMatchObject({
        fixed_count: 1,
        items: [{ fixed: null }],
      });
    }
  });
});

describe("the configuration", () => {
  it.each([
    [{}, "token"],
    [{ token: "" }, "token"],
    [{ token: "Bearer abc" }, "token"],
    [{ token: "a\nb" }, "token"],
    [{ token: TOKEN, tenantId: "acme" }, "tenantId"],
    [{ token: TOKEN, tenantId: "tnt_a/../b" }, "tenantId"],
    [{ token: TOKEN, partnerId: "acme" }, "partnerId"],
    [{ token: TOKEN, tenant: "tnt_acme" }, ""],
  ])("%j is refused, with no value in the message", (settings, path) => {
    const check = scaikey.checkSettings(settings);
    expect(check.ok ? [] : check.problems.map((problem) => problem.path.join("."))).toEqual([path]);
    expect(JSON.stringify(check)).not.toMatch(/acme|eyJ|Bearer abc/);
  });

  it("chooses the surface, and every table says what that surface does", () => {
    const [within, across] = [tenant(), connect()];
    expect(within).toMatchObject({ key: "key", kind: "SCAIKEY", displayName: "ScaiKey" });
    expect(within.fields).toMatchObject({
      teams: "full",
      accountMemberships: "always",
      mfa: "always",
      createdAt: "full",
    });
    expect(across.fields).toMatchObject({ teams: "call", accountMemberships: "full", details: "full" });
    for (const provider of [within, across]) {
      expect(provider.fields.role).toHaveProperty("missing");
      expect(provider.userLookup).toEqual({ idsPerCall: 0, single: true, listProvesAbsence: true });
      for (const operation of [
        "teams",
        "gracePeriods",
        "Provider.currentUser",
        "createMfaOtp",
        "validateMfaOtp",
      ] as const) {
        expect(provider.capabilities[operation]).toHaveProperty("missing");
      }
    }
    for (const operation of ["lockUser", "setUserStatus", "requestPasswordReset", "Team.members"] as const) {
      expect(within.capabilities[operation]).toHaveProperty("via");
      expect(across.capabilities[operation]).toHaveProperty("missing");
    }
    expect(within.operations.getTeamsOfUsers).toBeUndefined();
  });

  it("may make pages smaller, not larger than ScaiKey gives", () => {
    expect(connect({}, { pageSize: 20 }).userList.pageSize).toBe(20);
    expect(connect({}, { pageSize: 500 }).userList.pageSize).toBe(100);
  });
});
