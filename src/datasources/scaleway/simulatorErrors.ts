import type { SimulatedResponse } from "../../simulation/server.ts";

/** A refusal on its way from a route to the answer. */
export class Refusal extends Error {
  readonly response: SimulatedResponse;

  constructor(status: number, body: Readonly<Record<string, unknown>>) {
    super(String(body["message"]));
    this.response = { status, body };
  }
}

/** Every body below has all the keys that Scaleway's own client wants before it makes a typed error of it. */
export function invalidArgument(
  argument: string,
  reason: "required" | "format" | "constraint",
  help: string,
): Refusal {
  return new Refusal(400, {
    details: [{ argument_name: argument, help_message: help, reason }],
    message: "invalid argument(s)",
    type: "invalid_arguments",
  });
}

export function deniedAuthentication(reason: "invalid_argument" | "not_found"): Refusal {
  return new Refusal(401, {
    message: "authentication is denied",
    method: "api_key",
    reason,
    type: "denied_authentication",
  });
}

export function permissionsDenied(resource: string, action: string): Refusal {
  return new Refusal(403, {
    details: [{ action, resource }],
    message: "insufficient permissions",
    type: "permissions_denied",
  });
}

export function notFound(resource: string, id: string): Refusal {
  return new Refusal(404, {
    message: "resource is not found",
    resource,
    resource_id: id,
    type: "not_found",
  });
}

export function alreadyExists(resource: string, id: string, help: string): Refusal {
  return new Refusal(409, {
    help_message: help,
    message: "resource already exists",
    resource,
    resource_id: id,
    type: "already_exists",
  });
}

export function preconditionFailed(status: number, help: string): Refusal {
  return new Refusal(status, {
    help_message: help,
    message: "precondition failed",
    precondition: "protected_resource",
    type: "precondition_failed",
  });
}

/** Where no route is. */
export const unknownRoute = (): Refusal => new Refusal(404, { message: "route not found" });

/** 429; `now` in milliseconds since the epoch. */
export function tooManyRequests(seconds: number, now: number, withHeader: boolean): SimulatedResponse {
  return {
    status: 429,
    headers: withHeader ? { "Retry-After": String(seconds) } : {},
    body: {
      help_message: "wait until the limit is reset",
      limit: { quota: 100, window_seconds: 60 },
      message: "too many requests",
      reset_at: new Date(now + seconds * 1000).toISOString(),
      reset_seconds: seconds,
      type: "too_many_requests",
    },
  };
}
