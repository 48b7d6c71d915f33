import type { Company, CompanyTeam, Person } from "../../simulation/company.ts";
import { emailAt, peopleAt, stableHex } from "../../simulation/company.ts";

/** The versions of the list, newest first, with the day (UTC) from which each is no longer meant to be used. */
export const versions = [
  { id: "1.4", status: "CURRENT", notBefore: null },
  { id: "1.3", status: "SUPPORTED", notBefore: "20261130" },
  { id: "1.2", status: "SUPPORTED", notBefore: "20260930" },
  { id: "1.1", status: "DEPRECATED", notBefore: "20260531" },
  { id: "1.0", status: "DEPRECATED", notBefore: "20260223" },
] as const;

export type Version = (typeof versions)[number];

/** The one account that the simulator knows. */
export const accountId = stableHex("samsung-account", 0, 32);

interface Named {
  readonly id: string;
  readonly name: string;
}

/** An IAM user as the simulator holds it; `view` makes of it what a version of the API sends. */
export interface SimulatedIamUser {
  readonly person: Person;
  readonly id: string;
  email: string;
  name: string;
  firstName: string;
  lastName: string;
  /** `login_id` and `user_name`. */
  readonly userName: string;
  readonly type: string;
  readonly createdAt: number;
  modifiedAt: number;
  readonly lastLoginAt: number | null;
  readonly groups: readonly Named[];
  readonly policies: readonly Named[];
  readonly utcOffset: string;
}

/** The API's times have no fractions of a second. */
export const toSecond = (at: number): number => Math.floor(at / 1000) * 1000;

const administrator = stableHex("samsung-administrator", 0, 32);
const day = 86_400_000;

const policyNames = ["AdministratorAccess", "ViewerAccess", "NetworkOperator", "BillingReader"] as const;
const policyOf = (number: number): Named => ({
  id: stableHex("samsung-policy", number, 32),
  name: policyNames[number] ?? "ViewerAccess",
});

function policiesOf(person: Person): readonly Named[] {
  if (person.owner) return [policyOf(0), policyOf(1)];
  return person.number % 5 === 4 ? [] : [policyOf(1 + (person.number % 3))];
}

/** `+09:00`; empty where the zone is not known. */
function offsetOf(timezone: string): string {
  try {
    const parts = new Intl.DateTimeFormat("en-US", { timeZone: timezone, timeZoneName: "longOffset" });
    const name = parts.formatToParts(0).find((part) => part.type === "timeZoneName")?.value ?? "";
    return name === "GMT" ? "+00:00" : name.replace("GMT", "");
  } catch {
    return "";
  }
}

function modifiedAt({ createdAt, lastLoginAt }: Person): number {
  if (lastLoginAt === null || lastLoginAt < createdAt) return createdAt;
  return (createdAt + lastLoginAt) / 2;
}

/** An IAM user for a person; a team number that the company does not know is left out. */
export function createIamUser(
  person: Person,
  teams: readonly CompanyTeam[],
  utcOffset = offsetOf(person.timezone),
): SimulatedIamUser {
  const groups = person.teams
    .map((number) => teams.find((team) => team.number === number))
    .filter((team) => team !== undefined)
    .map((team) => ({ id: stableHex("samsung-group", team.number, 32), name: team.name }));
  return {
    person,
    id: stableHex("samsung-user", person.number, 32),
    email: emailAt(person, "samsung") ?? "",
    name: `${person.givenName} ${person.familyName}`.trim(),
    firstName: person.givenName,
    lastName: person.familyName,
    userName: person.username,
    type: person.owner ? "ROOT" : "IAM",
    createdAt: toSecond(person.createdAt),
    modifiedAt: toSecond(modifiedAt(person)),
    lastLoginAt: person.lastLoginAt === null ? null : toSecond(person.lastLoginAt),
    groups,
    policies: policiesOf(person),
    utcOffset,
  };
}

/** The company's people who have an IAM user, by id. */
export function createIamUsers(company: Company): Map<string, SimulatedIamUser> {
  const people = peopleAt(company, "samsung");
  const zones = new Set(people.map((person) => person.timezone));
  // Once per zone, not per person: `Intl` is slow to set up.
  const offsets = new Map([...zones].map((zone) => [zone, offsetOf(zone)]));
  const users = people.map((person) => createIamUser(person, company.teams, offsets.get(person.timezone)));
  return new Map(users.map((user) => [user.id, user]));
}

/** `INACTIVE` and the rest of these words are guesses: the documents list no values. */
const stateWords = {
  active: "ACTIVE",
  pending: "PENDING",
  locked: "LOCKED",
  disabled: "INACTIVE",
  odd: "DORMANT",
} as const satisfies Record<Person["state"], string>;

/** A few users' times come without a zone, which the official client reads as UTC. */
function timeText(user: SimulatedIamUser, at: number | null): string {
  if (at === null) return "";
  const text = new Date(at).toISOString().slice(0, 19);
  return user.person.number % 17 === 3 ? text : `${text}Z`;
}

function fullPolicy(policy: Named): Readonly<Record<string, unknown>> {
  const at = "2024-05-17T00:23:17Z";
  const changes = { created_at: at, created_by: administrator, modified_at: at, modified_by: administrator };
  const versionId = stableHex(`samsung-policy-version-${policy.name}`, 0, 32);
  return {
    ...changes,
    account_id: accountId,
    default_version_id: versionId,
    description: "",
    domain_name: "scp",
    id: policy.id,
    policy_category: "IDENTITY_BASED",
    policy_name: policy.name,
    policy_type: policy.name === "AdministratorAccess" ? "SYSTEM_MANAGED" : "USER_DEFINED",
    policy_versions: [
      {
        ...changes,
        id: versionId,
        policy_document: {},
        policy_id: policy.id,
        policy_version_name: "PolicyVersion-1",
      },
    ],
    resource_type: null,
    service_name: null,
    service_type: null,
    srn: `srn:s::${accountId}:::iam:policy/${policy.id}`,
    state: "ACTIVE",
  };
}

function accessKeysOf({ person, createdAt }: SimulatedIamUser): readonly unknown[] {
  if (person.number % 4 !== 0) return [];
  return [
    {
      access_key: stableHex("samsung-user-access-key", person.number, 32),
      created_at: new Date(createdAt + day).toISOString().replace(/\.\d+/, ""),
      expiration_timestamp: new Date(createdAt + 366 * day).toISOString().replace(/\.\d+/, ""),
      id: stableHex("samsung-access-key-id", person.number, 32),
      is_enabled: person.state === "active",
    },
  ];
}

/** The user as this version of the API sends it. */
export function view(user: SimulatedIamUser, version: Version, company: string): Record<string, unknown> {
  const { person } = user;
  const newest = version.id === "1.4";
  return {
    ...(newest ? { access_keys: accessKeysOf(user) } : {}),
    account_id: accountId,
    company_name: company,
    created_at: timeText(user, user.createdAt),
    created_by: administrator,
    description: person.title,
    dst_offset: "",
    email: user.email,
    email_authenticated: user.email !== "" && person.state === "active",
    first_name: user.firstName,
    groups: newest ? user.groups : user.groups.map((group) => group.name),
    id: user.id,
    last_login_at: timeText(user, user.lastLoginAt),
    last_name: user.lastName,
    last_password_update_at: user.lastLoginAt === null ? "" : timeText(user, user.createdAt),
    modified_at: timeText(user, user.modifiedAt),
    modified_by: administrator,
    name: user.name,
    password_reuse_count: person.number % 6,
    phone_authenticated: person.phone !== null && person.mfa,
    policies: newest ? user.policies : user.policies.map(fullPolicy),
    state: stateWords[person.state],
    timezone: person.timezone,
    type: user.type,
    tz_id: person.timezone,
    user_name: user.userName,
    utc_offset: user.utcOffset,
  };
}
