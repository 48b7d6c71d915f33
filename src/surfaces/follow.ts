import type { IncomingMessage, ServerResponse } from "node:http";
import type { Arrival, Operation } from "../telemetry/operation.ts";
import { onlyOne } from "./credentials.ts";
import type { WhenDone } from "./whenDone.ts";

/** Begins to follow a request, for logs, metrics and traces. */
export type Follow = (arrival: Arrival) => Operation;

/** Follows a request from its arrival to the end of its answer. */
export function followRequest(
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
  { follow, whenDone }: { readonly follow: Follow; readonly whenDone: WhenDone },
): Operation {
  const operation = follow({ requestId, traceparent: onlyOne(request, "traceparent") });
  whenDone(() => operation.ended(response.writableFinished ? response.statusCode : null));
  return operation;
}
