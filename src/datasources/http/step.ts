import { GatewayError } from "../../domain/errors.ts";
import type { Call } from "../call.ts";
import type { Askers } from "./askers.ts";
import type { UpstreamRequest, UpstreamResponse } from "./client.ts";
import type { Deadline } from "./deadline.ts";

/** A request on its way to a provider. */
export interface Outgoing {
  readonly request: UpstreamRequest;
  readonly call: Call;
  readonly deadline: Deadline;
  /** Tells of all callers who wait for the answer, for a fair turn. */
  readonly onCaller: Askers["onCaller"];
  /** 1, and one more for each retry. */
  readonly attempt: number;
}

/** A request with what is made of its answer. */
export interface Passage<T> extends Outgoing {
  readonly read: (response: UpstreamResponse) => T;
  readonly count: ((value: T) => number) | undefined;
}

/** Who is to blame for a failure. */
export type Blame =
  /** The provider is not well: a 5xx, a time-out, no connection, a broken answer. */
  | "provider"
  /** The provider is well and refuses this request. */
  | "request"
  /** Whoever asked has gone, or had not left the provider enough time. */
  | "nobody";

/** The head of an answer. */
export type Answer = Pick<UpstreamResponse, "status" | "header">;

/** A failure that ends a request, or that a retry may yet mend. */
export interface Failure {
  readonly kind: "failed";
  readonly error: GatewayError;
  readonly blame: Blame;
  /** False where Roster itself refused, so that the provider has heard nothing. */
  readonly asked: boolean;
  /** Whether the same request could end better in a moment. */
  readonly again: boolean;
  /** How long the provider wishes to be left alone. */
  readonly waitMs: number | null;
  /** Null where no answer came. */
  readonly answer: Answer | null;
}

/** How a request ended. Only bugs are thrown. */
export type Outcome<T> = { readonly kind: "read"; readonly value: T; readonly answer: Answer } | Failure;

/** One step on the way to a provider, which ends with the exchange itself. */
export type Step = <T>(passage: Passage<T>) => Promise<Outcome<T>>;

/** To be told how an attempt ended that was let through; null where a mistake kept it from ending. */
export type Leave = (outcome: Outcome<unknown> | null) => void;

/** What an attempt passes on its way: lets it through, or says why not; a promise only where it has to wait. */
export type Gate = (passage: Outgoing) => Leave | GatewayError | Promise<Leave | GatewayError>;

/** The step that passes all of these in their order, and tells them in the reverse one what came of it. */
export function through(gates: readonly Gate[], attempt: Step): Step {
  return async <T>(passage: Passage<T>) => {
    const passed: Leave[] = [];
    let outcome: Outcome<T> | null = null;
    try {
      for (const gate of gates) {
        const asked = gate(passage);
        const answer = asked instanceof Promise ? await asked : asked;
        if (answer instanceof GatewayError) {
          outcome = notAsked(answer);
          return outcome;
        }
        passed.push(answer);
      }
      outcome = await attempt(passage);
      return outcome;
    } finally {
      tellAll(passed, outcome);
    }
  };
}

/** Tells the last one first, and all of them: a mistake in one must not keep the others' turns and probes for ever. */
function tellAll(passed: Leave[], outcome: Outcome<unknown> | null): void {
  const leave = passed.pop();
  if (leave === undefined) return;
  try {
    leave(outcome);
  } finally {
    tellAll(passed, outcome);
  }
}

/** For a gate to which it makes no difference what comes of an attempt. */
export function nothingToTell(): void {}

/** A refusal of Roster's own. */
export function notAsked(error: GatewayError): Failure {
  return { kind: "failed", error, blame: "nobody", asked: false, again: false, waitMs: null, answer: null };
}

/** Whoever asked has gone. */
export function ended(provider: string, detail: { readonly unasked?: boolean; readonly cause?: unknown }) {
  const message = `The request ended before ${provider} had answered.`;
  return new GatewayError("UPSTREAM_TIMEOUT", message, { provider, ...detail });
}

/** True for a request that changes something, or may: it is sent once. */
export function isWrite({ method, effect }: UpstreamRequest): boolean {
  return method !== "GET" || effect === "write";
}

/** For what one caller alone waits for. */
export function onlyCaller(call: Call): Askers["onCaller"] {
  return (tell) => {
    tell(call);
    return () => undefined;
  };
}
