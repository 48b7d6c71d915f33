import type { Provider } from "../datasources/provider.ts";
import type { AccountMembership } from "../domain/accountMembership.ts";
import { badInput } from "../domain/errors.ts";
import type { User, UserNeeds } from "../domain/user.ts";
import type { AccountMembershipFilter } from "../generated/graphql.ts";
import { type Connection, readConnection } from "./connection.ts";
import { fingerprintOf } from "./cursor.ts";
import { gatherFromUsers, placeById, splitBySupport } from "./lists.ts";
import { comparePlaces } from "./place.ts";
import { chooseList, type ListArguments, type Scope } from "./scope.ts";
import { chooseProviders, readText, referenceTo } from "./userFilterInput.ts";
import { createUserSource } from "./userRows.ts";

export interface AccountMembershipsArguments extends ListArguments {
  readonly filter?: AccountMembershipFilter | null | undefined;
}

/** One page of the links between users and accounts. `needs` is what the selection needs of their users. */
export async function listAccountMemberships(
  scope: Scope,
  list: AccountMembershipsArguments,
  needs: UserNeeds,
): Promise<Connection<AccountMembership>> {
  const { page, onProviderFailure, call } = chooseList(scope, list);
  const { filter } = list;
  if (filter?.status?.length === 0) {
    throw badInput(["filter", "status"], "must not be an empty list; leave it out to filter nothing.");
  }
  const userId = filter?.user ?? null;
  const user = userId === null ? null : referenceTo(scope.providers, "User", userId, ["filter", "user"]);
  const account = readText(filter?.account, ["filter", "account"]);
  const chosen = chooseProviders(scope.providers, filter?.providers).filter(
    ({ key }) => user === null || user.provider === key,
  );
  const { able, unasked } = splitBySupport(chosen, "accountMemberships");
  const wanted = (membership: AccountMembership): boolean =>
    (account === undefined || membership.account?.externalId === account) &&
    (!filter?.status || filter.status.includes(membership.status));
  return readConnection<AccountMembership>(
    {
      compare: comparePlaces("ASC"),
      fingerprint: fingerprintOf(["accountMemberships", filter ?? null, chosen.map(({ key }) => key)]),
      codec: scope.codec,
      now: scope.now,
      onProviderFailure,
      unasked,
      sources: (start, anchors) =>
        able.map((provider) => {
          const rows = gatherFromUsers<AccountMembership>(
            provider,
            user === null ? {} : { ids: [user.externalId] },
            {
              needs: new Set([...needs, "accountMemberships"]),
              call,
              expand: async (listed) => (await membershipsOf(scope, provider, listed)).filter(wanted),
              expandAsks: true,
              placeOf: (membership) => placeById(membership.provider, membership.externalId),
            },
          );
          return createUserSource(scope, rows, start, anchors[provider.key] ?? null);
        }),
    },
    page,
  );
}

/** A user's memberships; where the list left them out although they were asked for, the single user has them. */
async function membershipsOf(
  scope: Scope,
  provider: Provider,
  user: User,
): Promise<readonly AccountMembership[]> {
  if (user.accountMemberships !== null) return user.accountMemberships;
  const read = await scope.loadersOf(provider).user(user.externalId, new Set(["accountMemberships"]));
  return read.accountMemberships ?? [];
}
