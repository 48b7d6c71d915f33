import type { WriteResult } from "../directory/writes/result.ts";

/** What every mutation's input has. */
export interface Mutated {
  readonly clientMutationId?: string | null | undefined;
}

/** What every payload has: the outcome, what the caller has to know, and the caller's own mark. */
export function outcomeOf({ outcome, userErrors }: WriteResult, { clientMutationId }: Mutated) {
  return { outcome, userErrors, clientMutationId: clientMutationId ?? null };
}

/** The payload of a mutation whose result is the user. */
export function userPayload(result: WriteResult, input: Mutated) {
  return { ...outcomeOf(result, input), user: result.user };
}

/** The input of a mutation without what is not about the user itself. */
export function changesOf<I extends Mutated & { readonly id?: string; readonly provider?: string }>(
  input: I,
): Omit<I, "id" | "provider" | "clientMutationId"> {
  const { id: _id, provider: _provider, clientMutationId: _clientMutationId, ...changes } = input;
  return changes;
}
