import type { ErrorCode } from "../generated/enums.ts";

/** One status by which operations fail. */
export interface Failure {
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

/** By which statuses operations fail, and with which codes. */
export const FAILURES: readonly Failure[] = [
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
