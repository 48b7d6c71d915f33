import {
  READ_OPERATIONS,
  type ReadSupport,
  WRITE_OPERATIONS,
  type WriteOperation,
  type WriteSupport,
} from "../datasources/capability.ts";
import type { Provider } from "../datasources/provider.ts";
import type { Effect } from "../datasources/surface.ts";
import { USER_FIELDS, type User } from "../domain/user.ts";

/** What one operation can do on one provider, as callers are told. */
export interface Capability extends Effect {
  readonly operation: string;
  readonly supported: boolean;
  readonly reason: string | null;
}

/** Whether a mutation is allowed on one very user. */
export interface UserAction {
  readonly operation: string;
  readonly allowed: boolean;
  readonly reason: string | null;
}

/**
 * Writes that wish for a state which shows in a user. The user is looked at first, and where they are so already nothing
 * is sent (NO_CHANGE): a repeat does no more, whatever the provider makes of a bare call.
 */
const LOOKS_FIRST: ReadonlySet<WriteOperation> = new Set([
  "updateUser",
  "lockUser",
  "unlockUser",
  "setUserStatus",
  "disableMfa",
  "updateUsername",
]);
/** Writes that are about no user who is there already. */
const WITHOUT_USER: ReadonlySet<WriteOperation> = new Set([
  "createUser",
  "updateCurrentUser",
  "fixIdentitySourceMismatches",
]);

/** Every operation of the schema with what this provider makes of it. */
export function capabilitiesOf(provider: Provider): readonly Capability[] {
  const reads = READ_OPERATIONS.map((operation) => ({
    operation,
    ...told(provider.capabilities[operation]),
    ...LOOKS,
  }));
  const writes = WRITE_OPERATIONS.map((operation) => ({
    operation,
    ...told(provider.capabilities[operation]),
    ...(effectOf(provider, operation) ?? REFUSED),
  }));
  return [...reads, ...writes];
}

/** What a read does. */
export const LOOKS: Effect = { readOnly: true, destructive: false, idempotent: true };
/** A mutation that the provider cannot do leaves all as it was. */
const REFUSED: Effect = { readOnly: false, destructive: false, idempotent: true };

/** What a mutation does at one provider, which is what its row says, or less; null where the provider cannot do it. */
function effectOf({ capabilities }: Provider, operation: WriteOperation): Effect | null {
  const support = capabilities[operation];
  if ("missing" in support) return null;
  const { effect } = support.via;
  return { ...effect, idempotent: effect.idempotent || LOOKS_FIRST.has(operation) };
}

/** What a mutation does at the worst of these providers; null where none of them can do it. */
export function worstEffect(providers: readonly Provider[], operation: WriteOperation): Effect | null {
  const effects = providers.flatMap((provider) => effectOf(provider, operation) ?? []);
  if (effects.length === 0) return null;
  return {
    readOnly: false,
    destructive: effects.some(({ destructive }) => destructive),
    idempotent: effects.every(({ idempotent }) => idempotent),
  };
}

/** Each mutation on this very user: allowed, or why not. `denial` tells what the caller lacks for it. */
export function actionsOn(
  provider: Provider,
  user: User,
  denial: (operation: WriteOperation) => string | null,
): readonly UserAction[] {
  return WRITE_OPERATIONS.filter((operation) => !WITHOUT_USER.has(operation)).map((operation) => {
    const support = provider.capabilities[operation];
    const reason =
      "missing" in support ? support.missing : (denial(operation) ?? refusalOf(provider, operation, user));
    return { operation, allowed: reason === null, reason };
  });
}

/** The rule that forbids a mutation on this very user whatever its input, or null. */
export function refusalOf(provider: Provider, operation: WriteOperation, user: User): string | null {
  if (provider.ownUserId === user.externalId && (operation === "deleteUser" || operation === "lockUser")) {
    return OWN_USER;
  }
  return provider.refusal(operation, user);
}

export const OWN_USER =
  "Roster itself signs in to the provider as this user; without it, it could do nothing there any more.";

/** The fields that this provider never reports, so that null is not "no". */
export function notReportedBy(provider: Provider): readonly string[] {
  return USER_FIELDS.filter((field) => typeof provider.fields[field] === "object");
}

function told(support: ReadSupport | WriteSupport): {
  readonly supported: boolean;
  readonly reason: string | null;
} {
  return "missing" in support
    ? { supported: false, reason: support.missing }
    : { supported: true, reason: support.note ?? null };
}
