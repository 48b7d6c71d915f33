import type { JsonObject } from "../../domain/user.ts";
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
} from "../parse.ts";

/**
 * The JSON of the Equinix Metal API, named as the API names it. Nearly nothing in it is required, so all but
 * ids may be null. What nobody needs is not read, and two things are left out on purpose: a user's
 * `fraud_score`, and an invitation's `nonce`, which lets whoever holds it accept the invitation.
 */
export interface EquinixUser {
  readonly id: string;
  readonly short_id: string | null;
  readonly email: string | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly full_name: string | null;
  readonly phone_number: string | null;
  readonly timezone: string | null;
  readonly avatar_url: string | null;
  /** `app` or `sms`; null for `""` and where it is left out. */
  readonly two_factor_auth: string | null;
  readonly default_organization_id: string | null;
  readonly default_project_id: string | null;
  readonly max_projects: number | null;
  readonly max_organizations: number | null;
  /** Null where the answer leaves it out. */
  readonly customdata: JsonObject | null;
  /** Known from Equinix's first Go client only. */
  readonly restricted: boolean | null;
  /** Known from Equinix's first Go client only: `AccountCreated` until the address is confirmed. */
  readonly verification_stage: string | null;
  readonly created_at: string | null;
  readonly updated_at: string | null;
  readonly last_login_at: string | null;
  /** Null unless every membership came with its project: bare references do not tell who belongs where. */
  readonly memberships: readonly EquinixMembership[] | null;
}

export interface EquinixMembership {
  readonly id: string;
  readonly project: EquinixProject;
  readonly roles: readonly string[];
  readonly created_at: string | null;
  readonly updated_at: string | null;
}

/** A project, or the reference to one: then only its id is known. */
export interface EquinixProject {
  readonly id: string;
  readonly name: string | null;
  readonly organization: EquinixOrganization | null;
}

/** An organization, or the reference to one: then only its id is known. */
export interface EquinixOrganization {
  readonly id: string;
  readonly name: string | null;
}

export interface EquinixInvitation {
  readonly id: string;
  /** The address that was invited. */
  readonly invitee: string | null;
  /** Id of the user who invited. */
  readonly invited_by: string | null;
  readonly organization: EquinixOrganization | null;
  /** Null where the answer leaves them out. */
  readonly projects: readonly EquinixProject[] | null;
  readonly roles: readonly string[];
  readonly created_at: string | null;
  readonly updated_at: string | null;
}

/** What a list says of itself; parts that it left out are null. */
interface EquinixMeta {
  readonly total: number | null;
  readonly current_page: number | null;
  readonly last_page: number | null;
  /** Whether `next` is a link; null where the list has no such key. */
  readonly next: boolean | null;
}

/** One page of a list as it came. */
export interface EquinixPage<T> {
  readonly items: readonly T[];
  /** One sentence for each record that could not be read. */
  readonly rejected: readonly string[];
  /** Null where the list has none: that of invitations need not have it. */
  readonly meta: EquinixMeta | null;
}

/** Body of POST /users. */
export interface EquinixUserCreateInput {
  readonly emails: readonly { readonly address: string; readonly default?: boolean }[];
  readonly first_name: string;
  readonly last_name: string;
  readonly company_name?: string;
  readonly company_url?: string;
  readonly customdata?: JsonObject;
  /** With a valid id and nonce of an invitation the new user starts verified. */
  readonly invitation_id?: string;
  readonly nonce?: string;
  readonly level?: string;
  readonly password?: string;
  readonly phone_number?: string;
  readonly social_accounts?: JsonObject;
  readonly timezone?: string;
  readonly title?: string;
  readonly two_factor_auth?: string;
  readonly verified_at?: string;
}

/** Body of PUT /user: what is left out stays as it is. */
export interface EquinixUserUpdateInput {
  readonly first_name?: string;
  readonly last_name?: string;
  readonly phone_number?: string;
  readonly timezone?: string;
  readonly password?: string;
  readonly customdata?: JsonObject;
}

/**
 * The two answers of POST /users. Since the API's documents of September 2024 it only says that it took the
 * request (202, nothing in it); before, it answered 201 with the user. Either is understood.
 */
export type EquinixCreateResult =
  | { readonly kind: "accepted" }
  | { readonly kind: "created"; readonly user: EquinixUser };

/** Throws UnreadableRecord without an id. */
export function parseUser(fields: Fields): EquinixUser {
  return {
    id: requiredText(fields, "id"),
    short_id: text(fields["short_id"]),
    email: text(fields["email"]),
    first_name: text(fields["first_name"]),
    last_name: text(fields["last_name"]),
    full_name: text(fields["full_name"]),
    phone_number: text(fields["phone_number"]),
    timezone: text(fields["timezone"]),
    avatar_url: text(fields["avatar_url"]),
    two_factor_auth: text(fields["two_factor_auth"]),
    default_organization_id: text(fields["default_organization_id"]),
    default_project_id: text(fields["default_project_id"]),
    max_projects: number(fields["max_projects"]),
    max_organizations: number(fields["max_organizations"]),
    customdata: asObject(fields["customdata"]),
    restricted: flag(fields["restricted"]),
    verification_stage: text(fields["verification_stage"]),
    created_at: timestamp(fields["created_at"]),
    updated_at: timestamp(fields["updated_at"]),
    last_login_at: timestamp(fields["last_login_at"]),
    memberships: parseMemberships(fields["memberships"]),
  };
}

/** Throws UnreadableRecord without an id. */
export function parseInvitation(fields: Fields): EquinixInvitation {
  return {
    id: requiredText(fields, "id"),
    invitee: text(fields["invitee"]),
    invited_by: referenceId(asObject(fields["invited_by"])),
    organization: parseOrganization(fields["organization"]),
    projects: parseProjects(fields["projects"]),
    roles: texts(fields["roles"]),
    created_at: timestamp(fields["created_at"]),
    updated_at: timestamp(fields["updated_at"]),
  };
}

/** A list under `key` with its `meta`, or null when the body is not such a list. */
export function parsePage<T>(body: Fields, key: string, parse: (fields: Fields) => T): EquinixPage<T> | null {
  const values = asList(body[key]);
  return values === null ? null : { meta: parseMeta(body["meta"]), ...parseRecords(values, parse) };
}

function parseMeta(value: unknown): EquinixMeta | null {
  const fields = asObject(value);
  if (fields === null) return null;
  const next = fields["next"];
  return {
    total: count(fields["total"]),
    current_page: count(fields["current_page"]),
    last_page: count(fields["last_page"]),
    next: next === undefined ? null : text(next) !== null || asObject(next) !== null,
  };
}

function count(value: unknown): number | null {
  const whole = number(value);
  return whole !== null && Number.isInteger(whole) && whole >= 0 ? whole : null;
}

/**
 * The sentences of an error body, which is either `{ "error": "..." }` or `{ "errors": ["..."] }`; empty for
 * any other. They may echo what was sent, so they are for looking at and never for showing.
 */
export function errorTexts(value: unknown): readonly string[] {
  const fields = asObject(value);
  if (fields === null) return [];
  return [...texts([fields["error"]]), ...texts(fields["errors"])];
}

function parseMemberships(value: unknown): readonly EquinixMembership[] | null {
  return everyOne(asList(value), parseMembership);
}

/** Null for a membership without its project. */
function parseMembership(fields: Fields): EquinixMembership | null {
  const project = parseProject(fields["project"]);
  const id = referenceId(fields);
  if (id === null || project === null) return null;
  return {
    id,
    project,
    roles: texts(fields["roles"]),
    created_at: timestamp(fields["created_at"]),
    updated_at: timestamp(fields["updated_at"]),
  };
}

function parseProjects(value: unknown): readonly EquinixProject[] | null {
  return everyOne(asList(value), parseProject);
}

/** All of a nested list or null: a part of it would pass for the whole. */
function everyOne<T>(
  values: readonly unknown[] | null,
  parse: (fields: Fields) => T | null,
): readonly T[] | null {
  const items: T[] = [];
  for (const value of values ?? []) {
    const fields = asObject(value);
    const item = fields === null ? null : parse(fields);
    if (item === null) return null;
    items.push(item);
  }
  return values === null ? null : items;
}

function parseProject(value: unknown): EquinixProject | null {
  const fields = asObject(value);
  const id = referenceId(fields);
  if (fields === null || id === null) return null;
  return { id, name: text(fields["name"]), organization: parseOrganization(fields["organization"]) };
}

function parseOrganization(value: unknown): EquinixOrganization | null {
  const fields = asObject(value);
  const id = referenceId(fields);
  return fields === null || id === null ? null : { id, name: text(fields["name"]) };
}

/** The id of an object, or of the `{ "href": ".../projects/<id>" }` that stands for one not included. */
function referenceId(fields: Fields | null): string | null {
  if (fields === null) return null;
  const href = text(fields["href"]);
  return text(fields["id"]) ?? (href === null ? null : lastSegment(href));
}

function lastSegment(href: string): string | null {
  const [path = ""] = href.split(/[?#]/, 1);
  return text(path.split("/").findLast((segment) => segment !== ""));
}
