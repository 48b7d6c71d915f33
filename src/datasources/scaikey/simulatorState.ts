import type { Company, Person } from "../../simulation/company.ts";
import { emailAt, peopleAt, stableHex } from "../../simulation/company.ts";
import { Records } from "../../simulation/records.ts";
import type { SimulatorDefinition, SimulatorOptions } from "../../simulation/simulator.ts";
import { readSwitches } from "../../simulation/switches.ts";

/** What the API's documents leave open. */
export const switchDefinitions = {
  adminListShape: {
    default: "data",
    choices: ["data", "users", "bare"],
    meaning: "The admin list: data (with pagination), users (total), bare.",
  },
  adminUserShape: {
    default: "bare",
    choices: ["bare", "data"],
    meaning: "A user of the admin surface: bare, or in data.",
  },
  adminGroupsShape: {
    default: "bare",
    choices: ["bare", "data", "groups"],
    meaning: "A user's groups: bare, or in data or groups.",
  },
  groupIdKey: {
    default: "group_id",
    choices: ["group_id", "id"],
    meaning: "A group's id in the answer to a user's groups: group_id or id.",
  },
  mismatchesShape: {
    default: "mismatches",
    choices: ["mismatches", "data"],
    meaning: "The list of mismatches stands in mismatches or data.",
  },
  actionAnswer: {
    default: "message",
    choices: ["message", "user"],
    meaning: "Actions answer with a message or the user.",
  },
  adminCreateTenant: {
    default: "required",
    choices: ["required", "optional"],
    meaning: "tenant_id of a new user on the admin surface: required, or optional.",
  },
  groupFilter: {
    default: "all",
    choices: ["all", "direct"],
    meaning: "Members that group_id finds: all, or direct ones only.",
  },
  groupsInFullForm: {
    default: "always",
    choices: ["always", "include"],
    meaning: "A user's groups come always, or with include (include=groups).",
  },
  sorting: {
    default: "applied",
    choices: ["applied", "ignored", "refused"],
    meaning: "sort_by and sort_order are applied, ignored or refused (422).",
  },
  blanksInAscendingOrder: {
    default: "last",
    choices: ["last", "first"],
    meaning: "Where users without the value that is sorted by stand: first or last.",
  },
  confirmMismatch: {
    default: 400,
    choices: [400, 422],
    meaning: "Status for a confirm_email of somebody else: 400 or 422.",
  },
  directMethod: { default: "MANUAL", meaning: "The password reset method that sets new_password." },
  tokenScope: {
    default: "admin:write",
    choices: ["admin:write", "admin:read"],
    meaning: "What the token may do: admin:write or admin:read.",
  },
  validationEcho: { default: false, meaning: "Whether 422 answers repeat what was sent, secrets included." },
} as const satisfies SimulatorDefinition["switches"];

type Switches = ReturnType<typeof readSwitches<typeof switchDefinitions>>;

/** A user as the simulator holds it. Never changed in place: a write stores a changed copy. */
export interface ScaiKeyUser {
  readonly id: string;
  readonly tenantId: string;
  readonly email: string;
  readonly username: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly displayName: string | null;
  readonly phone: string | null;
  readonly locale: string;
  readonly timezone: string;
  readonly emailVerified: boolean;
  readonly avatarUrl: string | null;
  readonly ouId: string | null;
  readonly status: string;
  readonly identitySource: string;
  /** The kind of the identity provider that the user is linked to; null where there is none. */
  readonly linkedSource: string | null;
  readonly mfaEnabled: boolean;
  /** Direct memberships only. */
  readonly groupIds: readonly string[];
  readonly customAttributes: Readonly<Record<string, unknown>> | null;
  readonly createdAt: number;
  readonly updatedAt: number | null;
  readonly lastLoginAt: number | null;
  readonly passwordChangedAt: number | null;
  readonly requirePasswordChange: boolean;
  readonly failedAttempts: number;
  readonly sessions: number;
  readonly deletedAt: number | null;
}

interface ScaiKeyGroup {
  readonly id: string;
  readonly tenantId: string;
  readonly name: string;
  /** The group that this one is a member of. */
  readonly parentId: string | null;
}

interface OrganisationalUnit {
  readonly id: string;
  readonly tenantId: string;
  readonly path: string;
}

/** Everything that the simulator remembers. */
export interface State {
  readonly switches: Switches;
  readonly now: () => number;
  /** Both tenants' users by id, deleted ones too. */
  readonly users: Records<ScaiKeyUser>;
  readonly groups: ReadonlyMap<string, ScaiKeyGroup>;
  readonly units: ReadonlyMap<string, OrganisationalUnit>;
  /** Mails that would have gone out, oldest first. */
  readonly mails: { readonly userId: string; readonly kind: "welcome" | "passwordReset" }[];
  /** A number that it has not given before, for the ids of new users and requests. */
  readonly nextNumber: () => number;
}

/** The company's tenant, and another of the same partner with users of its own. */
export const tenantId = `tnt_${stableHex("scaikey-tenant", 0, 24)}`;
export const otherTenantId = `tnt_${stableHex("scaikey-tenant", 1, 24)}`;
export const partnerId = `prt_${stableHex("scaikey-partner", 0, 24)}`;
export const token = `demo-${stableHex("scaikey-token", 0, 40)}`;

const unitPaths = ["/Headquarters", "/Headquarters/Engineering", "/Field"] as const;
const groupIdOf = (number: number) => `grp_${stableHex("scaikey-group", number, 24)}`;
const unitIdOf = (number: number) => `ou_${stableHex("scaikey-unit", number, 24)}`;
const otherGroupId = `grp_${stableHex("scaikey-other-group", 0, 24)}`;

/** In every four groups the third is a member of the first and the fourth of the third. */
function parentOf(number: number): string | null {
  if (number % 4 === 2) return groupIdOf(number - 2);
  return number % 4 === 3 ? groupIdOf(number - 1) : null;
}

function createGroups(company: Company): ReadonlyMap<string, ScaiKeyGroup> {
  const groups: ScaiKeyGroup[] = company.teams.map(({ number, name }) => ({
    id: groupIdOf(number),
    tenantId,
    name,
    parentId: parentOf(number),
  }));
  groups.push({ id: otherGroupId, tenantId: otherTenantId, name: "Everybody", parentId: null });
  return new Map(groups.map((group) => [group.id, group]));
}

function statusOf({ state, number }: Person): string {
  if (state === "pending") return number % 2 === 0 ? "PENDING_EMAIL_VERIFICATION" : "PENDING_APPROVAL";
  // `odd` is a word that the documents do not list.
  return { active: "ACTIVE", locked: "LOCKED", disabled: "DISABLED", odd: "ARCHIVED" }[state];
}

function linkedSourceOf({ identitySource, identitySourceMismatch }: Person): string | null {
  if (identitySourceMismatch) return identitySource === "OIDC" ? "SAML" : "OIDC";
  return identitySource === "LOCAL" ? null : identitySource;
}

/** A user of the company's tenant for a person; the API demands an e-mail address, so everybody has one. */
export function createUser(person: Person): ScaiKeyUser {
  const { number, createdAt, lastLoginAt } = person;
  const displayName = `${person.givenName} ${person.familyName}`.trim();
  return {
    id: `usr_${stableHex("scaikey-user", number, 24)}`,
    tenantId,
    email: emailAt(person, "scaikey") ?? `user-${number}@no-address.example`,
    username: person.username,
    firstName: person.givenName || null,
    lastName: person.familyName || null,
    displayName: displayName || null,
    phone: person.phone,
    locale: person.locale,
    timezone: person.timezone,
    emailVerified: person.state !== "pending",
    avatarUrl: number % 3 === 0 ? `https://cdn.scaikey.example/avatars/${number}.png` : null,
    ouId: number % 4 === 3 ? null : unitIdOf(number % 4),
    status: statusOf(person),
    identitySource: person.identitySource,
    linkedSource: linkedSourceOf(person),
    mfaEnabled: person.mfa,
    groupIds: person.teams.map(groupIdOf),
    customAttributes: number % 5 === 4 ? null : { title: person.title, tags: person.tags },
    createdAt,
    updatedAt: lastLoginAt === null ? null : Math.max(createdAt, lastLoginAt),
    lastLoginAt,
    passwordChangedAt: person.identitySource === "LOCAL" && lastLoginAt !== null ? createdAt : null,
    requirePasswordChange: false,
    failedAttempts: person.state === "locked" ? 5 : 0,
    sessions: lastLoginAt === null ? 0 : 1,
    deletedAt: null,
  };
}

/** A handful of the other tenant's users: the same shape, other ids and addresses. */
function createOtherUsers(company: Company): readonly ScaiKeyUser[] {
  return company.people.slice(0, 5).map((person) => ({
    ...createUser(person),
    id: `usr_${stableHex("scaikey-other-user", person.number, 24)}`,
    tenantId: otherTenantId,
    email: `guest-${person.number}@subsidiary.example`,
    username: `guest-${person.number}`,
    displayName: `Guest ${person.number}`,
    ouId: null,
    linkedSource: null,
    identitySource: "LOCAL",
    groupIds: [otherGroupId],
  }));
}

/** The state that every start begins with. */
export function createState({ company, clock, switches }: SimulatorOptions): State {
  const users = [...peopleAt(company, "scaikey").map(createUser), ...createOtherUsers(company)];
  const units = unitPaths.map((path, number) => ({ id: unitIdOf(number), tenantId, path }));
  let last = 0;
  return {
    switches: readSwitches(switchDefinitions, switches),
    now: clock.now,
    users: new Records(users.map((user) => [user.id, user])),
    groups: createGroups(company),
    units: new Map(units.map((unit) => [unit.id, unit])),
    mails: [],
    nextNumber() {
      last += 1;
      return last;
    },
  };
}

interface Membership {
  readonly group: ScaiKeyGroup;
  readonly type: "DIRECT" | "INHERITED";
}

/** The user's groups, direct ones first, then those that these are members of. */
export function membershipsOf(state: State, user: ScaiKeyUser): readonly Membership[] {
  const found = new Map<string, Membership>();
  const add = (id: string | null, type: Membership["type"]): ScaiKeyGroup | null => {
    const group = id === null || found.has(id) ? undefined : state.groups.get(id);
    if (group === undefined) return null;
    found.set(group.id, { group, type });
    return group;
  };
  const direct = user.groupIds.map((id) => add(id, "DIRECT"));
  for (const start of direct) {
    let group = start;
    while (group !== null) group = add(group.parentId, "INHERITED");
  }
  return [...found.values()];
}
