import { GatewayError } from "../domain/errors.ts";
import type { ErrorCode } from "../generated/enums.ts";
import { problemOf } from "./problem.ts";

type Json = Readonly<Record<string, unknown>>;

/** One status by which operations fail. */
interface Failure {
  readonly name: string;
  readonly status: number;
  readonly codes: readonly [ErrorCode, ...ErrorCode[]];
  readonly description: string;
  /** What an example of it says. */
  readonly detail: string;
  /** Which operations fail so: all, those that change something, or those with a body. */
  readonly of: "all" | "writes" | "bodies";
  readonly headers?: readonly ("Retry-After" | "WWW-Authenticate")[];
}

const FAILURES: readonly Failure[] = [
  {
    name: "BadRequest",
    status: 400,
    codes: ["BAD_USER_INPUT"],
    description: "A parameter or the body is wrong; `field` names it.",
    detail: "page_size: must be 100 or less.",
    of: "all",
  },
  {
    name: "Unauthenticated",
    status: 401,
    codes: ["UNAUTHENTICATED"],
    description: "There is no credential that Roster takes. A provider's own 401 is never this.",
    detail: "Authentication is required.",
    of: "all",
    headers: ["WWW-Authenticate"],
  },
  {
    name: "Forbidden",
    status: 403,
    codes: ["FORBIDDEN"],
    description: "The caller lacks a scope, or a web page of another origin asks for a change.",
    detail: "This needs the scope users:write.",
    of: "all",
    headers: ["WWW-Authenticate"],
  },
  {
    name: "NotFound",
    status: 404,
    codes: ["NOT_FOUND"],
    description: "There is no such user or record, or nothing at this address.",
    detail: "There is no such user.",
    of: "all",
  },
  {
    name: "NotAcceptable",
    status: 406,
    codes: ["BAD_USER_INPUT"],
    description: "The client's `Accept` leaves no room for JSON.",
    detail: "Answers are application/json, and application/problem+json where something went wrong.",
    of: "all",
  },
  {
    name: "Conflict",
    status: 409,
    codes: ["CONFLICT"],
    description: "It contradicts what is there, or is a repeat with the same `Idempotency-Key`.",
    detail: "Another user has this username.",
    of: "writes",
  },
  {
    name: "PreconditionFailed",
    status: 412,
    codes: ["PRECONDITION_FAILED"],
    description: "The user's state, or a confirmation, forbids it.",
    detail: "Roster itself signs in to the provider as this user.",
    of: "writes",
  },
  {
    name: "TooLarge",
    status: 413,
    codes: ["BAD_USER_INPUT"],
    description: "The body is too large.",
    detail: "The request is larger than 1048576 bytes.",
    of: "bodies",
  },
  {
    name: "UnsupportedMediaType",
    status: 415,
    codes: ["BAD_USER_INPUT"],
    description: "The body is no JSON in UTF-8, or compressed.",
    detail: "The body must be application/json in UTF-8.",
    of: "bodies",
  },
  {
    name: "TooManyRequests",
    status: 429,
    codes: ["RATE_LIMITED", "QUOTA_EXCEEDED"],
    description: "The caller, or Roster at the provider, asks for too much.",
    detail: "You have used up what you may ask for now.",
    of: "all",
    headers: ["Retry-After"],
  },
  {
    name: "Internal",
    status: 500,
    codes: ["INTERNAL_SERVER_ERROR"],
    description: "A mistake of Roster's own; its log tells more under the `requestId`.",
    detail: "Something went wrong inside Roster.",
    of: "all",
  },
  {
    name: "Unsupported",
    status: 501,
    codes: ["UNSUPPORTED_OPERATION"],
    description: "The provider cannot do this.",
    detail: "The provider cannot do this.",
    of: "all",
  },
  {
    name: "BadGateway",
    status: 502,
    codes: [
      "UPSTREAM_ERROR",
      "UPSTREAM_INVALID_RESPONSE",
      "PROVIDER_UNAUTHENTICATED",
      "PROVIDER_FORBIDDEN",
      "PROVIDER_RETIRED",
    ],
    description:
      "The provider failed, answered with what cannot be understood, or refused Roster's own credential.",
    detail: "The provider failed.",
    of: "all",
  },
  {
    name: "Unavailable",
    status: 503,
    codes: ["PROVIDER_UNAVAILABLE", "UNAVAILABLE", "RATE_LIMITED"],
    description: "The provider cannot be reached, or Roster has no room.",
    detail: "The provider cannot be reached.",
    of: "all",
    headers: ["Retry-After"],
  },
  {
    name: "GatewayTimeout",
    status: 504,
    codes: ["UPSTREAM_TIMEOUT"],
    description: "The provider did not answer in time.",
    detail: "The provider did not answer in time.",
    of: "all",
  },
];

/** What decides how an operation, or any of several, can fail. */
export interface Kind {
  readonly writes: boolean;
  readonly hasBody: boolean;
}

function failuresOfKind({ writes, hasBody }: Kind): readonly Failure[] {
  const applies: Readonly<Record<Failure["of"], boolean>> = { all: true, writes, bodies: hasBody };
  return FAILURES.filter((failure) => applies[failure.of]);
}

/** The failures of an operation, by status, as references to its document's components. */
export function failuresOf(kind: Kind): Json {
  return Object.fromEntries(
    failuresOfKind(kind).map(({ name, status }) => [
      String(status),
      { $ref: `#/components/responses/${name}` },
    ]),
  );
}

/** The headers that every answer has. */
export const ANSWER_HEADERS: Json = { "X-Request-Id": { $ref: "#/components/headers/X-Request-Id" } };

function responseOf({ status, codes, description, detail, headers = [] }: Failure): Json {
  const [code] = codes;
  const named = headers.map((name) => [name, { $ref: `#/components/headers/${name}` }]);
  return {
    description,
    headers: { ...ANSWER_HEADERS, ...Object.fromEntries(named) },
    content: {
      "application/problem+json": {
        schema: {
          allOf: [
            { $ref: "#/components/schemas/Problem" },
            { properties: { status: { const: status }, code: { enum: codes } } },
          ],
        },
        example: problemOf(new GatewayError(code, detail), status),
      },
    },
  };
}

/** What the operations of a document refer to, and nothing else. */
export function componentsOf(kind: Kind): Json {
  const { IdempotencyKey: _, ...parameters } = PARAMETERS;
  return {
    ...SHARED,
    parameters: kind.writes ? PARAMETERS : parameters,
    responses: Object.fromEntries(failuresOfKind(kind).map((failure) => [failure.name, responseOf(failure)])),
  };
}

const PARAMETERS = {
  ProviderHeader: {
    name: "Roster-Provider",
    in: "header",
    required: false,
    description: "The key of the provider that is meant, where several of one kind are configured.",
    schema: { type: "string", pattern: "^[a-z0-9-]{1,64}$" },
  },
  ProviderQuery: {
    name: "roster_provider",
    in: "query",
    required: false,
    description: "The same as the header Roster-Provider.",
    schema: { type: "string", pattern: "^[a-z0-9-]{1,64}$" },
  },
  RequestId: {
    name: "X-Request-Id",
    in: "header",
    required: false,
    description: "An id of the caller's own, by which logs and the audit log name this request.",
    schema: { type: "string" },
  },
  IdempotencyKey: {
    name: "Idempotency-Key",
    in: "header",
    required: false,
    description: "The same for each try of one write, so that it is done once.",
    schema: { type: "string", minLength: 1, maxLength: 255 },
    example: "5f2b6c1e-lock-ada",
  },
};

const SHARED: Json = {
  securitySchemes: {
    bearer: { type: "http", scheme: "bearer", description: "A token of the configured issuer." },
    apiKey: { type: "apiKey", in: "header", name: "X-API-Key", description: "A key of the configuration." },
  },
  headers: {
    "X-Request-Id": {
      description: "The id by which the log names this request.",
      schema: { type: "string" },
    },
    "Retry-After": {
      description: "After how many seconds to try again, where that is known.",
      schema: { type: "string", pattern: "^[1-9][0-9]*$" },
    },
    "WWW-Authenticate": {
      description: "How to prove who asks.",
      schema: { type: "string" },
    },
  },
  schemas: {
    Problem: {
      type: "object",
      description: "What went wrong, by RFC 9457.",
      required: ["type", "title", "status", "detail", "code"],
      properties: {
        type: { type: "string" },
        title: { type: "string" },
        status: { type: "integer" },
        detail: { type: "string" },
        code: { type: "string", description: "As in GraphQL. Decide by it." },
        provider: { type: "string", description: "The key of the provider that it is about." },
        retryAfterMs: { type: "integer" },
        field: { type: "array", items: { type: "string" }, description: "The parameter at fault." },
        outcome: { type: "string", enum: ["REJECTED", "UNKNOWN", "ACCEPTED"], description: "Of a write." },
        requestId: { type: "string" },
      },
    },
  },
};
