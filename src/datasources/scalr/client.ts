import { GatewayError } from "../../domain/errors.ts";
import type { ErrorCode } from "../../generated/enums.ts";
import type { Call } from "../call.ts";
import type { Upstream, UpstreamResponse } from "../http/client.ts";
import { failureOf, retryAfter } from "../http/failure.ts";
import { query } from "../http/path.ts";
import { asObject, UnreadableRecord } from "../parse.ts";
import { parseErrorSources } from "./jsonApi.ts";
import { parseAccountUserList, type ScalrAccountUserList } from "./types.ts";

/** The most records of a page: what Scalr's own clients ask for at most. */
export const LARGEST_PAGE = 100;

export interface ScalrClientSettings {
  /** The provider's key: names it in errors. */
  readonly provider: string;
  readonly accountId: string;
}

interface ListAccountUsersParameters {
  /** `filter[user]`: a user's id. */
  readonly user?: string;
  /** `filter[team]`: a team's id. Only newer servers document it. */
  readonly team?: string;
  /** Free text; what it is looked for in is not documented. */
  readonly query?: string;
  readonly sort?: readonly SortAttribute[];
  readonly include?: readonly Relationship[];
  /** From 1; left out: the first page, in Scalr's own size. */
  readonly page?: { readonly number: number; readonly size: number };
}

/** What account-users can be sorted by. Ascending only: the form for descending is not documented. */
type SortAttribute = "created-at" | "email" | "full-name" | "last-login-at" | "status";
export type Relationship = "account" | "teams" | "user";

/** Scalr's IACP API v3, as far as Roster uses it. */
export interface ScalrClient {
  /** Throws what an answer's refusal means; does nothing for a status of 200 to 299. */
  readonly refuse: (response: UpstreamResponse) => void;
  /**
   * One page of the configured account's links to users. Sends one request, and rejects with a GatewayError that
   * names the provider: by the status where the request was refused, UPSTREAM_INVALID_RESPONSE where an answer
   * is not what the operation's documentation says.
   */
  readonly listAccountUsers: (
    parameters: ListAccountUsersParameters,
    call: Call,
  ) => Promise<ScalrAccountUserList>;
}

export const HEADERS = { accept: "application/vnd.api+json", prefer: "profile=preview" };

/** What Scalr means by a status, where others mean something else by it. */
const CODES: Readonly<Record<number, ErrorCode>> = {
  // A list without records is a 200: Scalr's documentation has 404 for a token that may not see what it asks for.
  404: "PROVIDER_FORBIDDEN",
  409: "QUOTA_EXCEEDED",
};

/** Headers that prove who asks: the API token. */
export function authenticateWith(token: string): () => Readonly<Record<string, string>> {
  return () => ({ authorization: `Bearer ${token}` });
}

/** `now` is the wall clock in milliseconds, for refusals that tell when to come again. */
export function createScalrClient(
  { provider, accountId }: ScalrClientSettings,
  upstream: Upstream,
  now: () => number,
): ScalrClient {
  function read(response: UpstreamResponse): ScalrAccountUserList {
    refuse(response);
    const { body } = response;
    if (body.kind === "empty") throw invalid("sent an empty answer");
    if (body.kind === "unreadable") throw invalid("sent an answer that is not JSON");
    const fields = asObject(body.value);
    if (fields === null) throw invalid("sent an answer that is not an object");
    try {
      return parseAccountUserList(fields);
    } catch (thrown) {
      if (!(thrown instanceof UnreadableRecord)) throw thrown;
      throw invalid(`sent an answer that Roster cannot read: ${thrown.message}`);
    }
  }

  /** Throws for a status outside 200-299, whatever the body. */
  function refuse({ status, header, body }: UpstreamResponse): void {
    if (status >= 200 && status < 300) return;
    const detail = parseErrorSources(body.kind === "json" ? body.value : null)
      .slice(0, 3)
      .join(", ");
    throw failureOf({
      provider,
      status,
      retryAfterMs: status === 429 ? retryAfter(header("retry-after"), now()) : null,
      detail,
      overrides: CODES,
    });
  }

  function invalid(problem: string): GatewayError {
    return new GatewayError("UPSTREAM_INVALID_RESPONSE", `${provider} ${problem}.`, { provider });
  }

  return {
    refuse,
    listAccountUsers({ user, team, query: freeText, sort, include, page }, call) {
      const request = {
        operation: "list-account-users",
        method: "GET",
        path: "/api/iacp/v3/account-users",
        query: query({
          "filter[account]": accountId,
          "filter[user]": user,
          "filter[team]": team,
          query: freeText,
          sort: sort?.join(","),
          include: include?.join(","),
          "page[number]": page?.number,
          "page[size]": page?.size,
        }),
        headers: HEADERS,
        ...(page === undefined ? {} : { page: page.number }),
      } as const;
      return upstream.send(request, call, read, ({ items, rejected }) => items.length + rejected.length);
    },
  };
}
