import {
  asList,
  asObject,
  type Fields,
  flag,
  number,
  parseRecords,
  requiredText,
  text,
  timestamp,
} from "../parse.ts";

/**
 * ScaiKey's JSON, named as its OpenAPI reference ("Users API") names it. The tenant surface is typed there;
 * bodies of the admin surface are not, so the parsers below take every form that they are likely to have.
 */

/** A row of a list. */
export interface UserListItem {
  readonly id: string;
  readonly email: string | null;
  readonly display_name: string | null;
  /** ACTIVE, PENDING_EMAIL_VERIFICATION, PENDING_APPROVAL, DISABLED or LOCKED; a new word is kept. */
  readonly status: string | null;
  readonly ou_path: string | null;
  /** LOCAL, OIDC, SAML, SCIM or LDAP; a new word is kept. */
  readonly identity_source: string | null;
  readonly mfa_enabled: boolean | null;
  readonly last_login_at: string | null;
  /** Not part of the documented row; the admin surface, which spans tenants, may send it. */
  readonly tenant_id: string | null;
}

/** A single user. */
export interface UserResponse extends UserListItem {
  readonly username: string | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly phone: string | null;
  readonly locale: string | null;
  readonly timezone: string | null;
  readonly email_verified: boolean | null;
  readonly avatar_url: string | null;
  readonly ou_id: string | null;
  /** Null where the answer does not tell them, which is not the same as none. */
  readonly groups: readonly UserGroupMembership[] | null;
  readonly custom_attributes: Fields | null;
  readonly created_at: string | null;
  readonly updated_at: string | null;
  readonly password_changed_at: string | null;
}

export interface UserGroupMembership {
  readonly group_id: string;
  readonly name: string | null;
  readonly membership_type: string | null;
}

/** One user of the mismatch report, whose keys are not documented. */
export interface IdentitySourceMismatchRecord {
  readonly user_id: string;
  readonly email: string | null;
  readonly current: string | null;
  readonly expected: string | null;
  /** Null where the record does not say. */
  readonly fixed: boolean | null;
}

/** Body of a creation. What is left out gets ScaiKey's own default. */
export interface UserCreate {
  readonly email: string;
  readonly username?: string | null;
  readonly first_name?: string | null;
  readonly last_name?: string | null;
  readonly display_name?: string | null;
  readonly phone?: string | null;
  readonly locale?: string;
  readonly timezone?: string;
  readonly password?: string | null;
  readonly ou_id?: string | null;
  readonly group_ids?: readonly string[];
  readonly custom_attributes?: Fields | null;
  readonly require_password_change?: boolean;
  readonly send_welcome_email?: boolean;
}

/** Body of a change: what is left out stays, null takes away. */
export interface UserUpdate {
  readonly email?: string | null;
  readonly username?: string | null;
  readonly first_name?: string | null;
  readonly last_name?: string | null;
  readonly display_name?: string | null;
  readonly phone?: string | null;
  readonly locale?: string | null;
  readonly timezone?: string | null;
  readonly ou_id?: string | null;
  readonly custom_attributes?: Fields | null;
}

export interface UserStatusUpdate {
  readonly status: string;
  readonly reason?: string | null;
  readonly terminate_sessions?: boolean;
}

export interface UserPasswordReset {
  /** `EMAIL` is the only documented word. */
  readonly method?: string;
  readonly new_password?: string | null;
  readonly redirect_uri?: string | null;
}

/** A page of a list, whatever its envelope. */
export interface UserListPage {
  readonly items: readonly UserListItem[];
  readonly rejected: readonly string[];
  /** How many records match in all, where the answer says so. */
  readonly total_items: number | null;
  readonly total_pages: number | null;
}

/** The mismatch report. */
export interface IdentitySourceMismatchReport {
  readonly items: readonly IdentitySourceMismatchRecord[];
  readonly rejected: readonly string[];
  /** How many were corrected, where the answer says so. */
  readonly fixed_count: number | null;
}

/** Reads a page from `{data, pagination}`, `{users, total}`, `{items, total}` or a bare list; else null. */
export function parseUserList(value: unknown): UserListPage | null {
  const rows = rowsOf(value, ["data", "users", "items"]);
  if (rows === null) return null;
  const body = asObject(value) ?? {};
  const pagination = asObject(body["pagination"]) ?? {};
  return {
    total_items: count(pagination["total_items"]) ?? count(pagination["total"]) ?? count(body["total"]),
    total_pages: count(pagination["total_pages"]),
    ...parseRecords(rows, parseUserListItem),
  };
}

/** Reads a user from `{data: {}}`, `{user: {}}` or a bare object; null for anything without a user's id. */
export function parseUser(value: unknown): UserResponse | null {
  const body = asObject(value);
  const user = asObject(body?.["data"]) ?? asObject(body?.["user"]) ?? body;
  return parseRecords([user], parseUserResponse).items[0] ?? null;
}

/** Reads groups from a bare list, `{data: []}` or `{groups: []}`, without unreadable ones; else null. */
export function parseGroups(value: unknown): readonly UserGroupMembership[] | null {
  const rows = rowsOf(value, ["data", "groups"]);
  return rows === null ? null : parseRecords(rows, parseGroup).items;
}

/** Reads the report from a bare list, `{mismatches: []}`, `{data: []}` or `{items: []}`; else null. */
export function parseMismatches(value: unknown): IdentitySourceMismatchReport | null {
  const rows = rowsOf(value, ["mismatches", "data", "items"]);
  if (rows === null) return null;
  const body = asObject(value) ?? {};
  return {
    ...parseRecords(rows, parseMismatch),
    fixed_count: count(body["fixed_count"]) ?? count(body["fixed"]),
  };
}

function rowsOf(value: unknown, keys: readonly string[]): readonly unknown[] | null {
  const body = asObject(value);
  if (body === null) return asList(value);
  return keys.map((key) => asList(body[key])).find((rows) => rows !== null) ?? null;
}

function parseUserListItem(fields: Fields): UserListItem {
  return {
    id: requiredText(fields, "id"),
    email: text(fields["email"]),
    display_name: text(fields["display_name"]),
    status: text(fields["status"]),
    ou_path: text(fields["ou_path"]),
    identity_source: text(fields["identity_source"]),
    mfa_enabled: flag(fields["mfa_enabled"]),
    last_login_at: timestamp(fields["last_login_at"]),
    tenant_id: text(fields["tenant_id"]),
  };
}

function parseUserResponse(fields: Fields): UserResponse {
  return {
    username: text(fields["username"]),
    first_name: text(fields["first_name"]),
    last_name: text(fields["last_name"]),
    phone: text(fields["phone"]),
    locale: text(fields["locale"]),
    timezone: text(fields["timezone"]),
    email_verified: flag(fields["email_verified"]),
    avatar_url: text(fields["avatar_url"]),
    ou_id: text(fields["ou_id"]),
    groups: asList(fields["groups"]) === null ? null : parseGroups(fields["groups"]),
    custom_attributes: asObject(fields["custom_attributes"]),
    created_at: timestamp(fields["created_at"]),
    updated_at: timestamp(fields["updated_at"]),
    password_changed_at: timestamp(fields["password_changed_at"]),
    ...parseUserListItem(fields),
  };
}

function parseGroup(fields: Fields): UserGroupMembership {
  return {
    group_id: text(fields["group_id"]) ?? requiredText(fields, "id"),
    name: text(fields["name"]),
    membership_type: text(fields["membership_type"]),
  };
}

function parseMismatch(fields: Fields): IdentitySourceMismatchRecord {
  return {
    user_id: text(fields["user_id"]) ?? requiredText(fields, "id"),
    email: text(fields["email"]),
    current: firstText(fields, CURRENT),
    expected: firstText(fields, EXPECTED),
    fixed: flag(fields["fixed"]),
  };
}

const CURRENT = ["current_identity_source", "current_source", "current", "identity_source"] as const;
const EXPECTED = ["expected_identity_source", "expected_source", "expected"] as const;

function firstText(fields: Fields, keys: readonly string[]): string | null {
  return keys.map((key) => text(fields[key])).find((found) => found !== null) ?? null;
}

/** A whole number that can count something. */
function count(value: unknown): number | null {
  const read = number(value);
  return read !== null && Number.isSafeInteger(read) && read >= 0 ? read : null;
}
