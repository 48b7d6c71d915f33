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

/** Builds the company: a pure function of its options. */
export declare function createCompany(options: CompanyOptions): Company;

/** The address as this place has it: the same mailbox, at some places in other case. */
export declare function emailAt(person: Person, place: Place): string | null;

/** The people with an account at this place, in order of creation. */
export declare function peopleAt(company: Company, place: Place): readonly Person[];

/** A stable id of `length` lower-case hex digits made of a name and a number. */
export declare function stableHex(name: string, number: number, length: number): string;

/** A stable UUID (version 4 form) made of a name and a number. */
export declare function stableUuid(name: string, number: number): string;
