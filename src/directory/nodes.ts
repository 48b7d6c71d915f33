import type { Provider } from "../datasources/provider.ts";
import type { AccountMembership } from "../domain/accountMembership.ts";
import { badInput, GatewayError } from "../domain/errors.ts";
import type { GracePeriod } from "../domain/gracePeriod.ts";
import type { NodeReference, NodeType } from "../domain/ids.ts";
import type { Invitation } from "../domain/invitation.ts";
import type { Team } from "../domain/team.ts";
import type { User, UserNeeds } from "../domain/user.ts";
import { listAccountMemberships } from "./accountMemberships.ts";
import type { Connection } from "./connection.ts";
import { gracePeriodId } from "./gracePeriods.ts";
import { listInvitations } from "./invitations.ts";
import { unsupported } from "./loaders.ts";
import type { ProviderView } from "./providerView.ts";
import type { ListArguments, Scope } from "./scope.ts";
import { findTeam } from "./teams.ts";

/** A record with the GraphQL type that it is. */
export type NodeRecord =
  | ProviderView
  | (User & { readonly __typename: "User" })
  | (Team & { readonly __typename: "Team" })
  | (AccountMembership & { readonly __typename: "AccountMembership" })
  | (Invitation & { readonly __typename: "Invitation" })
  | (GracePeriod & { readonly __typename: "GracePeriod" });

interface Search {
  readonly needs: UserNeeds;
  readonly view: (provider: Provider) => ProviderView;
  readonly existing: (key: string) => Provider;
}

const MOST_IN_A_FIELD = 1_000;
/** Each of them may be an error of its own, and a few bytes of a document ask for a list of them once more. */
const MOST_IN_AN_OPERATION = 4_000;

/** Counts records that are named by their ids. Throws BAD_USER_INPUT naming `field` where there are too many. */
export type CountNamed = (count: number, field: readonly string[]) => void;

/** A count for one operation. */
export function createCountNamed(): CountNamed {
  let named = 0;
  return (count, field) => {
    named += count;
    if (count > MOST_IN_A_FIELD) throw badInput(field, `must be at most ${MOST_IN_A_FIELD}.`);
    if (named > MOST_IN_AN_OPERATION) {
      throw badInput(
        field,
        `must be at most ${MOST_IN_AN_OPERATION} with all that the operation names by ids.`,
      );
    }
  };
}

/** The record of any type that an id stands for. NOT_FOUND when there is none (any more). */
export async function findNode(scope: Scope, reference: NodeReference, search: Search): Promise<NodeRecord> {
  const provider = search.existing(reference.provider);
  const { type, externalId } = reference;
  switch (type) {
    case "Provider":
      return search.view(provider);
    case "User":
      return named("User", await scope.loadersOf(provider).user(externalId, search.needs));
    case "Team":
      return named("Team", await findTeam(scope, provider, externalId));
    case "GracePeriod":
      return named("GracePeriod", await findGracePeriod(scope, provider, externalId));
    case "AccountMembership":
      return named("AccountMembership", await findAccountMembership(scope, provider, externalId));
    case "Invitation":
      return named("Invitation", await findInvitation(scope, provider, externalId));
  }
}

function named<N extends Exclude<NodeType, "Provider">, R extends object>(
  typename: N,
  record: R,
): R & { readonly __typename: N } {
  return { __typename: typename, ...record };
}

function found<T>(provider: Provider, record: T | undefined): T {
  if (record !== undefined) return record;
  throw new GatewayError("NOT_FOUND", `${provider.key} has no record of this id.`, {
    provider: provider.key,
  });
}

async function findGracePeriod(scope: Scope, provider: Provider, id: string): Promise<GracePeriod> {
  if (provider.operations.getGracePeriods === undefined) throw unsupported(provider, "gracePeriods");
  const end = id.lastIndexOf("~");
  if (end < 0) return found<GracePeriod>(provider, undefined);
  const periods = await scope.loadersOf(provider).gracePeriodsOf(id.slice(0, end));
  return found(
    provider,
    periods.find((period) => gracePeriodId(period) === id),
  );
}

/** A membership whose id names its user is read with that user; any other is looked for in the list. */
async function findAccountMembership(
  scope: Scope,
  provider: Provider,
  id: string,
): Promise<AccountMembership> {
  const needs: UserNeeds = new Set(["accountMemberships"]);
  const [userId = ""] = id.split("~");
  if (id.includes("~")) {
    const user = await scope.loadersOf(provider).user(userId, needs);
    return found(
      provider,
      user.accountMemberships?.find(({ externalId }) => externalId === id),
    );
  }
  return findInPages(
    provider,
    (list) => listAccountMemberships(scope, { ...list, filter: { providers: [provider.key] } }, needs),
    ({ externalId }) => externalId === id,
  );
}

/** An invitation that a user stands for may have the user's id; any other is looked for in the list. */
async function findInvitation(scope: Scope, provider: Provider, id: string): Promise<Invitation> {
  if (provider.operations.listInvitations === undefined && "via" in provider.capabilities.invitations) {
    const user = await scope
      .loadersOf(provider)
      .user(id, new Set(["invitations"]))
      .catch(unlessNotFound);
    if (user?.invitation?.externalId === id) return user.invitation;
  }
  return findInPages(
    provider,
    (list) => listInvitations(scope, { ...list, filter: { providers: [provider.key] } }, new Set()),
    ({ externalId }) => externalId === id,
  );
}

function unlessNotFound(thrown: unknown): null {
  if (thrown instanceof GatewayError && thrown.code === "NOT_FOUND") return null;
  throw thrown;
}

async function findInPages<T>(
  provider: Provider,
  read: (list: ListArguments) => Promise<Connection<T>>,
  isIt: (record: T) => boolean,
): Promise<T> {
  let after: string | null = null;
  for (;;) {
    const page: Connection<T> = await read({ first: 100, after, onProviderFailure: "FAIL" });
    const record = page.nodes.find(isIt);
    if (record !== undefined) return record;
    after = page.pageInfo.endCursor();
    if (!page.pageInfo.hasNextPage || after === null) return found<T>(provider, undefined);
  }
}
