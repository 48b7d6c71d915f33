import type { Company, Person } from "./company.ts";
import type { Faults } from "./faults.ts";

/** The wall clock that simulators tell their time by. */
export interface SimulationClock {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** What was asked of a simulator, for tests to count and look at. */
export interface RecordedRequest {
  readonly method: string;
  /** The path without the query. */
  readonly path: string;
  /** The query as it came, without the question mark. */
  readonly query: string;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON, or null where there was none. */
  readonly body: unknown;
  readonly status: number;
}

/** A user as a simulator holds it, in terms that tests of every provider share. */
export interface SimulatedUser {
  readonly id: string;
  readonly email: string | null;
  readonly displayName: string | null;
}

/** Changes that happen at the provider behind Roster's back. */
export interface SimulatedPeople {
  readonly list: () => readonly SimulatedUser[];
  /** Adds a user for this person and returns its id. */
  readonly add: (person: Person) => string;
  readonly remove: (id: string) => void;
  /** Changes the e-mail address and the name that the user is shown by. */
  readonly rename: (id: string, change: { readonly email: string; readonly displayName: string }) => void;
}

export interface SimulatorOptions {
  readonly company: Company;
  readonly clock: SimulationClock;
  /** 0 or left out: a free one. */
  readonly port?: number;
  /** Overrides of this simulator's guesses, by name; an unknown name or word is refused. */
  readonly switches?: Readonly<Record<string, string | number | boolean>>;
}

export interface RunningSimulator {
  /** Where it listens, e.g. `http://127.0.0.1:40123`; a provider's base path is not part of it. */
  readonly url: string;
  /** What a configuration needs to reach it: `kind`, `baseUrl`, credentials and account. */
  readonly settings: Readonly<Record<string, string>>;
  readonly faults: Faults;
  /** Every request so far, oldest first. */
  readonly requests: () => readonly RecordedRequest[];
  readonly forgetRequests: () => void;
  readonly people: SimulatedPeople;
  readonly close: () => Promise<void>;
}

/** A guess that can be switched. */
export interface SwitchDefinition {
  readonly default: string | number | boolean;
  /** All that it can be set to; left out: anything of its default's type. */
  readonly choices?: ReadonlyArray<string | number>;
  readonly meaning: string;
}

/** One API as a stateful server over real HTTP. */
export interface SimulatorDefinition {
  /** The `kind` word of the configuration, e.g. `scaleway`. */
  readonly name: string;
  /** The guesses of this simulator that can be switched, with their defaults and what they mean. */
  readonly switches: Readonly<Record<string, SwitchDefinition>>;
  readonly start: (options: SimulatorOptions) => Promise<RunningSimulator>;
}
