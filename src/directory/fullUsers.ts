import { type Call, callWith } from "../datasources/call.ts";
import { inParallel } from "../datasources/http/limit.ts";
import type { Provider } from "../datasources/provider.ts";
import { GatewayError } from "../domain/errors.ts";
import { USER_FIELDS, type User, type UserField, type UserNeeds } from "../domain/user.ts";
import { tells } from "./loaders.ts";
import type { Freshness } from "./pages.ts";
import type { Scope } from "./scope.ts";
import { unlessAborted } from "./source.ts";

/** How many users may fail to be read one by one before the rest is not tried. */
const MOST_FAILURES = 3;

/** Where users are read in full: one list's call to one provider. */
interface FullReading {
  readonly provider: Provider;
  readonly needs: UserNeeds;
  readonly call: Call;
}

/** The fields that only the full form tells: asking for them makes a loader read the user by itself. */
export function fullFieldsOf(provider: Provider): readonly UserField[] {
  return USER_FIELDS.filter((field) => provider.fields[field] === "full");
}

/** What a list needs of users whom it reads in full. */
export function fullNeeds(provider: Provider, needs: UserNeeds): UserNeeds {
  return new Set([...needs, ...fullFieldsOf(provider)]);
}

/**
 * Reads listed users one by one, as a list needs them that filters or sorts by what a list does not tell. A user
 * who has left meanwhile, or who could not be read, is null; `problem` says why somebody could not be. What a
 * continued list has read of late is used again.
 */
export async function readInFull(
  scope: Scope,
  { provider, needs, call }: FullReading,
  users: readonly User[],
  freshness: Freshness,
): Promise<{ readonly users: readonly (User | null)[]; readonly problem: GatewayError | null }> {
  const wanted = fullNeeds(provider, needs);
  const key = [...wanted].sort().join();
  const failures: GatewayError[] = [];

  async function read(user: User): Promise<User | null> {
    if (user.form === "full") return user;
    if (failures.length >= MOST_FAILURES) return null;
    const full = await readOne(user.externalId).catch(expected);
    if (!(full instanceof GatewayError)) return full;
    if (full.code !== "NOT_FOUND") failures.push(full);
    return null;
  }

  async function readOne(id: string): Promise<User> {
    const { getUser } = provider.operations;
    if (getUser === undefined) return scope.loadersOf(provider).user(id, wanted);
    const { items } = await scope.pages.users.read(
      { provider: provider.key, key: `user ${id} ${key}` },
      null,
      freshness,
      async (asked) => {
        const user = await getUser(id, wanted, callWith(call, asked));
        return { items: [user], total: 1, hasNext: false, rejected: [] };
      },
    );
    scope.loadersOf(provider).prime(items);
    const [user] = items;
    if (user === undefined) throw new Error("a single user was read and is not there");
    return user;
  }

  const full = await inParallel(users, provider.maxConcurrency, read);
  const [first] = failures;
  if (first !== undefined && failures.length >= MOST_FAILURES) throw first;
  return { users: full, problem: first ?? null };
}

/** Users that are shown as the selection needs them. */
interface Completed {
  readonly records: readonly User[];
  readonly problems: ReadonlyMap<string, GatewayError>;
  /** Where some of a provider's were asked for earlier: when, in milliseconds since the epoch. */
  readonly asOf: ReadonlyMap<string, number>;
}

/**
 * Reads the shown users in full where the lists did not; a user who cannot be read stays as listed, and
 * `problems` says why for each provider.
 */
export async function completeUsers(
  scope: Scope,
  users: readonly User[],
  needs: UserNeeds,
  call: Call,
): Promise<Completed> {
  const asOf = new Map<string, number>();
  const problems = new Map<string, GatewayError>();
  const byKey = new Map(scope.providers.map((provider) => [provider.key, provider]));
  const isTold = (user: User): boolean => {
    const provider = byKey.get(user.provider);
    return provider === undefined || tells(provider, user, needs);
  };
  if (users.every(isTold)) return { records: users, problems, asOf };
  const records = await Promise.all(
    users.map(async (user) => {
      const provider = byKey.get(user.provider);
      if (provider === undefined || tells(provider, user, needs)) return user;
      const reading = scope.loadersOf(provider).user(user.externalId, needs);
      const full = await unlessAborted(reading, call.signal, provider.key).catch(expected);
      const oldest = scope.loadersOf(provider).oldest();
      if (oldest !== null) asOf.set(provider.key, oldest);
      if (!(full instanceof GatewayError)) return full;
      // Somebody who left between the list and the look-up is shown as the list had them.
      if (full.code !== "NOT_FOUND") problems.set(user.provider, full);
      return user;
    }),
  );
  return { records, problems, asOf };
}

function expected(thrown: unknown): GatewayError {
  if (thrown instanceof GatewayError) return thrown;
  throw thrown;
}
