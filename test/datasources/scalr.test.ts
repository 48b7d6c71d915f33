import { afterEach, describe, expect, it } from "@jest/globals";
import { createUpstream } from "../../src/datasources/http/client.ts";
import type { CommonSettings, Provider } from "../../src/datasources/provider.ts";
import { authenticateWith, createScalrClient } from "../../src/datasources/scalr/client.ts";
import { scalr } from "../../src/datasources/scalr/index.ts";
import type { UserField } from "../../src/domain/user.ts";
import type { UserFilter } from "../../src/domain/userFilter.ts";
import { type Arrived, type Reply, recordedCall, startRecorder } from "../support/recorder.ts";

type Recorder = Awaited<ReturnType<typeof startRecorder>>;

const ACCOUNT = "acc-svrcncgh453bi8g";
const OWN_SETTINGS = { token: "scalr-token", accountId: ACCOUNT };
const FIRST_PAGE = { number: 0, size: 100 };
const NAMES = "/api/iacp/v3/account-users?filter%5Baccount%5D=acc-svrcncgh453bi8g";

let running: Recorder | null = null;
afterEach(async () => {
  await running?.close();
  running = null;
});

/** The provider in front of a server that answers so. */
async function connect(reply: (request: Arrived) => Reply, common: Partial<CommonSettings> = {}) {
  const recorder = await startRecorder(reply);
  running = recorder;
  const checked = scalr.checkSettings(OWN_SETTINGS);
  if (!checked.ok) throw new Error("the settings of these tests are wrong");
  const provider = checked.connect(
    { key: "scalr", baseUrl: recorder.url, timeoutMs: 5000, maxConcurrency: 4, sweepLimit: 1000, ...common },
    recorder.environment,
  );
  return { provider, arrived: recorder.arrived };
}

function listUsers(provider: Provider, needs: readonly UserField[] = [], filter: UserFilter = {}) {
  const query = { filter, order: null, needs: new Set(needs) };
  return provider.operations.listUsers(query, FIRST_PAGE, recordedCall());
}

function getUser(provider: Provider, id: string, needs: readonly UserField[] = []) {
  const { getUser: get } = provider.operations;
  if (get === undefined) throw new Error("getUser is missing");
  return get(id, new Set(needs), recordedCall());
}

/** The example answer of Scalr's documentation: of one user in two accounts, with nothing included. */
const DOCUMENTED = {
  data: [
    {
      attributes: { status: "Pending" },
      id: "2442bdc2-8243-6968-82bf-a74878980074",
      links: {},
      relationships: {
        account: { data: { id: "acc-tmhltms60l40m9o", type: "accounts" } },
        teams: { data: [{ id: "team-tmhlublsnv43mt8", type: "teams" }] },
        user: { data: { id: "user-suh84u6vuvidtbg", type: "users" } },
      },
      type: "account-users",
    },
    {
      attributes: { status: "Active" },
      id: "23651ae8-00e6-6c2c-f215-c3c026c9c721",
      links: {},
      relationships: {
        account: { data: { id: ACCOUNT, type: "accounts" } },
        teams: { data: [{ id: "team-t67mjtnokncjpd8", type: "teams" }] },
        user: { data: { id: "user-suh84u6vuvidtbg", type: "users" } },
      },
      type: "account-users",
    },
  ],
  included: null,
  links: {
    first: `https://my.scalr.io${NAMES}&page%5Bnumber%5D=1&page%5Bsize%5D=3`,
    last: `https://my.scalr.io${NAMES}&page%5Bnumber%5D=1&page%5Bsize%5D=3`,
    next: null,
    prev: null,
    self: `https://my.scalr.io${NAMES}&page%5Bnumber%5D=1&page%5Bsize%5D=3`,
  },
  meta: {
    pagination: {
      "current-page": 1,
      "next-page": null,
      "prev-page": null,
      "total-count": 2,
      "total-pages": 1,
    },
  },
};

const EMPTY = { data: [], included: null, meta: { pagination: { "next-page": null, "total-count": 0 } } };

const ADA = {
  id: "user-ada000000000000",
  type: "users",
  attributes: {
    "created-at": "2026-02-03T04:05:06Z",
    email: "ada@example.com",
    "full-name": "Ada Lovelace",
    "last-login-at": "2026-11-01T08:00:00.5+01:00",
    status: "Active",
    username: "ada",
  },
  relationships: {
    "identity-providers": { data: [{ id: "idp-one", type: "identity-providers" }] },
    teams: { data: [] },
  },
  links: { self: "/api/iacp/v3/users/user-ada000000000000" },
};

const ADAS_LINK = {
  id: "11111111-0000-0000-0000-000000000001",
  type: "account-users",
  attributes: { status: "Active", "last-login-at": "2026-11-02T08:00:00Z" },
  relationships: {
    account: { data: { id: ACCOUNT, type: "accounts" } },
    teams: { data: [{ id: "team-one", type: "teams" }] },
    user: { data: { id: ADA.id, type: "users" } },
  },
  links: {},
};

const TEAM = {
  id: "team-one",
  type: "teams",
  attributes: { name: "Platform", description: "" },
  relationships: { account: { data: { id: ACCOUNT, type: "accounts" } } },
};

const THE_ACCOUNT = { id: ACCOUNT, type: "accounts", attributes: { name: "Example" } };

describe("Scalr's requests", () => {
  it("list the account's users oldest first, counting pages from 1", async () => {
    const { provider, arrived } = await connect(() => ({ body: EMPTY }));
    const query = { filter: {}, order: null, needs: new Set<UserField>() };
    await provider.operations.listUsers(query, { number: 2, size: 50 }, recordedCall());

    expect(arrived).toHaveLength(1);
    expect(arrived[0]?.method).toBe("GET");
    expect(arrived[0]?.target).toBe(
      `${NAMES}&sort=created-at&include=user&page%5Bnumber%5D=3&page%5Bsize%5D=50`,
    );
    expect(arrived[0]?.body).toBe("");
  });

  it("carry the token, JSON:API's media type and the preview profile", async () => {
    const { provider, arrived } = await connect(() => ({ body: EMPTY }));
    await listUsers(provider);

    expect(arrived[0]?.headers).toMatchObject({
      authorization: "Bearer scalr-token",
      accept: "application/vnd.api+json",
      prefer: "profile=preview",
    });
    expect(arrived[0]?.headers["content-type"]).toBeUndefined();
  });

  it.each<UserField>(["teams", "accountMemberships", "invitations"])(
    "include teams and account in the same call when %s is needed",
    async (field) => {
      const { provider, arrived } = await connect(() => ({ body: EMPTY }));
      await listUsers(provider, [field]);
      expect(arrived).toHaveLength(1);
      expect(arrived[0]?.target).toContain("&include=user%2Cteams%2Caccount&");
    },
  );

  it("ask for one team's users by its id", async () => {
    const { provider, arrived } = await connect(() => ({ body: EMPTY }));
    await listUsers(provider, ["teams"], { team: "team-one" });
    expect(arrived[0]?.target).toContain(`${NAMES}&filter%5Bteam%5D=team-one&sort=`);
  });

  it("ask for one user by id within the account", async () => {
    const { provider, arrived } = await connect(() => ({ body: EMPTY }));
    await expect(getUser(provider, ADA.id)).rejects.toMatchObject({ code: "NOT_FOUND", provider: "scalr" });
    expect(arrived.map(({ target }) => target)).toEqual([
      `${NAMES}&filter%5Buser%5D=user-ada000000000000&include=user`,
    ]);
  });

  it.each(["", ".", "..", "in:user-a,user-b", "user-a,user-b", "a/../b", "a&filter[account]=x", "a\r\nb"])(
    "are never made for the id %j, which no user can have",
    async (id) => {
      const { provider, arrived } = await connect(() => ({ body: DOCUMENTED }));
      await expect(getUser(provider, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
      await expect(listUsers(provider, ["teams"], { team: id })).resolves.toMatchObject({
        items: [],
        total: 0,
      });
      expect(arrived).toEqual([]);
    },
  );

  it("can hold everything that the documentation lists", async () => {
    const recorder = await startRecorder(() => ({ body: EMPTY }));
    running = recorder;
    const { url: baseUrl, environment } = recorder;
    const authenticate = authenticateWith("scalr-token");
    const upstream = createUpstream(
      { provider: "scalr", baseUrl, timeoutMs: 5000, authenticate },
      environment,
    );
    const client = createScalrClient({ provider: "scalr", accountId: ACCOUNT }, upstream, environment.now);
    await client.listAccountUsers(
      {
        user: "user-a",
        query: "ada & co",
        sort: ["status", "email"],
        include: ["account", "teams", "user"],
        page: { number: 1, size: 100 },
      },
      recordedCall(),
    );
    expect(recorder.arrived.map(({ target }) => target)).toEqual([
      `${NAMES}&filter%5Buser%5D=user-a&query=ada%20%26%20co&sort=status%2Cemail` +
        "&include=account%2Cteams%2Cuser&page%5Bnumber%5D=1&page%5Bsize%5D=100",
    ]);
  });

  it("are told with their operation, page and number of records", async () => {
    const { provider } = await connect(() => ({ body: DOCUMENTED }));
    const call = recordedCall();
    const query = { filter: {}, order: null, needs: new Set<UserField>() };
    await provider.operations.listUsers(query, FIRST_PAGE, call);
    expect(call.records).toMatchObject([
      { provider: "scalr", operation: "list-account-users", page: 1, status: 200, records: 2 },
    ]);
  });
});

describe("Scalr's documented example answer", () => {
  it("is two memberships of one user, of whom nothing but the id is told", async () => {
    const { provider } = await connect(() => ({ body: DOCUMENTED }));
    const page = await listUsers(provider, ["teams", "accountMemberships"]);

    expect(page).toMatchObject({ total: 2, hasNext: false, rejected: [] });
    expect(page.items).toMatchObject([
      {
        externalId: "user-suh84u6vuvidtbg",
        email: null,
        displayName: null,
        status: "UNKNOWN",
        statusRaw: null,
        teams: [{ team: { externalId: "team-tmhlublsnv43mt8", name: null }, membershipType: "DIRECT" }],
        accountMemberships: [
          {
            externalId: "2442bdc2-8243-6968-82bf-a74878980074",
            userId: "user-suh84u6vuvidtbg",
            account: { externalId: "acc-tmhltms60l40m9o", kind: "ACCOUNT", name: null },
            status: "PENDING",
          },
        ],
        invitation: {
          externalId: "2442bdc2-8243-6968-82bf-a74878980074",
          origin: "DERIVED_FROM_MEMBERSHIP",
          status: "PENDING",
          userId: "user-suh84u6vuvidtbg",
        },
        details: { accountUserId: "2442bdc2-8243-6968-82bf-a74878980074", identityProviderIds: [] },
      },
      {
        externalId: "user-suh84u6vuvidtbg",
        accountMemberships: [{ externalId: "23651ae8-00e6-6c2c-f215-c3c026c9c721", status: "ACTIVE" }],
        invitation: null,
      },
    ]);
  });

  it("gives a look-up the membership of the configured account", async () => {
    const { provider } = await connect(() => ({ body: DOCUMENTED }));
    await expect(getUser(provider, "user-suh84u6vuvidtbg")).resolves.toMatchObject({
      form: "full",
      details: { accountUserId: "23651ae8-00e6-6c2c-f215-c3c026c9c721" },
    });
  });
});

describe("Scalr's records", () => {
  const included = [ADA, TEAM, THE_ACCOUNT];

  it("become a user with what was included", async () => {
    const { provider } = await connect(() => ({ body: { ...EMPTY, data: [ADAS_LINK], included } }));
    const { items } = await listUsers(provider, ["teams", "accountMemberships"]);
    const account = { provider: "scalr", externalId: ACCOUNT, kind: "ACCOUNT", name: "Example" };
    const team = {
      provider: "scalr",
      externalId: "team-one",
      name: "Platform",
      description: null,
      kind: "TEAM",
      account,
    };

    expect(items).toEqual([
      {
        provider: "scalr",
        externalId: ADA.id,
        form: "list",
        email: "ada@example.com",
        emailVerified: null,
        username: "ada",
        firstName: null,
        lastName: null,
        displayName: "Ada Lovelace",
        phoneNumber: null,
        locale: null,
        timezone: null,
        avatarUrl: null,
        status: "ACTIVE",
        statusRaw: "Active",
        role: "UNKNOWN",
        mfa: "UNKNOWN",
        identitySource: "UNKNOWN",
        tags: [],
        customAttributes: null,
        createdAt: "2026-02-03T04:05:06Z",
        updatedAt: null,
        lastLoginAt: "2026-11-01T07:00:00.5Z",
        passwordChangedAt: null,
        teams: [{ team, membershipType: "DIRECT" }],
        accountMemberships: [
          {
            provider: "scalr",
            externalId: ADAS_LINK.id,
            userId: ADA.id,
            account,
            teams: [team],
            roles: [],
            status: "ACTIVE",
            lastLoginAt: "2026-11-02T08:00:00Z",
            createdAt: null,
            updatedAt: null,
          },
        ],
        invitation: null,
        details: {
          __typename: "ScalrUserDetails",
          accountUserId: ADAS_LINK.id,
          identityProviderIds: ["idp-one"],
        },
      },
    ]);
  });

  it("have teams and memberships only when these were asked for, since ids alone are not the whole of them", async () => {
    const { provider } = await connect(() => ({ body: { ...EMPTY, data: [ADAS_LINK], included: [ADA] } }));
    const { items } = await listUsers(provider);
    expect(items).toMatchObject([{ email: "ada@example.com", teams: null, accountMemberships: null }]);
  });

  it.each([
    ["Active", "ACTIVE"],
    ["Inactive", "DISABLED"],
    ["Pending", "PENDING"],
    ["Hibernating", "UNKNOWN"],
  ])("with the status %s are %s, whatever the link's own status is", async (word, status) => {
    const user = { ...ADA, attributes: { ...ADA.attributes, status: word } };
    const link = { ...ADAS_LINK, attributes: { status: "Inactive" } };
    const { provider } = await connect(() => ({ body: { ...EMPTY, data: [link], included: [user] } }));
    const { items } = await listUsers(provider, ["accountMemberships"]);
    expect(items).toMatchObject([
      { status, statusRaw: word, accountMemberships: [{ status: "DISABLED" }], invitation: null },
    ]);
  });

  it("stand for an invitation while their link is pending", async () => {
    const link = { ...ADAS_LINK, attributes: { status: "Pending" } };
    const { provider } = await connect(() => ({ body: { ...EMPTY, data: [link], included } }));
    const { items } = await listUsers(provider, ["invitations"]);
    expect(items[0]?.invitation).toMatchObject({
      externalId: ADAS_LINK.id,
      email: "ada@example.com",
      origin: "DERIVED_FROM_MEMBERSHIP",
      userId: ADA.id,
      account: { name: "Example" },
      teams: [{ name: "Platform" }],
    });
  });

  it("with empty text or times that are none have null", async () => {
    const attributes = { email: "", "full-name": "", username: null, "created-at": "yesterday", status: "" };
    const { provider } = await connect(() => ({
      body: { ...EMPTY, data: [ADAS_LINK], included: [{ ...ADA, attributes }] },
    }));
    const { items } = await listUsers(provider);
    expect(items).toMatchObject([
      { email: null, displayName: null, username: null, createdAt: null, lastLoginAt: null, statusRaw: null },
    ]);
  });

  it("without an id or a user are left out and told, and the others are kept", async () => {
    const { id: _, ...withoutId } = ADAS_LINK;
    const withoutUser = { ...ADAS_LINK, relationships: { user: { data: null } } };
    const data = [withoutId, ADAS_LINK, withoutUser, "nonsense"];
    const { provider } = await connect(() => ({ body: { ...EMPTY, data, included: ["nonsense", ADA, {}] } }));
    const page = await listUsers(provider);
    expect(page.items).toMatchObject([{ externalId: ADA.id, email: "ada@example.com" }]);
    expect(page.rejected).toEqual([
      "record 0: id is missing",
      "record 2: its user is missing",
      "record 3: not an object",
    ]);
  });

  it("that a look-up cannot read are not taken for an absent user", async () => {
    const data = [{ ...ADAS_LINK, relationships: { user: { data: null } } }];
    const { provider } = await connect(() => ({ body: { ...EMPTY, data } }));
    await expect(getUser(provider, ADA.id)).rejects.toMatchObject({ code: "UPSTREAM_INVALID_RESPONSE" });
  });

  it("of somebody else are not what a look-up asked for", async () => {
    const { provider } = await connect(() => ({ body: { ...EMPTY, data: [ADAS_LINK], included } }));
    await expect(getUser(provider, "user-bob")).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("Scalr's pages", () => {
  const data = [ADAS_LINK];
  it.each([
    [
      "the pagination names one",
      { data, meta: { pagination: { "next-page": 2, "total-count": 7 } } },
      true,
      7,
    ],
    ["the pagination names none", { data, meta: { pagination: { "next-page": null } } }, false, null],
    ["the links have one", { data, links: { next: "https://my.scalr.io/next" } }, true, null],
    ["the links have none", { data, links: { next: null } }, false, null],
    ["nothing is said and the page is not full", { data }, false, null],
    ["the page is empty", { data: [], meta: { pagination: { "next-page": 9 } } }, false, null],
    ["the total is nonsense", { data, meta: { pagination: { "total-count": -1 } } }, false, null],
  ])("know whether there is a next one when %s", async (_when, body, hasNext, total) => {
    const { provider } = await connect(() => ({ body }));
    await expect(listUsers(provider)).resolves.toMatchObject({ hasNext, total });
  });
});

describe("Scalr's failures", () => {
  it.each([
    [400, "BAD_USER_INPUT"],
    [401, "PROVIDER_UNAUTHENTICATED"],
    [403, "PROVIDER_FORBIDDEN"],
    [409, "QUOTA_EXCEEDED"],
    [422, "BAD_USER_INPUT"],
    [429, "RATE_LIMITED"],
    [500, "UPSTREAM_ERROR"],
    [503, "UPSTREAM_ERROR"],
  ])("with status %i are %s", async (status, code) => {
    const body = { errors: [{ status: String(status), title: "Nope", detail: "secret-detail" }] };
    const { provider } = await connect(() => ({ status, body }));
    await expect(listUsers(provider)).rejects.toMatchObject({
      code,
      provider: "scalr",
      message: expect.not.stringContaining("secret-detail"),
    });
  });

  it("with 404 are about the token's rights, never about a user: an absent one is an empty list", async () => {
    const { provider } = await connect(() => ({ status: 404, body: { errors: [{ status: "404" }] } }));
    await expect(getUser(provider, ADA.id)).rejects.toMatchObject({ code: "PROVIDER_FORBIDDEN" });
  });

  it("name the parameter or field at fault and nothing else of the body", async () => {
    const errors = [
      { source: { parameter: "filter[account]" }, detail: "acc-1 is unknown" },
      { source: { pointer: "/data/attributes/email" } },
      { source: { parameter: "has spaces and <b>" } },
      "nonsense",
    ];
    const { provider } = await connect(() => ({ status: 422, body: { errors } }));
    await expect(listUsers(provider)).rejects.toThrow(
      "scalr refused the input (filter[account], data.attributes.email).",
    );
  });

  it.each([
    ["30", 30_000],
    ["Sun, 22 Nov 2026 12:01:00 GMT", 60_000],
    ["-5", undefined],
    ["soon", undefined],
    ["999999999", 86_400_000],
  ])("with Retry-After %s wait as long as that makes sense", async (header, retryAfterMs) => {
    const { provider } = await connect(() => ({ status: 429, headers: { "retry-after": header } }));
    await expect(listUsers(provider)).rejects.toMatchObject({ code: "RATE_LIMITED", retryAfterMs });
  });

  it.each([
    ["empty", undefined],
    ["HTML", "<html>busy</html>"],
    ["cut short", '{"data": ['],
    ["a list", []],
    ["without data", { included: null }],
    ["with data that is no list", { data: {} }],
  ])("are UPSTREAM_INVALID_RESPONSE for a 200 that is %s", async (_what, body) => {
    const { provider } = await connect(() => ({ body }));
    await expect(listUsers(provider)).rejects.toMatchObject({
      code: "UPSTREAM_INVALID_RESPONSE",
      provider: "scalr",
    });
  });

  it("are told by the status also where the body is not JSON", async () => {
    const { provider } = await connect(() => ({ status: 401, body: "<html>sign in</html>" }));
    await expect(listUsers(provider)).rejects.toMatchObject({ code: "PROVIDER_UNAUTHENTICATED" });
  });
});

describe("Scalr's settings", () => {
  it.each([
    ["an empty token", { ...OWN_SETTINGS, token: "" }, "token"],
    ["a token with a line break", { ...OWN_SETTINGS, token: "abc\n" }, "token"],
    ["an account id of another kind", { ...OWN_SETTINGS, accountId: "user-1" }, "accountId"],
    ["no account id", { token: "abc" }, "accountId"],
  ])("refuse %s, naming the key and not its value", (_what, settings, key) => {
    const checked = scalr.checkSettings(settings);
    expect(checked).toMatchObject({ ok: false, problems: [{ path: [key] }] });
    expect(JSON.stringify(checked)).not.toContain("user-1");
  });

  it("refuse a key that they do not know", () => {
    const checked = scalr.checkSettings({ ...OWN_SETTINGS, acountId: "acc-1" });
    expect(checked).toMatchObject({
      ok: false,
      problems: [{ message: expect.stringContaining("acountId") }],
    });
  });

  it("never make a page larger than Scalr allows", async () => {
    const { provider } = await connect(() => ({ body: EMPTY }), { pageSize: 5000 });
    expect(provider.userList.pageSize).toBe(100);
  });
});
