import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { createClient } from "@scaleway/sdk-client";
import { Iamv1alpha1 } from "@scaleway/sdk-iam";
import type { Call } from "../../src/datasources/call.ts";
import { createUpstream } from "../../src/datasources/http/client.ts";
import type { Provider } from "../../src/datasources/provider.ts";
import {
  authenticateWith,
  createScalewayClient,
  type ScalewayClient,
} from "../../src/datasources/scaleway/client.ts";
import { scaleway } from "../../src/datasources/scaleway/index.ts";
import { GatewayError } from "../../src/domain/errors.ts";
import { EVERY_USER_FIELD, type User } from "../../src/domain/user.ts";
import { type Arrived, type Reply, recordedCall, startRecorder } from "../support/recorder.ts";

const ORGANIZATION = "8f2c5f1e-0d0b-4c3b-9a55-3f1d2f1b7a10";
const SECRET = "11111111-2222-4333-8444-555555555555";
const ANNA = "a0000000-0000-4000-8000-000000000001";
const BERT = "b0000000-0000-4000-8000-000000000002";
const ADMINS = "c0000000-0000-4000-8000-000000000003";

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
  two_factor_enabled: true,
  status: "activated",
  mfa: true,
  account_root_user_id: "",
  tags: ["ops"],
  locked: false,
};
const adminsRecord = {
  id: ADMINS,
  created_at: "2026-01-01T00:00:00.000000Z",
  updated_at: "2026-01-01T00:00:00.000000Z",
  organization_id: ORGANIZATION,
  name: "Admins",
  description: "",
  user_ids: [ANNA],
  application_ids: [],
  tags: [],
  editable: true,
  deletable: true,
  managed: false,
};

type Recorder = Awaited<ReturnType<typeof startRecorder>>;
let recorder: Recorder;
let reply: (request: Arrived) => Reply;
let client: ScalewayClient;
let provider: Provider;

beforeEach(async () => {
  reply = () => ({ body: annaRecord });
  recorder = await startRecorder((request) => reply(request));
  const upstream = createUpstream(
    { provider: "scw", baseUrl: recorder.url, timeoutMs: 5000, authenticate: authenticateWith(SECRET) },
    recorder.environment,
  );
  client = createScalewayClient(
    { provider: "scw", organizationId: ORGANIZATION },
    upstream,
    recorder.environment.now,
  );
  provider = connect({ secretKey: SECRET, organizationId: ORGANIZATION });
});

afterEach(() => recorder.close());

function connect(settings: unknown, pageSize?: number): Provider {
  const check = scaleway.checkSettings(settings);
  if (!check.ok) throw new Error(JSON.stringify(check.problems));
  const common = {
    key: "scw",
    baseUrl: recorder.url,
    timeoutMs: 5000,
    maxConcurrency: 4,
    sweepLimit: 1000,
    pageSize,
  };
  return check.connect(common, recorder.environment);
}

/** The error that a promise rejects with. */
async function failure(promise: Promise<unknown>): Promise<GatewayError> {
  const thrown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (thrown instanceof GatewayError) return thrown;
  throw new Error(`Not a GatewayError: ${String(thrown)}`);
}

/** An operation that the provider is known to have. */
function need<T>(operation: T | undefined): T {
  if (operation === undefined) throw new Error("The operation is missing.");
  return operation;
}

const userList = (users: readonly unknown[], total: unknown = users.length) => ({
  body: { users, total_count: total },
});
const groupList = (groups: readonly unknown[], total: unknown = groups.length) => ({
  body: { groups, total_count: total },
});

const member = {
  email: "new@example.com",
  first_name: "",
  last_name: "",
  locale: "",
  password: "hunter2hunter2",
  phone_number: "",
  send_password_email: false,
  send_welcome_email: true,
  username: "new",
};

const users = "/iam/v1alpha1/users";
type Official = InstanceType<typeof Iamv1alpha1.API>;

/** Every operation: what goes out, how Scaleway's own client asks for it, and what is answered. */
const operations: ReadonlyArray<{
  readonly name: string;
  readonly run: (scw: ScalewayClient, call: Call) => Promise<unknown>;
  readonly official: (api: Official) => Promise<unknown>;
  readonly sends: readonly [method: string, target: string, body?: unknown];
  readonly answer?: Reply;
  readonly gives?: unknown;
  /** How many records the call tells of. */
  readonly records: number | null;
}> = [
  {
    name: "listgraceperiods",
    run: (scw, call) => scw.listGracePeriods(ANNA, call),
    official: (api) => api.listGracePeriods({ userId: ANNA }),
    sends: ["GET", `/iam/v1alpha1/grace-periods?user_id=${ANNA}`],
    answer: { body: { grace_periods: [] } },
    gives: { items: [], rejected: [], total_count: null },
    records: 0,
  },
  {
    name: "listusers",
    run: (scw, call) =>
      scw.listUsers(
        {
          user_ids: [ANNA, BERT],
          type: "member",
          tag: "ops",
          page_size: 50,
          page: 2,
          order_by: "created_at_desc",
          mfa: false,
        },
        call,
      ),
    official: (api) =>
      api.listUsers({
        userIds: [ANNA, BERT],
        type: "member",
        tag: "ops",
        pageSize: 50,
        page: 2,
        orderBy: "created_at_desc",
        mfa: false,
      }),
    sends: [
      "GET",
      `${users}?mfa=false&order_by=created_at_desc&organization_id=${ORGANIZATION}&page=2&page_size=50` +
        `&tag=ops&type=member&user_ids=${ANNA}&user_ids=${BERT}`,
    ],
    answer: userList([annaRecord]),
    records: 1,
  },
  {
    name: "createuser",
    run: (scw, call) => scw.createUser({ tags: ["x"], member }, call),
    official: (api) =>
      api.createUser({
        tags: ["x"],
        member: {
          email: "new@example.com",
          firstName: "",
          lastName: "",
          locale: "",
          password: "hunter2hunter2",
          phoneNumber: "",
          sendPasswordEmail: false,
          sendWelcomeEmail: true,
          username: "new",
        },
      }),
    sends: ["POST", users, { organization_id: ORGANIZATION, tags: ["x"], member }],
    records: 1,
  },
  {
    name: "getuser",
    run: (scw, call) => scw.getUser(ANNA, call),
    official: (api) => api.getUser({ userId: ANNA }),
    sends: ["GET", `${users}/${ANNA}`],
    records: 1,
  },
  {
    name: "updateuser",
    run: (scw, call) => scw.updateUser(ANNA, { first_name: "An", tags: [] }, call),
    official: (api) => api.updateUser({ userId: ANNA, firstName: "An", tags: [] }),
    sends: ["PATCH", `${users}/${ANNA}`, { first_name: "An", tags: [] }],
    records: 1,
  },
  {
    name: "deleteuser",
    run: (scw, call) => scw.deleteUser(ANNA, call),
    official: (api) => api.deleteUser({ userId: ANNA }),
    sends: ["DELETE", `${users}/${ANNA}`],
    answer: { status: 204 },
    gives: undefined,
    records: null,
  },
  {
    name: "lockuser",
    run: (scw, call) => scw.lockUser(ANNA, call),
    official: (api) => api.lockUser({ userId: ANNA }),
    sends: ["POST", `${users}/${ANNA}/lock`, {}],
    records: 1,
  },
  {
    name: "unlockuser",
    run: (scw, call) => scw.unlockUser(ANNA, call),
    official: (api) => api.unlockUser({ userId: ANNA }),
    sends: ["POST", `${users}/${ANNA}/unlock`, {}],
    records: 1,
  },
  {
    name: "createusermfaotp",
    run: (scw, call) => scw.createUserMfaOtp(ANNA, call),
    official: (api) => api.createUserMFAOTP({ userId: ANNA }),
    sends: ["POST", `${users}/${ANNA}/mfa-otp`, {}],
    answer: { body: { secret: "JBSWY3DPEHPK3PXP" } },
    gives: "JBSWY3DPEHPK3PXP",
    records: null,
  },
  {
    name: "deleteusermfaotp",
    run: (scw, call) => scw.deleteUserMfaOtp(ANNA, call),
    official: (api) => api.deleteUserMFAOTP({ userId: ANNA }),
    sends: ["DELETE", `${users}/${ANNA}/mfa-otp`, {}],
    answer: { status: 204 },
    gives: undefined,
    records: null,
  },
  {
    name: "validateusermfaotp",
    run: (scw, call) => scw.validateUserMfaOtp(ANNA, "123456", call),
    official: (api) => api.validateUserMFAOTP({ userId: ANNA, oneTimePassword: "123456" }),
    sends: ["POST", `${users}/${ANNA}/validate-mfa-otp`, { one_time_password: "123456" }],
    answer: { body: { recovery_codes: ["one", "two"] } },
    gives: ["one", "two"],
    records: null,
  },
  {
    name: "updateuserpassword",
    run: (scw, call) => scw.updateUserPassword(ANNA, "hunter2hunter2", call),
    official: (api) => api.updateUserPassword({ userId: ANNA, password: "hunter2hunter2" }),
    sends: ["POST", `${users}/${ANNA}/update-password`, { password: "hunter2hunter2" }],
    records: 1,
  },
  {
    name: "updateuserusername",
    run: (scw, call) => scw.updateUserUsername(ANNA, "anna2", call),
    official: (api) => api.updateUserUsername({ userId: ANNA, username: "anna2" }),
    sends: ["POST", `${users}/${ANNA}/update-username`, { username: "anna2" }],
    records: 1,
  },
  {
    name: "listgroups",
    run: (scw, call) => scw.listGroups({ page: 1, page_size: 100, user_ids: [ANNA, BERT] }, call),
    official: (api) => api.listGroups({ page: 1, pageSize: 100, userIds: [ANNA, BERT] }),
    sends: [
      "GET",
      `/iam/v1alpha1/groups?organization_id=${ORGANIZATION}&page=1&page_size=100` +
        `&user_ids=${ANNA}&user_ids=${BERT}`,
    ],
    answer: groupList([adminsRecord]),
    records: 1,
  },
  {
    name: "getgroup",
    run: (scw, call) => scw.getGroup(ADMINS, call),
    official: (api) => api.getGroup({ groupId: ADMINS }),
    sends: ["GET", `/iam/v1alpha1/groups/${ADMINS}`],
    answer: { body: adminsRecord },
    records: 1,
  },
];

describe("what Scaleway is sent", () => {
  describe.each(operations)("$name", ({ name, run, official, sends, answer, records, ...rest }) => {
    beforeEach(() => {
      reply = () => answer ?? { body: annaRecord };
    });

    it("is the documented request, with the key and nothing else that proves who asks", async () => {
      const call = recordedCall();
      const given = await run(client, call);
      if ("gives" in rest) expect(given).toEqual(rest.gives);
      const [request, ...more] = recorder.arrived;
      const [method, target, body] = sends;
      expect(more).toEqual([]);
      expect(request).toMatchObject({ method, target });
      expect(request?.body).toBe(body === undefined ? "" : JSON.stringify(body));
      expect(request?.headers).toMatchObject({ "x-auth-token": SECRET, accept: "application/json" });
      expect(request?.headers).not.toHaveProperty("authorization");
      expect(request?.headers["content-type"]).toBe(
        body === undefined ? undefined : "application/json; charset=utf-8",
      );
      expect(call.records).toMatchObject([{ provider: "scw", operation: name, records, source: "network" }]);
    });

    it("is what Scaleway's own client sends", async () => {
      await run(client, recordedCall());
      const api = new Iamv1alpha1.API(
        createClient({
          accessKey: "SCWXXXXXXXXXXXXXXXXX",
          secretKey: SECRET,
          apiURL: recorder.url,
          defaultOrganizationId: ORGANIZATION,
        }),
      );
      await official(api);
      const [ours, theirs] = recorder.arrived.map(({ method, target, body, headers }) => ({
        method,
        target,
        body: body === "" ? null : (JSON.parse(body) as unknown),
        token: headers["x-auth-token"],
        contentType: headers["content-type"],
      }));
      expect(ours).toEqual(theirs);
    });
  });

  it("encodes values of the query", async () => {
    reply = () => userList([]);
    await client.listUsers({ page_size: 100, tag: "a b&type=owner#ü" }, recordedCall());
    expect(recorder.arrived[0]?.target).toBe(
      `${users}?organization_id=${ORGANIZATION}&page_size=100&tag=a%20b%26type%3Downer%23%C3%BC`,
    );
  });

  it("asks nothing when no ids are left to look for, since Scaleway would list everybody", async () => {
    const call = recordedCall();
    const nobody = { items: [], rejected: [], total_count: 0 };
    expect(await client.listUsers({ page_size: 100, user_ids: [] }, call)).toEqual(nobody);
    expect(await client.listUsers({ page_size: 100, user_ids: [""] }, call)).toEqual(nobody);
    expect(await client.listGroups({ page: 1, page_size: 100, user_ids: [] }, call)).toEqual(nobody);
    expect(recorder.arrived).toEqual([]);
  });

  it.each(["..", ".", "", "a\nb"])("never sends the id %j as part of a path", async (id) => {
    const call = recordedCall();
    for (const attempt of [
      () => client.getUser(id, call),
      () => client.updateUser(id, {}, call),
      () => client.deleteUser(id, call),
      () => client.lockUser(id, call),
      () => client.unlockUser(id, call),
      () => client.createUserMfaOtp(id, call),
      () => client.deleteUserMfaOtp(id, call),
      () => client.validateUserMfaOtp(id, "123456", call),
      () => client.updateUserPassword(id, "hunter2hunter2", call),
      () => client.updateUserUsername(id, "anna2", call),
      () => client.getGroup(id, call),
    ]) {
      expect(await failure(attempt())).toMatchObject({ code: "NOT_FOUND", provider: "scw" });
    }
    expect(recorder.arrived).toEqual([]);
  });

  it.each(["..", ".", ""])("never asks for the grace periods of the user %j", async (id) => {
    expect(await failure(client.listGracePeriods(id, recordedCall()))).toMatchObject({ code: "NOT_FOUND" });
    expect(recorder.arrived).toEqual([]);
  });

  it.each([
    ["../groups", "..%2Fgroups"],
    ["a/b?c=d#e", "a%2Fb%3Fc%3Dd%23e"],
    ["%2e%2e", "%252e%252e"],
    ["http://evil.example", "http%3A%2F%2Fevil.example"],
  ])("keeps the id %j in its place in the path", async (id, encoded) => {
    await client.lockUser(id, recordedCall());
    expect(recorder.arrived[0]?.target).toBe(`${users}/${encoded}/lock`);
  });
});

describe("what Scaleway answers", () => {
  const read = async (record: object): Promise<User> => {
    reply = () => ({ body: { ...annaRecord, ...record } });
    return need(provider.operations.getUser)(ANNA, EVERY_USER_FIELD, recordedCall());
  };

  it("becomes a user with all that Scaleway tells of one", async () => {
    const account = { provider: "scw", externalId: ORGANIZATION, kind: "ORGANIZATION", name: null };
    expect(await read({})).toEqual({
      provider: "scw",
      externalId: ANNA,
      form: "full",
      email: "anna@example.com",
      emailVerified: null,
      username: "anna",
      firstName: "Anna",
      lastName: "Weber",
      displayName: "Anna Weber",
      phoneNumber: null,
      locale: "en_US",
      timezone: null,
      avatarUrl: null,
      status: "ACTIVE",
      statusRaw: "activated",
      role: "MEMBER",
      mfa: "ENABLED",
      identitySource: "LOCAL",
      tags: ["ops"],
      customAttributes: null,
      createdAt: "2026-05-21T15:02:39.893981Z",
      updatedAt: "2026-05-22T15:02:39.893981Z",
      lastLoginAt: null,
      passwordChangedAt: null,
      teams: null,
      accountMemberships: [
        {
          provider: "scw",
          externalId: `${ANNA}~${ORGANIZATION}`,
          userId: ANNA,
          account,
          teams: null,
          roles: ["MEMBER"],
          status: "ACTIVE",
          lastLoginAt: null,
          createdAt: null,
          updatedAt: null,
        },
      ],
      invitation: null,
      details: {
        __typename: "ScalewayUserDetails",
        organizationId: ORGANIZATION,
        accountRootUserId: null,
        deletable: true,
      },
    });
  });

  it.each([
    [{ status: "activated", locked: false }, "ACTIVE"],
    [{ status: "activated", locked: true }, "LOCKED"],
    [{ status: "invitation_pending", locked: false }, "PENDING"],
    [{ status: "unknown_status", locked: false }, "UNKNOWN"],
    [{ status: "hibernating", locked: false }, "UNKNOWN"],
    [{ status: "hibernating", locked: true }, "LOCKED"],
    [{ status: undefined }, "UNKNOWN"],
  ])("reads the status of %j as %s and keeps the word", async (record, status) => {
    const user = await read(record);
    expect(user.status).toBe(status);
    expect(user.statusRaw).toBe(record.status ?? null);
    expect(user.accountMemberships?.[0]?.status).toBe(status);
  });

  it.each([
    ["owner", "OWNER", ["OWNER"]],
    ["member", "MEMBER", ["MEMBER"]],
    ["unknown_type", "UNKNOWN", ["MEMBER"]],
    ["robot", "UNKNOWN", ["MEMBER"]],
  ])("reads the type %s as %s", async (type, role, roles) => {
    const user = await read({ type });
    expect(user.role).toBe(role);
    expect(user.accountMemberships?.[0]?.roles).toEqual(roles);
  });

  it("does not take a missing MFA state for one that is off", async () => {
    expect((await read({ mfa: false })).mfa).toBe("DISABLED");
    expect((await read({ mfa: undefined })).mfa).toBe("UNKNOWN");
  });

  it("shows a user by the names that there are, else by the username", async () => {
    expect((await read({ first_name: "", last_name: "Weber" })).displayName).toBe("Weber");
    expect((await read({ first_name: " ", last_name: "" })).displayName).toBe("anna");
    expect((await read({ first_name: "", last_name: "", username: "" })).displayName).toBeNull();
  });

  it("gives a user who has not come yet the invitation that it stands for", async () => {
    expect((await read({ status: "invitation_pending" })).invitation).toEqual({
      provider: "scw",
      externalId: ANNA,
      email: "anna@example.com",
      status: "PENDING",
      origin: "DERIVED_FROM_USER",
      invitedById: null,
      userId: ANNA,
      account: { provider: "scw", externalId: ORGANIZATION, kind: "ORGANIZATION", name: null },
      teams: null,
      roles: [],
      createdAt: "2026-05-21T15:02:39.893981Z",
      updatedAt: null,
    });
  });

  it("is read although fields are missing, of another type, or new", async () => {
    reply = () => ({ body: { id: ANNA, email: 7, tags: "ops", created_at: "yesterday", srn: "srn:iam" } });
    const user = await need(provider.operations.getUser)(ANNA, EVERY_USER_FIELD, recordedCall());
    expect(user).toMatchObject({ externalId: ANNA, email: null, tags: [], createdAt: null });
    expect(user.details).toMatchObject({ organizationId: ORGANIZATION, deletable: false });
  });

  it("leaves out the records of a list that cannot be read, and tells of them", async () => {
    reply = () => userList([annaRecord, { email: "no id" }, null, { ...annaRecord, id: BERT }]);
    const list = await client.listUsers({ page_size: 100 }, recordedCall());
    expect(list.items.map(({ id }) => id)).toEqual([ANNA, BERT]);
    expect(list.rejected).toEqual(["record 1: id is missing", "record 2: not an object"]);
  });

  it.each<[string, Reply]>([
    ["nothing", {}],
    ["a 204 where a body is due", { status: 204 }],
    ["HTML", { body: "<html>", headers: { "content-type": "text/html" } }],
    ["cut JSON", { body: '{"users": [' }],
    ["a list", { body: [] }],
    ["null", { body: "null" }],
    ["an object without the list", { body: { total_count: 0 } }],
    ["a list of another kind", { body: { users: {}, total_count: 0 } }],
  ])("is refused when it is %s", async (_what, answer) => {
    reply = () => answer;
    const error = await failure(client.listUsers({ page_size: 100 }, recordedCall()));
    expect(error).toMatchObject({ code: "UPSTREAM_INVALID_RESPONSE", provider: "scw" });
  });

  it("is refused when it is a user without an id, or not JSON where nothing is due", async () => {
    reply = () => ({ body: { ...annaRecord, id: "" } });
    expect((await failure(client.lockUser(ANNA, recordedCall()))).code).toBe("UPSTREAM_INVALID_RESPONSE");
    reply = () => ({ body: "<html>" });
    expect((await failure(client.deleteUser(ANNA, recordedCall()))).code).toBe("UPSTREAM_INVALID_RESPONSE");
  });

  it("is refused when an MFA answer lacks what it is for", async () => {
    reply = () => ({ body: {} });
    const call = recordedCall();
    expect((await failure(client.createUserMfaOtp(ANNA, call))).code).toBe("UPSTREAM_INVALID_RESPONSE");
    expect((await failure(client.validateUserMfaOtp(ANNA, "123456", call))).code).toBe(
      "UPSTREAM_INVALID_RESPONSE",
    );
  });
});

describe("what Scaleway refuses", () => {
  const refused = (answer: Reply, password = "hunter2hunter2"): Promise<GatewayError> => {
    reply = () => answer;
    return failure(client.updateUserPassword(ANNA, password, recordedCall()));
  };

  it.each([
    [400, "invalid_arguments", "BAD_USER_INPUT"],
    [401, "denied_authentication", "PROVIDER_UNAUTHENTICATED"],
    [403, "permissions_denied", "PROVIDER_FORBIDDEN"],
    [403, "quotas_exceeded", "QUOTA_EXCEEDED"],
    [404, "not_found", "NOT_FOUND"],
    [409, "already_exists", "CONFLICT"],
    [409, "transient_state", "CONFLICT"],
    [410, "expired", "NOT_FOUND"],
    [412, "precondition_failed", "PRECONDITION_FAILED"],
    [423, "locked", "PRECONDITION_FAILED"],
    [429, "too_many_requests", "RATE_LIMITED"],
    [418, "teapot", "UPSTREAM_ERROR"],
    [500, "internal", "UPSTREAM_ERROR"],
    [503, "quotas_exceeded", "UPSTREAM_ERROR"],
  ])("with %i %s is %s", async (status, type, code) => {
    expect(await refused({ status, body: { type, message: "no" } })).toMatchObject({ code, provider: "scw" });
  });

  it("is judged by its status, whatever the body", async () => {
    for (const body of [undefined, "<html>", "[]", "null", '"text"', "{"]) {
      expect((await refused({ status: 401, ...(body === undefined ? {} : { body }) })).code).toBe(
        "PROVIDER_UNAUTHENTICATED",
      );
    }
    expect((await refused({ status: 302, headers: { location: "http://127.0.0.1:1/" } })).code).toBe(
      "UPSTREAM_INVALID_RESPONSE",
    );
  });

  it("names the arguments at fault and why", async () => {
    const details = [
      { argument_name: "member.username", reason: "constraint", help_message: "must match ^[a-z]+$" },
      { argument_name: "email", reason: "made-up" },
      { argument_name: "email", reason: "made-up" },
    ];
    const { message } = await refused({ status: 400, body: { type: "invalid_arguments", details } });
    expect(message).toContain("(member.username: constraint, email)");
    expect(message).not.toContain("must match");
  });

  it("names the precondition that does not hold", async () => {
    const body = { type: "precondition_failed", precondition: "protected_resource", help_message: "no" };
    expect((await refused({ status: 412, body })).message).toContain("(protected_resource)");
  });

  it("never tells what was sent, wherever the answer repeats it", async () => {
    const word = "s3cret_pass";
    for (const [status, body] of [
      [
        400,
        { type: "invalid_arguments", details: [{ argument_name: word, reason: word, help_message: word }] },
      ],
      [
        400,
        { type: "invalid_arguments", details: [{ argument_name: `password.${word}`, reason: "format" }] },
      ],
      [412, { type: "precondition_failed", precondition: word, message: word }],
      [409, { type: word, resource: word, resource_id: word, help_message: word }],
      [500, { message: word }],
    ] as const) {
      const error = await refused({ status, body }, word);
      expect(`${error.message} ${JSON.stringify(error)}`).not.toContain(word);
    }
  });

  it.each<[string, Reply, number | undefined]>([
    ["seconds of the header", { headers: { "retry-after": "7" }, body: { reset_seconds: 30 } }, 7000],
    ["an HTTP date", { headers: { "retry-after": "Sun, 22 Nov 2026 12:00:05 GMT" } }, 5000],
    ["seconds of the body", { body: { type: "too_many_requests", reset_seconds: 30 } }, 30_000],
    ["the instant of the body", { body: { reset_at: "2026-11-22T12:00:09Z" } }, 9000],
    ["a day at most", { body: { reset_seconds: 999_999 } }, 86_400_000],
    ["nothing for nonsense", { headers: { "retry-after": "-1" }, body: { reset_seconds: -3 } }, undefined],
    ["nothing for no word of it", {}, undefined],
  ])("tells when to come again: %s", async (_what, answer, retryAfterMs) => {
    expect(await refused({ status: 429, ...answer })).toMatchObject({ code: "RATE_LIMITED", retryAfterMs });
  });
});

describe("reading users", () => {
  const listUsers: Provider["operations"]["listUsers"] = (query, page, call) =>
    provider.operations.listUsers(query, page, call);
  const everybody = { filter: {}, order: null, needs: EVERY_USER_FIELD };

  it("counts Scaleway's pages from 1 and lists the oldest first unless told otherwise", async () => {
    reply = () => userList([annaRecord], 3);
    const page = await listUsers(everybody, { number: 1, size: 1 }, recordedCall());
    expect(page).toMatchObject({ total: 3, hasNext: true, rejected: [], items: [{ form: "list" }] });
    expect(recorder.arrived[0]?.target).toBe(
      `${users}?order_by=created_at_asc&organization_id=${ORGANIZATION}&page=2&page_size=1`,
    );
  });

  it("applies what its table says that it can", async () => {
    reply = () => userList([]);
    await listUsers(
      {
        filter: { ids: [ANNA], mfa: ["DISABLED"], role: ["OWNER"], tag: "ops" },
        order: { field: "CREATED_AT", direction: "DESC" },
        needs: EVERY_USER_FIELD,
      },
      { number: 0, size: 100 },
      recordedCall(),
    );
    expect(recorder.arrived[0]?.target).toBe(
      `${users}?mfa=false&order_by=created_at_desc&organization_id=${ORGANIZATION}&page=1&page_size=100` +
        `&tag=ops&type=owner&user_ids=${ANNA}`,
    );
  });

  it.each([
    ["the count says so", [annaRecord], 2, true],
    ["the count says that this was all", [annaRecord], 1, false],
    ["a full page comes without a count", [annaRecord], undefined, true],
    ["the page is empty, whatever the count", [], 50, false],
    ["the count is nonsense and the page full", [annaRecord], -4, true],
  ])("knows whether there is a further page when %s", async (_when, records, total, hasNext) => {
    reply = () => ({ body: { users: records, total_count: total } });
    const page = await listUsers(everybody, { number: 0, size: 1 }, recordedCall());
    expect(page.hasNext).toBe(hasNext);
  });

  it("looks up many users with one call and leaves out those whom nobody asked for", async () => {
    reply = () => userList([{ ...annaRecord, id: BERT }, annaRecord]);
    const { items } = await need(provider.operations.getUsers)([ANNA], EVERY_USER_FIELD, recordedCall());
    expect(items.map(({ externalId }) => externalId)).toEqual([ANNA]);
    expect(recorder.arrived.map(({ target }) => target)).toEqual([
      `${users}?organization_id=${ORGANIZATION}&page_size=100&user_ids=${ANNA}`,
    ]);
  });

  it("does not let an id of another form spoil the look-up of the others", async () => {
    reply = () => userList([annaRecord]);
    const getUsers = need(provider.operations.getUsers);
    await getUsers(["nonsense", ANNA], EVERY_USER_FIELD, recordedCall());
    expect(recorder.arrived[0]?.target).toMatch(new RegExp(`&user_ids=${ANNA}$`));
    reply = () => ({ status: 400, body: { type: "invalid_arguments" } });
    expect((await getUsers(["nonsense"], EVERY_USER_FIELD, recordedCall())).items).toEqual([]);
    expect((await failure(getUsers([ANNA], EVERY_USER_FIELD, recordedCall()))).code).toBe("BAD_USER_INPUT");
  });

  it("asks nothing for a list of no ids", async () => {
    const none = { filter: { ids: [] }, order: null, needs: EVERY_USER_FIELD };
    expect(await listUsers(none, { number: 0, size: 100 }, recordedCall())).toEqual({
      items: [],
      total: 0,
      hasNext: false,
      rejected: [],
    });
    expect(recorder.arrived).toEqual([]);
  });

  it("finds nobody by an id that Scaleway does not take for one", async () => {
    reply = () => ({ status: 400, body: { type: "invalid_arguments" } });
    const call = recordedCall();
    const { getUser, getTeam, listTeamMemberIds, getGracePeriods } = provider.operations;
    for (const asked of [
      need(getUser)("nonsense", EVERY_USER_FIELD, call),
      need(getTeam)("nonsense", call),
      need(listTeamMemberIds)("nonsense", call),
      need(getGracePeriods)("nonsense", call),
    ]) {
      expect(await failure(asked)).toMatchObject({ code: "NOT_FOUND", provider: "scw" });
    }
  });
});

describe("reading what belongs to users", () => {
  const admins = {
    provider: "scw",
    externalId: ADMINS,
    name: "Admins",
    description: null,
    kind: "GROUP",
    account: { provider: "scw", externalId: ORGANIZATION, kind: "ORGANIZATION", name: null },
    memberIds: adminsRecord.user_ids,
  };

  it("reads groups as teams, listed and single, with their members", async () => {
    reply = ({ target }) => (target.includes("?") ? groupList([adminsRecord], 2) : { body: adminsRecord });
    const { listTeams, getTeam, listTeamMemberIds } = provider.operations;
    const call = recordedCall();
    expect(await need(listTeams)({ number: 0, size: 1 }, call)).toEqual({
      items: [admins],
      total: 2,
      hasNext: true,
      rejected: [],
    });
    expect(await need(getTeam)(ADMINS, call)).toEqual(admins);
    expect(await need(listTeamMemberIds)(ADMINS, call)).toEqual([ANNA]);
    expect(recorder.arrived.map(({ target }) => target)).toEqual([
      `/iam/v1alpha1/groups?organization_id=${ORGANIZATION}&page=1&page_size=1`,
      `/iam/v1alpha1/groups/${ADMINS}`,
      `/iam/v1alpha1/groups/${ADMINS}`,
    ]);
  });

  it("tells the teams of many users with one call", async () => {
    reply = () => groupList([adminsRecord]);
    const teams = await need(provider.operations.getTeamsOfUsers)([ANNA, BERT, ANNA], recordedCall());
    expect([...teams]).toEqual([
      [ANNA, [{ team: admins, membershipType: "DIRECT" }]],
      [BERT, []],
    ]);
    expect(recorder.arrived.map(({ target }) => target)).toEqual([
      `/iam/v1alpha1/groups?organization_id=${ORGANIZATION}&page=1&page_size=100` +
        `&user_ids=${ANNA}&user_ids=${BERT}`,
    ]);
  });

  it("reads further pages of teams only where the count says that there are", async () => {
    const groups = Array.from({ length: 101 }, (_, index) => ({ ...adminsRecord, id: `group-${index}` }));
    reply = ({ target }) =>
      groupList(target.includes("page=1&") ? groups.slice(0, 100) : groups.slice(100), 101);
    const teams = await need(provider.operations.getTeamsOfUsers)([ANNA], recordedCall());
    expect(teams.get(ANNA)).toHaveLength(101);
    expect(recorder.arrived).toHaveLength(2);
  });

  it("stops at a page of teams that it has seen", async () => {
    reply = () => groupList([adminsRecord], 5000);
    const teams = await need(provider.operations.getTeamsOfUsers)([ANNA], recordedCall());
    expect(teams.get(ANNA)).toHaveLength(1);
    expect(recorder.arrived).toHaveLength(2);
  });

  it("asks nothing for the teams of nobody", async () => {
    expect((await need(provider.operations.getTeamsOfUsers)([], recordedCall())).size).toBe(0);
    expect(recorder.arrived).toEqual([]);
  });

  it("gives each grace period to the user who was asked for", async () => {
    const grace_periods = [
      { type: "set_mfa", created_at: "2026-11-20T00:00:00Z", expires_at: "2026-11-23T00:00:00Z" },
      { type: "update_password", created_at: null, expires_at: null },
      { type: "water_plants", created_at: "", expires_at: "soon" },
      "not a grace period",
    ];
    reply = () => ({ body: { grace_periods } });
    const of = { provider: "scw", userId: ANNA };
    expect(await need(provider.operations.getGracePeriods)(ANNA, recordedCall())).toEqual([
      { ...of, type: "SET_MFA", createdAt: "2026-11-20T00:00:00Z", expiresAt: "2026-11-23T00:00:00Z" },
      { ...of, type: "UPDATE_PASSWORD", createdAt: null, expiresAt: null },
      { ...of, type: "UNKNOWN", createdAt: null, expiresAt: null },
    ]);
  });
});

describe("what the planner is told", () => {
  it("is that a filter is applied only where Scaleway means the same by it", () => {
    const { filters, orders } = provider.userList;
    expect(filters.ids?.([ANNA])).toBe("exact");
    expect(filters.ids?.(Array.from({ length: 101 }, () => ANNA))).toBe("none");
    expect(filters.mfa?.(["ENABLED"])).toBe("exact");
    expect(filters.mfa?.(["DISABLED", "UNKNOWN"])).toBe("exact");
    expect(filters.mfa?.(["ENABLED", "DISABLED"])).toBe("none");
    expect(filters.mfa?.(["UNKNOWN"])).toBe("none");
    expect(filters.role?.(["OWNER"])).toBe("exact");
    expect(filters.role?.(["MEMBER", "GUEST"])).toBe("exact");
    expect(filters.role?.(["MEMBER", "OWNER"])).toBe("none");
    expect(filters.role?.(["MEMBER", "UNKNOWN"])).toBe("none");
    expect(filters.tag?.("ops")).toBe("superset");
    expect(Object.keys(filters).sort()).toEqual(["ids", "mfa", "role", "tag"]);
    expect(orders).toEqual({ CREATED_AT: ["ASC", "DESC"] });
  });

  it("is a page size that Scaleway allows", () => {
    const settings = { secretKey: SECRET, organizationId: ORGANIZATION };
    expect(connect(settings).userList.pageSize).toBe(100);
    expect(connect(settings, 20).userList.pageSize).toBe(20);
    expect(connect(settings, 500).userList.pageSize).toBe(100);
  });
});

describe("rules about single users", () => {
  const user = async (record: object): Promise<User> => {
    reply = () => ({ body: { ...annaRecord, ...record } });
    return need(provider.operations.getUser)(ANNA, EVERY_USER_FIELD, recordedCall());
  };

  it("forbid to delete or to lock the owner", async () => {
    const owner = await user({ type: "owner", deletable: false });
    expect(provider.refusal("deleteUser", owner)).toMatch(/owner/);
    expect(provider.refusal("lockUser", owner)).toMatch(/owner/);
    expect(provider.refusal("updateUser", owner)).toBeNull();
  });

  it("forbid to delete a user whom Scaleway calls undeletable, and nothing else", async () => {
    const kept = await user({ deletable: false });
    expect(provider.refusal("deleteUser", kept)).toMatch(/cannot be deleted/);
    expect(provider.refusal("lockUser", kept)).toBeNull();
    expect(provider.refusal("deleteUser", await user({}))).toBeNull();
  });
});

describe("settings", () => {
  const problems = (settings: unknown): string => {
    const check = scaleway.checkSettings(settings);
    return check.ok
      ? ""
      : check.problems.map(({ path, message }) => `${path.join(".")} ${message}`).join("\n");
  };

  it("are a secret key and an organisation", () => {
    expect(problems({ secretKey: SECRET, organizationId: ORGANIZATION })).toBe("");
  });

  it("are refused with a word on what is wrong, and without the key", () => {
    expect(problems({})).toMatch(/^secretKey is the secret key.*\norganizationId is the id/);
    expect(problems({ secretKey: " ", organizationId: ORGANIZATION })).toMatch(/^secretKey /);
    expect(problems({ secretKey: SECRET, organizationId: "acme" })).toMatch(/^organizationId .*UUID/);
    expect(problems({ secretKey: SECRET, organizationId: ORGANIZATION, token: "x" })).toContain("token");
    expect(problems({ secretKey: "two\nlines", organizationId: ORGANIZATION })).not.toContain("two");
  });

  it("may end in a line break where the key comes from a file", async () => {
    const { operations } = connect({ secretKey: `${SECRET}\n`, organizationId: ORGANIZATION });
    await need(operations.getUser)(ANNA, EVERY_USER_FIELD, recordedCall());
    expect(recorder.arrived[0]?.headers["x-auth-token"]).toBe(SECRET);
  });
});
