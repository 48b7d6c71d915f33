import type { Started } from "./processes.ts";
import type { Workload } from "./workload.ts";

/** What a system has to answer, and from where. */
export interface Stage {
  readonly workload: Workload;
  /** The `providers` of the gateway's configuration. */
  readonly providers: readonly Readonly<Record<string, string>>[];
  /** The requests that the gateway made upstream for one answer, in their order; empty while it starts itself. */
  readonly calls: readonly { readonly provider: string; readonly target: string }[];
  /** For files that last as long as the run. */
  readonly folder: string;
  /** The gateway's compiled entry. */
  readonly gateway: string;
  /** Where the gateway leaves its CPU profiles; null for none. */
  readonly profiles: string | null;
}

/** Something that answers the workloads over HTTP, as GraphQL servers do, in a process of its own. */
export interface System {
  readonly name: string;
  readonly start: (stage: Stage) => Promise<Started & { readonly url: string }>;
}
