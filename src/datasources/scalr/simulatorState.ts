import {
  type Company,
  emailAt,
  type Person,
  peopleAt,
  stableHex,
  stableUuid,
} from "../../simulation/company.ts";
import { Records } from "../../simulation/records.ts";

/** `Active`, `Inactive`, `Pending`, and one that the API's documents do not know. */
type ScalrStatus = "Active" | "Inactive" | "Pending" | "Suspended";

/** A user of this installation, whatever the accounts. */
export interface InstalledUser {
  readonly id: string;
  readonly email: string;
  readonly fullName: string;
  readonly username: string;
  readonly status: ScalrStatus;
  readonly createdAt: number;
  readonly lastLoginAt: number | null;
  readonly identityProviderIds: readonly string[];
  readonly teamIds: readonly string[];
  readonly admin: boolean;
}

/** A user's part in an account; without an account where the user is of the whole installation. */
export interface AccountUser {
  readonly id: string;
  readonly accountId: string | null;
  readonly userId: string;
  readonly status: ScalrStatus;
  readonly lastLoginAt: number | null;
}

export interface InstalledTeam {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Null: a team of the whole installation. */
  readonly accountId: string | null;
  readonly identityProviderId: string | null;
}

export interface InstalledAccount {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  readonly ownerId: string;
}

/** What this API holds; records are replaced, never changed. */
export interface InstalledState {
  readonly accounts: ReadonlyMap<string, InstalledAccount>;
  readonly teams: ReadonlyMap<string, InstalledTeam>;
  /** No account-user comes or goes without a user, so the lists of account-users are kept here. */
  readonly users: Records<InstalledUser, AccountUser>;
  /** By id, in a fixed order. */
  readonly accountUsers: Map<string, AccountUser>;
}

/** An id in this API's form: a prefix and fifteen lower-case letters and digits. */
function scalrId(prefix: string, name: string, number: number): string {
  const digits = BigInt(`0x${stableHex(`scalr-${name}`, number, 24)}`).toString(32);
  return `${prefix}-${digits.padStart(15, "0").slice(-15)}`;
}

/** The account that the configuration names, and a second one with a few of the same users. */
export const ACCOUNT_ID = scalrId("acc", "account", 0);
const SECOND_ACCOUNT_ID = scalrId("acc", "account", 1);
export const IDENTITY_PROVIDER_ID = scalrId("idp", "identity-provider", 0);
const LDAP_ID = scalrId("idp", "identity-provider", 1);
const SAML_ID = scalrId("idp", "identity-provider", 2);

/** The team of the whole installation, which belongs to no account. */
const GLOBAL_TEAM_ID = scalrId("team", "global-team", 0);

const SECOND_ACCOUNT_TEAMS = ["Research Platform", "Research Review"];
const teamId = (number: number): string => scalrId("team", "team", number);
const secondTeamId = (number: number): string => scalrId("team", "second-team", number);

const STATUS: Readonly<Record<Person["state"], ScalrStatus>> = {
  active: "Active",
  pending: "Pending",
  locked: "Inactive",
  disabled: "Inactive",
  odd: "Suspended",
};

function identityProvidersOf(person: Person): readonly string[] {
  if (person.identitySource === "LOCAL") return [IDENTITY_PROVIDER_ID];
  const linked = person.identitySource === "LDAP" ? LDAP_ID : SAML_ID;
  return person.number % 8 === 5 ? [IDENTITY_PROVIDER_ID, linked] : [linked];
}

const isInSecondAccount = ({ owner, number }: Person): boolean => owner || number % 12 === 0;

function teamsOf(person: Person, known: ReadonlyMap<string, InstalledTeam>): readonly string[] {
  const own = person.teams.map(teamId).filter((id) => known.has(id));
  const second = isInSecondAccount(person) ? [secondTeamId(person.number % 2)] : [];
  const global = person.owner || person.number % 40 === 3 ? [GLOBAL_TEAM_ID] : [];
  return [...own, ...second, ...global];
}

/** Some are switched off or not yet arrived in one account only, though the user is active. */
function statusInAccount(person: Person, account: string): ScalrStatus {
  const status = STATUS[person.state];
  if (status !== "Active" || person.owner) return status;
  const draw = Number.parseInt(stableHex(`scalr-status/${account}`, person.number, 4), 16) % 20;
  if (draw === 0) return "Inactive";
  return draw === 1 ? "Pending" : status;
}

function createUser(person: Person, id: string, teams: ReadonlyMap<string, InstalledTeam>): InstalledUser {
  return {
    id,
    email: emailAt(person, "scalr") ?? "",
    fullName: `${person.givenName} ${person.familyName}`.trim(),
    username: person.username,
    status: STATUS[person.state],
    createdAt: person.createdAt,
    lastLoginAt: person.lastLoginAt,
    identityProviderIds: identityProvidersOf(person),
    teamIds: teamsOf(person, teams),
    admin: person.owner,
  };
}

function createAccountUser(person: Person, userId: string, account: string): AccountUser {
  const status = statusInAccount(person, account);
  const seen = status !== "Pending" && (account === ACCOUNT_ID || person.owner || person.number % 24 === 0);
  return {
    id: stableUuid(`scalr-account-user/${account}/${userId}`, 0),
    accountId: account,
    userId,
    status,
    lastLoginAt: seen ? person.lastLoginAt : null,
  };
}

/** A user without an account, as self-hosted installations have. */
function createGlobalUser(number: number, createdAt: number): [InstalledUser, AccountUser] {
  const id = scalrId("user", "global-user", number);
  const user: InstalledUser = {
    id,
    email: `global.admin${number}@lindenworks.example`,
    fullName: `Global Admin ${number}`,
    username: `global.admin${number}`,
    status: "Active",
    createdAt: createdAt + number * 1000,
    lastLoginAt: null,
    identityProviderIds: [IDENTITY_PROVIDER_ID],
    teamIds: [GLOBAL_TEAM_ID],
    admin: true,
  };
  const accountUserId = stableUuid(`scalr-account-user/global/${id}`, 0);
  return [user, { id: accountUserId, accountId: null, userId: id, status: "Active", lastLoginAt: null }];
}

/** Puts a person into the accounts that they are in, and returns the id of the user. */
export function addPerson(state: InstalledState, person: Person): string {
  let id = scalrId("user", "user", person.number);
  for (let again = 0; state.users.has(id); again += 1) {
    id = scalrId("user", `user-again/${person.number}`, again);
  }
  state.users.set(id, createUser(person, id, state.teams));
  const accounts = isInSecondAccount(person) ? [ACCOUNT_ID, SECOND_ACCOUNT_ID] : [ACCOUNT_ID];
  for (const account of accounts) {
    const accountUser = createAccountUser(person, id, account);
    state.accountUsers.set(accountUser.id, accountUser);
  }
  return id;
}

/** Takes a user out of every account. */
export function removeUser(state: InstalledState, id: string): void {
  state.users.delete(id);
  for (const accountUser of [...state.accountUsers.values()]) {
    if (accountUser.userId === id) state.accountUsers.delete(accountUser.id);
  }
}

function createTeams(company: Company): Map<string, InstalledTeam> {
  const own = company.teams.map(
    ({ number, name, description }): InstalledTeam => ({
      id: teamId(number),
      name,
      description,
      accountId: ACCOUNT_ID,
      identityProviderId: number % 6 === 1 ? SAML_ID : IDENTITY_PROVIDER_ID,
    }),
  );
  const second = SECOND_ACCOUNT_TEAMS.map(
    (name, number): InstalledTeam => ({
      id: secondTeamId(number),
      name,
      description: "",
      accountId: SECOND_ACCOUNT_ID,
      identityProviderId: IDENTITY_PROVIDER_ID,
    }),
  );
  const global: InstalledTeam = {
    id: GLOBAL_TEAM_ID,
    name: "Auditors",
    description: "Everywhere",
    accountId: null,
    identityProviderId: null,
  };
  return new Map([...own, ...second, global].map((team) => [team.id, team]));
}

/** The API's state at the start: a pure function of its arguments. */
export function createInstalledState(
  company: Company,
  options: { readonly globalUsers: boolean },
): InstalledState {
  const people = peopleAt(company, "scalr");
  const owner = people.find((person) => person.owner) ?? people[0];
  const ownerId = scalrId("user", "user", owner?.number ?? 0);
  const createdAt = owner?.createdAt ?? 0;
  const accounts = [
    { id: ACCOUNT_ID, name: company.name.toLowerCase(), createdAt, ownerId },
    { id: SECOND_ACCOUNT_ID, name: `${company.name.toLowerCase()}-research`, createdAt, ownerId },
  ];
  const state: InstalledState = {
    accounts: new Map(accounts.map((account) => [account.id, account])),
    teams: createTeams(company),
    users: new Records(),
    accountUsers: new Map(),
  };
  for (const person of people) addPerson(state, person);
  for (const number of options.globalUsers ? [1, 2] : []) {
    const [user, accountUser] = createGlobalUser(number, createdAt);
    state.users.set(user.id, user);
    state.accountUsers.set(accountUser.id, accountUser);
  }
  return state;
}
