import type { ZodType } from "zod";
import type { GracePeriod } from "../domain/gracePeriod.ts";
import type { IdentitySourceMismatch } from "../domain/identitySourceMismatch.ts";
import type { Invitation } from "../domain/invitation.ts";
import type { Page, PageRequest } from "../domain/page.ts";
import type { ListedTeam, TeamMembership } from "../domain/team.ts";
import type { User, UserNeeds } from "../domain/user.ts";
import type { UserFilter, UserOrder } from "../domain/userFilter.ts";
import type { LifecycleState, ProviderKind } from "../generated/enums.ts";
import type { SimulatorDefinition } from "../simulation/simulator.ts";
import { onlyAskedUsers } from "./askedUser.ts";
import type { Call } from "./call.ts";
import type {
  CapabilityTable,
  FieldTable,
  UserListAbilities,
  UserLookup,
  WriteOperation,
} from "./capability.ts";
import type { UpstreamEnvironment } from "./http/client.ts";
import type { ProviderHealth, UpstreamStats } from "./http/health.ts";
import type { Surface, SurfaceAnswer, SurfaceInput, SurfaceOperation } from "./surface.ts";
import type { Writes } from "./write.ts";

/** What a list of users is asked for: only what the provider's own table says it can apply. */
export interface UserListQuery {
  readonly filter: UserFilter;
  /** Null: the provider's default order. */
  readonly order: UserOrder | null;
  /** Fields that the answer should hold beyond those of every list answer. */
  readonly needs: UserNeeds;
}

/**
 * What a provider can be asked. Every operation makes the calls that its API needs and no more, answers in
 * domain records, and rejects with a GatewayError that names the provider. An operation that the capability
 * table calls missing is left out.
 */
export interface Operations {
  /** One page of users, each in `list` form, with what `query.needs` names as far as a list can hold it. */
  readonly listUsers: (query: UserListQuery, page: PageRequest, call: Call) => Promise<Page<User>>;
  /** The users of these ids (at most `lookup.idsPerCall`), in any order; unknown ids are left out. */
  readonly getUsers?: (ids: readonly string[], needs: UserNeeds, call: Call) => Promise<Page<User>>;
  /** One user in `full` form, with what `needs` names. NOT_FOUND when there is none. */
  readonly getUser?: (id: string, needs: UserNeeds, call: Call) => Promise<User>;
  /** The ids of a team's members, where the API tells ids and not users. NOT_FOUND without such a team. */
  readonly listTeamMemberIds?: (teamId: string, call: Call) => Promise<readonly string[]>;

  /** One page of teams, where the API lists them; else the directory gathers them from the users. */
  readonly listTeams?: (page: PageRequest, call: Call) => Promise<Page<ListedTeam>>;
  /** One team by id, where the API tells it more cheaply than a sweep. NOT_FOUND when there is none. */
  readonly getTeam?: (id: string, call: Call) => Promise<ListedTeam>;
  /** The teams of these users (at most `teamsPerCall` of them); a user without teams has an empty list. */
  readonly getTeamsOfUsers?: (
    userIds: readonly string[],
    call: Call,
  ) => Promise<ReadonlyMap<string, readonly TeamMembership[]>>;

  /** One page of invitations, where the API has such records; else they are derived from users. */
  readonly listInvitations?: (page: PageRequest, call: Call) => Promise<Page<Invitation>>;
  /** One user's grace periods. */
  readonly getGracePeriods?: (userId: string, call: Call) => Promise<readonly GracePeriod[]>;
  /** The user whose credential the gateway holds. */
  readonly getCurrentUser?: (needs: UserNeeds, call: Call) => Promise<User>;
  /** Users whose identity source is not their identity provider's. Changes nothing. `tenantId` null: all. */
  readonly listIdentitySourceMismatches?: (
    tenantId: string | null,
    call: Call,
  ) => Promise<readonly IdentitySourceMismatch[]>;
}

/** Where a provider's API stands in its life. */
export interface Lifecycle {
  readonly state: LifecycleState;
  /** The day on which support ends or ended, RFC 3339. */
  readonly until: string | null;
  readonly note: string | null;
}

/** One configured connection to one user API, ready to be asked. */
export interface Provider {
  /** From the configuration; part of every id. */
  readonly key: string;
  readonly kind: ProviderKind;
  readonly displayName: string;
  readonly apiVersion: string | null;
  readonly lifecycle: (nowMs: number) => Lifecycle;
  readonly capabilities: CapabilityTable;
  readonly fields: FieldTable;
  readonly userList: UserListAbilities;
  readonly userLookup: UserLookup;
  /** The most users whose teams one call of `getTeamsOfUsers` tells. */
  readonly teamsPerCall: number;
  /** The most calls to this provider, of all callers, that are under way at once. */
  readonly maxConcurrency: number;
  /** The most records that a sweep reads before it is cut short. */
  readonly sweepLimit: number;
  /** The rule that forbids this operation on this very user, or null where none does. */
  readonly refusal: (operation: WriteOperation, user: User) => string | null;
  readonly operations: Operations;
  readonly writes: Writes;
  /** The operations of its API that this connection offers in the API's own terms. */
  readonly surface: Surface;
  /** Carries out one of them; rejects with a GatewayError that names the provider. A write is sent once. */
  readonly raw: (operation: SurfaceOperation, input: SurfaceInput, call: Call) => Promise<SurfaceAnswer>;
  /** The id of the user whose credential the gateway holds, where that is known; never locked or deleted. */
  readonly ownUserId: string | null;
  readonly health: () => ProviderHealth;
  readonly stats: () => UpstreamStats;
}

/** The settings that every provider takes, with their defaults applied. */
export interface CommonSettings {
  readonly key: string;
  readonly displayName?: string | undefined;
  readonly baseUrl: string;
  readonly timeoutMs: number;
  readonly maxConcurrency: number;
  readonly pageSize?: number | undefined;
  readonly sweepLimit: number;
}

/** One kind of provider: everything that Roster knows of one API. */
export interface ProviderDefinition<Settings> {
  readonly kind: ProviderKind;
  /** The `kind` word of the configuration, e.g. `scaleway`. */
  readonly name: string;
  /** The API's name for people, e.g. `Samsung Cloud Platform`. */
  readonly title: string;
  /** Checks this kind's own settings; the common ones are checked elsewhere. Unknown keys are refused. */
  readonly settings: ZodType<Settings>;
  readonly connect: (
    settings: Settings,
    common: CommonSettings,
    environment: UpstreamEnvironment,
  ) => Provider;
  /** The user operations of the API in its own terms, whatever a connection offers of them. */
  readonly surface: Surface;
  /** The same API as a stateful server, for demo mode and tests. */
  readonly simulator: SimulatorDefinition;
}

/** A definition whose settings type is its own business: what the list of kinds holds. */
export interface AnyProviderDefinition {
  readonly kind: ProviderKind;
  readonly name: string;
  readonly title: string;
  /** The keys that this kind's own settings may have. */
  readonly checkSettings: (settings: unknown) => SettingsCheck;
  readonly surface: Surface;
  readonly simulator: SimulatorDefinition;
}

/** Either a way to connect with the settings, or what is wrong with them. */
export type SettingsCheck =
  | {
      readonly ok: true;
      readonly connect: (common: CommonSettings, environment: UpstreamEnvironment) => Provider;
    }
  | {
      readonly ok: false;
      readonly problems: ReadonlyArray<{ readonly path: readonly string[]; readonly message: string }>;
    };

/** Closes a kind's definition over its settings type, so that kinds can stand in one list. */
export function defineProvider<Settings>(definition: ProviderDefinition<Settings>): AnyProviderDefinition {
  return {
    kind: definition.kind,
    name: definition.name,
    title: definition.title,
    surface: definition.surface,
    simulator: definition.simulator,
    checkSettings(settings) {
      const parsed = definition.settings.safeParse(settings);
      if (!parsed.success) {
        return {
          ok: false,
          problems: parsed.error.issues.map((issue) => ({
            path: issue.path.map(String),
            message: issue.message,
          })),
        };
      }
      return {
        ok: true,
        connect: (common, environment) =>
          onlyAskedUsers(definition.connect(parsed.data, common, environment)),
      };
    },
  };
}
