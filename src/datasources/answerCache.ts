import type { TeamMembership } from "../domain/team.ts";
import type { AnswerStore } from "./answerStore.ts";
import { type Call, callWith } from "./call.ts";
import type { ReadOperation } from "./capability.ts";
import type { Operations, Provider } from "./provider.ts";
import { createStop } from "./stopSignal.ts";

/** The operations whose answers may be kept, in the words of the capability table. */
export type KeptOperation = Extract<
  ReadOperation,
  | "users"
  | "user"
  | "teams"
  | "invitations"
  | "Provider.currentUser"
  | "Team.members"
  | "User.teams"
  | "User.gracePeriods"
>;

/** How long one provider's answers may be used again. */
export interface CacheSettings {
  /** In milliseconds, by operation; an operation that is left out is always asked for. */
  readonly freshMs: { readonly [O in KeptOperation]?: number };
  /** How much longer an answer is given out while a new one is fetched. */
  readonly staleMs: number;
}

interface CacheOptions {
  readonly store: AnswerStore;
  /** Wall clock in milliseconds. */
  readonly now: () => number;
}

/**
 * The provider with a short memory: what was asked of it of late is answered without a call, unless the call wants
 * something younger. An answer that has got stale is given out once more while a new one is fetched, at the cost of
 * whoever got it. Failures are not kept. Who writes has to tell the store.
 */
export function withAnswerCache(
  provider: Provider,
  settings: CacheSettings,
  options: CacheOptions,
): Provider {
  const { store, now } = options;
  const { operations } = provider;
  const renewing = new Set<string>();

  /** One operation, asked for by its arguments: by name, since several are the same to the configuration. */
  function keeping<A extends readonly unknown[], V>(
    operation: KeptOperation,
    name: keyof Operations,
    ask: (...asked: [...A, Call]) => Promise<V>,
    { usersOf, json = plainJson() }: Kept<A, V>,
  ): (...asked: [...A, Call]) => Promise<V> {
    const freshMs = settings.freshMs[operation];
    if (freshMs === undefined) return ask;

    async function fetch(key: string, parameters: A, call: Call): Promise<V> {
      const begun = await store.begin(provider.key);
      let askedAt = now();
      const value = await ask(
        ...parameters,
        callWith(call, {
          olderAnswer(at) {
            askedAt = Math.min(askedAt, at);
            call.olderAnswer?.(at);
          },
        }),
      );
      const answer = {
        provider: provider.key,
        users: usersOf(...parameters),
        askedAt,
        json: json.write(value),
      };
      await store.set(key, answer, begun);
      return value;
    }

    /** Fetches a new answer that nobody waits for; should it fail, the old one is used up soon. */
    function renew(key: string, parameters: A, call: Call): void {
      if (renewing.has(key)) return;
      renewing.add(key);
      const done = (): void => void renewing.delete(key);
      const { requestId, caller, spend, record } = call;
      const signal = createStop().signal;
      fetch(key, parameters, { signal, requestId, caller, spend, record }).then(done, done);
    }

    return async (...asked) => {
      const [parameters, call] = splitLast<A>(asked);
      const key = JSON.stringify([provider.key, name, parameters], sortedSets);
      const kept = await store.get(key);
      const age = kept === null ? Number.POSITIVE_INFINITY : now() - kept.askedAt;
      const oldest = Math.min(freshMs + settings.staleMs, call.maxAgeMs ?? Number.POSITIVE_INFINITY);
      if (kept === null || age >= oldest) return fetch(key, parameters, call);
      if (age >= freshMs) renew(key, parameters, call);
      call.olderAnswer?.(kept.askedAt);
      call.record(recordOf(provider.key, operation));
      return json.read(kept.json);
    };
  }

  const { getUsers, getUser, listTeams, getTeam, listInvitations, listTeamMemberIds } = operations;
  const { getTeamsOfUsers, getGracePeriods, getCurrentUser } = operations;
  const anybody = { usersOf: () => null };
  const oneUser = { usersOf: (id: string) => [id] };
  return {
    ...provider,
    operations: {
      ...operations,
      listUsers: keeping("users", "listUsers", operations.listUsers, anybody),
      ...(getUsers && { getUsers: keeping("user", "getUsers", getUsers, { usersOf: (ids) => ids }) }),
      ...(getUser && { getUser: keeping("user", "getUser", getUser, oneUser) }),
      ...(listTeams && { listTeams: keeping("teams", "listTeams", listTeams, anybody) }),
      ...(getTeam && { getTeam: keeping("teams", "getTeam", getTeam, anybody) }),
      ...(listInvitations && {
        listInvitations: keeping("invitations", "listInvitations", listInvitations, anybody),
      }),
      ...(listTeamMemberIds && {
        listTeamMemberIds: keeping("Team.members", "listTeamMemberIds", listTeamMemberIds, anybody),
      }),
      ...(getTeamsOfUsers && {
        getTeamsOfUsers: keeping("User.teams", "getTeamsOfUsers", getTeamsOfUsers, {
          usersOf: (ids) => ids,
          json: teamsJson,
        }),
      }),
      ...(getGracePeriods && {
        getGracePeriods: keeping("User.gracePeriods", "getGracePeriods", getGracePeriods, oneUser),
      }),
      ...(getCurrentUser && {
        getCurrentUser: keeping("Provider.currentUser", "getCurrentUser", getCurrentUser, anybody),
      }),
    },
  };
}

/** What has to be known of an operation to keep its answers. */
interface Kept<A extends readonly unknown[], V> {
  /** The users that the answer to these arguments is about; null where it may be about any. */
  readonly usersOf: (...parameters: A) => readonly string[] | null;
  readonly json?: Json<V>;
}

/** An answer as JSON, and back: what is read was written by the same. */
interface Json<V> {
  readonly write: (value: V) => string;
  readonly read: (json: string) => V;
}

function plainJson<V>(): Json<V> {
  return { write: (value) => JSON.stringify(value), read: (json) => JSON.parse(json) };
}

type TeamsOfUsers = ReadonlyMap<string, readonly TeamMembership[]>;

const teamsJson: Json<TeamsOfUsers> = {
  write: (teams) => JSON.stringify([...teams]),
  read: (json) => new Map(JSON.parse(json)),
};

function splitLast<A extends readonly unknown[]>(asked: readonly [...A, Call]): readonly [A, Call];
function splitLast(asked: readonly unknown[]): readonly [readonly unknown[], unknown] {
  return [asked.slice(0, -1), asked.at(-1)];
}

/** Sets say what is needed, in whatever order it was put in. */
function sortedSets(_name: string, value: unknown): unknown {
  return value instanceof Set ? [...value].sort() : value;
}

function recordOf(provider: string, operation: KeptOperation): Parameters<Call["record"]>[0] {
  return {
    provider,
    operation,
    page: null,
    status: null,
    milliseconds: 0,
    records: null,
    source: "cache",
    upstreamRequestId: null,
    attempt: 1,
  };
}
