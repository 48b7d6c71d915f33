import { GatewayError } from "../../domain/errors.ts";
import type { IdentitySourceMismatch } from "../../domain/identitySourceMismatch.ts";
import type { UserNeeds } from "../../domain/user.ts";
import type { ErrorCode } from "../../generated/enums.ts";
import type { Audited } from "./carryOut.ts";
import type { Begun } from "./idempotency.ts";
import { NO_SECRET, rejected, type UserError, userError, type WriteResult } from "./result.ts";
import { refuse, type Writing } from "./target.ts";

/** What is kept of a result under an Idempotency-Key: no secret, and of a person only the id. */
interface Kept {
  readonly outcome: WriteResult["outcome"];
  readonly userErrors: readonly UserError[];
  readonly user: { readonly provider: string; readonly externalId: string } | null;
  readonly hadSecret: boolean;
  readonly mismatches: readonly IdentitySourceMismatch[];
}

/** One mutation, as its Idempotency-Key stands for it. */
interface KeyedWrite {
  readonly audited: Audited;
  /** All that makes it this write and no other. */
  readonly target: unknown;
  readonly needs: UserNeeds;
}

/** Runs the mutations of one request under its Idempotency-Key, if it has one. */
export function createOnce(writing: Writing) {
  const { scope, environment } = writing;
  let used = false;

  return async function once(write: KeyedWrite, run: () => Promise<WriteResult>): Promise<WriteResult> {
    const { idempotencyKey: key } = environment;
    if (key.kind === "none") return run();
    const refuseKey = (code: ErrorCode, problem: string) =>
      refuse(writing, write.audited, [userError(code, `The header Idempotency-Key ${problem}`)]);
    if (key.kind === "malformed") {
      return refuseKey("BAD_USER_INPUT", "must be 1 to 255 visible ASCII characters.");
    }
    if (used) {
      const problem = "covers one mutation; send each mutation of an operation by itself.";
      return refuseKey("BAD_USER_INPUT", problem);
    }
    used = true;
    const fingerprint = environment.fingerprint([write.audited.operation, write.target]);
    const begun = await environment.idempotency.begin(`${environment.caller} ${key.value}`, fingerprint);
    switch (begun.kind) {
      case "conflict":
        return refuseKey("CONFLICT", "was used for something else; make a new one for each write.");
      case "repeat":
        return restore({ scope, environment }, readKept(begun.result.json), write.needs);
      case "first":
        return keepingResult(begun, run);
      case "lost":
        return BROKEN_OFF_ELSEWHERE;
      case "unavailable":
        return refuse(writing, write.audited, [keysUnavailable(begun.retryAfterMs)]);
      default:
        return begun satisfies never;
    }
  };
}

async function keepingResult(
  { finish, abandon }: Extract<Begun, { readonly kind: "first" }>,
  run: () => Promise<WriteResult>,
): Promise<WriteResult> {
  try {
    const result = await run();
    // Nothing happened: the same key may be tried again once the reason is gone.
    if (result.outcome === "REJECTED") await abandon();
    else await finish({ json: JSON.stringify(keep(result)) });
    return result;
  } catch (thrown) {
    // A mistake of Roster's own, which may have come after the write was sent: a repeat must not send it again.
    await finish({ json: JSON.stringify(keep(BROKEN_OFF)) });
    throw thrown;
  }
}

const BROKEN_OFF: WriteResult = {
  ...rejected([
    userError(
      "INTERNAL_SERVER_ERROR",
      "Something went wrong inside Roster, and it may have happened. Look at the user before you try again.",
    ),
  ]),
  outcome: "UNKNOWN",
};

const BROKEN_OFF_ELSEWHERE: WriteResult = {
  ...rejected([
    userError(
      "UNAVAILABLE",
      "The first request with this Idempotency-Key broke off, and it may have happened. Look at the user before you try again with a new key.",
    ),
  ]),
  outcome: "UNKNOWN",
};

function keysUnavailable(retryAfterMs: number): UserError {
  const message =
    "Redis, which remembers each Idempotency-Key for all instances, cannot be reached, so nothing was done. Try again with the same key.";
  return { ...userError("UNAVAILABLE", message), retryAfterMs };
}

function keep({ outcome, userErrors, user, secret, mismatches }: WriteResult): Kept {
  return {
    outcome,
    userErrors,
    user: user === null ? null : { provider: user.provider, externalId: user.externalId },
    hadSecret: secret.kind !== "none",
    mismatches,
  };
}

/** Only ever reads what `keep` has written. */
function readKept(json: string): Kept {
  return JSON.parse(json);
}

/** The first result again, its user as they are now. */
async function restore({ scope, environment }: Writing, kept: Kept, needs: UserNeeds): Promise<WriteResult> {
  const provider = environment.providers.find(({ key }) => key === kept.user?.provider);
  const user =
    provider === undefined || kept.user === null
      ? null
      : await scope
          .loadersOf(provider)
          .user(kept.user.externalId, needs)
          .catch((thrown: unknown) => {
            if (thrown instanceof GatewayError) return null;
            throw thrown;
          });
  const note = userError(
    "PRECONDITION_FAILED",
    "This is the result of the first request with this Idempotency-Key. Its secret was shown then and is not kept.",
  );
  return {
    outcome: kept.outcome,
    userErrors: kept.hadSecret ? [...kept.userErrors, note] : kept.userErrors,
    user,
    secret: NO_SECRET,
    mismatches: kept.mismatches,
  };
}
