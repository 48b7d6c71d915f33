import { GatewayError } from "../../domain/errors.ts";
import type { Call } from "../call.ts";
import type { Upstream, UpstreamRequest, UpstreamResponse } from "../http/client.ts";
import { failureOf, retryAfter } from "../http/failure.ts";
import { path, query } from "../http/path.ts";
import { asObject, type Fields, UnreadableRecord } from "../parse.ts";
import {
  parseFailure,
  parseGracePeriodList,
  parseGroup,
  parseGroupList,
  parseMfaOtp,
  parseRecoveryCodes,
  parseUser,
  parseUserList,
  type ScalewayFailure,
  type ScalewayGracePeriod,
  type ScalewayGroup,
  type ScalewayList,
  type ScalewayNewUser,
  type ScalewayUser,
  type ScalewayUserChange,
  wordsOf,
} from "./types.ts";

/** The most records of a page and the most ids of a `user_ids` that one request is given. */
export const LARGEST_PAGE = 100;

interface ScalewayClientSettings {
  /** The provider's key: names it in errors. */
  readonly provider: string;
  readonly organizationId: string;
}

export interface ListUsersParameters {
  readonly mfa?: boolean | null;
  readonly order_by?: "created_at_asc" | "created_at_desc";
  /** From 1; left out: the first one. */
  readonly page?: number;
  readonly page_size: number;
  /** Part of one of the user's tags. */
  readonly tag?: string | undefined;
  readonly type?: "owner" | "member" | null;
  /** Any of these. None at all finds nobody and asks nothing: to Scaleway it would mean everybody. */
  readonly user_ids?: readonly string[] | undefined;
}

interface ListGroupsParameters {
  readonly page: number;
  readonly page_size: number;
  /** Groups with any of these; none at all finds no group and asks nothing. */
  readonly user_ids?: readonly string[];
}

/** What the official client says of a body; answers come without the charset. */
export const BODY_TYPE = "application/json; charset=utf-8";
const NOTHING_FOUND = { items: [], rejected: [], total_count: 0 };

/** Headers that prove who asks: the secret key as it is. */
export function authenticateWith(secretKey: string): () => Readonly<Record<string, string>> {
  return () => ({ "x-auth-token": secretKey });
}

/**
 * Scaleway's IAM API v1alpha1, one method per operation of it. Each sends one request, and rejects with a
 * GatewayError that names the provider: by the status where the request was refused,
 * UPSTREAM_INVALID_RESPONSE where the answer is not what the API documents. `now` is the wall clock in
 * milliseconds, for refusals that tell when to come again.
 */
export function createScalewayClient(
  { provider, organizationId }: ScalewayClientSettings,
  upstream: Upstream,
  now: () => number,
) {
  /** An answer that is due to have a body. */
  function ask<T>(
    request: UpstreamRequest,
    call: Call,
    parse: (body: Fields) => T,
    count?: (value: T) => number,
  ) {
    return upstream.send(
      { contentType: BODY_TYPE, ...request },
      call,
      (response) => read(response, parse),
      count,
    );
  }

  /** An answer of one user. */
  function askForUser(request: UpstreamRequest, call: Call): Promise<ScalewayUser> {
    return ask(request, call, parseUser, () => 1);
  }

  /** An answer that is due to be empty. JSON does no harm; what is not JSON comes from somebody else. */
  function tell(request: UpstreamRequest, call: Call): Promise<void> {
    return upstream.send({ contentType: BODY_TYPE, ...request }, call, (response) => {
      refuse(response);
      if (response.body.kind === "unreadable") throw invalid("sent an answer that is not JSON");
    });
  }

  function read<T>(response: UpstreamResponse, parse: (body: Fields) => T): T {
    refuse(response);
    const { body } = response;
    if (body.kind === "empty") throw invalid("sent an empty answer");
    if (body.kind === "unreadable") throw invalid("sent an answer that is not JSON");
    const fields = asObject(body.value);
    if (fields === null) throw invalid("sent an answer that is not an object");
    try {
      return parse(fields);
    } catch (thrown) {
      if (!(thrown instanceof UnreadableRecord)) throw thrown;
      throw invalid(`sent an answer that Roster cannot read: ${thrown.message}`);
    }
  }

  /** Throws for a status outside 200-299, whatever the body. */
  function refuse({ status, header, body }: UpstreamResponse): void {
    if (status >= 200 && status < 300) return;
    const failure = parseFailure(body.kind === "json" ? body.value : null);
    const overQuota = status < 500 && failure.type === "quotas_exceeded";
    const wait = retryAfter(header("retry-after"), now()) ?? resetAfter(failure, now());
    throw failureOf({
      provider,
      status,
      retryAfterMs: status === 429 ? wait : null,
      detail: wordsOf(failure),
      ...(overQuota ? { overrides: { [status]: "QUOTA_EXCEEDED" } } : {}),
    });
  }

  function invalid(what: string): GatewayError {
    return new GatewayError("UPSTREAM_INVALID_RESPONSE", `${provider} ${what}.`, { provider });
  }

  function noSuchRecord(): GatewayError {
    return new GatewayError("NOT_FOUND", "No record has this id.", { provider });
  }

  /** `path` whose refusal of an id names the provider. */
  function at(literals: TemplateStringsArray, ...segments: readonly string[]): string {
    try {
      return path(literals, ...segments);
    } catch {
      throw noSuchRecord();
    }
  }

  return {
    /** Throws what an answer's refusal means; does nothing for a status of 200 to 299. */
    refuse,

    /** One page of the organisation's users; the query keys are in the official client's order. */
    async listUsers(parameters: ListUsersParameters, call: Call): Promise<ScalewayList<ScalewayUser>> {
      const { mfa, order_by, page, page_size, tag, type } = parameters;
      const user_ids = parameters.user_ids?.filter((id) => id !== "");
      if (user_ids?.length === 0) return NOTHING_FOUND;
      const request: UpstreamRequest = {
        operation: "listusers",
        method: "GET",
        path: at`/iam/v1alpha1/users`,
        query: query({
          mfa,
          order_by,
          organization_id: organizationId,
          page,
          page_size,
          tag,
          type,
          user_ids,
        }),
        page: page ?? 1,
      };
      return ask(request, call, parseUserList, countOf);
    },

    async getUser(userId: string, call: Call): Promise<ScalewayUser> {
      const target = at`/iam/v1alpha1/users/${userId}`;
      return askForUser({ operation: "getuser", method: "GET", path: target }, call);
    },

    async createUser(user: ScalewayNewUser, call: Call): Promise<ScalewayUser> {
      const body = { organization_id: organizationId, tags: user.tags, member: user.member };
      return askForUser(
        { operation: "createuser", method: "POST", path: at`/iam/v1alpha1/users`, body },
        call,
      );
    },

    /** The answer's `updated_at` is that of the change before. */
    async updateUser(userId: string, change: ScalewayUserChange, call: Call): Promise<ScalewayUser> {
      const target = at`/iam/v1alpha1/users/${userId}`;
      return askForUser({ operation: "updateuser", method: "PATCH", path: target, body: change }, call);
    },

    async deleteUser(userId: string, call: Call): Promise<void> {
      const target = at`/iam/v1alpha1/users/${userId}`;
      return tell({ operation: "deleteuser", method: "DELETE", path: target }, call);
    },

    async lockUser(userId: string, call: Call): Promise<ScalewayUser> {
      const target = at`/iam/v1alpha1/users/${userId}/lock`;
      return askForUser({ operation: "lockuser", method: "POST", path: target, body: {} }, call);
    },

    /** Starts the user's grace periods anew. */
    async unlockUser(userId: string, call: Call): Promise<ScalewayUser> {
      const target = at`/iam/v1alpha1/users/${userId}/unlock`;
      return askForUser({ operation: "unlockuser", method: "POST", path: target, body: {} }, call);
    },

    /** The secret of the new one-time password, which is told this once. */
    async createUserMfaOtp(userId: string, call: Call): Promise<string> {
      const target = at`/iam/v1alpha1/users/${userId}/mfa-otp`;
      return ask(
        { operation: "createusermfaotp", method: "POST", path: target, body: {} },
        call,
        parseMfaOtp,
      );
    },

    async deleteUserMfaOtp(userId: string, call: Call): Promise<void> {
      const target = at`/iam/v1alpha1/users/${userId}/mfa-otp`;
      return tell({ operation: "deleteusermfaotp", method: "DELETE", path: target, body: {} }, call);
    },

    /** The recovery codes, which are told this once. */
    async validateUserMfaOtp(userId: string, code: string, call: Call): Promise<readonly string[]> {
      const target = at`/iam/v1alpha1/users/${userId}/validate-mfa-otp`;
      const body = { one_time_password: code };
      return ask(
        { operation: "validateusermfaotp", method: "POST", path: target, body },
        call,
        parseRecoveryCodes,
      );
    },

    async updateUserPassword(userId: string, password: string, call: Call): Promise<ScalewayUser> {
      const target = at`/iam/v1alpha1/users/${userId}/update-password`;
      return askForUser(
        { operation: "updateuserpassword", method: "POST", path: target, body: { password } },
        call,
      );
    },

    /** The answer's `updated_at` is that of the change before. */
    async updateUserUsername(userId: string, username: string, call: Call): Promise<ScalewayUser> {
      const target = at`/iam/v1alpha1/users/${userId}/update-username`;
      return askForUser(
        { operation: "updateuserusername", method: "POST", path: target, body: { username } },
        call,
      );
    },

    /** One user's: without a user the answer would be somebody's, and not say whose. */
    async listGracePeriods(userId: string, call: Call): Promise<ScalewayList<ScalewayGracePeriod>> {
      if (/^\.{0,2}$/.test(userId)) throw noSuchRecord();
      const request: UpstreamRequest = {
        operation: "listgraceperiods",
        method: "GET",
        path: at`/iam/v1alpha1/grace-periods`,
        query: query({ user_id: userId }),
      };
      return ask(request, call, parseGracePeriodList, countOf);
    },

    /** One page of the organisation's groups. */
    async listGroups(parameters: ListGroupsParameters, call: Call): Promise<ScalewayList<ScalewayGroup>> {
      const { page, page_size } = parameters;
      const user_ids = parameters.user_ids?.filter((id) => id !== "");
      if (user_ids?.length === 0) return NOTHING_FOUND;
      const request: UpstreamRequest = {
        operation: "listgroups",
        method: "GET",
        path: at`/iam/v1alpha1/groups`,
        query: query({ organization_id: organizationId, page, page_size, user_ids }),
        page,
      };
      return ask(request, call, parseGroupList, countOf);
    },

    async getGroup(groupId: string, call: Call): Promise<ScalewayGroup> {
      const target = at`/iam/v1alpha1/groups/${groupId}`;
      return ask({ operation: "getgroup", method: "GET", path: target }, call, parseGroup, () => 1);
    },
  };
}

export type ScalewayClient = ReturnType<typeof createScalewayClient>;

function countOf({ items, rejected }: ScalewayList<unknown>): number {
  return items.length + rejected.length;
}

/** When a refused request may come again, by the refusal itself; Scaleway documents no header for it. */
function resetAfter({ reset_seconds, reset_at }: ScalewayFailure, nowMs: number): number | null {
  const seconds = reset_seconds === null || reset_seconds < 0 ? null : String(Math.ceil(reset_seconds));
  return retryAfter(seconds, nowMs) ?? retryAfter(reset_at, nowMs);
}
