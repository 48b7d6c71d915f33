import { createHash } from "node:crypto";
import { AWKWARD, type Awkward } from "./awkward.ts";
import { REGIONS, type Region, TAGS, TEAM_NAMES, TITLES } from "./names.ts";
import { assignPlaces, PLACES } from "./presence.ts";
import { createRandom, type Random } from "./random.ts";

/** The providers that a person can have an account at, by the `kind` word of the configuration. */
export type Place = "scaleway" | "samsung" | "scaikey" | "equinix" | "scalr";

/** One made-up person (or shared mailbox), in nobody's API's terms; each simulator makes its own user of it. */
export interface Person {
  /** Stable number from 0; simulators derive their ids from it. */
  readonly number: number;
  /** Null for a few who have none. Case may differ between places, see `emailAt`. */
  readonly email: string | null;
  readonly username: string;
  /** May be empty. */
  readonly givenName: string;
  readonly familyName: string;
  /** Null for some. */
  readonly phone: string | null;
  readonly locale: string;
  readonly timezone: string;
  /** `odd`: a status that the API's documents do not know (only where the API sends words). */
  readonly state: "active" | "pending" | "locked" | "disabled" | "odd";
  readonly owner: boolean;
  readonly mfa: boolean;
  readonly identitySource: "LOCAL" | "OIDC" | "SAML" | "SCIM" | "LDAP";
  /** True where the recorded identity source is not that of the linked identity provider (ScaiKey). */
  readonly identitySourceMismatch: boolean;
  /** Milliseconds since the epoch; unique to the second across the company. */
  readonly createdAt: number;
  /** Null: never logged in. */
  readonly lastLoginAt: number | null;
  readonly tags: readonly string[];
  /** Numbers of the company's teams that the person is in. */
  readonly teams: readonly number[];
  readonly title: string;
  readonly places: readonly Place[];
}

/** A team of the company; every simulator has a group, team or project for it. */
export interface CompanyTeam {
  readonly number: number;
  readonly name: string;
  readonly description: string;
}

/** The made-up company, the same at every start. */
export interface Company {
  readonly name: string;
  readonly people: readonly Person[];
  readonly teams: readonly CompanyTeam[];
}

export interface CompanyOptions {
  /** People in all; the default company has a few hundred. */
  readonly users?: number;
  /** Milliseconds since the epoch that dates are laid out before, so that nobody was created in the future. */
  readonly today: number;
}

const DEFAULT_USERS = 420;
const DOMAIN = "lindenworks.example";
const DAY = 86_400;

/** A team of the default company, and as many again for every 420 more people. */
function createTeams(users: number): CompanyTeam[] {
  const count = Math.max(TEAM_NAMES.length, Math.round((TEAM_NAMES.length * users) / DEFAULT_USERS));
  return Array.from({ length: count }, (_, number) => {
    const base = TEAM_NAMES[number % TEAM_NAMES.length] ?? "Team";
    const round = Math.floor(number / TEAM_NAMES.length);
    const name = round === 0 ? base : `${base} ${round + 1}`;
    return { number, name, description: number % 5 === 4 ? "" : `Everybody who works on ${name}` };
  });
}

/** Which of the awkward people stand at which numbers: spread out, so that every page has some. */
function placeAwkward(users: number): ReadonlyMap<number, Awkward> {
  const step = Math.max(1, (users - 1) / AWKWARD.length);
  const placed = new Map<number, Awkward>();
  AWKWARD.forEach((awkward, index) => {
    const number = 1 + Math.floor(index * step);
    if (number < users) placed.set(number, awkward);
  });
  return placed;
}

/** `count` different teams, or as many as there are. */
function chooseTeams(random: Random, count: number, teams: number): number[] {
  const chosen = new Set<number>();
  while (chosen.size < Math.min(count, teams)) chosen.add(random.below(teams));
  return [...chosen].sort((one, other) => one - other);
}

function chooseState(random: Random): Person["state"] {
  const share = random.next();
  if (share < 0.05) return "pending";
  if (share < 0.09) return "locked";
  return share < 0.12 ? "disabled" : "active";
}

/** Null for some; a sixth of the others share one of three seconds, which sorting must cope with. */
function chooseLastLogin(random: Random, today: number, state: Person["state"]): number | null {
  const midnight = Math.floor(today / 1000) - (Math.floor(today / 1000) % DAY);
  const never = random.chance(0.06);
  const shared = random.chance(1 / 6);
  const second = shared ? random.below(3) * 3600 + 60 : random.below(DAY);
  const millisecond = shared ? 0 : random.below(1000);
  if (never || state === "pending") return null;
  return (midnight - DAY + second) * 1000 + millisecond;
}

function chooseEmail(number: number, username: string): string {
  if (username.includes("@")) return username;
  if (number % 13 === 6) return `${username}@partner.${DOMAIN}`;
  return number % 23 === 7 ? `${capitalize(username)}@${DOMAIN}` : `${username}@${DOMAIN}`;
}

const capitalize = (text: string): string => text.replace(/(^|[._-])([a-z])/g, (word) => word.toUpperCase());

/** Gives out usernames, each once whatever its case. */
function createUsernames() {
  const taken = new Map<string, number>(AWKWARD.map(({ username }) => [username.toLowerCase(), 1]));
  return (wanted: string): string => {
    const count = (taken.get(wanted) ?? 0) + 1;
    taken.set(wanted, count);
    return count === 1 ? wanted : `${wanted}${count}`;
  };
}

/** What makes an ordinary person, in the words of the awkward ones. */
function ordinary(
  number: number,
  region: Region,
  random: Random,
  usernames: (wanted: string) => string,
): Awkward {
  const given = random.pick(region.given);
  const family = random.pick(region.family);
  const name = { given: given[0], family: family[0] };
  if (number === 0) return { ...name, username: usernames("owner"), state: "active", mfa: true };
  const username = usernames(`${given[1]}.${family[1]}`);
  const state = chooseState(random);
  return { ...name, state, username: number % 11 === 3 ? `${username}@${DOMAIN}` : username };
}

/** Builds the company: a pure function of its options. */
export function createCompany(options: CompanyOptions): Company {
  const users = options.users ?? DEFAULT_USERS;
  const teams = createTeams(users);
  const awkward = placeAwkward(users);
  const places = assignPlaces(users, users / DEFAULT_USERS, awkward);
  const usernames = createUsernames();
  // Eight years of hiring, the last of it a month ago; the seconds differ because the steps are whole seconds.
  const span = 8 * 365 * DAY;
  const first = Math.floor(options.today / 1000) - span - 30 * DAY;
  const step = Math.max(1, Math.floor(span / Math.max(1, users)));

  const people = Array.from({ length: users }, (_, number): Person => {
    const random = createRandom("person", number);
    const region = random.pick(REGIONS);
    const recipe = awkward.get(number) ?? ordinary(number, region, random, usernames);
    const { given, family, teamCount = 1 + random.below(4), places: _places, ...fixed } = recipe;
    const state = fixed.state ?? "active";
    const phone = random.chance(0.7) ? `+3319900${String(random.below(10_000)).padStart(4, "0")}` : null;
    return {
      number,
      email: chooseEmail(number, fixed.username),
      givenName: given,
      familyName: family,
      phone,
      locale: region.locale,
      timezone: region.timezone,
      state,
      owner: number === 0,
      mfa: state !== "pending" && random.chance(0.4),
      identitySource: random.pick(["LOCAL", "LOCAL", "LOCAL", "OIDC", "SAML", "SCIM", "LDAP"]),
      identitySourceMismatch: random.chance(0.02),
      createdAt: (first + number * step + random.below(step)) * 1000 + random.below(1000),
      lastLoginAt: chooseLastLogin(random, options.today, state),
      tags: TAGS.filter(() => random.chance(0.15)),
      teams: chooseTeams(random, teamCount, teams.length),
      title: random.pick(TITLES),
      places: PLACES.filter((place) => places[number]?.has(place)),
      ...fixed,
    };
  });
  return { name: "Lindenworks", people, teams };
}

/** The address as this place has it: the same mailbox, at some places in other case. */
export function emailAt(person: Person, place: Place): string | null {
  if (person.email === null || person.number % 7 !== 2) return person.email;
  if (place === "samsung" || place === "scalr") return capitalize(person.email);
  return place === "equinix" ? person.email.toUpperCase() : person.email;
}

/** The people with an account at this place, in order of creation. */
export function peopleAt(company: Company, place: Place): readonly Person[] {
  return company.people.filter(({ places }) => places.includes(place));
}

/** A stable id of `length` lower-case hex digits made of a name and a number. */
export function stableHex(name: string, number: number, length: number): string {
  let digits = "";
  for (let part = 0; digits.length < length; part += 1) {
    digits += createHash("sha256").update(`${name}/${number}/${part}`).digest("hex");
  }
  return digits.slice(0, length);
}

/** A stable UUID (version 4 form) made of a name and a number. */
export function stableUuid(name: string, number: number): string {
  const digits = stableHex(name, number, 32);
  const variant = ((Number.parseInt(digits.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `${variant}${digits.slice(17, 20)}`,
    digits.slice(20),
  ].join("-");
}
