import { describe, expect, it } from "@jest/globals";
import type { ADMIN_CAPABILITIES, TENANT_CAPABILITIES } from "../../src/datasources/scaikey/capabilities.ts";
import { createScaiKeyClient } from "../../src/datasources/scaikey/client.ts";
import { adminWrites, tenantWrites } from "../../src/datasources/scaikey/writes.ts";
import type { NewUser, Shown, UserChanges, WritesOf } from "../../src/datasources/write.ts";
import type { User } from "../../src/domain/user.ts";
import { ada, block, no, TENANT } from "./scaikeyUsers.ts";

// Nothing here may make a call.
const client = createScaiKeyClient(
  { provider: "key", now: () => 0 },
  {
    send: () => Promise.reject(new Error("A check made a call.")),
    health: () => {
      throw new Error("A check asked for the health.");
    },
    stats: () => {
      throw new Error("A check asked for the stats.");
    },
  },
);
const tenant: WritesOf<typeof TENANT_CAPABILITIES> = tenantWrites(client, "key", TENANT);
const admin: WritesOf<typeof ADMIN_CAPABILITIES> = adminWrites(client, "key", { partnerId: undefined });

describe("an input that ScaiKey cannot take is told by its field", () => {
  it.each<[string, UserChanges, string[][]]>([
    ["nothing wrong", { email: "a@b.example", lastName: null, ouId: null }, []],
    ["tags", { tags: [] }, [["tags"]]],
    [
      "what cannot be emptied",
      { email: null, locale: "", timezone: null },
      [["email"], ["locale"], ["timezone"]],
    ],
    ["a unit's id of another form", { ouId: "research" }, [["ouId"]]],
  ])("updateUser: %s", (_what, changes, fields) => {
    expect(tenant.updateUser.check(changes).map(({ field }) => field)).toEqual(fields);
    expect(admin.updateUser.check(changes).map(({ field }) => field)).toEqual(fields);
  });

  it("createUser: a unit's id of another form, and another provider's block", () => {
    expect(tenant.createUser.check(block())).toEqual([]);
    expect(tenant.createUser.check(block({ ouId: "x" }))).toMatchObject([{ field: ["scaikey", "ouId"] }]);
    const other: NewUser = {
      block: "equinix",
      user: {
        emails: ["new@acme.example"],
        firstName: "New",
        lastName: "Comer",
        phoneNumber: null,
        timezone: null,
        password: null,
        companyName: null,
        title: null,
        customAttributes: null,
        invitationId: null,
        nonce: null,
      },
    };
    expect(tenant.createUser.check(other)).toMatchObject([{ field: ["equinix"] }]);
  });

  it("setUserStatus: a status that cannot be set", () => {
    const check = (status: User["status"]) => tenant.setUserStatus.check({ ...no, status });
    for (const status of ["ACTIVE", "DISABLED", "LOCKED"] as const) expect(check(status)).toEqual([]);
    for (const status of ["PENDING", "UNKNOWN"] as const) {
      expect(check(status)).toMatchObject([{ field: ["status"] }]);
    }
  });
});

describe("whether a user is as it was wished", () => {
  it.each<[UserChanges, Shown]>([
    [{ firstName: "Ada", lastName: "", displayName: "Ada L.", phoneNumber: null, locale: "en" }, "yes"],
    [{ firstName: "ada" }, "no"],
    [{ email: "ada@acme.example" }, "no"],
    [{ timezone: "Europe/Berlin" }, "no"],
    [{ ouId: "ou_research" }, "yes"],
    [{ ouId: null }, "no"],
    [{ customAttributes: { floor: Object.assign(Object.create(null), { number: 2 }), desk: "7" } }, "yes"],
    [{ customAttributes: { desk: "7" } }, "no"],
    [{ customAttributes: null }, "no"],
  ])("updateUser %j: %s", (changes, shown) => {
    expect(tenant.updateUser.shows(ada(), changes, ada())).toBe(shown);
  });

  it("updateUser: an address may be kept in lower case, and data that is none may be empty", () => {
    const lower = ada({ email: "ada@acme.example", custom_attributes: {} });
    const wish = { email: "ADA@acme.example", customAttributes: null };
    expect(tenant.updateUser.shows(lower, wish, ada())).toBe("yes");
  });

  it("updateUsername: to the letter", () => {
    expect(tenant.updateUsername.shows(ada(), { username: "ada" }, ada())).toBe("yes");
    expect(tenant.updateUsername.shows(ada(), { username: "Ada" }, ada())).toBe("no");
  });

  it.each<[string, string | null, Shown, Shown]>([
    ["locked", "LOCKED", "yes", "no"],
    ["active", "ACTIVE", "no", "yes"],
    ["of a status that Roster does not know", "ARCHIVED", "no", "yes"],
    ["of a status that was not told", null, "unseen", "unseen"],
  ])("lockUser and unlockUser: a user who is %s", (_who, status, locked, unlocked) => {
    expect(tenant.lockUser.shows(ada({ status }), no, ada())).toBe(locked);
    expect(tenant.unlockUser.shows(ada({ status }), { reason: null }, ada())).toBe(unlocked);
  });

  it("lockUser: ended sessions show only in a status that changed with them", () => {
    const ended = { reason: null, terminateSessions: true };
    const locked = ada({ status: "LOCKED" });
    expect(tenant.lockUser.shows(locked, ended, ada())).toBe("yes");
    expect(tenant.lockUser.shows(locked, ended, locked)).toBe("unseen");
  });

  it("disableMfa: as far as it is told", () => {
    const shows = (mfa: boolean | null) =>
      tenant.disableMfa.shows(ada({ mfa_enabled: mfa }), { reason: null }, ada());
    expect([shows(false), shows(true), shows(null)]).toEqual(["yes", "no", "unseen"]);
  });

  it.each<[string, string | null, string | null, Shown, Shown]>([
    ["later", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00.5Z", "yes", "yes"],
    ["the same", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", "no", "no"],
    ["new", null, "2026-01-01T00:00:00Z", "yes", "yes"],
    ["not there", null, null, "no", "unseen"],
  ])("updatePassword: by the time of the last change: %s", (_what, was, is, inTenant, acrossTenants) => {
    const [before, after] = [ada({ password_changed_at: was }), ada({ password_changed_at: is })];
    const wish = { password: "new secret" };
    expect(tenant.updatePassword.shows(before, wish, before)).toBe("unseen");
    expect(tenant.updatePassword.shows(after, wish, before)).toBe(inTenant);
    expect(admin.updatePassword.shows(after, wish, before)).toBe(acrossTenants);
  });
});
