import { GatewayError } from "../domain/errors.ts";

/**
 * Counts the calls that one operation makes to each provider. The call over the limit is refused with
 * QUOTA_EXCEEDED: that provider is cut short, and the others go on.
 */
export function createCallBudget(limit: number): (provider: string) => void {
  const spent = new Map<string, number>();
  return (provider) => {
    const calls = (spent.get(provider) ?? 0) + 1;
    if (calls > limit) {
      throw new GatewayError(
        "QUOTA_EXCEEDED",
        `This operation has used up the ${limit} calls that it may make to ${provider}. Ask for less at once.`,
        { provider, unasked: true },
      );
    }
    spent.set(provider, calls);
  };
}
