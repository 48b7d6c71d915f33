import { GatewayError } from "../../domain/errors.ts";
import { type Decorator, notAsked } from "./step.ts";

/** Counts each attempt against what the operation may ask of this provider. */
export function withCallBudget(provider: string): Decorator {
  return (next) => (passage) => {
    try {
      passage.call.spend(provider);
    } catch (thrown) {
      if (thrown instanceof GatewayError) return Promise.resolve(notAsked(thrown));
      throw thrown;
    }
    return next(passage);
  };
}
