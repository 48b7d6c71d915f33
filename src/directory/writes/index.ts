import { GatewayError } from "../../domain/errors.ts";
import { type NodeReference, parseIdOf } from "../../domain/ids.ts";
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
import { fixIdentitySourceMismatches, type MismatchesRequest } from "./identitySources.ts";
import { createOnce } from "./once.ts";
import { toUserError, type WriteResult } from "./result.ts";
import { expected, noProvider, refuse } from "./target.ts";
import { type Asked, reasonOf, type WriteRequest, writeUser } from "./userWrite.ts";

/** All mutations of one request. None of them rejects for what a caller or a provider did: results say it. */
export interface WritesOfRequest {
  readonly user: <O extends UserWriteOperation>(
    operation: O,
    id: string,
    request: WriteRequest<UserWriteInputs[O]>,
  ) => Promise<WriteResult>;
  readonly create: (newUser: NewUser, providerKey: string, asked: Asked) => Promise<WriteResult>;
  readonly currentUser: (
    providerKey: string,
    request: WriteRequest<CurrentUserChanges>,
  ) => Promise<WriteResult>;
  readonly fixIdentitySourceMismatches: (
    providerKey: string,
    request: MismatchesRequest,
  ) => Promise<WriteResult>;
}

export function createWrites(scope: Scope, environment: WriteEnvironment): WritesOfRequest {
  const writing = { scope, environment };
  const once = createOnce(writing);
  const aboutNobody = { userId: null, reason: null };
  return {
    async user(operation, id, request) {
      const reference = readId(id);
      const reason = reasonOf(request.input);
      if (reference instanceof GatewayError) {
        const audited = { operation, provider: noProvider(""), userId: null, reason };
        return refuse(writing, audited, [toUserError(reference)]);
      }
      const { provider, externalId } = reference;
      const audited = { operation, provider: noProvider(provider), userId: externalId, reason };
      return once({ audited, target: [id, request.input], needs: request.needs }, () =>
        writeUser(writing, operation, reference, request),
      );
    },
    create(newUser, key, asked) {
      const audited = { operation: "createUser", provider: noProvider(key), ...aboutNobody } as const;
      return once({ audited, target: [key, newUser], needs: asked.needs }, () =>
        createUser(writing, newUser, key, asked),
      );
    },
    currentUser(key, request) {
      const audited = { operation: "updateCurrentUser", provider: noProvider(key), ...aboutNobody } as const;
      return once({ audited, target: [key, request.input], needs: request.needs }, () =>
        updateCurrentUser(writing, key, request),
      );
    },
    fixIdentitySourceMismatches(key, request) {
      const operation = "fixIdentitySourceMismatches";
      const audited = { operation, provider: noProvider(key), ...aboutNobody } as const;
      return once({ audited, target: [key, request.tenantId], needs: new Set() }, () =>
        fixIdentitySourceMismatches(writing, key, request),
      );
    },
  };
}

function readId(id: string): NodeReference | GatewayError {
  try {
    return parseIdOf("User", id, ["input", "id"]);
  } catch (thrown) {
    return expected(thrown);
  }
}
