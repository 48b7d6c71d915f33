import type { ProviderHealth } from "../datasources/http/health.ts";
import type { Lifecycle, Provider } from "../datasources/provider.ts";
import type { ProviderKind } from "../generated/enums.ts";

/**
 * A configured provider as callers see it; what may change is looked up when it is read. A class, since V8 makes a
 * shape of its own for every object literal with getters, and keeps it, and all that they reach, for a long time.
 */
export class ProviderView {
  readonly __typename = "Provider";
  readonly key: string;
  readonly kind: ProviderKind;
  readonly displayName: string;
  readonly apiVersion: string | null;
  readonly #provider: Provider;
  readonly #now: () => number;

  constructor(provider: Provider, now: () => number) {
    this.key = provider.key;
    this.kind = provider.kind;
    this.displayName = provider.displayName;
    this.apiVersion = provider.apiVersion;
    this.#provider = provider;
    this.#now = now;
  }

  get lifecycle(): Lifecycle {
    return this.#provider.lifecycle(this.#now());
  }

  get health(): ProviderHealth {
    return this.#provider.health();
  }
}
