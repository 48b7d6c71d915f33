import { describe, expect, it } from "@jest/globals";
import { FIELDS_OF_FILTER, matches, partsOf } from "../../src/directory/predicate.ts";
import type { User } from "../../src/domain/user.ts";
import type { UserFilter } from "../../src/domain/userFilter.ts";
import { somebody } from "./somebody.ts";

const fits = (filter: UserFilter, changes: Partial<User> = {}): boolean =>
  matches({ ...somebody, ...changes }, filter, partsOf(filter));

describe("a filter of users", () => {
  it("lets everybody through when it is empty", () => {
    expect(fits({})).toBe(true);
    expect(partsOf({ email: undefined })).toEqual([]);
  });

  it("wants all of its parts to hold, and one of the words of each", () => {
    expect(fits({ status: ["LOCKED", "ACTIVE"], mfa: ["ENABLED"] })).toBe(true);
    expect(fits({ status: ["LOCKED", "ACTIVE"], mfa: ["DISABLED"] })).toBe(false);
  });

  it.each<[string, UserFilter, boolean]>([
    ["whole, in any case", { email: "ADA@Lovelace.example" }, true],
    ["not in part", { email: "ada" }, false],
  ])("compares an e-mail address %s", (_how, filter, expected) => {
    expect(fits(filter)).toBe(expected);
  });

  it("finds nobody without an address by one", () => {
    expect(fits({ email: "ada@lovelace.example" }, { email: null })).toBe(false);
  });

  it.each(["lovelace.EX", "adal", "Countess", "AD", "lov"])(
    "searches address, username and names: %s",
    (search) => {
      expect(fits({ search })).toBe(true);
    },
  );

  it("searches nothing else", () => {
    expect(fits({ search: "u-1" })).toBe(false);
    expect(fits({ search: "admins" })).toBe(false);
  });

  it("compares a tag exactly", () => {
    expect(fits({ tag: "admins" })).toBe(true);
    expect(fits({ tag: "Admins" })).toBe(false);
    expect(fits({ tag: "admin" })).toBe(false);
  });

  it("takes UNKNOWN for a word of its own, never for no", () => {
    expect(fits({ mfa: ["DISABLED"] }, { mfa: "UNKNOWN" })).toBe(false);
    expect(fits({ mfa: ["DISABLED", "UNKNOWN"] }, { mfa: "UNKNOWN" })).toBe(true);
  });

  it("leaves out those who were made at the very moment, before it and after it", () => {
    const createdAt = "2026-05-21T15:02:39.5Z";

    expect(fits({ createdAfter: createdAt }, { createdAt })).toBe(false);
    expect(fits({ createdBefore: createdAt }, { createdAt })).toBe(false);
    expect(fits({ createdAfter: "2026-05-21T15:02:39.499999999Z" }, { createdAt })).toBe(true);
    expect(fits({ createdBefore: "2026-05-21T15:02:39.500000001Z" }, { createdAt })).toBe(true);
  });

  it("leaves out those of whom it is not told when they were made", () => {
    expect(fits({ createdAfter: "1990-01-01T00:00:00Z" }, { createdAt: null })).toBe(false);
    expect(fits({ createdBefore: "2100-01-01T00:00:00Z" }, { createdAt: null })).toBe(false);
  });

  it("counts those who never signed in as not having signed in since", () => {
    expect(fits({ lastLoginBefore: "1990-01-01T00:00:00Z" }, { lastLoginAt: null })).toBe(true);
    expect(fits({ lastLoginBefore: "2026-08-01T00:00:00Z" }, { lastLoginAt: "2026-08-01T00:00:00Z" })).toBe(
      false,
    );
  });

  it("looks for a team among those that the record holds", () => {
    expect(fits({ team: "t-1" })).toBe(true);
    expect(fits({ team: "t-2" })).toBe(false);
    expect(fits({ team: "t-1" }, { teams: null })).toBe(false);
  });

  it("knows of each part which fields it looks at", () => {
    const filter: Required<UserFilter> = {
      ids: ["u-1"],
      email: "a",
      search: "a",
      status: ["ACTIVE"],
      role: ["OWNER"],
      mfa: ["ENABLED"],
      identitySource: ["LOCAL"],
      tag: "a",
      team: "t",
      createdAfter: "2026-01-01T00:00:00Z",
      createdBefore: "2026-01-01T00:00:00Z",
      lastLoginBefore: "2026-01-01T00:00:00Z",
    };

    expect(Object.keys(FIELDS_OF_FILTER).sort()).toEqual([...partsOf(filter)].sort());
    expect(Object.keys(filter).sort()).toEqual([...partsOf(filter)].sort());
  });
});
