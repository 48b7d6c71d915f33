import { GatewayError } from "../../domain/errors.ts";
import type { Call } from "../call.ts";
import type { Upstream, UpstreamRequest, UpstreamResponse, UpstreamSettings } from "../http/client.ts";
import { failureOf, retryAfter } from "../http/failure.ts";
import { path, query } from "../http/path.ts";
import { CLIENT_TYPE, sign } from "./signature.ts";
import { type ApiVersion, type IamUserPage, parseFault, parseUserPage, supportEnds } from "./types.ts";

/** Who asks, and which form of the signature the server is to check. */
export interface SamsungCredentials {
  readonly accountId: string;
  readonly accessKey: string;
  readonly secretKey: string;
  /** `docs`: as the API's documentation signs; `sdk`: as the official Go SDK does, with the account id. */
  readonly signature: "docs" | "sdk";
}

/**
 * Makes the headers that prove who asks, for exactly the URL that goes out. Call it anew for every attempt:
 * the signature holds the time.
 */
export function createAuthentication(
  credentials: SamsungCredentials,
  now: () => number,
): UpstreamSettings["authenticate"] {
  const { accessKey, secretKey, signature } = credentials;
  const signedAccount = signature === "sdk" ? { accountId: credentials.accountId } : {};
  return ({ method, url }) => {
    const timestamp = String(Math.trunc(now()));
    return {
      "Scp-Accesskey": accessKey,
      "Scp-Signature": sign({ method, url, timestamp, accessKey, secretKey, ...signedAccount }),
      "Scp-Timestamp": timestamp,
      "Scp-ClientType": CLIENT_TYPE,
      ...(signature === "sdk" ? { "Scp-AccountId": credentials.accountId } : {}),
    };
  };
}

/** What "List IAM users" can be asked; null and undefined leave a parameter out. */
export interface ListUsersParameters {
  /** Users per page; the official Terraform provider allows 1 to 10000. The server's default is 20. */
  readonly size?: number | null;
  /** Counts from 0. */
  readonly page?: number | null;
  /** `<field>:asc` or `<field>:desc`. */
  readonly sort?: string | null;
  readonly login_id?: string | null;
  readonly email?: string | null;
  readonly nation_id?: string | null;
  readonly phone_number?: string | null;
  readonly user_name?: string | null;
  readonly exclude_group_id?: string | null;
  readonly exclude_policy_id?: string | null;
  readonly type?: string | null;
  /** Only users with policies or groups. Since 1.4. */
  readonly has_permissions?: boolean | null;
  /** Since 1.4. */
  readonly exclude_user_id?: string | null;
}

export interface SamsungClientSettings {
  /** The provider's key. */
  readonly provider: string;
  readonly accountId: string;
  readonly apiVersion: ApiVersion;
}

/** What every request bears beside its signature. */
export function headersOf(apiVersion: ApiVersion): Readonly<Record<string, string>> {
  return { "Accept-Language": "en-US", "Scp-Api-Version": `iam ${apiVersion}` };
}

export type SamsungClient = ReturnType<typeof createSamsungClient>;

/** The API's one operation, over an upstream that signs with `createAuthentication`. */
export function createSamsungClient(settings: SamsungClientSettings, upstream: Upstream, now: () => number) {
  const { provider, accountId, apiVersion } = settings;
  const headers = headersOf(apiVersion);

  function readUserPage(response: UpstreamResponse): IamUserPage {
    refuse(response);
    const { body } = response;
    const page = body.kind === "json" ? parseUserPage(body.value) : null;
    if (page === null) {
      const message = `${provider} did not answer with a list of users.`;
      throw new GatewayError("UPSTREAM_INVALID_RESPONSE", message, { provider });
    }
    return page;
  }

  function refuse(response: UpstreamResponse): void {
    if (response.status < 200 || response.status > 299) throw refusal(response);
  }

  function refusal({ status, header, body }: UpstreamResponse): GatewayError {
    const fault = body.kind === "json" ? parseFault(body.value) : null;
    return failureOf({
      provider,
      status,
      retryAfterMs: retryAfter(header("retry-after"), now()),
      ...(fault === null ? {} : { detail: fault }),
      ...(isRetired() ? { overrides: RETIRED_ANSWERS } : {}),
    });
  }

  function isRetired(): boolean {
    const end = supportEnds(apiVersion);
    return end !== null && now() >= end;
  }

  return {
    /** Throws what an answer's refusal means; does nothing for a status of 200 to 299. */
    refuse,

    /** GET /v1/accounts/{account_id}/users: one page of the account's users. */
    listUsers(parameters: ListUsersParameters, call: Call): Promise<IamUserPage> {
      const request: UpstreamRequest = {
        operation: "list-iam-users",
        method: "GET",
        path: path`/v1/accounts/${accountId}/users`,
        query: query({ ...parameters }),
        headers,
        ...(typeof parameters.page === "number" ? { page: parameters.page } : {}),
      };
      return upstream.send(request, call, readUserPage, (page) => page.received);
    },
  };
}

/** Roster's requests are well-formed, so these refusals of a version past its date are about the version. */
const RETIRED_ANSWERS = {
  400: "PROVIDER_RETIRED",
  406: "PROVIDER_RETIRED",
  410: "PROVIDER_RETIRED",
} as const;
