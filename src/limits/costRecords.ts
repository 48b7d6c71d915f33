import type { ReadOperation } from "../datasources/capability.ts";
import type { Provider } from "../datasources/provider.ts";
import { choosePage, type PageChoice } from "../directory/connection.ts";
import { chooseProviders } from "../directory/userFilterInput.ts";
import { type NodeReference, parseId } from "../domain/ids.ts";
import type { UserNeeds } from "../domain/user.ts";
import type { UserFilter } from "../generated/graphql.ts";
import type { CostTables } from "./cost.ts";
import type { Tally } from "./tally.ts";
import { lookUpCalls } from "./userCost.ts";

/** How many of something there may be, by provider. */
export type Counts = ReadonlyMap<string, number>;

/** The records that a part of an answer is about. */
export interface Records {
  readonly counts: Counts;
  /** The different users among or behind them. */
  readonly users: Counts;
  /** Whether those users have been read already, as far as lists tell them. */
  readonly atHand: boolean;
}

export const NONE: Counts = new Map();
export const NO_RECORDS: Records = { counts: NONE, users: NONE, atHand: true };

/** A field that will be resolved. */
export interface Asked {
  readonly tables: CostTables;
  readonly tally: Tally;
  /** What its parent is about. */
  readonly records: Records;
  readonly field: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** The fields of users that are selected at these paths below it. */
  readonly needs: (...paths: readonly (readonly string[])[]) => UserNeeds;
}

/** What a field leads to: records of its own type, records by their types, or nothing that asks anybody. */
export type Rule = (asked: Asked) => Records | { readonly byType: Readonly<Record<string, Records>> } | null;

/** Looks this many users up at each provider. */
export function lookUp(asked: Asked, counts: Counts, needs: UserNeeds): Records {
  forEach(asked, counts, (provider, count) =>
    asked.tally.add(provider.key, lookUpCalls(provider, count, needs)),
  );
  return { counts, users: counts, atHand: true };
}

export function able({ tables, args }: Asked, operation: ReadOperation): readonly Provider[] {
  const filter: Pick<UserFilter, "providers"> = filterOf({ args });
  return chooseProviders(tables.providers, filter.providers).filter(
    ({ capabilities }) => "via" in capabilities[operation],
  );
}

export function filterOf({ args }: Pick<Asked, "args">): Readonly<Record<string, unknown>> {
  const { filter } = args;
  return typeof filter === "object" && filter !== null ? { ...filter } : {};
}

export function pageOf({ args }: Pick<Asked, "args">): PageChoice {
  return choosePage(args);
}

export function sizeOf(asked: Pick<Asked, "args">): number {
  return pageOf(asked).size;
}

/** What ids stand for; what is no id leads to nothing. */
export function idsIn(
  ids: readonly unknown[],
  read: (id: unknown) => NodeReference = (id) => parseId(String(id)),
): readonly NodeReference[] {
  const references: NodeReference[] = [];
  for (const id of ids) {
    try {
      references.push(read(id));
    } catch {
      // The field that bears it says what is wrong.
    }
  }
  return references;
}

export function usersIn(ids: readonly unknown[]): Counts {
  return countsOf(idsIn(ids).filter(({ type }) => type === "User"));
}

export function countsOf(references: readonly { readonly provider: string }[]): Counts {
  const counts = new Map<string, number>();
  for (const { provider } of references) counts.set(provider, (counts.get(provider) ?? 0) + 1);
  return counts;
}

export function times(counts: Counts, factor: number): Counts {
  return new Map([...counts].map(([key, count]) => [key, count * factor]));
}

export function forEach(
  { tables }: Asked,
  counts: Counts,
  run: (provider: Provider, count: number) => void,
): void {
  for (const provider of tables.providers) {
    const count = counts.get(provider.key) ?? 0;
    if (count > 0) run(provider, count);
  }
}

export function countsBy(
  asked: Asked,
  counts: Counts,
  count: (provider: Provider, records: number) => number,
): Counts {
  const result = new Map<string, number>();
  forEach(asked, counts, (provider, records) => result.set(provider.key, count(provider, records)));
  return result;
}

export function withField(needs: UserNeeds, field: "accountMemberships" | "invitations"): UserNeeds {
  return new Set([...needs, field]);
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
