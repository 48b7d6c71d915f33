import type { Provider } from "../datasources/provider.ts";
import { GatewayError } from "../domain/errors.ts";
import type { User, UserNeeds } from "../domain/user.ts";
import type { UserFilter, UserOrder } from "../domain/userFilter.ts";
import type { UserFilter as UserFilterInput } from "../generated/graphql.ts";
import { type Connection, readConnection } from "./connection.ts";
import { nothingAt, type ProviderCoverage } from "./coverage.ts";
import { fingerprintOf } from "./cursor.ts";
import { completeUsers } from "./fullUsers.ts";
import { comparePlaces, type Place } from "./place.ts";
import { orderKey, type ProviderPlan, planUsers } from "./plan.ts";
import { chooseList, type ListArguments, type Scope } from "./scope.ts";
import { type ScopedFilter, scopeUserFilter } from "./userFilterInput.ts";
import { createUserSource } from "./userRows.ts";

export interface UsersArguments extends ListArguments {
  readonly filter?: UserFilterInput | null | undefined;
  readonly orderBy?:
    | { readonly field: UserOrder["field"]; readonly direction?: UserOrder["direction"] | undefined }
    | null
    | undefined;
}

/** One page of the users of all providers that the filter concerns. */
export async function listUsers(
  scope: Scope,
  list: UsersArguments,
  needs: UserNeeds,
  onPlan: (plans: readonly ProviderPlan[]) => void,
): Promise<Connection<User>> {
  return listScopedUsers(scope, list, scopeUserFilter(scope.providers, list.filter), needs, onPlan);
}

/** The members of one team, as a list of its provider's users. */
export async function listTeamMembers(
  scope: Scope,
  list: ListArguments,
  team: { readonly provider: Provider; readonly externalId: string },
  needs: UserNeeds,
): Promise<Connection<User>> {
  const filter: UserFilter = { team: team.externalId };
  return listScopedUsers(scope, list, [{ provider: team.provider, filter }], needs, () => undefined);
}

/** One provider's part of a list of users. */
interface UsersPart extends ScopedFilter {
  readonly plan: ProviderPlan;
}

async function listScopedUsers(
  scope: Scope,
  list: UsersArguments,
  scoped: readonly ScopedFilter[],
  needs: UserNeeds,
  onPlan: (plans: readonly ProviderPlan[]) => void,
): Promise<Connection<User>> {
  const { page, onProviderFailure, call } = chooseList(scope, list);
  const order = orderOf(list);
  // The last page of a list is the first page of the list turned round.
  const readOrder = order !== null && page.backwards ? turned(order) : order;
  const parts: readonly UsersPart[] = scoped.map(({ provider, filter }) => ({
    provider,
    filter,
    plan: planUsers(provider, filter, { order: readOrder, needs, largestPage: scope.largestPage }),
  }));
  onPlan(parts.map(({ plan }) => plan));
  const byPlace = order !== null || parts.some(({ plan }) => plan.access.kind === "ids");
  const placeOf = (user: User): Place => ({
    rank: order === null ? "" : orderKey(user, order.field),
    provider: user.provider,
    tie: user.externalId,
  });
  return readConnection<User>(
    {
      compare: comparePlaces(order?.direction ?? "ASC"),
      fingerprint: fingerprintOf([
        "users",
        byPlace,
        order,
        scoped.map(({ provider, filter }) => [provider.key, filter]),
      ]),
      codec: scope.codec,
      now: scope.now,
      onProviderFailure,
      unasked: parts.flatMap(unaskedOf),
      sources: (start, anchors) =>
        parts
          .filter((part) => unaskedOf(part).length === 0)
          .map(({ provider, filter, plan }) =>
            createUserSource(
              scope,
              {
                provider,
                plan,
                filter,
                order: readOrder,
                needs,
                call,
                expand: (user) => [user],
                expandAsks: false,
                placeOf,
                placeOfUser: placeOf,
              },
              start,
              anchors[provider.key] ?? null,
            ),
          ),
      complete: (users) => completeUsers(scope, users, needs, call),
    },
    page,
  );
}

/** The coverage of a provider that needs no asking; none where it is asked. */
function unaskedOf({ provider, plan }: UsersPart): readonly ProviderCoverage[] {
  const { access } = plan;
  if (access.kind === "none") return [nothingAt(provider.key)];
  if (access.kind !== "unsupported") return [];
  const error = new GatewayError(
    "UNSUPPORTED_OPERATION",
    `${provider.displayName} cannot be asked for this: ${access.reason}.`,
    { provider: provider.key },
  );
  return [{ ...nothingAt(provider.key), status: "UNSUPPORTED", error }];
}

function orderOf({ orderBy }: UsersArguments): UserOrder | null {
  return orderBy ? { field: orderBy.field, direction: orderBy.direction ?? "ASC" } : null;
}

function turned(order: UserOrder): UserOrder {
  return { field: order.field, direction: order.direction === "ASC" ? "DESC" : "ASC" };
}
