import type { ReadOperation, WriteOperation } from "../datasources/capability.ts";
import type { Provider } from "../datasources/provider.ts";
import type { Effect } from "../datasources/surface.ts";
import type { AccountMembership } from "../domain/accountMembership.ts";
import { badInput, GatewayError } from "../domain/errors.ts";
import type { GracePeriod } from "../domain/gracePeriod.ts";
import type { IdentitySourceMismatch } from "../domain/identitySourceMismatch.ts";
import { formatId, type NodeReference, parseId, parseIdOf, parseRepresentation } from "../domain/ids.ts";
import type { Invitation } from "../domain/invitation.ts";
import type { Team, TeamMembership } from "../domain/team.ts";
import type { User, UserNeeds } from "../domain/user.ts";
import { type AccountMembershipsArguments, listAccountMemberships } from "./accountMemberships.ts";
import {
  actionsOn,
  type Capability,
  capabilitiesOf,
  notReportedBy,
  type UserAction,
  worstEffect,
} from "./capabilities.ts";
import { type Connection, choosePage, type PageArguments, type PageChoice } from "./connection.ts";
import { ConnectionAtHand } from "./connectionAtHand.ts";
import type { TeamConnection } from "./connections.ts";
import { fingerprintOf } from "./cursor.ts";
import { type GracePeriodsArguments, gracePeriodId, listGracePeriods } from "./gracePeriods.ts";
import { type InvitationsArguments, listInvitations } from "./invitations.ts";
import { unsupported } from "./loaders.ts";
import { type CountNamed, createCountNamed, findNode, type NodeRecord } from "./nodes.ts";
import type { ProviderPlan } from "./plan.ts";
import { ProviderView } from "./providerView.ts";
import { createRawOfRequest, type RawOfRequest } from "./raw.ts";
import { createScope, type ListArguments, type ScopeOptions } from "./scope.ts";
import { findTeam, listTeams, type TeamsArguments } from "./teams.ts";
import { knownProvider, readText } from "./userFilterInput.ts";
import { listTeamMembers, listUsers, type UsersArguments } from "./users.ts";
import type { WriteEnvironment } from "./writes/environment.ts";
import { createWrites, type WritesOfRequest } from "./writes/index.ts";

/** All providers seen as one, for one request. What fails is thrown as a GatewayError that names the provider. */
export interface Directory {
  readonly providers: () => readonly ProviderView[];
  /** The provider of this key, or null. */
  readonly provider: (key: string) => ProviderView | null;
  readonly capabilities: (key: string) => readonly Capability[];
  readonly currentUser: (key: string, needs: UserNeeds) => Promise<User | null>;

  /** To be told of lists of ids before they are looked up. */
  readonly countNamed: CountNamed;
  readonly node: (id: string, needs: UserNeeds) => Promise<NodeRecord>;
  /** The record that a router's representation names; `field` is where that stands in the request. */
  readonly entity: (
    representation: unknown,
    field: readonly string[],
    needs: UserNeeds,
  ) => Promise<NodeRecord>;
  readonly user: (id: string, needs: UserNeeds) => Promise<User>;
  readonly userByExternalId: (provider: string, externalId: string, needs: UserNeeds) => Promise<User>;
  readonly users: (list: UsersArguments, needs: UserNeeds) => Promise<Connection<User>>;
  readonly team: (id: string) => Promise<Team>;
  readonly teams: (list: TeamsArguments) => Promise<TeamConnection>;
  readonly invitations: (list: InvitationsArguments, needs: UserNeeds) => Promise<Connection<Invitation>>;
  readonly gracePeriods: (list: GracePeriodsArguments) => Promise<Connection<GracePeriod>>;
  readonly accountMemberships: (
    list: AccountMembershipsArguments,
    needs: UserNeeds,
  ) => Promise<Connection<AccountMembership>>;
  readonly identitySourceMismatches: (
    provider: string,
    tenantId: string | null,
  ) => Promise<readonly IdentitySourceMismatch[]>;

  /** The user of this id at its provider, for records that refer to one. */
  readonly userOf: (
    reference: { readonly provider: string; readonly userId: string },
    needs: UserNeeds,
  ) => Promise<User>;
  /** This and the fields below are null where the provider never reports them, or its answer left them out. */
  readonly teamsOf: (
    user: Pick<User, "provider" | "externalId" | "teams">,
  ) => Promise<readonly TeamMembership[] | null>;
  readonly teamsPageOf: (
    user: User,
    page: PageArguments,
  ) => TeamConnection | null | Promise<TeamConnection | null>;
  readonly membersOf: (team: Team, list: ListArguments, needs: UserNeeds) => Promise<Connection<User>>;
  readonly accountMembershipsPageOf: (
    user: User,
    page: PageArguments,
  ) => Promise<Connection<AccountMembership> | null>;
  readonly invitationsPageOf: (user: User, page: PageArguments) => Promise<Connection<Invitation> | null>;
  readonly gracePeriodsOf: (user: User) => Promise<readonly GracePeriod[] | null>;
  readonly actionsOn: (user: User) => readonly UserAction[];
  readonly notReported: (user: User) => readonly string[];
  readonly now: () => number;
  /** Ends with the last list whose reading this request has begun, also when it is waited for no longer; null: none. */
  readonly readings: () => Promise<unknown> | null;
  /** Every mutation. */
  readonly write: WritesOfRequest;
  /** What a mutation does at the worst, where the caller may write; null where no provider can do it. */
  readonly effectOf: (operation: WriteOperation) => Effect | null;
  /** Any operation of a provider in the provider's own terms. */
  readonly raw: RawOfRequest;
}

export interface DirectoryOptions extends ScopeOptions {
  readonly writes: WriteEnvironment;
  /** Told of each list's plan, for explain. */
  readonly onPlan: (plans: readonly ProviderPlan[]) => void;
}

export function createDirectory(options: DirectoryOptions): Directory {
  const scope = createScope(options);
  const { providers, codec, now, call } = scope;
  const find = (key: string): Provider | null => providers.find((provider) => provider.key === key) ?? null;
  const refusals = new Map<string, GatewayError>();
  const views = new Map<Provider, ProviderView>();
  const known = (key: string): Provider => knownProvider(providers, key, ["provider"]);
  const loadersFor = (reference: Pick<NodeReference, "provider">) =>
    scope.loadersOf(existing(reference.provider));

  /** The provider that an id names; ids outlive configurations, so a missing one is NOT_FOUND. */
  function existing(key: string): Provider {
    const provider = find(key);
    if (provider === null)
      throw new GatewayError("NOT_FOUND", "No configured provider has a record of this id.");
    return provider;
  }

  /** Made once for each provider, since every record leads to one. */
  function view(provider: Provider): ProviderView {
    const known = views.get(provider);
    if (known !== undefined) return known;
    const made = new ProviderView(provider, now);
    views.set(provider, made);
    return made;
  }

  const userOf: Directory["userOf"] = async ({ provider, userId }, needs) =>
    loadersFor({ provider }).user(userId, needs);

  const teamsOf: Directory["teamsOf"] = async ({ provider, externalId, teams }) => {
    if (teams !== null) return teams;
    const { fields } = existing(provider);
    if (fields.teams === "call") return loadersFor({ provider }).teamsOf(externalId);
    if (typeof fields.teams === "object") return null;
    const user = await userOf({ provider, userId: externalId }, new Set(["teams"]));
    return user.teams;
  };

  /** Reads the teams of a page's users at once, where it takes calls of their own. */
  async function lookAheadForTeams(users: readonly User[]): Promise<void> {
    const wanted = users.filter(
      (user) => user.teams === null && existing(user.provider).fields.teams === "call",
    );
    const keys = new Set(wanted.map(({ provider }) => provider));
    await Promise.all(
      [...keys].map((key) => {
        const ids = wanted.filter(({ provider }) => provider === key).map(({ externalId }) => externalId);
        return loadersFor({ provider: key }).lookAhead(ids);
      }),
    );
  }

  function teamsPage(user: User, teams: readonly TeamMembership[], choice: PageChoice): TeamConnection {
    const { provider, externalId } = user;
    const fingerprint = () => fingerprintOf(["User.teams", provider, externalId]);
    return new ConnectionAtHand(
      teams,
      { fingerprint, codec, provider, idOf: ({ team }) => team.externalId },
      choice,
    );
  }

  async function invitationsOf(user: User): Promise<readonly Invitation[]> {
    const provider = existing(user.provider);
    if (provider.operations.listInvitations === undefined)
      return user.invitation === null ? [] : [user.invitation];
    // Such an API shows only the invitations of the credential's own user.
    const current = await scope.loadersOf(provider).currentUser(new Set());
    if (current?.externalId !== user.externalId) return [];
    const page = await listInvitations(
      scope,
      { first: 100, filter: { providers: [provider.key] } },
      new Set(),
    );
    return page.nodes;
  }

  /** Whether this provider reports the field at all; where it never does, a connection of nothing would lie. */
  function isReported(
    user: User,
    operation: "User.teams" | "User.accountMemberships" | "User.invitations" | "User.gracePeriods",
  ): boolean {
    return "via" in existing(user.provider).capabilities[operation];
  }

  /** The same refusal for every record of this request, so that it is told once. */
  function refuseMissing(provider: Provider, operation: ReadOperation): void {
    if ("via" in provider.capabilities[operation]) return;
    const key = `${provider.key} ${operation}`;
    const refusal = refusals.get(key) ?? unsupported(provider, operation);
    refusals.set(key, refusal);
    throw refusal;
  }

  return {
    now,
    readings: scope.readings,
    write: createWrites(scope, options.writes),
    effectOf: (operation) => worstEffect(options.writes.providers, operation),
    raw: createRawOfRequest({ scope, environment: options.writes }),
    providers: () => providers.map(view),
    provider(key) {
      const provider = find(key);
      return provider === null ? null : view(provider);
    },
    capabilities: (key) => capabilitiesOf(existing(key)),
    currentUser: (key, needs) => loadersFor({ provider: key }).currentUser(needs),

    countNamed: createCountNamed(),
    node: async (id, needs) => findNode(scope, parseId(id), { needs, view, existing }),
    entity: async (representation, field, needs) =>
      findNode(scope, parseRepresentation(representation, field), { needs, view, existing }),
    user: async (id, needs) => {
      const { provider, externalId } = parseIdOf("User", id);
      return loadersFor({ provider }).user(externalId, needs);
    },
    async userByExternalId(provider, externalId, needs) {
      if (externalId.trim() === "" || externalId.length > 256) {
        throw badInput(["externalId"], "must be 1 to 256 characters.");
      }
      // The same checks as for an id that was given out: nothing that could change a path gets further.
      const reference = parseIdOf("User", formatId("User", known(provider).key, externalId), ["externalId"]);
      return loadersFor(reference).user(reference.externalId, needs);
    },
    async users(list, needs) {
      const connection = await listUsers(scope, list, needs, options.onPlan);
      if (needs.has("teams")) await lookAheadForTeams(connection.nodes);
      return connection;
    },
    team: async (id) => {
      const { provider, externalId } = parseIdOf("Team", id);
      return findTeam(scope, existing(provider), externalId);
    },
    teams: (list) => listTeams(scope, list),
    invitations: (list, needs) => listInvitations(scope, list, needs),
    gracePeriods: (list) => listGracePeriods(scope, list),
    accountMemberships: (list, needs) => listAccountMemberships(scope, list, needs),
    async identitySourceMismatches(key, tenantId) {
      const provider = known(key);
      const tenant = readText(tenantId, ["tenantId"]) ?? null;
      const { listIdentitySourceMismatches } = provider.operations;
      if (listIdentitySourceMismatches === undefined) throw unsupported(provider, "identitySourceMismatches");
      return listIdentitySourceMismatches(tenant, call);
    },

    userOf,
    teamsOf,
    teamsPageOf(user, page) {
      const choice = choosePage(page, scope.largestPage);
      if (!isReported(user, "User.teams")) return null;
      const teams = user.teams ?? loadersFor(user).teamsAtHand(user.externalId);
      // A page's users have them at hand, and a hundred promises less are made.
      if (teams !== undefined) return teamsPage(user, teams, choice);
      return teamsOf(user).then((read) => (read === null ? null : teamsPage(user, read, choice)));
    },
    async membersOf(team, list, needs) {
      const provider = existing(team.provider);
      refuseMissing(provider, "Team.members");
      return listTeamMembers(scope, list, { provider, externalId: team.externalId }, needs);
    },
    async accountMembershipsPageOf(user, page) {
      const choice = choosePage(page, scope.largestPage);
      if (!isReported(user, "User.accountMemberships")) return null;
      const { accountMemberships } =
        user.accountMemberships === null
          ? await userOf(
              { provider: user.provider, userId: user.externalId },
              new Set(["accountMemberships"]),
            )
          : user;
      if (accountMemberships === null) return null;
      const fingerprint = () => fingerprintOf(["User.accountMemberships", user.provider, user.externalId]);
      return new ConnectionAtHand(
        accountMemberships,
        { fingerprint, codec, provider: user.provider, idOf: ({ externalId }) => externalId },
        choice,
      );
    },
    async invitationsPageOf(user, page) {
      const choice = choosePage(page, scope.largestPage);
      if (!isReported(user, "User.invitations")) return null;
      const fingerprint = () => fingerprintOf(["User.invitations", user.provider, user.externalId]);
      return new ConnectionAtHand(
        await invitationsOf(user),
        { fingerprint, codec, provider: user.provider, idOf: ({ externalId }) => externalId },
        choice,
      );
    },
    async gracePeriodsOf(user) {
      if (!isReported(user, "User.gracePeriods")) return null;
      return loadersFor(user).gracePeriodsOf(user.externalId);
    },
    actionsOn: (user) =>
      actionsOn(
        existing(user.provider),
        user,
        (operation) => options.writes.denial(operation, user.provider, false)?.reason ?? null,
      ),
    notReported: (user) => notReportedBy(existing(user.provider)),
  };
}

export { gracePeriodId };
