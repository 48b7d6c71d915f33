import { GatewayError } from "../../domain/errors.ts";
import type { JsonObject } from "../../domain/user.ts";
import type { Call } from "../call.ts";
import type { Upstream, UpstreamRequest, UpstreamResponse } from "../http/client.ts";
import { failureOf, retryAfter } from "../http/failure.ts";
import { path, query } from "../http/path.ts";
import { asObject, type Fields, UnreadableRecord } from "../parse.ts";
import {
  type EquinixCreateResult,
  type EquinixInvitation,
  type EquinixPage,
  type EquinixUser,
  type EquinixUserCreateInput,
  type EquinixUserUpdateInput,
  errorTexts,
  parseInvitation,
  parsePage,
  parseUser,
} from "./types.ts";

/** Which nested objects come whole, and which as references: dotted names, three levels deep at most. */
interface EquinixShape {
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
}

/** A page in the API's counting. */
export interface EquinixPageRequest {
  /** From 1 to 100000. */
  readonly page: number;
  /** From 1 to 1000; the API's own default is 10. */
  readonly per_page: number;
}

export type EquinixClient = ReturnType<typeof createEquinixClient>;

/** The header that carries a user's or a project's API key. */
export function authHeaders(authToken: string): Readonly<Record<string, string>> {
  return { "x-auth-token": authToken };
}

/**
 * The user operations of the Equinix Metal API, one method each, under the API's own names. The upstream's
 * base URL includes `/metal/v1`. Every method rejects with a GatewayError that names the provider: a refusal
 * by its status (410 is PROVIDER_RETIRED), an answer of the wrong shape as UPSTREAM_INVALID_RESPONSE.
 */
export function createEquinixClient(
  settings: { readonly provider: string },
  upstream: Upstream,
  now: () => number,
) {
  const { provider } = settings;

  /** Sends, judges the status, and hands the answer on only when it is a success. */
  function send<T>(
    request: UpstreamRequest,
    call: Call,
    read: (response: UpstreamResponse) => T,
    count?: (value: T) => number,
  ): Promise<T> {
    return upstream.send(
      request,
      call,
      (response) => {
        if (response.status < 200 || response.status > 299) throw refusal(response, provider, now());
        return read(response);
      },
      count,
    );
  }

  function unexpected(problem: string): GatewayError {
    return new GatewayError("UPSTREAM_INVALID_RESPONSE", `${provider} answered with ${problem}.`, {
      provider,
    });
  }

  function readObject({ body }: UpstreamResponse): Fields {
    const fields = body.kind === "json" ? asObject(body.value) : null;
    if (fields === null) throw unexpected("something other than a JSON object");
    return fields;
  }

  function readUser(response: UpstreamResponse): EquinixUser {
    try {
      return parseUser(readObject(response));
    } catch (thrown) {
      if (thrown instanceof UnreadableRecord) throw unexpected("a user without an id");
      throw thrown;
    }
  }

  function readPage<T>(key: string, parse: (fields: Fields) => T) {
    return (response: UpstreamResponse): EquinixPage<T> => {
      const page = parsePage(readObject(response), key, parse);
      if (page === null) throw unexpected(`no list of ${key}`);
      return page;
    };
  }

  return {
    /** Throws what an answer's refusal means; does nothing for a status of 200 to 299. */
    refuse(response: UpstreamResponse): void {
      if (response.status < 200 || response.status > 299) throw refusal(response, provider, now());
    },

    /** GET /invitations: those addressed to the user of the credential. It takes no `exclude`. */
    findInvitations: async (
      request: EquinixPageRequest & { readonly include?: readonly string[] },
      call: Call,
    ): Promise<EquinixPage<EquinixInvitation>> =>
      send(
        {
          operation: "findinvitations",
          method: "GET",
          path: "/invitations",
          query: query({
            include: names(request.include),
            page: request.page,
            per_page: request.per_page,
          }),
          page: request.page,
          // A nonce lets whoever holds it accept the invitation.
          tellsSecret: true,
        },
        call,
        readPage("invitations", parseInvitation),
        ({ items }) => items.length,
      ),

    /** GET /user: the user of the credential. */
    findCurrentUser: async (shape: EquinixShape, call: Call): Promise<EquinixUser> =>
      send(
        { operation: "findcurrentuser", method: "GET", path: "/user", query: shapeQuery(shape) },
        call,
        readUser,
        () => 1,
      ),

    /** PUT /user: changes the user of the credential and answers with it. */
    updateCurrentUser: async (
      body: EquinixUserUpdateInput,
      shape: EquinixShape,
      call: Call,
    ): Promise<EquinixUser> =>
      send(
        { operation: "updatecurrentuser", method: "PUT", path: "/user", query: shapeQuery(shape), body },
        call,
        readUser,
        () => 1,
      ),

    /** GET /users: those who share a project with the user of the credential. */
    findUsers: async (
      request: EquinixPageRequest & EquinixShape,
      call: Call,
    ): Promise<EquinixPage<EquinixUser>> =>
      send(
        {
          operation: "findusers",
          method: "GET",
          path: "/users",
          query: query({
            include: names(request.include),
            exclude: names(request.exclude),
            page: request.page,
            per_page: request.per_page,
          }),
          page: request.page,
        },
        call,
        readPage("users", parseUser),
        ({ items }) => items.length,
      ),

    /** POST /users. Sends a mail, so it must not be repeated. CONFLICT when the address is taken. */
    createUser: async (
      body: EquinixUserCreateInput,
      shape: EquinixShape,
      call: Call,
    ): Promise<EquinixCreateResult> =>
      send(
        { operation: "createuser", method: "POST", path: "/users", query: shapeQuery(shape), body },
        call,
        (response): EquinixCreateResult =>
          response.status === 202 ? { kind: "accepted" } : { kind: "created", user: readUser(response) },
        (result) => (result.kind === "created" ? 1 : 0),
      ),

    /** GET /users/{id}. */
    findUserById: async (id: string, shape: EquinixShape, call: Call): Promise<EquinixUser> =>
      send(
        { operation: "finduserbyid", method: "GET", path: path`/users/${id}`, query: shapeQuery(shape) },
        call,
        readUser,
        () => 1,
      ),

    /** GET /users/{id}/customdata: the object that callers of the API keep with a user. */
    findUserCustomData: async (id: string, call: Call): Promise<JsonObject> =>
      send(
        { operation: "findusercustomdata", method: "GET", path: path`/users/${id}/customdata` },
        call,
        readObject,
        () => 1,
      ),
  };
}

function shapeQuery({ include, exclude }: EquinixShape): string {
  return query({ include: names(include), exclude: names(exclude) });
}

/** The API takes several names in one key, with commas between them. */
function names(list: readonly string[] | undefined): string | null {
  return list === undefined || list.length === 0 ? null : list.join(",");
}

/**
 * A refused request by its status; the body only sharpens it. The API has no codes, only sentences, and they
 * echo values of the request: so nothing of them is shown but the names of the fields that they speak of.
 */
function refusal(response: UpstreamResponse, provider: string, nowMs: number): GatewayError {
  const { status, header, body } = response;
  const sentences = body.kind === "json" ? errorTexts(body.value) : [];
  const taken = sentences.some((sentence) => /\b(taken|already exists)\b/i.test(sentence));
  const fields = status === 400 || status === 422 ? fieldsNamed(sentences) : "";
  return failureOf({
    provider,
    status,
    retryAfterMs: retryAfter(header("retry-after"), nowMs) ?? untilReset(response, nowMs),
    ...(fields === "" ? {} : { detail: fields }),
    overrides: { 410: "PROVIDER_RETIRED", ...(taken ? { 422: "CONFLICT" } : {}) },
  });
}

const INPUT_FIELDS: ReadonlyArray<readonly [name: string, pattern: RegExp]> = [
  ["emails", /\be-?mails?\b/i],
  ["first_name", /\bfirst[ _]name\b/i],
  ["last_name", /\blast[ _]name\b/i],
  ["phone_number", /\bphone([ _]number)?\b/i],
  ["timezone", /\btime ?zone\b/i],
  ["password", /\bpassword\b/i],
  ["company_name", /\bcompany([ _]name)?\b/i],
  ["title", /\btitle\b/i],
  ["customdata", /\bcustom ?data\b/i],
  ["invitation_id", /\binvitation([ _]id)?\b/i],
  ["nonce", /\bnonce\b/i],
];

function fieldsNamed(sentences: readonly string[]): string {
  return INPUT_FIELDS.filter(([, pattern]) => sentences.some((sentence) => pattern.test(sentence)))
    .map(([name]) => name)
    .join(", ");
}

const A_DAY = 86_400_000;

/** How long a 429 holds by `X-RateLimit-Reset`, which is in Unix seconds; null for none and for nonsense. */
function untilReset({ status, header }: UpstreamResponse, nowMs: number): number | null {
  const reset = header("x-ratelimit-reset");
  if (status !== 429 || reset === null || !/^\d{1,10}$/.test(reset.trim())) return null;
  const wait = Number(reset) * 1000 - nowMs;
  return wait < 0 ? null : Math.min(wait, A_DAY);
}
