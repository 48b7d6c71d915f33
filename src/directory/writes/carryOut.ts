import { anew, type Call } from "../../datasources/call.ts";
import type { WriteOperation } from "../../datasources/capability.ts";
import type { Provider } from "../../datasources/provider.ts";
import { createStop } from "../../datasources/stopSignal.ts";
import type { Shown, WriteAnswer } from "../../datasources/write.ts";
import { GatewayError, toGatewayError } from "../../domain/errors.ts";
import type { User, UserField } from "../../domain/user.ts";
import type { Scope } from "../scope.ts";
import type { WriteEnvironment } from "./environment.ts";
import {
  NO_SECRET,
  rejected,
  toProviderError,
  type UserError,
  userError,
  type WriteResult,
} from "./result.ts";
import { explainUncertain, finalVerdict, firstVerdict, type Heard } from "./verdict.ts";

/** A write that has passed every check and is about to be sent. */
export interface PreparedWrite {
  readonly operation: WriteOperation;
  readonly provider: Provider;
  /** The user's id at the provider; null for a write that is about nobody yet. */
  readonly userId: string | null;
  readonly reason: string | null;
  readonly send: (call: Call) => Promise<SentAnswer>;
  /** Reads the provider's state once; null where there is no way to look. */
  readonly look: ((call: Call) => Promise<Seen>) | null;
}

/** What the answer to a write says, as far as the outcome goes. */
export interface SentAnswer {
  readonly shown: Shown;
  readonly proof: "state" | "accepted";
  readonly user: User | null;
  readonly stale: readonly UserField[];
  readonly secret: WriteAnswer["secret"];
  readonly mismatches: WriteResult["mismatches"];
}

export interface Seen {
  readonly shown: Shown;
  readonly user: User | null;
}

/** The result with what the answer's user is known to tell wrong. */
export interface CarriedOut {
  readonly result: WriteResult;
  readonly stale: readonly UserField[];
}

/**
 * Audits, sends once, judges, looks again where the answer proves nothing, audits the outcome, and drops what
 * was kept of the provider's users. The caller going away, or the time being up, does not stop a write half-way;
 * one that has not begun by then never does.
 */
export async function carryOut(
  scope: Scope,
  environment: WriteEnvironment,
  write: PreparedWrite,
): Promise<CarriedOut> {
  if (scope.call.signal.aborted) {
    const tooLate = userError(
      "UPSTREAM_TIMEOUT",
      "The request had ended before this began, so nothing was done.",
    );
    return { result: await auditUnsent(scope, environment, write, rejected([tooLate])), stale: [] };
  }
  const trail = createTrail(scope, environment, write);
  const unaudited = await trail.intend();
  if (unaudited !== null) return { result: rejected([unaudited]), stale: [] };
  const { heard, answer } = await send(trail.call, write, environment);
  await scope.forget(write.provider, write.userId);
  const seen = await lookAgain(trail.call, write, heard);
  await scope.forget(write.provider, write.userId);
  const result = resultOf(heard, answer, seen);
  const unrecorded = await trail.conclude(result);
  return {
    result: unrecorded === null ? result : { ...result, userErrors: [...result.userErrors, unrecorded] },
    stale: seen === null ? (answer?.stale ?? []) : [],
  };
}

/** What the audit log tells of a write, whatever becomes of it. */
export type Audited = Pick<PreparedWrite, "operation" | "userId" | "reason"> & {
  readonly provider: Pick<Provider, "key">;
};

/** Notes in the audit log that nothing was sent, and why; where it cannot be noted, the write is refused. */
export async function auditUnsent(
  scope: Scope,
  environment: WriteEnvironment,
  write: Audited,
  result: WriteResult,
): Promise<WriteResult> {
  const unrecorded = await createTrail(scope, environment, write).conclude(result);
  return unrecorded === null ? result : rejected([...result.userErrors, unrecorded], result.user);
}

async function send(
  call: Call,
  write: PreparedWrite,
  { report }: WriteEnvironment,
): Promise<{ readonly heard: Heard; readonly answer: SentAnswer | null }> {
  try {
    const answer = await write.send(call);
    return { heard: { kind: "answered", shown: answer.shown, proof: answer.proof }, answer };
  } catch (thrown) {
    if (!(thrown instanceof GatewayError)) report(thrown);
    return { heard: { kind: "failed", error: toGatewayError(thrown) }, answer: null };
  }
}

/** Looks once where the answer alone does not decide; null where it did. */
async function lookAgain(
  call: Call,
  { look }: PreparedWrite,
  heard: Heard,
): Promise<{ readonly shown: Shown | null; readonly user: User | null } | null> {
  if (firstVerdict(heard).kind === "decided") return null;
  if (look === null) return { shown: null, user: null };
  // Whatever goes wrong here: the write has been sent, and its outcome has to be told and recorded.
  return look(call).catch(() => ({ shown: null, user: null }));
}

function resultOf(
  heard: Heard,
  answer: SentAnswer | null,
  seen: { readonly shown: Shown | null; readonly user: User | null } | null,
): WriteResult {
  const first = firstVerdict(heard);
  const outcome = first.kind === "decided" ? first.outcome : finalVerdict(heard, seen?.shown ?? null);
  const common = {
    // Where the provider was looked at, what it answered before counts no more.
    user: seen === null || seen.shown === null ? (answer?.user ?? null) : seen.user,
    secret: answer?.secret ?? NO_SECRET,
    mismatches: answer?.mismatches ?? [],
  };
  if (outcome === "REJECTED" && heard.kind === "failed") return rejected([toProviderError(heard.error)]);
  if (outcome !== "UNKNOWN") return { outcome, userErrors: [], ...common };
  const { code, message } = explainUncertain(heard, seen?.shown ?? null);
  return { outcome, userErrors: [userError(code, message)], ...common };
}

/** The longest reason that is taken; what is longer was refused, and need not be kept whole. */
const LONGEST_REASON = 256;

/** The two audit records of one write, and the call that it is made with. */
function createTrail(scope: Scope, environment: WriteEnvironment, write: Audited) {
  let upstreamRequestId: string | null = null;
  const record = {
    writeId: environment.newWriteId(),
    caller: environment.caller,
    mutation: write.operation,
    provider: write.provider.key,
    user: write.userId,
    reason: write.reason?.slice(0, LONGEST_REASON) ?? null,
    requestId: scope.call.requestId,
  };
  const call: Call = {
    ...anew(scope.call),
    signal: createStop().signal,
    record(one) {
      upstreamRequestId ??= one.upstreamRequestId;
      scope.call.record(one);
    },
  };

  async function append(
    entry: Parameters<WriteEnvironment["audit"]>[0],
    problem: string,
  ): Promise<UserError | null> {
    try {
      await environment.audit(entry);
      return null;
    } catch {
      return userError("INTERNAL_SERVER_ERROR", problem);
    }
  }

  return {
    call,
    intend: () =>
      append(
        { ...record, phase: "intended", outcome: null, errorCodes: [], upstreamRequestId: null },
        "The audit log cannot be written, so nothing was done.",
      ),
    conclude: ({ outcome, userErrors, user }: WriteResult) =>
      append(
        {
          ...record,
          user: record.user ?? user?.externalId ?? null,
          phase: "outcome",
          outcome,
          errorCodes: userErrors.map(({ code }) => code),
          upstreamRequestId,
        },
        "The outcome could not be written to the audit log.",
      ),
  };
}
