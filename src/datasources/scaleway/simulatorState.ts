import { type Company, emailAt, type Person, peopleAt, stableUuid } from "../../simulation/company.ts";
import type { SimulationClock } from "../../simulation/simulator.ts";

/** A time in microseconds since the epoch: this API sends six fractional digits. */
export type Micros = number;

export interface StoredGracePeriod {
  readonly type: "update_password" | "set_mfa";
  readonly createdAt: Micros | null;
  readonly expiresAt: Micros | null;
}

export interface StoredUser {
  readonly id: string;
  readonly email: string;
  readonly username: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly phoneNumber: string;
  readonly locale: string;
  readonly createdAt: Micros;
  readonly updatedAt: Micros;
  readonly lastLoginAt: Micros | null;
  /** `guest`: what bare e-mail addresses were invited as until 2025. */
  readonly type: "owner" | "member" | "guest";
  readonly status: "unknown_status" | "invitation_pending" | "activated";
  readonly mfa: boolean;
  readonly tags: readonly string[];
  readonly locked: boolean;
  /** An OTP secret that no code has been given for yet. */
  readonly otpSecret: string | null;
  readonly gracePeriods: readonly StoredGracePeriod[];
}

export interface StoredGroup {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly createdAt: Micros;
  readonly userIds: Set<string>;
}

export type CompareUsers = (one: StoredUser, other: StoredUser) => number;

export interface ScalewayState {
  readonly organizationId: string;
  readonly organizationName: string;
  /** Now, a little later at each call. */
  readonly now: () => Micros;
  /** A number that was not given out before. */
  readonly nextNumber: () => number;
  readonly user: (id: string) => StoredUser | null;
  readonly userNamed: (username: string) => StoredUser | null;
  /** In the order they came. */
  readonly users: () => readonly StoredUser[];
  /** Adds the user, or puts it in place of the one with its id. */
  readonly put: (user: StoredUser) => void;
  readonly remove: (id: string) => void;
  readonly groups: readonly StoredGroup[];
  /** The users in this order, sorted again only after they changed; one name stands for one comparison. */
  readonly sorted: (order: string, compare: CompareUsers) => readonly StoredUser[];
}

const DAY: Micros = 86_400_000_000;
/** The length that Scaleway documents: three days. */
export const GRACE_PERIOD: Micros = 3 * DAY;

const toMicros = (milliseconds: number): Micros => milliseconds * 1000;

export function formatMicros(micros: Micros): string {
  const seconds = new Date(Math.floor(micros / 1000)).toISOString().slice(0, -1);
  return `${seconds}${String(micros % 1000).padStart(3, "0")}Z`;
}

const firstUserId = (person: Person): string => stableUuid("scaleway-user", person.number);

/** Grace periods that some have from the start: open, both kinds at once, without dates, run out. */
function startingPeriods(person: Person, now: Micros): readonly StoredGracePeriod[] {
  const starting = (type: StoredGracePeriod["type"], age: Micros): StoredGracePeriod => ({
    type,
    createdAt: now - age,
    expiresAt: now - age + GRACE_PERIOD,
  });
  if (person.owner || person.state === "pending") return [];
  if (person.state === "locked") return [starting(person.mfa ? "update_password" : "set_mfa", 10 * DAY)];
  if (person.lastLoginAt === null) return [];
  const undated: StoredGracePeriod = { type: "update_password", createdAt: null, expiresAt: null };
  const periods = [
    ...(!person.mfa && person.number % 4 === 1 ? [starting("set_mfa", DAY)] : []),
    ...(person.number % 9 === 1 ? [starting("update_password", 1.5 * DAY)] : []),
  ];
  return periods.length === 0 && person.number % 40 === 3 ? [undated] : periods;
}

function startingStatus(person: Person): StoredUser["status"] {
  if (person.state === "pending") return "invitation_pending";
  return person.state === "odd" ? "unknown_status" : "activated";
}

/** The user that this API has for a person, as of `now`. */
export function toUser(person: Person, id: string, now: Micros): StoredUser {
  const createdAt = toMicros(person.createdAt) + (person.number % 1000);
  const idle = person.number % 3 === 0 ? 0 : ((person.number * 7919) % 86_400) * 30_000_000;
  return {
    id,
    email: emailAt(person, "scaleway") ?? "",
    username: person.username,
    firstName: person.givenName,
    lastName: person.familyName,
    phoneNumber: person.phone ?? "",
    locale: person.locale,
    createdAt,
    updatedAt: Math.max(createdAt, Math.min(createdAt + idle, now - DAY)),
    lastLoginAt: person.lastLoginAt === null ? null : toMicros(person.lastLoginAt),
    type: person.owner ? "owner" : "member",
    status: startingStatus(person),
    mfa: person.mfa,
    tags: person.tags.slice(0, 10),
    locked: person.state === "locked" && !person.owner,
    otpSecret: null,
    gracePeriods: startingPeriods(person, now),
  };
}

function createGroups(company: Company, people: readonly Person[]): StoredGroup[] {
  const members = new Map(company.teams.map(({ number }) => [number, new Set<string>()]));
  for (const person of people) {
    for (const team of person.teams) members.get(team)?.add(firstUserId(person));
  }
  const first = Math.min(...people.slice(0, 1).map(({ createdAt }) => createdAt), Date.UTC(2024, 0));
  return company.teams.map(({ number, name, description }) => ({
    id: stableUuid("scaleway-group", number),
    name,
    description,
    createdAt: toMicros(first + number * 3_600_000) + (number % 1000),
    userIds: members.get(number) ?? new Set<string>(),
  }));
}

/**
 * One organisation with the company's people in it. `sameName` says which usernames count as one.
 */
export function createState(
  company: Company,
  clock: SimulationClock,
  sameName: (username: string) => string,
): ScalewayState {
  const people = peopleAt(company, "scaleway");
  let tick = 0;
  let number = 0;
  const now = () => {
    tick = (tick + 1) % 1000;
    return toMicros(Math.floor(clock.now())) + tick;
  };
  const users = new Map<string, StoredUser>();
  const ids = new Map<string, string>();
  const cache = new Map<string, readonly StoredUser[]>();
  const sorted = (order: string, compare: CompareUsers) => {
    const made = cache.get(order) ?? [...users.values()].sort(compare);
    cache.set(order, made);
    return made;
  };
  const remove = (id: string) => {
    const user = users.get(id);
    if (user === undefined) return;
    cache.clear();
    ids.delete(sameName(user.username));
    users.delete(id);
    for (const group of groups) group.userIds.delete(id);
  };
  const put = (user: StoredUser) => {
    const before = users.get(user.id);
    cache.clear();
    if (before !== undefined) ids.delete(sameName(before.username));
    users.set(user.id, user);
    ids.set(sameName(user.username), user.id);
  };
  const groups = createGroups(company, people);
  // Whole days, so that two starts on one day have the same users.
  const start = Math.floor(now() / DAY) * DAY;
  for (const person of people) put(toUser(person, firstUserId(person), start));
  return {
    organizationId: stableUuid("scaleway-organization", 0),
    organizationName: company.name,
    now,
    nextNumber: () => {
      number += 1;
      return number;
    },
    user: (id) => users.get(id) ?? null,
    userNamed: (username) => users.get(ids.get(sameName(username)) ?? "") ?? null,
    users: () => [...users.values()],
    put,
    remove,
    groups,
    sorted,
  };
}
