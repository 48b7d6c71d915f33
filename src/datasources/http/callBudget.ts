import { GatewayError } from "../../domain/errors.ts";
import { type Gate, nothingToTell } from "./step.ts";

/** Counts each attempt against what the operation may ask of this provider. */
export function callBudget(provider: string): Gate {
  return ({ call }) => {
    try {
      call.spend(provider);
    } catch (thrown) {
      if (thrown instanceof GatewayError) return thrown;
      throw thrown;
    }
    return nothingToTell;
  };
}
