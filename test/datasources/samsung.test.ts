import { createHmac } from "node:crypto";
import { afterEach, describe, expect, it } from "@jest/globals";
import type { CommonSettings, Provider, UserListQuery } from "../../src/datasources/provider.ts";
import { createAuthentication } from "../../src/datasources/samsung/client.ts";
import { samsung } from "../../src/datasources/samsung/index.ts";
import { sign } from "../../src/datasources/samsung/signature.ts";
import { EVERY_USER_FIELD } from "../../src/domain/user.ts";
import { type Reply, recordedCall, startRecorder } from "../support/recorder.ts";

const ACCOUNT = "b3bb3b3c5d5f4f3aa2f1e0d9c8b7a605";
const ACCESS_KEY = "2sd2gg=2agbdSD26svcD";
const SECRET_KEY = "test-secret-key-0001";
const OWN = { accountId: ACCOUNT, accessKey: ACCESS_KEY, secretKey: SECRET_KEY };
const NOON = Date.UTC(2026, 10, 22, 12);

const ALL: UserListQuery = { filter: {}, order: null, needs: EVERY_USER_FIELD };
const FIRST = { number: 0, size: 1000 };

const closing: Array<() => Promise<void>> = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A provider connected to a server that answers everything so. */
async function connected(reply: Reply, own: object = {}, now?: () => number) {
  const recorder = await startRecorder(() => reply);
  closing.push(recorder.close);
  const common: CommonSettings = {
    key: "scp",
    baseUrl: recorder.url,
    timeoutMs: 5_000,
    maxConcurrency: 4,
    sweepLimit: 10_000,
  };
  const environment = now === undefined ? recorder.environment : { ...recorder.environment, now };
  const provider = connect(own, common, environment);
  const list = (query: UserListQuery = ALL, page = FIRST, call = recordedCall()) =>
    provider.operations.listUsers(query, page, call);
  return { provider, list, arrived: recorder.arrived, url: recorder.url };
}

type Connect = Extract<ReturnType<typeof samsung.checkSettings>, { ok: true }>["connect"];

function connect(own: object, ...rest: Parameters<Connect>): Provider {
  const check = samsung.checkSettings({ ...OWN, ...own });
  if (!check.ok) throw new Error(JSON.stringify(check.problems));
  return check.connect(...rest);
}

/** An answer with these users, and with other fields than usual where given. */
function answer(users: readonly unknown[] = [], other: object = {}): Reply {
  return { body: { count: users.length, page: 0, size: 1000, sort: ["created_at:asc"], users, ...other } };
}

/** The user of the API reference's own sample for 1.4, placeholders and all. */
const SAMPLE_1_4 = {
  access_keys: [],
  account_id: "",
  company_name: "",
  created_at: "2024-05-17T00:23:17Z",
  created_by: "90dddfc2b1e04edba54ba2b41539a9ac",
  description: "",
  dst_offset: "",
  email: "",
  email_authenticated: "",
  first_name: "",
  groups: [],
  id: "",
  last_login_at: "",
  last_name: "",
  last_password_update_at: "",
  modified_at: "2024-05-17T00:23:17Z",
  modified_by: "90dddfc2b1e04edba54ba2b41539a9ac",
  name: "",
  password_reuse_count: "",
  phone_authenticated: "",
  policies: [],
  state: "",
  timezone: "",
  type: "",
  tz_id: "",
  user_name: "",
  utc_offset: "",
};
const { access_keys: _, ...WITHOUT_ACCESS_KEYS } = SAMPLE_1_4;
const SAMPLE_1_3 = { ...WITHOUT_ACCESS_KEYS, groups: [""] };

const JIN = {
  ...SAMPLE_1_4,
  id: "0c3d7f0d5b1e4c6a9f8e7d6c5b4a3f21",
  account_id: ACCOUNT,
  company_name: "Harbour Foods",
  description: "night shift",
  dst_offset: "+00:00",
  email: "j.kim@example.com",
  email_authenticated: true,
  first_name: "Jin",
  last_name: "Kim",
  name: "Jin Kim",
  user_name: "j.kim",
  last_login_at: "2026-05-21T15:02:39.893981",
  last_password_update_at: "2026-01-02T09:00:00+09:00",
  password_reuse_count: 3,
  phone_authenticated: false,
  state: "ACTIVE",
  timezone: "Asia/Seoul",
  type: "IAM",
  tz_id: "Asia/Seoul",
  utc_offset: "+09:00",
  groups: [{ id: "a1", name: "operators" }],
  policies: [{ id: "p1", name: "AdministratorAccess" }],
  access_keys: [
    {
      id: "k1",
      access_key: "AK1",
      created_at: "2026-01-01T00:00:00Z",
      expiration_timestamp: "2027-01-01T00:00:00Z",
      is_enabled: true,
    },
  ],
};

describe("the signature", () => {
  const base = `https://iam.s.samsungsdscloud.com/v1/accounts/${ACCOUNT}/users`;
  const vectors = [
    ["", "n8EjT/ZHpNbLdkbO43E4fsthL+DvvXX+ydVV1lz1YlM=", "bdaXGIw2Nx6O6fgU0sc/EAUqAZFX4usapbHnIg/HelQ="],
    [
      "?size=20&page=0&sort=created_at:desc",
      "69XRUzo1h/cFA9VYPIV5Z398++rXWvt4eRjc8qLUz6o=",
      "iuV6MCffF8VBF/5yRZdgrVnpBLAo0KQ0/sfxVTTTPRM=",
    ],
    [
      "?page=0&size=20&sort=created_at%3Adesc",
      "M7trjdWf8QFNEsou3X20kv0/N4o2xnGaMiUhWKt2drc=",
      "uS/nHXKP/7AK7jaEYlMRAH9Djw/PgYD2WDgfASO0snw=",
    ],
    [
      "?email=j.kim%40example.com",
      "P08Ck0L63kyk2VGcBsARmsqhp5hsOxCdTC7jvX8tO0k=",
      "QT+QO4PvD1ZXjJZBKx24z47Xl7iNqmE66aIKViVMy0Q=",
    ],
  ] as const;
  const timestamp = "1605290625682";

  it.each(vectors)("is exact to the byte for the query %j in both variants", (query, docs, sdk) => {
    const request = {
      method: "GET",
      url: base + query,
      timestamp,
      accessKey: ACCESS_KEY,
      secretKey: SECRET_KEY,
    };
    expect(sign(request)).toBe(docs);
    expect(sign({ ...request, accountId: ACCOUNT })).toBe(sdk);
  });

  it.each(vectors)("goes out with the headers of its variant for the query %j", (query, docs, sdk) => {
    const outgoing = { method: "GET", url: base + query };
    const signed = {
      "Scp-Accesskey": ACCESS_KEY,
      "Scp-Signature": docs,
      "Scp-Timestamp": timestamp,
      "Scp-ClientType": "Openapi",
    };
    const now = () => Number(timestamp);
    expect(createAuthentication({ ...OWN, signature: "docs" }, now)(outgoing)).toEqual(signed);
    expect(createAuthentication({ ...OWN, signature: "sdk" }, now)(outgoing)).toEqual({
      ...signed,
      "Scp-Signature": sdk,
      "Scp-AccountId": ACCOUNT,
    });
  });

  it.each(["docs", "sdk"])(
    "of variant %s holds for the URL that arrives, at the time of each attempt",
    async (signature) => {
      let now = NOON;
      const { list, arrived, url } = await connected(answer(), { signature }, () => now);
      const query = { ...ALL, filter: { email: "j.kim+night shift@example.com" } };
      await list(query);
      now += 1_500.5;
      await list(query);

      expect(arrived.map(({ headers }) => headers["scp-timestamp"])).toEqual([
        String(NOON),
        String(NOON + 1_500),
      ]);
      for (const { method, target, headers } of arrived) {
        const account = signature === "sdk" ? ACCOUNT : "";
        const timestamp = headers["scp-timestamp"];
        const signedText = `${method}${url}${target}${timestamp}${ACCESS_KEY}${account}Openapi`;
        const expected = createHmac("sha256", SECRET_KEY).update(signedText).digest("base64");
        expect(headers["scp-signature"]).toBe(expected);
        expect(headers["scp-accountid"]).toBe(signature === "sdk" ? ACCOUNT : undefined);
      }
    },
  );
});

describe("listing users", () => {
  it("asks for a page, counted from 0, in order of creation", async () => {
    const { list, arrived } = await connected(answer());
    const call = recordedCall();
    await list(ALL, { number: 2, size: 500 }, call);

    expect(arrived).toHaveLength(1);
    expect(arrived[0]).toMatchObject({
      method: "GET",
      target: `/v1/accounts/${ACCOUNT}/users?size=500&page=2&sort=created_at%3Aasc`,
      headers: {
        "accept-language": "en-US",
        "scp-accesskey": ACCESS_KEY,
        "scp-api-version": "iam 1.4",
        "scp-clienttype": "Openapi",
      },
      body: "",
    });
    expect(call.records).toMatchObject([
      { provider: "scp", operation: "list-iam-users", page: 2, status: 200, records: 0 },
    ]);
  });

  it("asks for the newest first when that is the order", async () => {
    const { list, arrived } = await connected(answer());
    await list({ ...ALL, order: { field: "CREATED_AT", direction: "DESC" } });
    expect(arrived[0]?.target).toContain("&sort=created_at%3Adesc");
  });

  it("sends an e-mail address as one encoded value", async () => {
    const { list, arrived } = await connected(answer());
    await list({ ...ALL, filter: { email: "a+b&size=1/../#@example.com" } });
    expect(arrived[0]?.target).toBe(
      `/v1/accounts/${ACCOUNT}/users?size=1000&page=0&sort=created_at%3Aasc` +
        "&email=a%2Bb%26size%3D1%2F..%2F%23%40example.com",
    );
  });

  it.each(["1.0", "1.1", "1.2", "1.3", "1.4"])(
    "asks for API version %s when that is configured",
    async (apiVersion) => {
      const { provider, list, arrived } = await connected(answer(), { apiVersion });
      await list();
      expect(arrived[0]?.headers["scp-api-version"]).toBe(`iam ${apiVersion}`);
      expect(provider.apiVersion).toBe(apiVersion);
    },
  );

  it("knows from the count whether there is a next page", async () => {
    const users = [JIN, { ...JIN, id: "2" }];
    const { list } = await connected(answer(users, { count: 5, size: 2 }));
    expect(await list(ALL, { number: 0, size: 2 })).toMatchObject({ total: 5, hasNext: true });
    const last = await connected(answer([JIN], { count: 3, page: 1, size: 2 }));
    expect(await last.list(ALL, { number: 1, size: 2 })).toMatchObject({ total: 3, hasNext: false });
    const full = await connected(answer(users, { count: 4, page: 1, size: 2 }));
    expect(await full.list(ALL, { number: 1, size: 2 })).toMatchObject({ total: 4, hasNext: false });
  });

  it.each([2, null, ""])("does not cut a list short when the count of a full page is %j", async (count) => {
    const users = [JIN, { ...JIN, id: "2" }];
    const { list } = await connected(answer(users, { count, size: 2 }));
    expect(await list(ALL, { number: 0, size: 2 })).toMatchObject({ total: null, hasNext: true });
    expect(await list(ALL, { number: 3, size: 2 })).toMatchObject({ total: null, hasNext: true });
  });

  it("ends at an empty page whatever the count says", async () => {
    const { list } = await connected(answer([], { count: 50, page: 4, size: 2 }));
    expect(await list(ALL, { number: 4, size: 2 })).toMatchObject({ items: [], hasNext: false });
  });
});

describe("a user", () => {
  it("has every field that the list tells, and needs no other call", async () => {
    const { list, arrived } = await connected(answer([JIN]));
    const { items } = await list();
    const account = { provider: "scp", externalId: ACCOUNT, kind: "ACCOUNT", name: null };
    const team = {
      provider: "scp",
      externalId: "a1",
      name: "operators",
      description: null,
      kind: "GROUP",
      account,
    };

    expect(arrived).toHaveLength(1);
    expect(items).toEqual([
      {
        provider: "scp",
        externalId: JIN.id,
        form: "full",
        email: "j.kim@example.com",
        emailVerified: true,
        username: "j.kim",
        firstName: "Jin",
        lastName: "Kim",
        displayName: "Jin Kim",
        phoneNumber: null,
        locale: null,
        timezone: "Asia/Seoul",
        avatarUrl: null,
        status: "ACTIVE",
        statusRaw: "ACTIVE",
        role: "UNKNOWN",
        mfa: "UNKNOWN",
        identitySource: "LOCAL",
        tags: [],
        customAttributes: null,
        createdAt: "2024-05-17T00:23:17Z",
        updatedAt: "2024-05-17T00:23:17Z",
        lastLoginAt: "2026-05-21T15:02:39.893981Z",
        passwordChangedAt: "2026-01-02T00:00:00Z",
        teams: [{ team, membershipType: "DIRECT" }],
        accountMemberships: [
          {
            provider: "scp",
            externalId: `${JIN.id}~${ACCOUNT}`,
            userId: JIN.id,
            account,
            teams: [team],
            roles: [],
            status: "ACTIVE",
            lastLoginAt: null,
            createdAt: null,
            updatedAt: null,
          },
        ],
        invitation: null,
        details: {
          __typename: "SamsungUserDetails",
          accountId: ACCOUNT,
          state: "ACTIVE",
          type: "IAM",
          companyName: "Harbour Foods",
          description: "night shift",
          createdBy: "90dddfc2b1e04edba54ba2b41539a9ac",
          modifiedBy: "90dddfc2b1e04edba54ba2b41539a9ac",
          passwordReuseCount: 3,
          utcOffset: "+09:00",
          dstOffset: "+00:00",
          tzId: "Asia/Seoul",
          phoneVerified: false,
          policies: [{ id: "p1", name: "AdministratorAccess" }],
          accessKeys: [
            {
              id: "k1",
              accessKey: "AK1",
              createdAt: "2026-01-01T00:00:00Z",
              expiresAt: "2027-01-01T00:00:00Z",
              enabled: true,
            },
          ],
        },
      },
    ]);
  });

  const samples = [
    ["1.4", SAMPLE_1_4],
    ["1.3", SAMPLE_1_3],
  ] as const;

  it.each(samples)(
    "of the reference's sample for %s has no id and is left out and told",
    async (apiVersion, sample) => {
      const { list } = await connected(answer([sample], { count: 20, size: 20 }), { apiVersion });
      expect(await list()).toMatchObject({ items: [], rejected: ["record 0: id is missing"] });
    },
  );

  it.each(samples)(
    "of the reference's sample for %s, given an id, has null for every placeholder",
    async (apiVersion, sample) => {
      const { list } = await connected(answer([{ ...sample, id: "u1" }], { count: 20, size: 20 }), {
        apiVersion,
      });
      const { items, rejected } = await list();
      expect(rejected).toEqual([]);
      expect(items).toMatchObject([
        {
          externalId: "u1",
          email: null,
          emailVerified: null,
          username: null,
          displayName: null,
          timezone: null,
          status: "UNKNOWN",
          statusRaw: null,
          identitySource: "UNKNOWN",
          createdAt: "2024-05-17T00:23:17Z",
          lastLoginAt: null,
          passwordChangedAt: null,
          teams: [],
          accountMemberships: [{ externalId: `u1~${ACCOUNT}`, account: { externalId: ACCOUNT }, teams: [] }],
          details: {
            state: null,
            passwordReuseCount: null,
            phoneVerified: null,
            policies: [],
            accessKeys: [],
          },
        },
      ]);
    },
  );

  it.each([
    ["ACTIVE", "ACTIVE"],
    ["INACTIVE", "DISABLED"],
    ["HIBERNATING", "UNKNOWN"],
  ])("in state %s has the status %s and keeps the word", async (state, status) => {
    const { list } = await connected(answer([{ ...JIN, state }]));
    const { items } = await list();
    expect(items).toMatchObject([{ status, statusRaw: state, accountMemberships: [{ status }] }]);
  });

  it("of a type other than IAM has an unknown identity source", async () => {
    const { list } = await connected(answer([{ ...JIN, type: "scp" }]));
    expect((await list()).items).toMatchObject([{ identitySource: "UNKNOWN", details: { type: "scp" } }]);
  });

  it("without a name is shown by the username", async () => {
    const { list } = await connected(answer([{ ...JIN, name: null }]));
    expect((await list()).items).toMatchObject([{ displayName: "j.kim" }]);
  });

  it("of versions before 1.4 has teams by name, and policies by their own word for the name", async () => {
    const { access_keys: _keys, ...older } = JIN;
    const policies = [
      { id: "p1", policy_name: "ViewerAccess", policy_type: "USER_DEFINED", state: "ACTIVE" },
    ];
    const user = { ...older, groups: ["operators", "", "on call", "operators"], policies };
    const { list } = await connected(answer([user]), { apiVersion: "1.3" });
    expect((await list()).items).toMatchObject([
      {
        teams: [
          { team: { externalId: "name:operators", name: "operators" } },
          { team: { externalId: "name:on call", name: "on call" } },
        ],
        details: { policies: [{ id: "p1", name: "ViewerAccess" }], accessKeys: [] },
      },
    ]);
  });

  it("keeps what can be read of groups, policies and access keys in the wrong shape", async () => {
    const user = {
      ...JIN,
      groups: ["loose", { id: "", name: "nameOnly" }, { id: "g1", name: "" }, { id: "", name: "" }, null, 7],
      policies: [{ id: "p1" }, {}, 4],
      access_keys: [{ access_key: "AK" }, { id: "k2" }],
    };
    const { list } = await connected(answer([user]));
    const [read] = (await list()).items;
    expect(read?.teams?.map(({ team }) => [team.externalId, team.name])).toEqual([
      ["name:loose", "loose"],
      ["name:nameOnly", "nameOnly"],
      ["g1", null],
    ]);
    expect(read?.details).toMatchObject({
      policies: [{ id: "p1", name: null }],
      accessKeys: [{ id: "k2", accessKey: null, createdAt: null, expiresAt: null, enabled: null }],
    });
  });

  it("with fields of the wrong kind, or no lists at all, is still a user", async () => {
    const odd = {
      id: "u1",
      email: 5,
      created_at: "yesterday",
      password_reuse_count: 2.5,
      groups: null,
      extra: [],
    };
    const { list } = await connected(answer([odd]));
    expect((await list()).items).toMatchObject([
      { externalId: "u1", email: null, createdAt: null, teams: [], details: { passwordReuseCount: null } },
    ]);
  });

  it("that cannot be read does not take the others along", async () => {
    const { list } = await connected(answer([JIN, { ...JIN, id: 12 }, "nobody"]));
    const call = recordedCall();
    const page = await list(ALL, FIRST, call);
    expect(page.items.map(({ externalId }) => externalId)).toEqual([JIN.id]);
    expect(page.rejected).toEqual(["record 1: id is missing", "record 2: not an object"]);
    expect(call.records).toMatchObject([{ records: 3 }]);
  });
});

describe("a failure", () => {
  it.each([
    [400, "BAD_USER_INPUT"],
    [401, "PROVIDER_UNAUTHENTICATED"],
    [403, "PROVIDER_FORBIDDEN"],
    [404, "NOT_FOUND"],
    [409, "CONFLICT"],
    [410, "NOT_FOUND"],
    [418, "UPSTREAM_ERROR"],
    [429, "RATE_LIMITED"],
    [500, "UPSTREAM_ERROR"],
    [503, "UPSTREAM_ERROR"],
  ])("with status %d is %s, and tells nothing of the provider's text", async (status, code) => {
    const body = { errors: [{ status, detail: [`signature of ${SECRET_KEY} is wrong`], code: SECRET_KEY }] };
    const { list } = await connected({ status, body });
    const failure = await list().catch((thrown: unknown) => thrown);
    expect(failure).toMatchObject({ code, provider: "scp" });
    expect(String(failure)).not.toContain("secret");
  });

  it("is judged by its status before its body", async () => {
    const { list } = await connected({ status: 401 });
    await expect(list()).rejects.toMatchObject({ code: "PROVIDER_UNAUTHENTICATED" });
    const html = await connected({ status: 403, body: "<html>" });
    await expect(html.list()).rejects.toMatchObject({ code: "PROVIDER_FORBIDDEN" });
  });

  it("names the fields at fault in a list of validation errors, and no values", async () => {
    const body = [
      { loc: ["query", "size"], msg: "value 0 is too small", type_: "greater_than_equal", ctx: {} },
      { loc: ["query", "j.kim@example.com"], msg: "no", type_: "a value: j.kim" },
    ];
    const { list } = await connected({ status: 400, body });
    await expect(list()).rejects.toMatchObject({
      code: "BAD_USER_INPUT",
      message: "scp refused the input (query.size: greater_than_equal, query).",
    });
  });

  it.each([
    ["30", 30_000],
    ["Sun, 22 Nov 2026 12:01:00 GMT", 60_000],
    ["-5", undefined],
    ["soon", undefined],
    ["99999999", 86_400_000],
  ])("that asks to wait, in the words %j, says %p milliseconds", async (header, retryAfterMs) => {
    const { list } = await connected({ status: 429, headers: { "retry-after": header } });
    await expect(list()).rejects.toMatchObject({ code: "RATE_LIMITED", retryAfterMs });
  });

  it.each([
    ["an empty body", undefined],
    ["HTML", "<html></html>"],
    ["truncated JSON", '{"users": ['],
    ["a list", []],
    ["an object without users", { count: 0 }],
    ["users that are not a list", { users: {} }],
    ["null", "null"],
  ])("is a success with %s", async (_what, body) => {
    const { list } = await connected({ body });
    await expect(list()).rejects.toMatchObject({ code: "UPSTREAM_INVALID_RESPONSE", provider: "scp" });
  });

  it.each([400, 406, 410])(
    "with status %d of a version past its date means that the version is gone",
    async (status) => {
      const { list } = await connected({ status }, { apiVersion: "1.2" });
      await expect(list()).rejects.toMatchObject({ code: "PROVIDER_RETIRED" });
      const served = await connected({ status }, { apiVersion: "1.3" });
      await expect(served.list()).rejects.not.toMatchObject({ code: "PROVIDER_RETIRED" });
    },
  );
});

describe("the life of an API version", () => {
  const DAY = 86_400_000;
  it.each([
    ["1.4", NOON, "CURRENT", null],
    ["1.3", NOON, "DEPRECATED", "2026-11-30T00:00:00.000Z"],
    ["1.2", NOON, "RETIRED", "2026-09-30T00:00:00.000Z"],
    ["1.1", NOON, "RETIRED", "2026-05-31T00:00:00.000Z"],
    ["1.0", NOON, "RETIRED", "2026-02-23T00:00:00.000Z"],
    ["1.3", Date.UTC(2026, 10, 30) - 91 * DAY, "SUPPORTED", "2026-11-30T00:00:00.000Z"],
    ["1.3", Date.UTC(2026, 10, 30) - 90 * DAY, "DEPRECATED", "2026-11-30T00:00:00.000Z"],
    ["1.3", Date.UTC(2026, 10, 30), "RETIRED", "2026-11-30T00:00:00.000Z"],
  ])("%s at %d is %s until %s", async (apiVersion, now, state, until) => {
    const { provider } = await connected(answer(), { apiVersion });
    const lifecycle = provider.lifecycle(now);
    expect(lifecycle).toMatchObject({ state, until });
    if (until === null) expect(lifecycle.note).toBeNull();
    else expect(lifecycle.note).toContain(until.slice(0, 10));
  });
});

describe("what the provider says of itself", () => {
  it("offers every read that the list can answer, and no write", async () => {
    const { provider } = await connected(answer());
    const offered = Object.entries(provider.capabilities).flatMap(([name, support]) =>
      "via" in support ? [name] : [],
    );
    expect(offered).toEqual([
      "users",
      "user",
      "teams",
      "accountMemberships",
      "Team.members",
      "User.teams",
      "User.accountMemberships",
    ]);
    expect(Object.keys(provider.operations)).toEqual(["listUsers"]);
    expect(provider.userLookup).toEqual({ idsPerCall: 0, single: false, listProvesAbsence: true });
  });

  it("takes a page size within what the API allows", async () => {
    const { provider, url } = await connected(answer());
    expect(provider.userList.pageSize).toBe(1_000);
    const recorder = await startRecorder(() => ({}));
    closing.push(recorder.close);
    const common = {
      key: "scp",
      baseUrl: url,
      timeoutMs: 1,
      maxConcurrency: 1,
      sweepLimit: 1,
      pageSize: 50_000,
    };
    expect(connect({}, common, recorder.environment).userList.pageSize).toBe(10_000);
  });

  it.each([
    [{ accountId: "../../v2" }, "accountId"],
    [{ accessKey: "with\nbreak" }, "accessKey"],
    [{ secretKey: "" }, "secretKey"],
    [{ secretKey: undefined }, "secretKey"],
    [{ apiVersion: 1.4 }, "apiVersion"],
    [{ apiVersion: "2.0" }, "apiVersion"],
    [{ signature: "v4" }, "signature"],
    [{ acountId: "typo" }, "acountId"],
  ])("refuses the setting %j by its name and without its value", (wrong, name) => {
    const check = samsung.checkSettings({ ...OWN, ...wrong });
    if (check.ok) throw new Error("accepted");
    expect(check.problems).toHaveLength(1);
    const { message } = check.problems[0] ?? { message: "" };
    expect(message).toContain(name);
    expect(message).not.toContain("with\nbreak");
  });
});
