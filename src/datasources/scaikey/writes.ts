import { badInput } from "../../domain/errors.ts";
import type { IdentitySourceMismatch } from "../../domain/identitySourceMismatch.ts";
import { USER_FIELDS, type User } from "../../domain/user.ts";
import type { Call } from "../call.ts";
import type { WriteAnswer, Writes } from "../write.ts";
import type { ScaiKeyClient } from "./client.ts";
import { fromUserResponse, toIdentitySourceMismatch } from "./map.ts";
import type { UserResponse, UserStatusUpdate } from "./types.ts";
import {
  showsChanges,
  showsNoMfa,
  showsPasswordChange,
  showsStatus,
  showsUnlocked,
  showsUsername,
} from "./writeEvidence.ts";
import {
  blockOf,
  checkChanges,
  checkNewUser,
  checkStatus,
  toStatusUpdate,
  toUserCreate,
  toUserUpdate,
} from "./writeInput.ts";

/** Where writes go: the provider's key, and the tenant; null on the admin surface. */
interface Scope {
  readonly provider: string;
  readonly tenantId: string | null;
}

const NOTHING_SHOWN: WriteAnswer = { user: null, stale: [], secret: { kind: "none" } };

/** What can be written within one tenant. Three writes are the admin surface's alone. */
export function tenantWrites(client: ScaiKeyClient, provider: string, tenantId: string) {
  const scope = { provider, tenantId };

  const setStatus = async (user: User, update: UserStatusUpdate, call: Call): Promise<WriteAnswer> =>
    actionAnswer(await client.tenantSetStatus(tenantId, user.externalId, update, call), user, scope);

  return {
    ...sharedWrites(client, scope),

    createUser: {
      check: (input) => checkNewUser(input, provider),
      async send(input, call) {
        const record = await client.tenantCreateUser(tenantId, toUserCreate(blockOf(input), provider), call);
        return { kind: "created", user: fromUserResponse(record, scope), stale: [] };
      },
      emailOf: (input) => blockOf(input).email,
    },

    updateUser: {
      check: checkChanges,
      async send(user, input, call) {
        const changes = toUserUpdate(input);
        return userAnswer(
          await client.tenantUpdateUser(tenantId, user.externalId, changes, call),
          user,
          scope,
        );
      },
      shows: showsChanges,
      proof: "state",
    },

    updateUsername: {
      check: () => [],
      async send(user, { username }, call) {
        const changes = { username };
        return userAnswer(
          await client.tenantUpdateUser(tenantId, user.externalId, changes, call),
          user,
          scope,
        );
      },
      shows: showsUsername,
      proof: "state",
    },

    deleteUser: {
      check: () => [],
      async send(user, { confirmEmail }, call) {
        // As ScaiKey writes the address: whether it minds the case is not known.
        await client.tenantDeleteUser(tenantId, user.externalId, user.email ?? confirmEmail, call);
        return NOTHING_SHOWN;
      },
      // Whether the user is still there says it; a user cannot.
      shows: () => "unseen",
      proof: "state",
    },

    lockUser: {
      check: () => [],
      send: (user, input, call) => setStatus(user, toStatusUpdate("LOCKED", input), call),
      shows: (user, input, before) => showsStatus(user, { ...input, status: "LOCKED" }, before),
      proof: "state",
    },

    setUserStatus: {
      check: checkStatus,
      send: (user, input, call) => setStatus(user, toStatusUpdate(input.status, input), call),
      shows: showsStatus,
      proof: "state",
    },

    requestPasswordReset: {
      check: () => [],
      async send(user, { redirectUri }, call) {
        const reset = { method: "EMAIL", ...(redirectUri === null ? {} : { redirect_uri: redirectUri }) };
        await client.tenantResetPassword(tenantId, user.externalId, reset, call);
        return NOTHING_SHOWN;
      },
      // A mail changes nothing about the user.
      shows: () => "unseen",
      proof: "accepted",
    },

    fixIdentitySourceMismatches: {
      async send(asked, call) {
        if (asked !== null && asked !== tenantId) {
          throw badInput(["tenantId"], `${provider} is configured for another tenant.`);
        }
        return fixMismatches(client, scope, tenantId, call);
      },
    },
  } satisfies Writes;
}

/** What can be written across tenants. */
export function adminWrites(
  client: ScaiKeyClient,
  provider: string,
  settings: { readonly partnerId: string | undefined },
) {
  const scope = { provider, tenantId: null };

  return {
    ...sharedWrites(client, scope),

    createUser: {
      check: (input) => checkNewUser(input, provider),
      async send(input, call) {
        const record = await client.adminCreateUser(toUserCreate(blockOf(input), provider), call);
        return { kind: "created", user: fromUserResponse(record, scope), stale: [] };
      },
      emailOf: (input) => blockOf(input).email,
    },

    updateUser: {
      check: checkChanges,
      async send(user, input, call) {
        return userAnswer(
          await client.adminUpdateUser(user.externalId, toUserUpdate(input), call),
          user,
          scope,
        );
      },
      shows: showsChanges,
      proof: "state",
    },

    updateUsername: {
      check: () => [],
      async send(user, { username }, call) {
        return userAnswer(await client.adminUpdateUser(user.externalId, { username }, call), user, scope);
      },
      shows: showsUsername,
      proof: "state",
    },

    deleteUser: {
      check: () => [],
      async send(user, _input, call) {
        await client.adminDeleteUser(user.externalId, call);
        return NOTHING_SHOWN;
      },
      shows: () => "unseen",
      proof: "state",
    },

    fixIdentitySourceMismatches: {
      async send(tenantId, call) {
        if (tenantId === null && settings.partnerId !== undefined) {
          const problem = `name a tenant: ScaiKey cannot keep this to the one partner that ${provider} is for.`;
          throw badInput(["tenantId"], problem);
        }
        return fixMismatches(client, scope, tenantId, call);
      },
    },
  } satisfies Writes;
}

/** The writes that go to the admin surface whatever the provider is configured for. */
function sharedWrites(client: ScaiKeyClient, scope: Scope) {
  return {
    unlockUser: {
      check: () => [],
      send: async (user, _input, call) =>
        actionAnswer(await client.adminUnlockUser(user.externalId, call), user, scope),
      shows: showsUnlocked,
      proof: "state",
    },

    disableMfa: {
      check: () => [],
      send: async (user, _input, call) =>
        actionAnswer(await client.adminDisableUserMfa(user.externalId, call), user, scope),
      shows: showsNoMfa,
      proof: "state",
    },

    updatePassword: {
      check: () => [],
      send: async (user, { password }, call) =>
        actionAnswer(await client.adminResetPassword(user.externalId, password, call), user, scope),
      shows: (user, _input, before) => showsPasswordChange(user, before, scope.tenantId),
      proof: "state",
    },
  } satisfies Writes;
}

/** The user of an answer that ScaiKey documents as one; about anybody else it tells nothing. */
function userAnswer(record: UserResponse, user: User, scope: Scope): WriteAnswer {
  if (record.id !== user.externalId) return NOTHING_SHOWN;
  return { ...NOTHING_SHOWN, user: fromUserResponse(record, scope) };
}

/**
 * What an action answers is not documented. A user in it is evidence as far as it goes; but since it may be
 * no more than a part of one, nothing of it is shown to anybody.
 */
function actionAnswer(record: UserResponse | null, user: User, scope: Scope): WriteAnswer {
  const answer = record === null ? NOTHING_SHOWN : userAnswer(record, user, scope);
  return answer.user === null ? answer : { ...answer, stale: USER_FIELDS };
}

/** That ScaiKey says how many it has fixed is no proof that it has: only its records are taken at their word. */
async function fixMismatches(
  client: ScaiKeyClient,
  scope: Scope,
  tenantId: string | null,
  call: Call,
): Promise<readonly IdentitySourceMismatch[]> {
  const { items } = await client.fixIdentitySourceMismatches(tenantId, call);
  return items.map((record) => toIdentitySourceMismatch(record, scope, false));
}
