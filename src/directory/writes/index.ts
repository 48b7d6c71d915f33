import { GatewayError } from "../../domain/errors.ts";
import { type NodeReference, parseIdOf } from "../../domain/ids.ts";
import type { UserNeeds } from "../../domain/user.ts";
import type {
  CurrentUserChanges,
  NewUser,
  UserWriteInputs,
  UserWriteOperation,
} from "../../domain/writeInput.ts";
import type { Scope } from "../scope.ts";
import { createUser } from "./createUser.ts";
import { updateCurrentUser } from "./currentUser.ts";
import type { WriteEnvironment } from "./environment.ts";
import { fixIdentitySourceMismatches } from "./identitySources.ts";
import { createOnce } from "./once.ts";
import { rejected, toUserError, type WriteResult } from "./result.ts";
import { expected } from "./target.ts";
import { type WriteRequest, writeUser } from "./userWrite.ts";

/** All mutations of one request. None of them rejects for what a caller or a provider did: results say it. */
export interface WritesOfRequest {
  readonly user: <O extends UserWriteOperation>(
    operation: O,
    id: string,
    request: WriteRequest<UserWriteInputs[O]>,
  ) => Promise<WriteResult>;
  readonly create: (newUser: NewUser, providerKey: string, needs: UserNeeds) => Promise<WriteResult>;
  readonly currentUser: (
    providerKey: string,
    request: WriteRequest<CurrentUserChanges>,
  ) => Promise<WriteResult>;
  readonly fixIdentitySourceMismatches: (
    providerKey: string,
    tenantId: string | null,
  ) => Promise<WriteResult>;
}

export function createWrites(scope: Scope, environment: WriteEnvironment): WritesOfRequest {
  const writing = { scope, environment };
  const once = createOnce(scope, environment);
  return {
    async user(operation, id, request) {
      const reference = readId(id);
      if (reference instanceof GatewayError) return rejected([toUserError(reference)]);
      return once({ operation, target: [id, request.input], needs: request.needs }, () =>
        writeUser(writing, operation, reference, request),
      );
    },
    create: (newUser, providerKey, needs) =>
      once({ operation: "createUser", target: [providerKey, newUser], needs }, () =>
        createUser(writing, newUser, providerKey, needs),
      ),
    currentUser: (providerKey, request) =>
      once(
        { operation: "updateCurrentUser", target: [providerKey, request.input], needs: request.needs },
        () => updateCurrentUser(writing, providerKey, request),
      ),
    fixIdentitySourceMismatches: (providerKey, tenantId) =>
      once(
        { operation: "fixIdentitySourceMismatches", target: [providerKey, tenantId], needs: new Set() },
        () => fixIdentitySourceMismatches(writing, providerKey, tenantId),
      ),
  };
}

function readId(id: string): NodeReference | GatewayError {
  try {
    return parseIdOf("User", id, ["input", "id"]);
  } catch (thrown) {
    return expected(thrown);
  }
}
