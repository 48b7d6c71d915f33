import { GatewayError } from "../domain/errors.ts";

/** Why a source is not complete though its provider answers. */
export function limitReached(provider: string, read: number): GatewayError {
  return new GatewayError(
    "QUOTA_EXCEEDED",
    `Only the first ${read} records of ${provider} were read (sweepLimit). Narrow the filter, or raise the limit.`,
    { provider },
  );
}

/** Records were left out because they could not be read. */
export function unreadable(provider: string): GatewayError {
  return new GatewayError(
    "UPSTREAM_INVALID_RESPONSE",
    `Some records of ${provider} could not be read and are left out.`,
    { provider },
  );
}

/** The provider announces further records and does not send them. */
export function nothingNew(provider: string): GatewayError {
  return new GatewayError(
    "UPSTREAM_INVALID_RESPONSE",
    `${provider} announced further records and sent none.`,
    { provider },
  );
}

/** The provider does not sort as it says, which showed when records had been handed out already. */
export function notSorted(provider: string): GatewayError {
  return new GatewayError(
    "UPSTREAM_INVALID_RESPONSE",
    `${provider} did not keep to the order that it was asked for; somebody may be missing.`,
    { provider },
  );
}

/** The list changed so much while it was read that its thread was lost. */
export function keptMoving(provider: string): GatewayError {
  return new GatewayError(
    "CONFLICT",
    `The list of ${provider} kept changing while it was read; somebody may be missing. Ask again.`,
    { provider },
  );
}

/** Whoever asked has gone, or the time that the list or its operation has is up. */
export function waitedForNoLonger(provider: string): GatewayError {
  const message = `${provider} had not answered when the list's time was up.`;
  return new GatewayError("UPSTREAM_TIMEOUT", message, { provider });
}

/** The same error with the provider that it is about, for one that was thrown where that was not known. */
export function ofProvider(error: GatewayError, provider: string): GatewayError {
  if (error.provider !== undefined) return error;
  return new GatewayError(error.code, error.message, { provider, cause: error });
}
