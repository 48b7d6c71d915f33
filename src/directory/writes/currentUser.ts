import { anew } from "../../datasources/call.ts";
import { GatewayError } from "../../domain/errors.ts";
import { EVERY_USER_FIELD } from "../../domain/user.ts";
import type { CurrentUserChanges } from "../../domain/writeInput.ts";
import { unsupported } from "../loaders.ts";
import { carryOut } from "./carryOut.ts";
import { commonProblems, problemsOfWrite } from "./checks.ts";
import { toProviderError, toUserError, type WriteResult } from "./result.ts";
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
  withUser,
} from "./target.ts";
import type { WriteRequest } from "./userWrite.ts";

/** Changes the user whose credential the gateway holds at a provider. */
export async function updateCurrentUser(
  writing: Writing,
  providerKey: string,
  { input, needs, clientMutationId }: WriteRequest<CurrentUserChanges>,
): Promise<WriteResult> {
  const { scope, environment } = writing;
  const about = { operation: "updateCurrentUser", userId: null, reason: null } as const;
  const nowhere = { ...about, provider: noProvider(providerKey) };
  const unscoped = refuseUnscoped(writing, nowhere, input);
  if (unscoped !== null) return unscoped;
  const provider = findProvider(writing, providerKey, ["input", "provider"]);
  if (provider instanceof GatewayError) return refuse(writing, nowhere, [toUserError(provider)]);
  const target: Target = { ...about, provider };
  const write = provider.writes.updateCurrentUser;
  const { getCurrentUser } = provider.operations;
  if (write === undefined || getCurrentUser === undefined) {
    return refuse(writing, target, [toUserError(unsupported(provider, "updateCurrentUser"))]);
  }
  const problems = [
    ...commonProblems({ ...input, clientMutationId }),
    ...problemsOfWrite("updateUser", input),
    ...write.check(input),
  ];
  const refused = refuseProblems(writing, target, problems);
  if (refused !== null) return refused;
  const before = await getCurrentUser(EVERY_USER_FIELD, anew(scope.call)).catch(expected);
  if (before instanceof GatewayError) return refuse(writing, target, [toProviderError(before)]);
  const known: Target = { ...target, userId: before.externalId };
  if (write.shows(before, input, before) === "yes") return nothingToDo(writing, known, before);

  const done = await carryOut(scope, environment, {
    ...known,
    async send(call) {
      const answer = await write.send(input, call);
      const shown = answer.user === null ? "unseen" : write.shows(answer.user, input, before);
      return { ...answer, shown, proof: "state", mismatches: [] };
    },
    async look(call) {
      const user = await getCurrentUser(EVERY_USER_FIELD, call);
      return { shown: write.shows(user, input, before), user };
    },
  });
  if (done.result.outcome === "REJECTED") return { ...done.result, user: before };
  return withUser(scope, provider, before.externalId, done, needs);
}
