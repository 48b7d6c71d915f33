import type { Log, RedisState } from "./log.ts";
import { createMetrics, type MeasuredProvider, type RedisUse, type Scrape } from "./metrics.ts";
import { type Arrival, createOperations, type Operation } from "./operation.ts";
import type { Traces } from "./trace.ts";

/** Everything that one Roster tells of itself. */
export interface Telemetry {
  /** Follows one request to the API. */
  readonly begin: (arrival: Arrival) => Operation;
  /** A mistake that no operation knows of. */
  readonly unexpected: (thrown: unknown, requestId: string) => void;
  /**
   * The way to the audit log, its failures told of and its outcomes counted. Where there is none (null), every entry
   * is rejected, which is what was configured and no failure.
   */
  readonly audited: <E extends AuditedEntry>(
    append: ((entry: E) => Promise<void>) | null,
  ) => (entry: E) => Promise<void>;
  /** Redis is there again, or is not. */
  readonly redisChanged: (state: RedisState) => void;
  /** Something was asked of Redis in vain. */
  readonly redisFailed: (use: RedisUse) => void;
  readonly scrape: () => Promise<Scrape>;
}

/** What is looked at of an audit record. */
export interface AuditedEntry {
  readonly phase: "intended" | "outcome";
  readonly mutation: string;
  readonly provider: string;
  readonly outcome: string | null;
  readonly requestId: string;
}

export interface TelemetryOptions {
  readonly log: Log;
  readonly traces: Traces;
  readonly providers: readonly MeasuredProvider[];
  /** Whether the process's own figures are among the metrics. */
  readonly ofProcess: boolean;
  /** Whether there is a Redis to tell of. */
  readonly sharesState: boolean;
  /** About how much memory the lists take that were read whole. */
  readonly snapshotBytes: () => number;
  /** A clock that never goes back, in milliseconds. */
  readonly monotonic: () => number;
}

export function createTelemetry(options: TelemetryOptions): Telemetry {
  const { log, traces, providers, monotonic } = options;
  const metrics = createMetrics(options);
  const known = new Set(providers.map(({ key }) => key));
  return {
    begin: createOperations({ log, metrics, traces, monotonic }),
    scrape: metrics.scrape,
    redisChanged(state) {
      metrics.redisChanged(state.kind === "up");
      log.redis(state);
    },
    redisFailed: metrics.redisFailed,
    unexpected(thrown, requestId) {
      metrics.unexpectedError();
      log.incident({ about: "unexpected", requestId, thrown });
    },
    audited: (append) => async (entry) => {
      const { phase, mutation, provider, outcome, requestId } = entry;
      if (phase === "outcome" && outcome !== null) {
        // A write to a provider that nobody has configured bears whatever name its caller made up.
        metrics.write({ mutation, provider: known.has(provider) ? provider : "none", outcome });
      }
      if (append === null) throw new Error("There is no audit log.");
      try {
        await append(entry);
      } catch (thrown) {
        metrics.auditFailure();
        log.incident({ about: "audit", requestId, thrown });
        throw thrown;
      }
    },
  };
}
