import { callWith } from "../datasources/call.ts";
import type { Provider } from "../datasources/provider.ts";
import type { Invitation } from "../domain/invitation.ts";
import type { UserNeeds } from "../domain/user.ts";
import type { InvitationFilter } from "../generated/graphql.ts";
import { type Connection, readConnection } from "./connection.ts";
import { fingerprintOf } from "./cursor.ts";
import { gatherFromUsers, placeById, splitBySupport } from "./lists.ts";
import { createNaturalSource } from "./naturalSource.ts";
import { comparePlaces } from "./place.ts";
import { chooseList, type ListArguments, type Scope } from "./scope.ts";
import type { Source, Start } from "./source.ts";
import { chooseProviders, readText } from "./userFilterInput.ts";
import { createUserSource } from "./userRows.ts";

export interface InvitationsArguments extends ListArguments {
  readonly filter?: InvitationFilter | null | undefined;
}

/** One page of the open invitations. `needs` is what the selection needs of the users who stand for them. */
export async function listInvitations(
  scope: Scope,
  list: InvitationsArguments,
  needs: UserNeeds,
): Promise<Connection<Invitation>> {
  const { page, onProviderFailure, call } = chooseList(scope, list);
  const email = readText(list.filter?.email, ["filter", "email"])?.toLowerCase();
  const chosen = chooseProviders(scope.providers, list.filter?.providers);
  const { able, unasked } = splitBySupport(chosen, "invitations");
  const wanted = (invitation: Invitation): boolean =>
    email === undefined || invitation.email?.toLowerCase() === email;
  return readConnection<Invitation>(
    {
      compare: comparePlaces("ASC"),
      fingerprint: fingerprintOf(["invitations", email, chosen.map(({ key }) => key)]),
      codec: scope.codec,
      now: scope.now,
      onProviderFailure,
      unasked,
      sources: (start, anchors) =>
        able.map((provider) =>
          invitationSource(
            scope,
            provider,
            { ...start, anchor: anchors[provider.key] ?? null },
            { wanted, needs, call },
          ),
        ),
    },
    page,
  );
}

interface Wish {
  readonly wanted: (invitation: Invitation) => boolean;
  readonly needs: UserNeeds;
  readonly call: Scope["call"];
}

function invitationSource(scope: Scope, provider: Provider, start: Start, wish: Wish): Source<Invitation> {
  const { listInvitations: list } = provider.operations;
  if (list === undefined) {
    const rows = gatherFromUsers<Invitation>(
      provider,
      {},
      {
        needs: new Set([...wish.needs, "invitations"]),
        call: wish.call,
        expand: ({ invitation }) => (invitation !== null && wish.wanted(invitation) ? [invitation] : []),
        placeOf: (invitation) => placeById(invitation.provider, invitation.externalId),
      },
    );
    return createUserSource(scope, rows, start, start.anchor);
  }
  const { invitations: pages } = scope.pages;
  const listKey = { provider: provider.key, key: "invitations" };
  return createNaturalSource<Invitation, Invitation>(
    {
      provider: provider.key,
      pageSize: Math.min(provider.userList.pageSize, 100),
      limit: provider.sweepLimit,
      width: provider.maxConcurrency,
      rowId: ({ externalId }) => externalId,
      signal: wish.call.signal,
      readPage: (page, freshness) =>
        pages.read(listKey, page, freshness, (asked) => list(page, callWith(wish.call, asked))),
      produce: (invitations) =>
        invitations.map((invitation) => (wish.wanted(invitation) ? [invitation] : [])),
      batch: Number.MAX_SAFE_INTEGER,
      exactTotal: false,
    },
    start,
  );
}
