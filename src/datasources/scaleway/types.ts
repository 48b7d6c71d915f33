import {
  asList,
  asObject,
  type Fields,
  flag,
  number,
  parseRecords,
  requiredText,
  text,
  texts,
  timestamp,
  UnreadableRecord,
} from "../parse.ts";

/*
 * Scaleway's IAM API v1alpha1 in its own names. Every text that Scaleway leaves empty (`""`) is null here,
 * and enum words are kept as text, so that a word of tomorrow does not fail an answer of today.
 */

export interface ScalewayUser {
  readonly id: string;
  readonly email: string | null;
  /** Unique within the organisation. */
  readonly username: string | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly phone_number: string | null;
  readonly locale: string | null;
  readonly created_at: string | null;
  /** Lags behind: the answer to a write still carries the time of the change before it. */
  readonly updated_at: string | null;
  readonly organization_id: string | null;
  /** False for owners. */
  readonly deletable: boolean | null;
  readonly last_login_at: string | null;
  /** `unknown_type`, `owner`, `member`. */
  readonly type: string | null;
  /** Of the invitation: `unknown_status`, `invitation_pending`, `activated`. Deprecated, and still sent. */
  readonly status: string | null;
  readonly mfa: boolean | null;
  readonly account_root_user_id: string | null;
  readonly tags: readonly string[];
  readonly locked: boolean | null;
}

/** A group of users and applications. */
export interface ScalewayGroup {
  readonly id: string;
  readonly organization_id: string | null;
  readonly name: string | null;
  readonly description: string | null;
  readonly user_ids: readonly string[];
}

/** It does not say whose it is: only the request for it does. */
export interface ScalewayGracePeriod {
  /** `unknown_grace_period_type`, `update_password`, `set_mfa`. */
  readonly type: string | null;
  readonly created_at: string | null;
  readonly expires_at: string | null;
}

/** A list answer: what could be read of it, and what could not. */
export interface ScalewayList<T> {
  readonly items: readonly T[];
  /** One sentence for each record that could not be read and is left out. */
  readonly rejected: readonly string[];
  /** How many records match, on all pages; null where the answer does not say, as for grace periods. */
  readonly total_count: number | null;
}

/** The new member of `POST /users`. The official client always sends all nine, `""` for those not known. */
interface ScalewayNewMember {
  readonly email: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly locale: string;
  readonly password: string;
  readonly phone_number: string;
  readonly send_password_email: boolean;
  readonly send_welcome_email: boolean;
  readonly username: string;
}

/** A user to add to the organisation. */
export interface ScalewayNewUser {
  /** Ten at most. */
  readonly tags?: readonly string[];
  readonly member: ScalewayNewMember;
}

/** What `PATCH /users/{id}` changes; what is left out stays as it is. */
export interface ScalewayUserChange {
  readonly email?: string;
  readonly first_name?: string;
  readonly last_name?: string;
  readonly locale?: string;
  readonly phone_number?: string;
  /** All of them: they replace those that are there. Ten at most. */
  readonly tags?: readonly string[];
}

/** Throws UnreadableRecord for a user without an id. */
export function parseUser(fields: Fields): ScalewayUser {
  return {
    id: requiredText(fields, "id"),
    email: text(fields["email"]),
    username: text(fields["username"]),
    first_name: text(fields["first_name"]),
    last_name: text(fields["last_name"]),
    phone_number: text(fields["phone_number"]),
    locale: text(fields["locale"]),
    created_at: timestamp(fields["created_at"]),
    updated_at: timestamp(fields["updated_at"]),
    organization_id: text(fields["organization_id"]),
    deletable: flag(fields["deletable"]),
    last_login_at: timestamp(fields["last_login_at"]),
    type: text(fields["type"]),
    status: text(fields["status"]),
    mfa: flag(fields["mfa"]),
    account_root_user_id: text(fields["account_root_user_id"]),
    tags: texts(fields["tags"]),
    locked: flag(fields["locked"]),
  };
}

/** Throws UnreadableRecord for a group without an id. */
export function parseGroup(fields: Fields): ScalewayGroup {
  return {
    id: requiredText(fields, "id"),
    organization_id: text(fields["organization_id"]),
    name: text(fields["name"]),
    description: text(fields["description"]),
    user_ids: texts(fields["user_ids"]),
  };
}

/** The body of `GET /users`. */
export function parseUserList(body: Fields): ScalewayList<ScalewayUser> {
  return parseList(body, "users", parseUser);
}

/** The body of `GET /groups`. */
export function parseGroupList(body: Fields): ScalewayList<ScalewayGroup> {
  return parseList(body, "groups", parseGroup);
}

/** The body of `GET /grace-periods`. */
export function parseGracePeriodList(body: Fields): ScalewayList<ScalewayGracePeriod> {
  return parseList(body, "grace_periods", (fields) => ({
    type: text(fields["type"]),
    created_at: timestamp(fields["created_at"]),
    expires_at: timestamp(fields["expires_at"]),
  }));
}

/** The secret of a new one-time password: shown once, never logged, never kept. */
export function parseMfaOtp(body: Fields): string {
  return requiredText(body, "secret");
}

/** The recovery codes of a validated one-time password: shown once, never logged, never kept. */
export function parseRecoveryCodes(body: Fields): readonly string[] {
  if (asList(body["recovery_codes"]) === null) throw new UnreadableRecord("recovery_codes is not a list");
  return texts(body["recovery_codes"]);
}

/** Throws UnreadableRecord where there is no list at all; single records that are no good are left out. */
function parseList<T>(body: Fields, key: string, parse: (fields: Fields) => T): ScalewayList<T> {
  const values = asList(body[key]);
  if (values === null) throw new UnreadableRecord(`${key} is not a list`);
  const total = number(body["total_count"]);
  return {
    total_count: total !== null && Number.isInteger(total) && total >= 0 ? total : null,
    ...parseRecords(values, parse),
  };
}

/** What the body of a refused request says of why, as far as it is one of Scaleway's own. */
export interface ScalewayFailure {
  readonly type: string | null;
  readonly details: ReadonlyArray<{ readonly argument_name: string | null; readonly reason: string | null }>;
  readonly precondition: string | null;
  readonly reset_seconds: number | null;
  readonly reset_at: string | null;
}

/** Reads a refusal's body; anything that is not Scaleway's (HTML of a proxy, nothing) gives nulls. */
export function parseFailure(body: unknown): ScalewayFailure {
  const fields = asObject(body) ?? {};
  return {
    type: text(fields["type"]),
    details: (asList(fields["details"]) ?? []).map((detail) => ({
      argument_name: text(asObject(detail)?.["argument_name"]),
      reason: text(asObject(detail)?.["reason"]),
    })),
    precondition: text(fields["precondition"]),
    reset_seconds: number(fields["reset_seconds"]),
    reset_at: text(fields["reset_at"]),
  };
}

/** Every word that a refusal may be told with: what is not here could be an echo of what was sent. */
const TYPES = new Set([
  "already_exists",
  "denied_authentication",
  "expired",
  "locked",
  "not_found",
  "permissions_denied",
  "quotas_exceeded",
  "resource_expired",
  "too_many_requests",
  "transient_state",
]);
const REASONS = new Set(["unknown", "required", "format", "constraint"]);
const PRECONDITIONS = new Set([
  "unknown_precondition",
  "resource_still_in_use",
  "attribute_must_be_set",
  "protected_resource",
]);
const ARGUMENTS = new Set([
  "email",
  "first_name",
  "group_id",
  "last_name",
  "locale",
  "member",
  "mfa",
  "one_time_password",
  "order_by",
  "organization_id",
  "page",
  "page_size",
  "password",
  "phone_number",
  "send_password_email",
  "send_welcome_email",
  "tag",
  "tags",
  "type",
  "user_id",
  "user_ids",
  "username",
]);

/** Why a request was refused, in Scaleway's own words: `username: format`. "" where it says nothing known. */
export function wordsOf({ type, details, precondition }: ScalewayFailure): string {
  if (type === "invalid_arguments") {
    const faults = details.flatMap(({ argument_name, reason }) =>
      argument_name?.split(".").every((part) => ARGUMENTS.has(part))
        ? [reason !== null && REASONS.has(reason) ? `${argument_name}: ${reason}` : argument_name]
        : [],
    );
    return [...new Set(faults)].slice(0, 5).join(", ");
  }
  if (precondition !== null && PRECONDITIONS.has(precondition)) return precondition;
  return type !== null && TYPES.has(type) ? type : "";
}
