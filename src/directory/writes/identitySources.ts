import { anew } from "../../datasources/call.ts";
import { GatewayError } from "../../domain/errors.ts";
import { unsupported } from "../loaders.ts";
import { carryOut } from "./carryOut.ts";
import { commonProblems } from "./checks.ts";
import { NO_SECRET, toProviderError, toUserError, type WriteResult } from "./result.ts";
import {
  expected,
  findProvider,
  noProvider,
  nothingToDo,
  refuse,
  refuseProblems,
  refuseUnscoped,
  type Target,
  type Writing,
} from "./target.ts";

/** Where to look for mismatches; `tenantId` null: everywhere. */
export interface MismatchesRequest {
  readonly tenantId: string | null;
  readonly clientMutationId: string | null;
}

/** Sets each mismatched identity source right, and looks whether any is left. */
export async function fixIdentitySourceMismatches(
  writing: Writing,
  providerKey: string,
  { tenantId, clientMutationId }: MismatchesRequest,
): Promise<WriteResult> {
  const { scope, environment } = writing;
  const about = { operation: "fixIdentitySourceMismatches", userId: null, reason: null } as const;
  const nowhere = { ...about, provider: noProvider(providerKey) };
  const unscoped = refuseUnscoped(writing, nowhere, {});
  if (unscoped !== null) return unscoped;
  const provider = findProvider(writing, providerKey, ["input", "provider"]);
  if (provider instanceof GatewayError) return refuse(writing, nowhere, [toUserError(provider)]);
  const target: Target = { ...about, provider };
  const write = provider.writes.fixIdentitySourceMismatches;
  const { listIdentitySourceMismatches: list } = provider.operations;
  if (write === undefined || list === undefined) {
    return refuse(writing, target, [toUserError(unsupported(provider, "fixIdentitySourceMismatches"))]);
  }
  const refused = refuseProblems(writing, target, commonProblems({ tenantId, clientMutationId }));
  if (refused !== null) return refused;
  const before = await list(tenantId, anew(scope.call)).catch(expected);
  if (before instanceof GatewayError) return refuse(writing, target, [toProviderError(before)]);
  if (before.length === 0) return nothingToDo(writing, target, null);

  let left: readonly { readonly externalId: string }[] | null = null;
  const done = await carryOut(scope, environment, {
    ...target,
    async send(call) {
      const mismatches = await write.send(tenantId, call);
      // What the answer says was mended is looked at again: the write is a GET that any cache could answer.
      return { shown: "unseen", proof: "state", user: null, stale: [], secret: NO_SECRET, mismatches };
    },
    async look(call) {
      left = await list(tenantId, call);
      return { shown: left.length === 0 ? "yes" : "no", user: null };
    },
  });
  const remaining = new Set((left ?? before).map(({ externalId }) => externalId));
  const mismatches = before.map((mismatch) => ({ ...mismatch, fixed: !remaining.has(mismatch.externalId) }));
  return { ...done.result, mismatches };
}
