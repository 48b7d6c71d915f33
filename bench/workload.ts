import type { Place } from "../src/simulation/company.ts";

/**
 * Fetches the answer to the n-th request (from 0) that the gateway made to this provider, parsed. What shape it
 * has is the workload's word: answers that are built by hand trust their upstream, and that makes them fast.
 */
export type Fetch = <Answer>(provider: Place, request?: number) => Promise<Answer>;

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
  readonly query: string;
  /** From the first ids of each provider's users. */
  readonly variables?: (
    people: Readonly<Record<string, readonly string[]>>,
  ) => Readonly<Record<string, unknown>>;
  /**
   * The operation's `data`, field for field what the gateway answers, in as little code as it takes. Throws where
   * the upstream's answers are not of the size that the workload is about.
   */
  readonly byHand: (fetch: Fetch) => Promise<Readonly<Record<string, unknown>>>;
}
