import { afterEach, describe, expect, it } from "@jest/globals";
import { authHeaders, createEquinixClient } from "../../src/datasources/equinix/client.ts";
import { equinix } from "../../src/datasources/equinix/index.ts";
import type { Provider } from "../../src/datasources/provider.ts";
import { GatewayError } from "../../src/domain/errors.ts";
import type { UserField } from "../../src/domain/user.ts";
import {
  type Arrived,
  forgetfulUpstream,
  type Reply,
  recordedCall,
  startRecorder,
} from "../support/recorder.ts";

const TOKEN = "user-key-1";
const ADA = "0b2e6b1c-0001-4000-8000-000000000001";
const NOTHING: ReadonlySet<UserField> = new Set();
const FIRST = { number: 0, size: 100 };

const ada = {
  id: ADA,
  short_id: "0b2e6b1c",
  href: `/metal/v1/users/${ADA}`,
  email: "ada@example.com",
  emails: [{ href: "/metal/v1/emails/e1" }],
  first_name: "Ada",
  last_name: "Lovelace",
  full_name: "Ada Lovelace",
  phone_number: "",
  timezone: "Europe/London",
  avatar_url: "https://example.com/ada.png",
  two_factor_auth: "app",
  fraud_score: "17",
  max_organizations: 26,
  max_projects: 0,
  default_organization_id: "org-1",
  default_project_id: null,
  customdata: { cost: { centre: "" } },
  created_at: "2024-01-02T03:04:05Z",
  updated_at: "2024-01-02T05:04:05+02:00",
  last_login_at: "",
};

const analytics = {
  id: "m-1",
  href: "/metal/v1/memberships/m-1",
  project: {
    id: "p-1",
    href: "/metal/v1/projects/p-1",
    name: "Analytics",
    organization: { id: "org-1", name: "Example" },
  },
  user: { href: `/metal/v1/users/${ADA}` },
  roles: ["admin", "billing"],
  created_at: "2024-02-01T00:00:00Z",
  updated_at: "2024-02-02T00:00:00Z",
};

let close: () => Promise<void> = async () => {};
afterEach(() => close());

async function answering(reply: Reply | ((request: Arrived) => Reply)) {
  const recorder = await startRecorder(typeof reply === "function" ? reply : () => reply);
  close = recorder.close;
  const common = {
    key: "metal",
    baseUrl: `${recorder.url}/metal/v1`,
    timeoutMs: 2000,
    maxConcurrency: 4,
    sweepLimit: 1000,
  };
  const check = equinix.checkSettings({ authToken: TOKEN });
  if (!check.ok) throw new Error("the settings should be fine");
  const upstream = forgetfulUpstream(
    {
      provider: "metal",
      baseUrl: common.baseUrl,
      timeoutMs: common.timeoutMs,
      authenticate: () => authHeaders(TOKEN),
    },
    recorder.environment,
  );
  const provider: Provider = check.connect(common, recorder.environment);
  const { getUser, getCurrentUser, listInvitations } = provider.operations;
  if (!getUser || !getCurrentUser || !listInvitations) throw new Error("an operation is left out");
  return {
    client: createEquinixClient({ provider: "metal" }, upstream, recorder.environment.now),
    provider,
    operations: { ...provider.operations, getUser, getCurrentUser, listInvitations },
    arrived: recorder.arrived,
  };
}

async function failureOf(outcome: Promise<unknown>): Promise<GatewayError> {
  const thrown = await outcome.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(thrown instanceof GatewayError)) throw new Error(`expected a GatewayError, got ${String(thrown)}`);
  return thrown;
}

const PAGE = { page: 2, per_page: 50 };
const PERSON = {
  emails: [{ address: "new@example.com", default: true }],
  first_name: "New",
  last_name: "Person",
};

describe("each operation's request", () => {
  it("findInvitations pages, includes and excludes nothing", async () => {
    const { client, arrived } = await answering({ body: { invitations: [] } });
    const call = recordedCall();
    await client.findInvitations({ ...PAGE, include: ["organization", "projects"] }, call);
    expect(arrived).toMatchObject([
      {
        method: "GET",
        target: "/metal/v1/invitations?include=organization%2Cprojects&page=2&per_page=50",
        body: "",
        headers: { "x-auth-token": TOKEN, accept: "application/json" },
      },
    ]);
    expect(call.records).toMatchObject([
      { provider: "metal", operation: "findinvitations", page: 2, status: 200, records: 0 },
    ]);
  });

  it("findCurrentUser", async () => {
    const { client, arrived } = await answering({ body: ada });
    await client.findCurrentUser({ include: ["memberships.project"], exclude: ["emails"] }, recordedCall());
    expect(arrived).toMatchObject([
      { method: "GET", target: "/metal/v1/user?include=memberships.project&exclude=emails", body: "" },
    ]);
  });

  it("updateCurrentUser sends only what is to change", async () => {
    const { client, arrived } = await answering({ body: ada });
    await client.updateCurrentUser({ first_name: "Augusta", customdata: { a: 1 } }, {}, recordedCall());
    expect(arrived).toMatchObject([
      {
        method: "PUT",
        target: "/metal/v1/user",
        body: JSON.stringify({ first_name: "Augusta", customdata: { a: 1 } }),
        headers: { "content-type": "application/json", "x-auth-token": TOKEN },
      },
    ]);
  });

  it("findUsers has several names in one include", async () => {
    const { client, arrived } = await answering({ body: { users: [] } });
    const shape = { include: ["emails", "memberships.project"], exclude: ["customdata"] };
    await client.findUsers({ ...PAGE, ...shape }, recordedCall());
    expect(arrived).toMatchObject([
      {
        method: "GET",
        target: "/metal/v1/users?include=emails%2Cmemberships.project&exclude=customdata&page=2&per_page=50",
        body: "",
      },
    ]);
  });

  it("createUser", async () => {
    const { client, arrived } = await answering({ status: 202 });
    await client.createUser(PERSON, {}, recordedCall());
    expect(arrived).toMatchObject([
      { method: "POST", target: "/metal/v1/users", body: JSON.stringify(PERSON) },
    ]);
  });

  it("findUserById and findUserCustomData", async () => {
    const { client, arrived } = await answering({ body: ada });
    await client.findUserById(ADA, {}, recordedCall());
    await client.findUserCustomData(ADA, recordedCall());
    expect(arrived.map(({ method, target }) => `${method} ${target}`)).toEqual([
      `GET /metal/v1/users/${ADA}`,
      `GET /metal/v1/users/${ADA}/customdata`,
    ]);
  });

  it("encodes an id as one segment, whatever is in it", async () => {
    const { client, arrived } = await answering({ body: ada });
    await client.findUserById("a/../b?x=1#y", {}, recordedCall());
    expect(arrived[0]?.target).toBe("/metal/v1/users/a%2F..%2Fb%3Fx%3D1%23y");
  });

  it.each(["", ".", "..", "a\r\nb"])("finds nobody by the id %j without asking", async (id) => {
    const { client, arrived } = await answering({ body: ada });
    const asked = [
      client.findUserById(id, {}, recordedCall()),
      client.findUserCustomData(id, recordedCall()),
    ];
    for (const outcome of asked) expect((await failureOf(outcome)).code).toBe("NOT_FOUND");
    expect(arrived).toEqual([]);
  });
});

describe("the answers of createUser", () => {
  it("202 says that it was accepted, and shows no user", async () => {
    const { client } = await answering({ status: 202 });
    expect(await client.createUser(PERSON, {}, recordedCall())).toEqual({ kind: "accepted" });
  });

  it("201 shows the user", async () => {
    const { client } = await answering({ status: 201, body: ada });
    expect(await client.createUser(PERSON, {}, recordedCall())).toMatchObject({
      kind: "created",
      user: { id: ADA },
    });
  });

  it("201 without the user is not understood", async () => {
    const { client } = await answering({ status: 201 });
    const failure = await failureOf(client.createUser(PERSON, {}, recordedCall()));
    expect(failure.code).toBe("UPSTREAM_INVALID_RESPONSE");
  });

  it("422 about a taken address is a conflict, in either shape of the error", async () => {
    const sentence = "Email new@example.com has already been taken";
    for (const body of [{ errors: [sentence] }, { error: sentence }]) {
      const { client } = await answering({ status: 422, body });
      const failure = await failureOf(client.createUser(PERSON, {}, recordedCall()));
      expect(failure).toMatchObject({ code: "CONFLICT", provider: "metal" });
      expect(failure.message).not.toContain("example.com");
      await close();
    }
    close = async () => {};
  });

  it("422 names the fields that it is about and repeats nothing of what was sent", async () => {
    const errors = ["hunter2 is too short for a password", "x@y is not a valid email address"];
    const { client } = await answering({ status: 422, body: { errors } });
    const failure = await failureOf(client.createUser(PERSON, {}, recordedCall()));
    expect(failure).toMatchObject({
      code: "BAD_USER_INPUT",
      message: "metal refused the input (emails, password).",
    });
  });
});

describe("refusals", () => {
  it.each([
    [400, "BAD_USER_INPUT"],
    [401, "PROVIDER_UNAUTHENTICATED"],
    [403, "PROVIDER_FORBIDDEN"],
    [404, "NOT_FOUND"],
    [409, "CONFLICT"],
    [410, "PROVIDER_RETIRED"],
    [422, "BAD_USER_INPUT"],
    [429, "RATE_LIMITED"],
    [500, "UPSTREAM_ERROR"],
    [503, "UPSTREAM_ERROR"],
  ])("status %i is %s, whatever the body", async (status, code) => {
    const bodies = [{ error: "Secret!" }, { errors: ["Secret!"] }, "<html>Secret!</html>", "", { errors: 7 }];
    const left = [...bodies];
    const { client } = await answering(() => ({ status, body: left.shift() }));
    for (const _ of bodies) {
      const failure = await failureOf(client.findUserById(ADA, {}, recordedCall()));
      expect(failure).toMatchObject({ code, provider: "metal" });
      expect(failure.message).not.toContain("Secret");
    }
  });

  it.each([
    [{ "retry-after": "7" }, 7000],
    [{ "retry-after": "Sun, 22 Nov 2026 12:00:30 GMT" }, 30_000],
    [{ "x-ratelimit-reset": String(Date.UTC(2026, 10, 22, 12, 1) / 1000) }, 60_000],
    [{ "retry-after": "soon", "x-ratelimit-reset": "1" }, undefined],
    [{ "retry-after": "999999999" }, 86_400_000],
    [{}, undefined],
  ])("429 with %j asks to wait %s ms", async (headers, retryAfterMs) => {
    const { client } = await answering({ status: 429, headers });
    expect((await failureOf(client.findCurrentUser({}, recordedCall()))).retryAfterMs).toBe(retryAfterMs);
  });
});

describe("answers of the wrong shape", () => {
  it.each([
    ["nothing", undefined],
    ["HTML", "<html></html>"],
    ["JSON cut short", '{"id":'],
    ["a list", []],
    ["an object without what is due", { user: ada }],
  ])("%s in place of a user or a list is not understood", async (_, body) => {
    const { client } = await answering({ body });
    const call = recordedCall();
    const asked = [
      client.findUsers(PAGE, call),
      client.findInvitations(PAGE, call),
      client.findUserById(ADA, {}, call),
      client.findCurrentUser({}, call),
      client.updateCurrentUser({}, {}, call),
    ];
    for (const outcome of asked) expect((await failureOf(outcome)).code).toBe("UPSTREAM_INVALID_RESPONSE");
  });

  it("custom data that is not an object is not understood", async () => {
    const { client } = await answering({ body: [1] });
    const failure = await failureOf(client.findUserCustomData(ADA, recordedCall()));
    expect(failure.code).toBe("UPSTREAM_INVALID_RESPONSE");
  });
});

describe("a user", () => {
  it("is read with empty text as none, and never with its fraud score", async () => {
    const { operations } = await answering({ body: ada });
    const user = await operations.getUser(ADA, NOTHING, recordedCall());
    expect(user).toEqual({
      provider: "metal",
      externalId: ADA,
      form: "full",
      email: "ada@example.com",
      emailVerified: null,
      username: null,
      firstName: "Ada",
      lastName: "Lovelace",
      displayName: "Ada Lovelace",
      phoneNumber: null,
      locale: null,
      timezone: "Europe/London",
      avatarUrl: "https://example.com/ada.png",
      status: "ACTIVE",
      statusRaw: null,
      role: "UNKNOWN",
      mfa: "ENABLED",
      identitySource: "LOCAL",
      tags: [],
      customAttributes: { cost: { centre: "" } },
      createdAt: "2024-01-02T03:04:05Z",
      updatedAt: "2024-01-02T03:04:05Z",
      lastLoginAt: null,
      passwordChangedAt: null,
      teams: null,
      accountMemberships: null,
      invitation: null,
      details: {
        __typename: "EquinixUserDetails",
        shortId: "0b2e6b1c",
        defaultOrganizationId: "org-1",
        defaultProjectId: null,
        maxProjects: 0,
        maxOrganizations: 26,
      },
    });
  });

  it.each([
    ["app", "ENABLED"],
    ["sms", "ENABLED"],
    ["", "DISABLED"],
    [undefined, "DISABLED"],
    ["passkey", "UNKNOWN"],
  ])("with two_factor_auth %j has MFA %s", async (two_factor_auth, mfa) => {
    const { operations } = await answering({ body: { ...ada, two_factor_auth } });
    expect((await operations.getUser(ADA, NOTHING, recordedCall())).mfa).toBe(mfa);
  });

  it.each([
    [{ restricted: true, verification_stage: "AccountCreated" }, "DISABLED"],
    [{ restricted: false, verification_stage: "AccountCreated" }, "PENDING"],
    [{ restricted: false, verification_stage: "verified" }, "ACTIVE"],
  ])("with %j is %s", async (extra, status) => {
    const { operations } = await answering({ body: { ...ada, ...extra } });
    expect((await operations.getUser(ADA, NOTHING, recordedCall())).status).toBe(status);
  });

  it("is shown by the first and last name where there is no full one", async () => {
    const { operations } = await answering({ body: { id: ADA, first_name: "Ada", last_name: "Lovelace" } });
    expect((await operations.getUser(ADA, NOTHING, recordedCall())).displayName).toBe("Ada Lovelace");
  });
});

describe("teams and memberships", () => {
  const needs = new Set<UserField>(["teams"]);

  it("come with the same list when they are needed", async () => {
    const { operations, arrived } = await answering({
      body: { users: [{ ...ada, memberships: [analytics] }] },
    });
    const { items } = await operations.listUsers({ filter: {}, order: null, needs }, FIRST, recordedCall());
    const team = {
      provider: "metal",
      externalId: "p-1",
      name: "Analytics",
      description: null,
      kind: "PROJECT",
      account: { provider: "metal", externalId: "org-1", kind: "ORGANIZATION", name: "Example" },
    };
    expect(arrived.map(({ target }) => target)).toEqual([
      "/metal/v1/users?include=memberships.project&page=1&per_page=100",
    ]);
    expect(items[0]?.teams).toEqual([{ team, membershipType: "DIRECT" }]);
    expect(items[0]?.accountMemberships).toEqual([
      {
        provider: "metal",
        externalId: "m-1",
        userId: ADA,
        account: { provider: "metal", externalId: "p-1", kind: "PROJECT", name: "Analytics" },
        teams: [team],
        roles: ["admin", "billing"],
        status: "ACTIVE",
        lastLoginAt: null,
        createdAt: "2024-02-01T00:00:00Z",
        updatedAt: "2024-02-02T00:00:00Z",
      },
    ]);
  });

  it("are neither asked for nor believed when nobody needs them", async () => {
    const { operations, arrived } = await answering({ body: { users: [{ ...ada, memberships: [] }] } });
    const query = { filter: {}, order: null, needs: NOTHING };
    const { items } = await operations.listUsers(query, FIRST, recordedCall());
    expect(arrived[0]?.target).toBe("/metal/v1/users?page=1&per_page=100");
    expect(items[0]).toMatchObject({ teams: null, accountMemberships: null });
  });

  it("know a project that came as a reference by the end of its link", async () => {
    const membership = { ...analytics, id: undefined, project: { href: "/metal/v1/projects/p-9/?x=1" } };
    const { operations } = await answering({ body: { ...ada, memberships: [membership] } });
    const user = await operations.getUser(ADA, needs, recordedCall());
    expect(user.teams).toMatchObject([{ team: { externalId: "p-9", name: null, account: null } }]);
    expect(user.accountMemberships).toMatchObject([{ externalId: "m-1" }]);
  });

  it("are unknown, not none, when the API left them out or sent bare references", async () => {
    const stub = { href: "/metal/v1/memberships/m-2" };
    for (const memberships of [undefined, [stub], [analytics, stub]]) {
      const { operations } = await answering({ body: { ...ada, memberships } });
      const user = await operations.getUser(ADA, needs, recordedCall());
      expect(user).toMatchObject({ teams: null, accountMemberships: null });
      await close();
    }
    close = async () => {};
  });

  it("tell a project once, however many memberships a user has in it", async () => {
    const memberships = [analytics, { ...analytics, id: "m-2", roles: ["billing"] }];
    const { operations } = await answering({ body: { ...ada, memberships } });
    const user = await operations.getCurrentUser(new Set<UserField>(["accountMemberships"]), recordedCall());
    expect(user.teams).toHaveLength(1);
    expect(user.accountMemberships).toHaveLength(2);
  });
});

describe("custom attributes", () => {
  const needs = new Set<UserField>(["customAttributes"]);
  const { customdata, ...without } = ada;

  it("cost no further request when the user came with them", async () => {
    const { operations, arrived } = await answering({ body: ada });
    const user = await operations.getUser(ADA, needs, recordedCall());
    expect(user.customAttributes).toEqual(customdata);
    expect(arrived).toHaveLength(1);
  });

  it("are read by themselves when the user came without and they are needed", async () => {
    const { operations, arrived } = await answering(({ target }) => ({
      body: target.endsWith("/customdata") ? { a: 1 } : without,
    }));
    expect((await operations.getUser(ADA, NOTHING, recordedCall())).customAttributes).toBeNull();
    expect(arrived).toHaveLength(1);
    expect((await operations.getUser(ADA, needs, recordedCall())).customAttributes).toEqual({ a: 1 });
    expect((await operations.getCurrentUser(needs, recordedCall())).customAttributes).toEqual({ a: 1 });
    expect(arrived.at(-1)?.target).toBe(`/metal/v1/users/${ADA}/customdata`);
  });

  it("are null where the credential may see the user and not them", async () => {
    const { operations } = await answering(({ target }) =>
      target.endsWith("/customdata") ? { status: 403 } : { body: without },
    );
    const user = await operations.getUser(ADA, needs, recordedCall());
    expect(user).toMatchObject({ email: "ada@example.com", customAttributes: null });
  });

  it("fail with the provider when it fails", async () => {
    const { operations } = await answering(({ target }) =>
      target.endsWith("/customdata") ? { status: 500 } : { body: without },
    );
    const failure = await failureOf(operations.getUser(ADA, needs, recordedCall()));
    expect(failure.code).toBe("UPSTREAM_ERROR");
  });
});

describe("lists", () => {
  const query = { filter: {}, order: null, needs: NOTHING };

  it("leave out a record without an id, and tell it", async () => {
    const { operations } = await answering({
      body: { users: [ada, { email: "nobody@example.com" }, null], meta: { total: 3, next: null } },
    });
    const page = await operations.listUsers(query, FIRST, recordedCall());
    expect(page.items.map(({ externalId }) => externalId)).toEqual([ADA]);
    expect(page).toMatchObject({
      total: 3,
      hasNext: false,
      rejected: ["record 1: id is missing", "record 2: not an object"],
    });
    expect(page.items[0]?.form).toBe("list");
  });

  it("count pages from 1 and ask for the size that they are told", async () => {
    const { operations, arrived } = await answering({ body: { users: [] } });
    await operations.listUsers(query, { number: 2, size: 30 }, recordedCall());
    expect(arrived[0]?.target).toBe("/metal/v1/users?page=3&per_page=30");
  });

  it.each([
    ["a next link", { next: { href: "/metal/v1/users?page=2" }, current_page: 1, last_page: 1 }, true],
    ["no next link", { next: null, current_page: 1, last_page: 2, total: 9 }, false],
    ["page numbers that go on", { current_page: 1, last_page: 2 }, true],
    ["page numbers that end", { current_page: 2, last_page: 2 }, false],
    ["a meta that says nothing, on a full page", {}, true],
    ["no meta, on a full page", undefined, true],
  ])("with %s know whether there is more", async (_, meta, hasNext) => {
    const { operations } = await answering({ body: { users: [ada], meta } });
    const page = await operations.listUsers(query, { number: 0, size: 1 }, recordedCall());
    expect(page).toMatchObject({ hasNext, total: meta && "total" in meta ? 9 : null });
  });

  it("without meta end with a page that is not full, or that was not cut into pages", async () => {
    const { operations } = await answering({ body: { users: [ada, ada] } });
    for (const size of [1, 3]) {
      const page = await operations.listUsers(query, { number: 0, size }, recordedCall());
      expect(page.hasNext).toBe(false);
    }
  });
});

describe("invitations", () => {
  const invitation = {
    id: "i-1",
    invitee: "ada@example.com",
    invitation: { href: "/metal/v1/invitations/i-1" },
    invited_by: { href: "/metal/v1/users/u-2" },
    organization: { id: "org-1", name: "Example" },
    projects: [{ id: "p-1", name: "Analytics", organization: { href: "/metal/v1/organizations/org-1" } }],
    roles: ["collaborator"],
    nonce: "open-sesame",
    created_at: "2024-03-01T00:00:00Z",
    updated_at: "",
  };

  it("are those of the credential's own user, without the nonce that accepts them", async () => {
    const { operations, arrived } = await answering({ body: { invitations: [invitation] } });
    const page = await operations.listInvitations(FIRST, recordedCall());
    expect(arrived[0]?.target).toBe(
      "/metal/v1/invitations?include=organization%2Cprojects&page=1&per_page=100",
    );
    expect(page).toEqual({ items: [expect.anything()], total: null, hasNext: false, rejected: [] });
    expect(page.items[0]).toEqual({
      provider: "metal",
      externalId: "i-1",
      email: "ada@example.com",
      status: "PENDING",
      origin: "NATIVE",
      invitedById: "u-2",
      userId: null,
      account: { provider: "metal", externalId: "org-1", kind: "ORGANIZATION", name: "Example" },
      teams: [
        {
          provider: "metal",
          externalId: "p-1",
          name: "Analytics",
          description: null,
          kind: "PROJECT",
          account: { provider: "metal", externalId: "org-1", kind: "ORGANIZATION", name: null },
        },
      ],
      roles: ["collaborator"],
      createdAt: "2024-03-01T00:00:00Z",
      updatedAt: null,
    });
  });

  it("are understood with meta and with references only", async () => {
    const stubs = {
      ...invitation,
      organization: { href: "/metal/v1/organizations/org-1" },
      projects: [{ href: "/metal/v1/projects/p-1" }],
    };
    const { operations } = await answering({
      body: { invitations: [stubs], meta: { total: 1, next: null } },
    });
    const page = await operations.listInvitations(FIRST, recordedCall());
    expect(page).toMatchObject({ total: 1, hasNext: false });
    expect(page.items[0]).toMatchObject({
      account: { externalId: "org-1", name: null },
      teams: [{ externalId: "p-1", name: null }],
    });
  });
});

describe("the definition", () => {
  it("takes an authToken and nothing else, and names what is wrong without showing it", () => {
    for (const settings of [{}, { authToken: "" }, { authToken: "a b" }, { authToken: 7 }]) {
      expect(equinix.checkSettings(settings)).toMatchObject({
        ok: false,
        problems: [{ path: ["authToken"], message: expect.stringContaining("API key") }],
      });
    }
    const unknown = equinix.checkSettings({ authToken: "x", token: "hunter2" });
    expect(unknown).toMatchObject({ ok: false });
    expect(JSON.stringify(unknown)).toContain("token");
    expect(JSON.stringify(unknown)).not.toContain("hunter2");
  });

  it("is deprecated until the end of June 2026 and retired after", async () => {
    const { provider } = await answering({});
    expect(provider.lifecycle(Date.UTC(2026, 5, 30))).toMatchObject({ state: "DEPRECATED" });
    expect(provider.lifecycle(Date.UTC(2026, 6, 1))).toMatchObject({
      state: "RETIRED",
      until: "2026-06-30T23:59:59Z",
    });
  });

  it("offers two writes, and says of every other why not", async () => {
    const { provider } = await answering({});
    expect(provider.capabilities).toMatchObject({
      createUser: { via: { method: "POST", path: "/users" } },
      updateCurrentUser: { via: { method: "PUT", path: "/user" } },
      updateUser: { missing: expect.stringContaining("updateCurrentUser") },
      deleteUser: { missing: "Equinix Metal's API has no operation that deletes a user." },
    });
  });
});
