import type { DocumentNode, OperationDefinitionNode } from "graphql";
import { GatewayError } from "../domain/errors.ts";
import type { Allowance, Taken } from "./allowance.ts";

/** What an operation may cost upstream, estimated before it runs. */
export interface Cost {
  readonly total: number;
  readonly byProvider: Readonly<Record<string, number>>;
}

/** An operation that is about to run. */
export interface AskedOperation<Caller> {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** As the operation's own types have them; null where what came does not fit them. */
  readonly variables: Readonly<Record<string, unknown>> | null;
  readonly caller: Caller;
}

export type Charged =
  | {
      readonly kind: "charged";
      /** As the caller is told it who asks for it. */
      readonly cost: {
        readonly estimated: number;
        readonly limit: number;
        readonly byProvider: Cost["byProvider"];
      };
      /** To be told how many calls it really made. */
      readonly settle: (calls: number) => void;
    }
  /** QUOTA_EXCEEDED: it costs too much; RATE_LIMITED: it comes too soon, and `retryAfterMs` says when it would not. */
  | { readonly kind: "refused"; readonly error: GatewayError };

interface Caller {
  readonly name: string;
}

/** Lets an operation run, or says why not; a promise only where the allowance is not at hand. */
export type Charge<C extends Caller = Caller> = (asked: AskedOperation<C>) => Charged | Promise<Charged>;

export interface ChargeOptions<C extends Caller> {
  readonly estimate: (asked: AskedOperation<C>) => Cost;
  /** The most that one operation may cost. */
  readonly limit: number;
  /** Null: callers may spend what they like. */
  readonly allowance: Allowance | null;
}

/** Charges the estimate, which is never too low, and gives back what was not spent once that is known. */
export function createCharge<C extends Caller>({ estimate, limit, allowance }: ChargeOptions<C>): Charge<C> {
  return (asked) => {
    const { total, byProvider } = estimate(asked);
    if (total > limit) return { kind: "refused", error: tooCostly(total, limit) };
    // What asks nobody still takes work, so that nothing is free.
    const price = Math.max(1, total);
    const charged: Charged = {
      kind: "charged",
      cost: { estimated: total, limit, byProvider },
      settle(calls) {
        const left = price - Math.max(1, calls);
        if (left > 0) allowance?.giveBack(asked.caller.name, left);
      },
    };
    const answer = (taken: Taken): Charged =>
      taken.kind === "taken" ? charged : { kind: "refused", error: tooSoon(price, taken.retryAfterMs) };
    const taken = allowance?.take(asked.caller.name, price) ?? TAKEN;
    return taken instanceof Promise ? taken.then(answer) : answer(taken);
  };
}

const TAKEN: Taken = { kind: "taken" };

function tooCostly(cost: number, limit: number): GatewayError {
  return new GatewayError(
    "QUOTA_EXCEEDED",
    `This operation may take ${cost} upstream calls, and ${limit} are allowed. Ask for fewer records or fewer nested lists at once.`,
  );
}

function tooSoon(cost: number, retryAfterMs: number): GatewayError {
  return new GatewayError(
    "RATE_LIMITED",
    `This operation may take ${cost} upstream calls, which is more than you have left for now.`,
    { retryAfterMs },
  );
}
