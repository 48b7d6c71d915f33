import { describe, expect, it } from "@jest/globals";
import { type PlannedProvider, type ProviderPlan, planUsers } from "../../src/directory/plan.ts";
import { USER_FIELDS, type UserField } from "../../src/domain/user.ts";
import type { UserFilter, UserOrder } from "../../src/domain/userFilter.ts";

const NOBODY = { items: [], total: 0, hasNext: false, rejected: [] };

/** Everything is in every answer, unless said otherwise. */
function fieldsWith(changes: Partial<PlannedProvider["fields"]>): PlannedProvider["fields"] {
  const always = Object.fromEntries(USER_FIELDS.map((field) => [field, "always" as const]));
  return { ...every(always), ...changes };
}

function every(fields: Partial<PlannedProvider["fields"]>): PlannedProvider["fields"] {
  return JSON.parse(JSON.stringify(fields));
}

/** Filters and sorts much by itself: MFA exactly, e-mail addresses roughly, by date of creation in both directions. */
const able: PlannedProvider = {
  key: "able",
  fields: fieldsWith({ teams: "call" }),
  operations: {
    listUsers: async () => NOBODY,
    listTeamMemberIds: async () => [],
  },
  userList: {
    pageSize: 1_000,
    filters: {
      mfa: (states) => (states.length === 1 ? "exact" : "none"),
      email: () => "superset",
      ids: () => "exact",
    },
    orders: { CREATED_AT: ["ASC", "DESC"], EMAIL: ["ASC"] },
    words: {
      status: ["ACTIVE", "LOCKED"],
      role: ["OWNER", "MEMBER"],
      mfa: ["ENABLED", "DISABLED"],
      identitySource: ["LOCAL"],
    },
  },
};

/** Lists a short form of its users and applies nothing but a team. */
const terse: PlannedProvider = {
  key: "terse",
  fields: fieldsWith({
    createdAt: "full",
    username: "full",
    teams: "include",
    tags: { missing: "it has no tags" },
  }),
  operations: { listUsers: async () => NOBODY },
  userList: {
    pageSize: 100,
    filters: { team: () => "exact" },
    orders: { CREATED_AT: ["ASC"] },
    words: { status: ["ACTIVE"], role: ["UNKNOWN"], mfa: ["UNKNOWN"], identitySource: ["UNKNOWN"] },
  },
};

function plan(
  provider: PlannedProvider,
  filter: UserFilter,
  query: { readonly order?: UserOrder; readonly needs?: readonly UserField[] } = {},
): ProviderPlan {
  return planUsers(provider, filter, { order: query.order ?? null, needs: new Set(query.needs) });
}

const by = (field: UserOrder["field"], direction: UserOrder["direction"] = "ASC"): UserOrder => ({
  field,
  direction,
});

describe("how a provider's users are read", () => {
  it.each<[string, PlannedProvider, UserFilter, UserOrder | undefined, string]>([
    ["without an order", able, {}, undefined, "natural"],
    ["in an order that it has in this direction", able, {}, by("CREATED_AT", "DESC"), "sorted"],
    ["in an order that it has in the other direction only", able, {}, by("EMAIL", "DESC"), "sweep"],
    ["in an order that it does not have", able, {}, by("LAST_LOGIN_AT"), "sweep"],
    ["in an order whose key its list does not tell", terse, {}, by("CREATED_AT"), "sweep"],
    ["by ids", able, { ids: ["1"] }, by("CREATED_AT"), "ids"],
    ["by a team whose members it tells", able, { team: "t" }, undefined, "ids"],
    ["by a team that it filters by", terse, { team: "t" }, undefined, "natural"],
    [
      "by a team and ids where no look-up tells teams",
      { ...able, operations: terse.operations },
      { team: "t", ids: ["1"] },
      undefined,
      "unsupported",
    ],
    [
      "by a team that neither list nor filter tells",
      { ...able, operations: terse.operations },
      { team: "t" },
      undefined,
      "unsupported",
    ],
    ["by a word that none of its users has", able, { status: ["PENDING"] }, undefined, "none"],
    [
      "by one word of several that its users have",
      able,
      { status: ["PENDING", "ACTIVE"] },
      undefined,
      "natural",
    ],
    ["by a tag where it has none", terse, { tag: "a" }, undefined, "none"],
    ["by no id of it", able, { ids: [] }, undefined, "none"],
    [
      "by a range that is empty",
      able,
      { createdAfter: "2026-01-01T00:00:00.5Z", createdBefore: "2026-01-01T00:00:00.50Z" },
      undefined,
      "none",
    ],
  ])("%s: %#", (_when, provider, filter, order, access) => {
    expect(plan(provider, filter, order === undefined ? {} : { order }).access.kind).toBe(access);
  });

  it("tells why nobody can match", () => {
    expect(plan(able, { mfa: ["UNKNOWN"] }).access).toEqual({
      kind: "none",
      reason: "no user there has mfa UNKNOWN",
    });
  });
});

describe("who applies which part of a filter", () => {
  it("leaves an exact part to the provider and looks at it again where every record tells", () => {
    expect(plan(able, { mfa: ["ENABLED"] })).toMatchObject({
      native: { mfa: ["ENABLED"] },
      residual: ["mfa"],
      exactTotal: true,
    });
  });

  it("finishes a rough part in the gateway, so that the provider's total does not count", () => {
    expect(plan(able, { email: "a@b.example" })).toMatchObject({
      native: { email: "a@b.example" },
      residual: ["email"],
      exactTotal: false,
    });
  });

  it("keeps a part that the provider cannot apply for this value", () => {
    expect(plan(able, { mfa: ["ENABLED", "DISABLED"], status: ["LOCKED"] })).toMatchObject({
      native: {},
      residual: ["status", "mfa"],
      exactTotal: false,
    });
  });

  it("does not look again at what the list does not tell, where the provider is exact", () => {
    expect(plan(terse, { team: "t" })).toMatchObject({
      native: { team: "t" },
      residual: [],
      include: [],
      exactTotal: true,
    });
  });

  it("applies everything itself to users who are looked up by id", () => {
    expect(plan(terse, { ids: ["1"], team: "t" })).toMatchObject({
      native: {},
      residual: ["ids", "team"],
      include: ["teams"],
    });
    expect(plan(able, { ids: ["1"], mfa: ["ENABLED"] })).toMatchObject({
      native: {},
      residual: ["ids", "mfa"],
    });
  });

  it("takes a team's members by their ids for members", () => {
    expect(plan(able, { team: "t", ids: ["1"] })).toMatchObject({
      access: { kind: "ids", ids: { team: "t" } },
      residual: ["ids"],
    });
  });
});

describe("what has to be read beside the list", () => {
  it("asks for what the selection or the filter needs, and for nothing else", () => {
    expect(plan(terse, {}).include).toEqual([]);
    expect(plan(terse, {}, { needs: ["teams", "email"] }).include).toEqual(["teams"]);
  });

  it("reads only the shown users one by one for the sake of the selection", () => {
    expect(plan(terse, {}, { needs: ["createdAt"] }).detail).toBe("shown");
    expect(plan(terse, {}, { needs: ["email"] }).detail).toBe("none");
  });

  it("reads every candidate one by one where the filter or the order looks at it", () => {
    expect(plan(terse, { createdAfter: "2026-01-01T00:00:00Z" }).detail).toBe("every");
    expect(plan(terse, { search: "a" }).detail).toBe("every");
    expect(plan(terse, {}, { order: by("CREATED_AT") }).detail).toBe("every");
    expect(plan(terse, {}, { order: by("EMAIL") }).detail).toBe("none");
  });

  it("asks for small pages where every record counts, and for large ones where it has to sift", () => {
    expect(plan(able, {}).pageSize).toBe(100);
    expect(plan(able, { email: "a@b.example" }).pageSize).toBe(1_000);
    expect(plan(able, {}, { order: by("LAST_LOGIN_AT") }).pageSize).toBe(1_000);
  });
});

describe("a plan", () => {
  it("is data that can be printed", () => {
    const made = plan(terse, { status: ["ACTIVE"], team: "t" }, { order: by("EMAIL"), needs: ["createdAt"] });

    expect(JSON.parse(JSON.stringify(made))).toEqual({
      provider: "terse",
      access: { kind: "sweep" },
      native: { team: "t" },
      residual: ["status"],
      include: [],
      detail: "shown",
      exactTotal: false,
      pageSize: 100,
    });
  });
});
