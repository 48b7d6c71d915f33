import { GatewayError } from "../domain/errors.ts";
import type { User } from "../domain/user.ts";
import type { Provider } from "./provider.ts";

/** Whether this is the user of this id; providers take ids in either case. */
export function isUserOf(id: string, { externalId }: User): boolean {
  return externalId === id || externalId.toLowerCase() === id.toLowerCase();
}

/**
 * The same provider, whose answer about another user than the one asked for is UPSTREAM_INVALID_RESPONSE: nobody is
 * shown, and nobody judged, under somebody else's id.
 */
export function onlyAskedUsers(provider: Provider): Provider {
  const { key, operations } = provider;
  const { getUser } = operations;
  if (getUser === undefined) return provider;
  return {
    ...provider,
    operations: {
      ...operations,
      async getUser(id, needs, call) {
        const user = await getUser(id, needs, call);
        if (isUserOf(id, user)) return user;
        const message = `${key} answered about another user than the one it was asked for.`;
        throw new GatewayError("UPSTREAM_INVALID_RESPONSE", message, { provider: key });
      },
    },
  };
}
