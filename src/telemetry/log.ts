import { types } from "node:util";
import { type DestinationStream, pino } from "pino";
import type { CallRecord } from "../datasources/call.ts";
import { describeThrown } from "./thrown.ts";
import { plainText } from "./words.ts";

export const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** How an operation ended: `partial` where it has data and something is missing of it. */
export type Outcome = "ok" | "partial" | "error";

export type OperationType = "query" | "mutation" | "subscription";

/** What is told of one request to the API. */
export interface OperationEntry {
  readonly requestId: string;
  /** The trace that it belongs to, where there is one. */
  readonly traceId: string | null;
  /** The operation's name in its document; null for one without, and where no document was understood. */
  readonly name: string | null;
  readonly type: OperationType | null;
  /** Who asked; null where that was not found out. */
  readonly caller: string | null;
  readonly milliseconds: number;
  /** Its cost as it was estimated before it ran, in upstream calls; null where none was. */
  readonly cost: number | null;
  /** How many calls it made, by the provider's key. */
  readonly upstreamCalls: Readonly<Record<string, number>>;
  readonly outcome: Outcome;
  /** The codes of its errors, of the providers missing from its lists, and of what its mutations could not do. */
  readonly codes: readonly string[];
  /** The answer's HTTP status; null where the caller had gone before it was sent. */
  readonly status: number | null;
}

/** Something that an operator has to look into. */
export interface Incident {
  /**
   * `audit`: the audit log could not be written. `unexpected`: a mistake inside Roster. `traces`: traces could not
   * be handed over.
   */
  readonly about: "audit" | "unexpected" | "traces";
  /** The request that it happened in; null where it was in none. */
  readonly requestId: string | null;
  readonly thrown: unknown;
}

/** The process's log: each kind of line has its own way in, and there is no other. */
export interface Log {
  readonly operation: (entry: OperationEntry) => void;
  /** One upstream call, told to those who debug. */
  readonly call: (requestId: string, record: CallRecord) => void;
  readonly incident: (incident: Incident) => void;
  /** A document that is not among the trusted ones, told to whoever keeps their list. */
  readonly unknownDocument: (document: UnknownDocument) => void;
  /** Redis is there again, or is not. */
  readonly redis: (state: RedisState) => void;
}

/** Tells nobody. */
export const NO_LOG: Log = {
  operation: () => undefined,
  call: () => undefined,
  incident: () => undefined,
  unknownDocument: () => undefined,
  redis: () => undefined,
};

/**
 * `up`: Redis takes what is written to it. `away`: it cannot be asked; `reason` is one word, of the system's, of Redis'
 * or of its client's, such as ECONNREFUSED.
 */
export type RedisState = { readonly kind: "up" } | { readonly kind: "away"; readonly reason: string };

/** A document by its hash; nothing of its text. */
export interface UnknownDocument {
  readonly sha256: string;
  readonly operationName: string | null;
  readonly caller: string;
  readonly refused: boolean;
}

export interface LogOptions {
  readonly level: LogLevel;
  /** Wall clock in milliseconds. */
  readonly now: () => number;
  /** Takes whole lines. */
  readonly destination: DestinationStream;
}

const INCIDENTS = {
  audit: "The audit log could not be written.",
  unexpected: "Something went wrong inside Roster.",
  traces: "Traces could not be handed over.",
} as const;

const LONGEST_PROBLEM = 300;

/**
 * A log of one JSON object a line. Every line is copied field by field from what may be told, so that nothing else
 * gets in: no document, no variables, no header, no body, no message of an error that Roster did not write.
 */
export function createLog({ level, now, destination }: LogOptions): Log {
  const logger = pino(
    {
      level,
      base: null,
      timestamp: createTimestamp(now),
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  );
  return {
    operation: (entry) => logger.info(operationFields(entry), "operation"),
    call(requestId, record) {
      if (logger.isLevelEnabled("debug")) logger.debug(callFields(requestId, record), "upstream call");
    },
    unknownDocument: (document) => logger.warn(documentFields(document), "unknown document"),
    redis(state) {
      if (state.kind === "up") logger.info("Redis is there.");
      else logger.warn({ reason: plainText(state.reason) }, "Redis is away.");
    },
    incident: (incident) => logger.error(incidentFields(incident), INCIDENTS[incident.about]),
  };
}

/** The time as pino wants it, of which all but the milliseconds is made once a second. */
function createTimestamp(now: () => number): () => string {
  let second = Number.NaN;
  let start = "";
  return () => {
    const milliseconds = now();
    const current = Math.floor(milliseconds / 1000);
    if (current !== second) {
      second = current;
      start = `,"time":"${new Date(current * 1000).toISOString().slice(0, -"000Z".length)}`;
    }
    return `${start}${String(Math.floor(milliseconds) - current * 1000).padStart(3, "0")}Z"`;
  };
}

/** The process's standard error: kept in memory for a moment, written whole at the end, never waited for. */
export function standardError(): DestinationStream {
  return pino.destination({
    dest: 2,
    sync: false,
    minLength: WRITTEN_TOGETHER,
    periodicFlush: LONGEST_DELAY_MS,
    maxLength: LONGEST_BACKLOG,
  });
}

/** Bytes that are written at once: a write of its own for each line costs more than making the line. */
const WRITTEN_TOGETHER = 16_000;
/** No line is kept for longer. */
const LONGEST_DELAY_MS = 100;

/** Bytes that wait for a reader who has stopped reading; what comes on top is lost, and Roster goes on. */
const LONGEST_BACKLOG = 8 * 1024 * 1024;

function operationFields(entry: OperationEntry) {
  return {
    requestId: plainText(entry.requestId),
    traceId: entry.traceId === null ? null : plainText(entry.traceId),
    name: entry.name === null ? null : plainText(entry.name),
    type: entry.type,
    caller: entry.caller === null ? null : plainText(entry.caller),
    milliseconds: Math.round(entry.milliseconds),
    cost: entry.cost,
    upstreamCalls: countsByProvider(entry.upstreamCalls),
    outcome: entry.outcome,
    codes: entry.codes.map((code) => plainText(code)),
    status: entry.status,
  };
}

function countsByProvider(counts: OperationEntry["upstreamCalls"]): Readonly<Record<string, number>> {
  const plain: Record<string, number> = {};
  for (const provider of Object.keys(counts)) plain[plainText(provider)] = counts[provider] ?? 0;
  return plain;
}

function callFields(requestId: string, record: CallRecord) {
  return {
    requestId: plainText(requestId),
    provider: plainText(record.provider),
    operation: plainText(record.operation),
    page: record.page,
    status: record.status,
    milliseconds: record.milliseconds,
    records: record.records,
    source: record.source,
    attempt: record.attempt,
    upstreamRequestId: record.upstreamRequestId === null ? null : plainText(record.upstreamRequestId),
  };
}

/** Hash and name are what the caller says they are, so they are looked at before they are told. */
function documentFields({ sha256, operationName, caller, refused }: UnknownDocument) {
  return {
    sha256: /^[0-9a-f]{64}$/.test(sha256) ? sha256 : null,
    name: operationName !== null && /^[_A-Za-z]\w*$/.test(operationName) ? plainText(operationName) : null,
    caller: plainText(caller),
    refused,
  };
}

function incidentFields({ about, requestId, thrown }: Incident) {
  return {
    about,
    requestId: requestId === null ? null : plainText(requestId),
    // The audit log's errors are about its file alone, and whoever has to mend it needs to know what is wrong.
    problem:
      about === "audit" && types.isNativeError(thrown) ? plainText(thrown.message, LONGEST_PROBLEM) : null,
    thrown: describeThrown(thrown),
  };
}
