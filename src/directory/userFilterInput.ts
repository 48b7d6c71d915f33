import type { Provider } from "../datasources/provider.ts";
import { badInput } from "../domain/errors.ts";
import { type NodeReference, type NodeType, parseIdOf } from "../domain/ids.ts";
import type { UserFilter } from "../domain/userFilter.ts";
import type { ProviderKind, UserFilter as UserFilterInput } from "../generated/graphql.ts";

const LONGEST_TEXT = 256;
const MOST_IDS = 1000;
const EARLIEST = "1970-01-01T00:00:00Z";
const LATEST = "2200-01-01T00:00:00Z";

type Maybe<T> = T | null | undefined;

/** Which providers a filter concerns, each with its own part of it. */
export interface ScopedFilter {
  readonly provider: Provider;
  readonly filter: UserFilter;
}

/** Checks a user filter and splits it by provider; BAD_USER_INPUT names the field at fault. */
export function scopeUserFilter(
  providers: readonly Provider[],
  input: Maybe<UserFilterInput>,
): readonly ScopedFilter[] {
  if (input === null || input === undefined) return providers.map((provider) => ({ provider, filter: {} }));
  const common = readCommon(input);
  const ids = readIds(providers, input.ids);
  const team =
    input.team !== null && input.team !== undefined
      ? referenceTo(providers, "Team", input.team, ["filter", "team"])
      : null;
  return chooseProviders(providers, input.providers, input.kinds)
    .filter(({ key }) => (ids === null || ids.has(key)) && (team === null || team.provider === key))
    .map((provider) => ({
      provider,
      filter: {
        ...common,
        ...(ids === null ? {} : { ids: ids.get(provider.key) ?? [] }),
        ...(team === null ? {} : { team: team.externalId }),
      },
    }));
}

/** The providers of these keys and kinds; all where neither is given. */
export function chooseProviders(
  providers: readonly Provider[],
  keys: Maybe<readonly string[]>,
  kinds?: Maybe<readonly ProviderKind[]>,
): readonly Provider[] {
  refuseEmpty(keys, ["filter", "providers"]);
  refuseEmpty(kinds, ["filter", "kinds"]);
  for (const key of keys ?? []) knownProvider(providers, key, ["filter", "providers"]);
  return providers.filter(
    ({ key, kind }) => (!keys || keys.includes(key)) && (!kinds || kinds.includes(kind)),
  );
}

/** The provider of this key; BAD_USER_INPUT naming the known ones when there is none. */
export function knownProvider(
  providers: readonly Provider[],
  key: string,
  field: readonly string[],
): Provider {
  const provider = providers.find((one) => one.key === key);
  if (provider !== undefined) return provider;
  const shown = /^[a-z0-9-]{1,64}$/.test(key) ? ` "${key}"` : "";
  throw badInput(
    field,
    `there is no provider${shown}; the configured ones are ${providers.map((one) => one.key).join(", ")}.`,
  );
}

/** Reads an id of this type whose provider is configured; BAD_USER_INPUT names the field otherwise. */
export function referenceTo(
  providers: readonly Provider[],
  type: NodeType,
  id: string,
  field: readonly string[],
): NodeReference {
  const reference = parseIdOf(type, id, field);
  knownProvider(providers, reference.provider, field);
  return reference;
}

function readCommon(input: UserFilterInput): UserFilter {
  return {
    email: readText(input.email, ["filter", "email"]),
    search: readText(input.search, ["filter", "search"]),
    tag: readText(input.tag, ["filter", "tag"]),
    status: readWords(input.status, ["filter", "status"]),
    role: readWords(input.role, ["filter", "role"]),
    mfa: readWords(input.mfa, ["filter", "mfa"]),
    identitySource: readWords(input.identitySource, ["filter", "identitySource"]),
    createdAfter: readInstant(input.createdAfter, ["filter", "createdAfter"]),
    createdBefore: readInstant(input.createdBefore, ["filter", "createdBefore"]),
    lastLoginBefore: readInstant(input.lastLoginBefore, ["filter", "lastLoginBefore"]),
  };
}

/** A text of a sensible length; BAD_USER_INPUT for an empty or a too long one. */
export function readText(text: Maybe<string>, field: readonly string[]): string | undefined {
  if (text === null || text === undefined) return undefined;
  if (text.trim() === "") throw badInput(field, "must not be empty; leave it out to filter nothing.");
  if (/\p{Surrogate}/u.test(text)) throw badInput(field, "must be well-formed text.");
  if (text.length > LONGEST_TEXT) throw badInput(field, `must be at most ${LONGEST_TEXT} characters.`);
  return text;
}

function readWords<T>(words: Maybe<readonly T[]>, field: readonly string[]): readonly T[] | undefined {
  refuseEmpty(words, field);
  return words === null || words === undefined ? undefined : [...new Set(words)];
}

/** An instant that an account may have been made or used at. */
export function readInstant(instant: Maybe<string>, field: readonly string[]): string | undefined {
  if (instant === null || instant === undefined) return undefined;
  if (instant < EARLIEST || instant > LATEST) {
    throw badInput(field, `must be between ${EARLIEST} and ${LATEST}.`);
  }
  return instant;
}

function readIds(
  providers: readonly Provider[],
  ids: Maybe<readonly string[]>,
): ReadonlyMap<string, readonly string[]> | null {
  if (ids === null || ids === undefined) return null;
  refuseEmpty(ids, ["filter", "ids"]);
  if (ids.length > MOST_IDS) throw badInput(["filter", "ids"], `must be at most ${MOST_IDS}.`);
  const byProvider = new Map<string, Set<string>>();
  for (const id of ids) {
    const { provider, externalId } = referenceTo(providers, "User", id, ["filter", "ids"]);
    byProvider.set(provider, (byProvider.get(provider) ?? new Set()).add(externalId));
  }
  return new Map([...byProvider].map(([provider, set]) => [provider, [...set]]));
}

function refuseEmpty(list: Maybe<readonly unknown[]>, field: readonly string[]): void {
  if (list?.length === 0) throw badInput(field, "must not be an empty list; leave it out to filter nothing.");
}
