import { at } from "./support.ts";

/* How a provider's own record of a user becomes Roster's, written down once more and by hand: what GraphQL tells of a
   user is compared with what this makes of the raw answer. */

/** Fields of a user as GraphQL tells them; times as milliseconds. */
export type Told = Readonly<Record<string, unknown>>;

/** The times among a user's fields. */
export const TIMES = ["createdAt", "updatedAt", "lastLoginAt", "passwordChangedAt"];

export function instant(time: unknown): number | null {
  return typeof time === "string" && time !== "" ? Date.parse(time) : null;
}

/** Where a provider sends an empty text, there is nothing. */
function text(value: unknown): unknown {
  return value === "" || value === undefined ? null : value;
}

/** A word of the provider's as Roster's; UNKNOWN for one that is in no table. */
function word(words: Readonly<Record<string, string>>, value: unknown): string {
  return words[String(value).toUpperCase()] ?? "UNKNOWN";
}

function times(created: unknown, updated: unknown, login: unknown): Told {
  return { createdAt: instant(created), updatedAt: instant(updated), lastLoginAt: instant(login) };
}

function scaleway(raw: unknown): Told {
  const of = (name: string) => at(raw, name);
  const names = [of("first_name"), of("last_name")].map((name) => String(name).trim());
  const name = names.filter((one) => one !== "").join(" ");
  return {
    externalId: of("id"),
    email: of("email"),
    username: of("username"),
    firstName: text(of("first_name")),
    lastName: text(of("last_name")),
    displayName: name === "" ? of("username") : name,
    phoneNumber: text(of("phone_number")),
    locale: text(of("locale")),
    status: of("locked")
      ? "LOCKED"
      : word({ ACTIVATED: "ACTIVE", INVITATION_PENDING: "PENDING" }, of("status")),
    statusRaw: of("status"),
    role: word({ OWNER: "OWNER", MEMBER: "MEMBER", GUEST: "GUEST" }, of("type")),
    mfa: of("mfa") ? "ENABLED" : "DISABLED",
    identitySource: "LOCAL",
    tags: of("tags"),
    ...times(of("created_at"), of("updated_at"), of("last_login_at")),
  };
}

function samsung(raw: unknown): Told {
  const of = (name: string) => text(at(raw, name));
  return {
    externalId: of("id"),
    email: of("email"),
    emailVerified: of("email_authenticated"),
    username: of("user_name"),
    firstName: of("first_name"),
    lastName: of("last_name"),
    displayName: of("name") ?? of("user_name"),
    timezone: of("timezone"),
    status: word({ ACTIVE: "ACTIVE", INACTIVE: "DISABLED" }, of("state")),
    statusRaw: of("state"),
    mfa: "UNKNOWN",
    identitySource: word({ IAM: "LOCAL" }, of("type")),
    ...times(of("created_at"), of("modified_at"), of("last_login_at")),
    passwordChangedAt: instant(of("last_password_update_at")),
  };
}

const SCAIKEY_STATUS = {
  ACTIVE: "ACTIVE",
  PENDING_EMAIL_VERIFICATION: "PENDING",
  PENDING_APPROVAL: "PENDING",
  LOCKED: "LOCKED",
  DISABLED: "DISABLED",
};
const SCAIKEY_SOURCES = { LOCAL: "LOCAL", OIDC: "OIDC", SAML: "SAML", SCIM: "SCIM", LDAP: "LDAP" };

function scaikeyRow(raw: unknown): Told {
  const of = (name: string) => text(at(raw, name));
  return {
    externalId: of("id"),
    email: of("email"),
    displayName: of("display_name"),
    status: word(SCAIKEY_STATUS, of("status")),
    statusRaw: of("status"),
    mfa: of("mfa_enabled") === true ? "ENABLED" : "DISABLED",
    identitySource: word(SCAIKEY_SOURCES, of("identity_source")),
    lastLoginAt: instant(of("last_login_at")),
  };
}

function scaikey(answer: unknown): Told {
  const raw = at(answer, "data") ?? answer;
  const of = (name: string) => text(at(raw, name));
  return {
    ...scaikeyRow(raw),
    emailVerified: of("email_verified"),
    username: of("username"),
    firstName: of("first_name"),
    lastName: of("last_name"),
    phoneNumber: of("phone"),
    locale: of("locale"),
    timezone: of("timezone"),
    avatarUrl: of("avatar_url"),
    customAttributes: of("custom_attributes"),
    ...times(of("created_at"), of("updated_at"), of("last_login_at")),
    passwordChangedAt: instant(of("password_changed_at")),
  };
}

function equinix(raw: unknown): Told {
  const of = (name: string) => text(at(raw, name));
  return {
    externalId: of("id"),
    email: of("email"),
    firstName: of("first_name"),
    lastName: of("last_name"),
    displayName: of("full_name"),
    phoneNumber: of("phone_number"),
    timezone: of("timezone"),
    avatarUrl: of("avatar_url"),
    status: "ACTIVE",
    mfa: ["app", "sms"].includes(String(of("two_factor_auth"))) ? "ENABLED" : "DISABLED",
    identitySource: "LOCAL",
    customAttributes: of("customdata"),
    ...times(of("created_at"), of("updated_at"), of("last_login_at")),
  };
}

const SCALR_STATUS = { ACTIVE: "ACTIVE", INACTIVE: "DISABLED", PENDING: "PENDING" };

function scalr(raw: unknown): Told {
  const of = (name: string) => text(at(raw, "attributes", name));
  return {
    externalId: at(raw, "id"),
    email: of("email"),
    username: of("username"),
    displayName: of("full-name"),
    status: word(SCALR_STATUS, of("status")),
    statusRaw: of("status"),
    mfa: "UNKNOWN",
    createdAt: instant(of("created-at")),
    lastLoginAt: instant(of("last-login-at")),
  };
}

/** What a raw record says, by the operation that answered with it. */
export const MAPPINGS = { scaleway, samsung, scaikey, scaikeyRow, equinix, scalr } as const;
