import {
  READ_OPERATIONS,
  type ReadOperation,
  type Support,
  WRITE_OPERATIONS,
  type WriteOperation,
} from "../datasources/capability.ts";
import type { Provider } from "../datasources/provider.ts";
import { USER_FIELDS, type User } from "../domain/user.ts";

/** What one operation can do on one provider, as callers are told. */
export interface Capability {
  readonly operation: string;
  readonly supported: boolean;
  readonly reason: string | null;
  readonly readOnly: boolean;
  readonly destructive: boolean;
  readonly idempotent: boolean;
}

/** Whether a mutation is allowed on one very user. */
export interface UserAction {
  readonly operation: string;
  readonly allowed: boolean;
  readonly reason: string | null;
}

/** Writes that take something away which cannot be had back by the opposite write. */
const DESTRUCTIVE: ReadonlySet<WriteOperation> = new Set(["deleteUser", "disableMfa"]);
/** Writes that a second time make something anew: a user, a secret, a mail, codes. */
const NOT_IDEMPOTENT: ReadonlySet<WriteOperation> = new Set([
  "createUser",
  "createMfaOtp",
  "validateMfaOtp",
  "requestPasswordReset",
]);
/** Writes that are about no user who is there already. */
const WITHOUT_USER: ReadonlySet<WriteOperation> = new Set([
  "createUser",
  "updateCurrentUser",
  "fixIdentitySourceMismatches",
]);

/** Every operation of the schema with what this provider makes of it. */
export function capabilitiesOf(provider: Provider): readonly Capability[] {
  const reads = READ_OPERATIONS.map((operation: ReadOperation) => ({
    operation,
    ...told(provider.capabilities[operation]),
    readOnly: true,
    destructive: false,
    idempotent: true,
  }));
  const writes = WRITE_OPERATIONS.map((operation) => ({
    operation,
    ...told(provider.capabilities[operation]),
    ...effectOf(operation),
  }));
  return [...reads, ...writes];
}

/** What a mutation does, whatever the provider. */
export function effectOf(operation: WriteOperation) {
  return {
    readOnly: false,
    destructive: DESTRUCTIVE.has(operation),
    idempotent: !NOT_IDEMPOTENT.has(operation),
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

function told(support: Support): { readonly supported: boolean; readonly reason: string | null } {
  return "missing" in support
    ? { supported: false, reason: support.missing }
    : { supported: true, reason: support.note ?? null };
}
