import type { Place } from "../src/simulation/company.ts";

/**
 * Fetches a path from this provider, or the answer to the n-th request (from 0) that the gateway made to it for the
 * workload's first operation, parsed. What shape it has is the workload's word: answers that are built by hand trust
 * their upstream, and that makes them fast.
 */
export type Fetch = <Answer>(provider: Place, request?: number | string) => Promise<Answer>;

export type Variables = Readonly<Record<string, unknown>>;

/** One operation, and how it would be answered by hand. */
export interface Workload {
  /** For `--only`, and in the JSON. */
  readonly name: string;
  readonly title: string;
  /** Left out of a quick run. */
  readonly notInQuick?: true;
  /** Which providers there are. */
  readonly providers: readonly Place[];
  /** How many users each of them has. */
  readonly people: number;
  /** How long each of them takes over an answer, in milliseconds. */
  readonly delayMs: number;
  /** How many requests are under way at once; left out: as the command line says. */
  readonly connections?: number;
  /** True: they are sent at the same moment, and the next ones when all are answered; else each as one is answered. */
  readonly together?: true;
  /** The largest page of the gateway, for this workload alone; left out: the product's own. */
  readonly largestPage?: number;
  /** Added to each provider's entry of the configuration. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly query: string;
  /** What it is asked with, in turns, from the first ids of each provider's users; left out: without variables. */
  readonly variables?: (people: Readonly<Record<string, readonly string[]>>) => readonly Variables[];
  /**
   * The operation's `data`, field for field what the gateway answers, in as little code as it takes. Throws where
   * the upstream's answers are not of the size that the workload is about.
   */
  readonly byHand: (fetch: Fetch, variables: Variables) => Promise<Readonly<Record<string, unknown>>>;
}
