import type { Cost } from "./charge.ts";

/** Adds up upstream calls by provider. */
export interface Tally {
  readonly add: (provider: string, calls: number) => void;
  /** Adds what one request does only once, however often it is needed: the most that any of its users needs. */
  readonly share: (provider: string, name: string, calls: number) => void;
  readonly sum: () => Cost;
}

export function createTally(): Tally {
  const byProvider: Record<string, number> = {};
  const shared = new Map<string, number>();

  function add(provider: string, calls: number): void {
    if (calls > 0) byProvider[provider] = (byProvider[provider] ?? 0) + calls;
  }

  return {
    add,
    share(provider, name, calls) {
      const key = `${provider} ${name}`;
      const before = shared.get(key) ?? 0;
      shared.set(key, Math.max(before, calls));
      add(provider, calls - before);
    },
    sum: () => ({ total: Object.values(byProvider).reduce((sum, calls) => sum + calls, 0), byProvider }),
  };
}
