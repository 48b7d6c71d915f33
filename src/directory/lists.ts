import type { ReadOperation } from "../datasources/capability.ts";
import type { Provider } from "../datasources/provider.ts";
import type { UserField, UserNeeds } from "../domain/user.ts";
import type { UserFilter } from "../domain/userFilter.ts";
import { nothingAt, type ProviderCoverage } from "./coverage.ts";
import { unsupported } from "./loaders.ts";
import type { Place } from "./place.ts";
import { planUsers } from "./plan.ts";
import type { UserRows } from "./userRows.ts";

/** Splits providers into those that can answer an operation and the coverage of those that cannot. */
export function splitBySupport(
  providers: readonly Provider[],
  operation: ReadOperation,
): { readonly able: readonly Provider[]; readonly unasked: readonly ProviderCoverage[] } {
  const able = providers.filter(({ capabilities }) => "via" in capabilities[operation]);
  const unasked = providers
    .filter((provider) => !able.includes(provider))
    .map((provider) => ({
      ...nothingAt(provider.key),
      status: "UNSUPPORTED" as const,
      error: unsupported(provider, operation),
    }));
  return { able, unasked };
}

/** Rows for a list that is gathered from users, in their natural order or by id. */
export function gatherFromUsers<T>(
  provider: Provider,
  filter: UserFilter,
  gather: Pick<UserRows<T>, "call" | "expand" | "placeOf"> & {
    readonly needs: ReadonlySet<UserField>;
    readonly expandAsks?: boolean;
  },
): UserRows<T> {
  const needs: UserNeeds = gather.needs;
  return {
    provider,
    plan: planUsers(provider, filter, { order: null, needs }),
    filter,
    order: null,
    needs,
    call: gather.call,
    expand: gather.expand,
    expandAsks: gather.expandAsks ?? false,
    placeOf: gather.placeOf,
    placeOfUser: null,
  };
}

/** The place of a record in a list that has no order but the providers' and ids' own. */
export function placeById(provider: string, id: string): Place {
  return { rank: "", provider, tie: id };
}
