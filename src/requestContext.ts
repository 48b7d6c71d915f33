import { createHmac, randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { createDenial } from "./access/denial.ts";
import type { Requirement } from "./access/required.ts";
import { isGranted } from "./access/scope.ts";
import type { Viewer } from "./access/viewer.ts";
import type { Config } from "./config/index.ts";
import type { CallRecord } from "./datasources/call.ts";
import { createCallBudget } from "./datasources/callBudget.ts";
import type { Provider } from "./datasources/provider.ts";
import { createDirectory, type DirectoryOptions } from "./directory/index.ts";
import { readIdempotencyKey, type WriteEnvironment } from "./directory/writes/environment.ts";
import type { State } from "./state.ts";
import { readMaxAge } from "./surfaces/cacheControl.ts";
import type { Explanation, RequestContext } from "./surfaces/execute.ts";
import type { Work } from "./surfaces/work.ts";
import type { Operation } from "./telemetry/operation.ts";

/** The providers that a caller can read from, and those at which the caller may change something. */
export interface Reach {
  readonly readableBy: (viewer: Viewer) => readonly Provider[];
  readonly writableBy: (viewer: Viewer) => readonly Provider[];
}

/** Either of these is a right to change something. */
const WRITING = ["users:write", "users:credentials"] as const;

export function reachOf(providers: readonly Provider[]): Reach {
  return {
    readableBy: ({ grants }) => providers.filter(({ key }) => isGranted(grants, "users:read", key)),
    writableBy: ({ grants }) =>
      providers.filter(({ key }) => WRITING.some((scope) => isGranted(grants, scope, key))),
  };
}

/** What all requests share, whoever asks. */
export interface SharedByRequests
  extends Pick<DirectoryOptions, "codec" | "stores" | "snapshots" | "answers" | "now" | "largestPage"> {
  readonly config: Pick<Config, "access" | "callsPerOperation" | "explain">;
  readonly providers: Reach;
  /** What the schema asks of callers, by type and field. */
  readonly requirements: ReadonlyMap<string, Requirement>;
  readonly append: WriteEnvironment["audit"];
  readonly state: State;
  readonly signingKey: string;
}

/** Makes the context of one request: what its resolvers can reach, and what is counted of what they do. */
export type MakeContext = (
  request: IncomingMessage,
  viewer: Viewer,
  work: Work,
  operation: Operation,
) => RequestContext;

export function createContexts(shared: SharedByRequests): MakeContext {
  const { config, providers, codec, stores, snapshots, answers, now, largestPage, state } = shared;
  const { requirements, append, signingKey } = shared;
  const { explain, callsPerOperation } = config;
  const stepUp = config.access.jwt?.stepUp ?? null;
  const fingerprint = (value: unknown): string =>
    createHmac("sha256", signingKey).update(JSON.stringify(value)).digest("base64url");

  return (request, viewer, work, operation) => {
    const { requestId } = operation;
    const maxAgeMs = readMaxAge(headerOf(request, "cache-control"));
    const spend = createCallBudget(callsPerOperation);
    let spent = 0;
    const explanation: Explanation | null =
      explain && request.headers["roster-explain"] === "1" ? { plans: [], calls: [] } : null;
    const record = (call: CallRecord): void => {
      operation.call(call);
      explanation?.calls.push(call);
    };
    const directory = createDirectory({
      providers: providers.readableBy(viewer),
      codec,
      stores,
      snapshots,
      answers,
      now,
      largestPage,
      call: {
        signal: work.signal,
        requestId,
        caller: viewer.name,
        maxAgeMs: maxAgeMs ?? undefined,
        spend(provider) {
          spend(provider);
          spent += 1;
        },
        record,
        trace: operation.traceCall,
      },
      writes: {
        providers: providers.writableBy(viewer),
        audit: append,
        idempotency: state.idempotency,
        idempotencyKey: readIdempotencyKey(headerOf(request, "idempotency-key")),
        fingerprint,
        caller: viewer.name,
        denial: createDenial({ requirements, stepUp, now }, viewer),
        challenge: work.challenge,
        otpAttempts: state.otpAttempts,
        newWriteId: randomUUID,
        report: operation.unexpected,
      },
      onWritten: (provider, user) => state.shared?.peersOf(provider).tell({ kind: "written", user }),
      onPlan: (plans) => void explanation?.plans.push([...plans]),
    });
    const spentSoFar = (): number => spent;
    return { viewer, directory, requestId, operation, explanation, spent: spentSoFar, work, begun: null };
  };
}

/** A header's value; undefined where it was not sent, or sent more than once. */
function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === "string" ? value : undefined;
}
