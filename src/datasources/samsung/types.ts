import {
  asList,
  asObject,
  type Fields,
  flag,
  parseRecords,
  requiredText,
  text,
  timestamp,
} from "../parse.ts";

/**
 * The versions of "List IAM users" with their "Not Before" dates, in the API reference's words: once the date
 * has arrived, a deprecated version is no longer supported. The newest version has none.
 */
export const NOT_BEFORE = {
  "1.0": "2026-02-23",
  "1.1": "2026-05-31",
  "1.2": "2026-09-30",
  "1.3": "2026-11-30",
  "1.4": null,
} as const satisfies Readonly<Record<string, string | null>>;

export type ApiVersion = keyof typeof NOT_BEFORE;

/** The instant at which support of a version ends, in milliseconds; null where no date is set. */
export function supportEnds(version: ApiVersion): number | null {
  const date = NOT_BEFORE[version];
  return date === null ? null : Date.parse(date);
}

/** A group of a user. Versions 1.0 to 1.3 tell a text only, which becomes the name; 1.4 tells both. */
export interface IamGroup {
  readonly id: string | null;
  readonly name: string | null;
}

/** A policy of a user: `{id, name}` in 1.4, a full Policy with `policy_name` before. */
interface IamPolicy {
  readonly id: string | null;
  readonly name: string | null;
}

/** An access key of a user, without its secret. Only in 1.4. */
export interface IamAccessKey {
  readonly id: string;
  readonly access_key: string | null;
  readonly created_at: string | null;
  readonly expiration_timestamp: string | null;
  readonly is_enabled: boolean | null;
}

/** A member of `users`. The API sends `""` where it has nothing; here that is null. */
export interface IamUser {
  readonly id: string;
  readonly account_id: string | null;
  readonly company_name: string | null;
  readonly created_at: string | null;
  readonly created_by: string | null;
  readonly description: string | null;
  readonly dst_offset: string | null;
  readonly email: string | null;
  readonly email_authenticated: boolean | null;
  readonly first_name: string | null;
  readonly last_login_at: string | null;
  readonly last_name: string | null;
  readonly last_password_update_at: string | null;
  readonly modified_at: string | null;
  readonly modified_by: string | null;
  readonly name: string | null;
  readonly password_reuse_count: number | null;
  readonly phone_authenticated: boolean | null;
  readonly state: string | null;
  readonly timezone: string | null;
  readonly type: string | null;
  readonly tz_id: string | null;
  readonly user_name: string | null;
  readonly utc_offset: string | null;
  readonly groups: readonly IamGroup[];
  readonly policies: readonly IamPolicy[];
  readonly access_keys: readonly IamAccessKey[];
}

/** The body of a list answer: ListIAMUserResponse (1.0 to 1.3) or ListIAMUserResponseV1Dot4. */
export interface IamUserPage {
  readonly count: number | null;
  /** Counts from 0. */
  readonly page: number | null;
  readonly size: number | null;
  readonly users: readonly IamUser[];
  /** How many members `users` had, also those that could not be read. */
  readonly received: number;
  /** One sentence for each member of `users` that could not be read. */
  readonly rejected: readonly string[];
}

/** Reads a list answer, or null when it has no `users` list. A user without an id is left out and told. */
export function parseUserPage(body: unknown): IamUserPage | null {
  const fields = asObject(body);
  const list = asList(fields?.["users"]);
  if (fields === null || list === null) return null;
  const { items, rejected } = parseRecords(list, parseUser);
  return {
    count: wholeNumber(fields["count"]),
    page: wholeNumber(fields["page"]),
    size: wholeNumber(fields["size"]),
    users: items,
    received: list.length,
    rejected,
  };
}

function parseUser(fields: Fields): IamUser {
  return {
    id: requiredText(fields, "id"),
    account_id: text(fields["account_id"]),
    company_name: text(fields["company_name"]),
    created_at: timestamp(fields["created_at"]),
    created_by: text(fields["created_by"]),
    description: text(fields["description"]),
    dst_offset: text(fields["dst_offset"]),
    email: text(fields["email"]),
    email_authenticated: flag(fields["email_authenticated"]),
    first_name: text(fields["first_name"]),
    last_login_at: timestamp(fields["last_login_at"]),
    last_name: text(fields["last_name"]),
    last_password_update_at: timestamp(fields["last_password_update_at"]),
    modified_at: timestamp(fields["modified_at"]),
    modified_by: text(fields["modified_by"]),
    name: text(fields["name"]),
    password_reuse_count: wholeNumber(fields["password_reuse_count"]),
    phone_authenticated: flag(fields["phone_authenticated"]),
    state: text(fields["state"]),
    timezone: text(fields["timezone"]),
    type: text(fields["type"]),
    tz_id: text(fields["tz_id"]),
    user_name: text(fields["user_name"]),
    utc_offset: text(fields["utc_offset"]),
    groups: parseGroups(fields["groups"]),
    policies: parsePolicies(fields["policies"]),
    access_keys: parseRecords(asList(fields["access_keys"]) ?? [], parseAccessKey).items,
  };
}

/** Reads texts and `{id, name}` alike, whatever the version: a group that says neither is left out. */
function parseGroups(value: unknown): readonly IamGroup[] {
  return (asList(value) ?? [])
    .map((member) => {
      const fields = asObject(member);
      return { id: text(fields?.["id"]), name: text(fields === null ? member : fields["name"]) };
    })
    .filter(isNamed);
}

function parsePolicies(value: unknown): readonly IamPolicy[] {
  return (asList(value) ?? [])
    .map((member) => {
      const fields = asObject(member);
      return { id: text(fields?.["id"]), name: text(fields?.["name"]) ?? text(fields?.["policy_name"]) };
    })
    .filter(isNamed);
}

function isNamed(one: { readonly id: string | null; readonly name: string | null }): boolean {
  return one.id !== null || one.name !== null;
}

function parseAccessKey(fields: Fields): IamAccessKey {
  return {
    id: requiredText(fields, "id"),
    access_key: text(fields["access_key"]),
    created_at: timestamp(fields["created_at"]),
    expiration_timestamp: timestamp(fields["expiration_timestamp"]),
    is_enabled: flag(fields["is_enabled"]),
  };
}

/** A count within 32 bits; null for anything else, such as the `""` of the reference's sample. */
function wholeNumber(value: unknown): number | null {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value < 2 ** 31 ? value : null;
}

/**
 * The words of a refusal that name the field at fault and the kind of fault, from an `errors` answer or from
 * a list of ValidationErrorModel (`loc`, `type_`). Free text (`detail`, `msg`) is left where it is: it may
 * hold anything. Null where there are no such words.
 */
export function parseFault(body: unknown): string | null {
  const fields = asObject(body);
  const members = asList(body) ?? asList(fields?.["errors"]) ?? [];
  const faults = members.flatMap((member) => {
    const fault = asObject(member);
    const where = (asList(fault?.["loc"]) ?? []).filter(isWord).join(".");
    const what = [fault?.["type_"], fault?.["type"]].find(isWord) ?? "";
    return where === "" && what === "" ? [] : [[where, what].filter((part) => part !== "").join(": ")];
  });
  return faults.length === 0 ? null : faults.slice(0, 3).join(", ");
}

function isWord(value: unknown): value is string {
  return typeof value === "string" && /^[a-z0-9_.[\]-]{1,64}$/i.test(value);
}
