import type { WriteOperation } from "../../datasources/capability.ts";
import { GatewayError } from "../../domain/errors.ts";
import type { IdentitySourceMismatch } from "../../domain/identitySourceMismatch.ts";
import type { UserNeeds } from "../../domain/user.ts";
import type { Scope } from "../scope.ts";
import type { WriteEnvironment } from "./environment.ts";
import { NO_SECRET, rejected, type UserError, userError, type WriteResult } from "./result.ts";

/** What is kept of a result under an Idempotency-Key: no secret, and of a person only the id. */
interface Kept {
  readonly outcome: WriteResult["outcome"];
  readonly userErrors: readonly UserError[];
  readonly user: { readonly provider: string; readonly externalId: string } | null;
  readonly hadSecret: boolean;
  readonly mismatches: readonly IdentitySourceMismatch[];
}

/** Runs the mutations of one request under its Idempotency-Key, if it has one. */
export function createOnce(scope: Scope, environment: WriteEnvironment) {
  let used = false;

  return async function once(
    write: { readonly operation: WriteOperation; readonly target: unknown; readonly needs: UserNeeds },
    run: () => Promise<WriteResult>,
  ): Promise<WriteResult> {
    const { idempotencyKey: key } = environment;
    if (key.kind === "none") return run();
    if (key.kind === "malformed") return refuse("must be 1 to 255 visible ASCII characters.");
    if (used) return refuse("covers one mutation; send each mutation of an operation by itself.");
    used = true;
    const fingerprint = environment.fingerprint([write.operation, write.target]);
    const begun = await environment.idempotency.begin(`${environment.caller} ${key.value}`, fingerprint);
    switch (begun.kind) {
      case "conflict":
        return rejected([
          userError(
            "CONFLICT",
            "This Idempotency-Key was used for something else; make a new one for each write.",
          ),
        ]);
      case "repeat":
        return restore(scope, readKept(begun.result.json), write.needs);
      case "first":
        break;
    }
    try {
      const result = await run();
      // Nothing happened: the same key may be tried again once the reason is gone.
      if (result.outcome === "REJECTED") await begun.abandon();
      else await begun.finish({ json: JSON.stringify(keep(result)) });
      return result;
    } catch (thrown) {
      await begun.abandon();
      throw thrown;
    }
  };
}

function refuse(problem: string): WriteResult {
  return rejected([userError("BAD_USER_INPUT", `The header Idempotency-Key ${problem}`)]);
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
async function restore(scope: Scope, kept: Kept, needs: UserNeeds): Promise<WriteResult> {
  const provider = scope.providers.find(({ key }) => key === kept.user?.provider);
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
