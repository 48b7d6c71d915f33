import {
  type Company,
  emailAt,
  type Person,
  peopleAt,
  stableHex,
  stableUuid,
} from "../../simulation/company.ts";
import { Records } from "../../simulation/records.ts";

/** One of a user's addresses. */
export interface MetalEmail {
  readonly id: string;
  readonly address: string;
  readonly default: boolean;
  readonly verified: boolean;
}

/** A user's part in a project. */
export interface MetalMembership {
  readonly id: string;
  readonly projectId: string;
  readonly roles: readonly string[];
  readonly createdAt: number;
}

export interface MetalUser {
  readonly id: string;
  readonly emails: readonly MetalEmail[];
  readonly firstName: string;
  readonly lastName: string;
  readonly phone: string | null;
  readonly timezone: string;
  readonly twoFactor: "" | "app" | "sms";
  readonly customdata: Readonly<Record<string, unknown>>;
  readonly memberships: readonly MetalMembership[];
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly lastLoginAt: number | null;
  /** `hidden`: not in the list, yet shown by id. `forbidden`: not in the list, and refused by id. */
  readonly visibility: "listed" | "hidden" | "forbidden";
  /** Where the user stands in the list: an order that nothing in the record explains. */
  readonly place: string;
}

export interface MetalProject {
  readonly id: string;
  readonly name: string;
  readonly organizationId: string;
  readonly createdAt: number;
}

export interface MetalOrganization {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly memberIds: readonly string[];
  readonly createdAt: number;
}

export interface MetalInvitation {
  readonly id: string;
  readonly nonce: string;
  readonly invitee: string;
  readonly invitedById: string;
  readonly organizationId: string;
  readonly projectIds: readonly string[];
  readonly roles: readonly string[];
  readonly createdAt: number;
}

/** What this API holds; users are replaced, never changed. */
export interface MetalState {
  readonly users: Records<MetalUser>;
  readonly projects: ReadonlyMap<string, MetalProject>;
  readonly organizations: ReadonlyMap<string, MetalOrganization>;
  readonly invitations: readonly MetalInvitation[];
  readonly currentUserId: string;
}

const DAY = 86_400_000;

/** Projects of the second organization, which the caller is in none of. */
const FOREIGN_PROJECTS = ["Observatory", "Skunkworks", "Night Shift"];

const INVITATION_ROLES: readonly (readonly string[])[] = [
  ["admin"],
  ["billing"],
  ["collaborator"],
  ["limited_collaborator"],
  ["collaborator", "billing"],
  ["collaborator"],
];

export const projectId = (team: number): string => stableUuid("equinix-project", team);
const foreignProjectId = (number: number): string => stableUuid("equinix-foreign-project", number);
const organizationId = (number: number): string => stableUuid("equinix-organization", number);
const userId = (person: Person): string => stableUuid("equinix-user", person.number);

/** The person whose API key the configuration holds: the owner where there is one. */
function callerOf(people: readonly Person[]): Person | undefined {
  return people.find(({ owner }) => owner) ?? people[0];
}

/**
 * The users that the list leaves out because they share no project with the caller: by id, `answering` are shown
 * and `forbidden` is refused. A company with too few people who are at this place alone has none.
 */
export function equinixHiddenUsers(company: Company): {
  readonly answering: readonly string[];
  readonly forbidden: string | null;
} {
  const people = peopleAt(company, "equinix");
  const caller = callerOf(people);
  const candidates = people.filter(
    (person) => person !== caller && person.places.length === 1 && person.state === "active",
  );
  if (candidates.length < 8) return { answering: [], forbidden: null };
  const [forbidden, ...answering] = candidates
    .map(userId)
    .sort((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1))
    .slice(0, 4);
  return { answering, forbidden: forbidden ?? null };
}

/** The place in the list of the user with this id. */
export const placeOf = (id: string): string => stableHex(`equinix-place/${id}`, 0, 16);

/** Those whom the list shows, in its order. */
export function listedUsers({ users }: MetalState): readonly MetalUser[] {
  return users.listed("users", () =>
    [...users.values()]
      .filter(({ visibility }) => visibility === "listed")
      .sort((one, other) => (one.place < other.place ? -1 : 1)),
  );
}

function rolesOf(person: Person, project: string): readonly string[] {
  if (person.owner) return ["admin"];
  const draw = Number.parseInt(stableHex(`equinix-role/${project}`, person.number, 2), 16) % 10;
  if (draw === 0) return ["admin"];
  if (draw === 1) return ["billing", "collaborator"];
  return [draw === 2 ? "limited_collaborator" : "collaborator"];
}

function emailsOf(person: Person): MetalEmail[] {
  const address = emailAt(person, "equinix");
  if (address === null) return [];
  const verified = person.state !== "pending";
  const first = { id: stableUuid("equinix-email", person.number), address, default: true, verified };
  if (person.number % 9 !== 4) return [first];
  const id = stableUuid("equinix-second-email", person.number);
  return [
    first,
    { id, address: `${person.number}@second.lindenworks.example`, default: false, verified: true },
  ];
}

function customdataOf(person: Person): Record<string, unknown> {
  const tags = person.tags.length === 0 ? {} : { tags: person.tags };
  const title = person.title === "" ? {} : { title: person.title };
  return person.number % 3 === 0 ? {} : { ...title, ...tags, badge: { number: person.number } };
}

function twoFactorOf(person: Person): MetalUser["twoFactor"] {
  if (!person.mfa) return "";
  return person.number % 4 === 3 ? "sms" : "app";
}

/** This API's user for a person; `projects` are the ids of the projects that the user is a member of. */
export function createMetalUser(
  person: Person,
  options: {
    readonly id: string;
    readonly projects: readonly string[];
    readonly visibility: MetalUser["visibility"];
  },
): MetalUser {
  const { id, projects, visibility } = options;
  return {
    id,
    emails: emailsOf(person),
    firstName: person.givenName,
    lastName: person.familyName,
    phone: person.phone,
    timezone: person.timezone,
    twoFactor: twoFactorOf(person),
    customdata: customdataOf(person),
    memberships: projects.map((project, index) => ({
      id: stableUuid(`equinix-membership/${id}/${project}`, 0),
      projectId: project,
      roles: rolesOf(person, project),
      createdAt: person.createdAt + (index + 1) * 3_600_000,
    })),
    createdAt: person.createdAt,
    updatedAt: Math.max(person.createdAt, person.lastLoginAt ?? 0),
    lastLoginAt: person.lastLoginAt,
    visibility,
    place: placeOf(id),
  };
}

function createProjects(company: Company, since: number): Map<string, MetalProject> {
  const projects = new Map<string, MetalProject>();
  for (const { number, name } of company.teams) {
    const id = projectId(number);
    projects.set(id, { id, name, organizationId: organizationId(0), createdAt: since + number * DAY });
  }
  FOREIGN_PROJECTS.forEach((name, number) => {
    const id = foreignProjectId(number);
    projects.set(id, { id, name, organizationId: organizationId(1), createdAt: since + number * DAY });
  });
  return projects;
}

function createOrganizations(
  company: Company,
  members: readonly (readonly string[])[],
  since: number,
): Map<string, MetalOrganization> {
  const names = [company.name, `${company.name} Research`];
  return new Map(
    names.map((name, number) => {
      const id = organizationId(number);
      const description = number === 0 ? `Everything that ${company.name} runs` : "";
      return [id, { id, name, description, memberIds: members[number] ?? [], createdAt: since }];
    }),
  );
}

/** Invitations to the caller; one of them by a user whom the list does not show. */
function createInvitations(caller: MetalUser, inviters: readonly string[], now: number): MetalInvitation[] {
  const invitee = caller.emails[0]?.address ?? "";
  return INVITATION_ROLES.map((roles, number) => ({
    id: stableUuid("equinix-invitation", number),
    nonce: stableHex("equinix-nonce", number, 32),
    invitee,
    invitedById: inviters[number % Math.max(1, inviters.length)] ?? caller.id,
    organizationId: organizationId(number % 2),
    projectIds: number % 2 === 0 ? [] : [foreignProjectId(number % FOREIGN_PROJECTS.length)],
    roles,
    createdAt: Math.min(now, caller.createdAt + (number + 1) * 20 * DAY),
  }));
}

/** The API's state at the start: a pure function of the company. `now` is in milliseconds since the epoch. */
export function createMetalState(company: Company, now: number): MetalState {
  const people = peopleAt(company, "equinix");
  const caller = callerOf(people);
  const { answering, forbidden } = equinixHiddenUsers(company);
  const users = new Records<MetalUser>();
  for (const person of people) {
    const id = userId(person);
    const hidden = answering.includes(id);
    const visibility = id === forbidden ? "forbidden" : hidden ? "hidden" : "listed";
    const projects =
      visibility === "listed" ? person.teams.map(projectId) : [foreignProjectId(person.number % 3)];
    users.set(id, createMetalUser(person, { id, projects, visibility }));
  }
  const since = people[0]?.createdAt ?? now;
  const current = caller === undefined ? undefined : users.get(userId(caller));
  const listed = [...users.values()].filter(({ visibility }) => visibility === "listed").map(({ id }) => id);
  const inviters = [...listed.slice(1, 4), ...answering.slice(0, 1)];
  const members = [current === undefined ? [] : [current.id], answering];
  return {
    users,
    projects: createProjects(company, since),
    organizations: createOrganizations(company, members, since),
    invitations: current === undefined ? [] : createInvitations(current, inviters, now),
    currentUserId: current?.id ?? "",
  };
}
