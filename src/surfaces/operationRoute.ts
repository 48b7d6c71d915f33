import type { IncomingMessage } from "node:http";
import type { Viewer } from "../access/viewer.ts";
import { GatewayError } from "../domain/errors.ts";
import type { Allowance } from "../limits/allowance.ts";
import type { OperationRow } from "../operations/table.ts";
import type { Operation } from "../telemetry/operation.ts";
import type { Refusal } from "./answer.ts";
import type { CorsSettings } from "./cors.ts";
import { credentialsOf, unauthenticated } from "./credentials.ts";
import { type GraphQLRouteOptions, OVERLOADED, turnedAway } from "./graphqlRoute.ts";
import type { WhenDone } from "./whenDone.ts";

/** What REST and MCP share with GraphQL, and the table that they are made of. */
export interface OperationRouteOptions
  extends Pick<
    GraphQLRouteOptions,
    "graphql" | "context" | "authenticate" | "gate" | "limits" | "isDraining" | "follow"
  > {
  readonly operations: readonly OperationRow[];
  readonly cors: CorsSettings;
  /** Null: callers may spend what they like. */
  readonly allowance: Allowance | null;
}

export type Admitted =
  | { readonly kind: "admitted"; readonly viewer: Viewer }
  | { readonly kind: "refused"; readonly refusal: Refusal };

/** Finds out whether there is room, and who asks, before anything else of a request is looked at. */
export async function admit(
  request: IncomingMessage,
  operation: Operation,
  options: OperationRouteOptions,
): Promise<Admitted> {
  const busy = turnedAway(options);
  if (busy !== null) return { kind: "refused", refusal: busy };
  const authentication = await options.authenticate(credentialsOf(request));
  if (authentication.kind === "denied") {
    return { kind: "refused", refusal: unauthenticated(request, authentication.message) };
  }
  operation.knownAs(authentication.viewer.name);
  return { kind: "admitted", viewer: authentication.viewer };
}

/** Takes a place among the operations that run, until the answer is sent; a refusal where there is none. */
export function takePlace(whenDone: WhenDone, options: OperationRouteOptions): Refusal | null {
  const leave = options.isDraining() ? null : options.gate.enter();
  if (leave === null) return turnedAway(options) ?? OVERLOADED;
  whenDone(leave);
  return null;
}

/** Charges the caller for one upstream call, which is what an operation of the table takes. */
export async function chargeOne({ allowance }: OperationRouteOptions, { name }: Viewer): Promise<void> {
  const taken = await allowance?.take(name, 1);
  if (taken?.kind !== "refused") return;
  const { retryAfterMs } = taken;
  throw new GatewayError("RATE_LIMITED", "You have used up what you may ask for now.", { retryAfterMs });
}
