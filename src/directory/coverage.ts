import type { GatewayError } from "../domain/errors.ts";
import type { CoverageStatus } from "../generated/enums.ts";

/** What one provider's part of a list is worth. */
export interface ProviderCoverage {
  /** Key of the provider. */
  readonly provider: string;
  readonly status: CoverageStatus;
  /** Records read from the provider for this answer. */
  readonly fetched: number;
  /** How many records match there in all; null where only reading everything could tell. */
  readonly total: number | null;
  readonly error: GatewayError | null;
  /** The instant since which nothing of it is older, RFC 3339; null where nothing was read. */
  readonly asOf: string | null;
}

/** The coverage of a provider that nothing can match at, which is known without asking it. */
export function nothingAt(provider: string): ProviderCoverage {
  return { provider, status: "COMPLETE", fetched: 0, total: 0, error: null, asOf: null };
}

/** True where no provider failed, was skipped or was cut short. */
export function isComplete(coverage: readonly ProviderCoverage[]): boolean {
  return coverage.every(({ status }) => status === "COMPLETE" || status === "UNSUPPORTED");
}

/** The sum over the providers, or null as soon as one of them cannot tell. */
export function totalOf(coverage: readonly ProviderCoverage[]): number | null {
  let sum = 0;
  for (const { status, total } of coverage) {
    if (status === "UNSUPPORTED") continue;
    if (total === null) return null;
    sum += total;
  }
  return sum;
}
