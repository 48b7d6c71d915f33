import { badInput, GatewayError } from "../domain/errors.ts";
import { compareCodePoints } from "../domain/order.ts";
import { isComplete, type ProviderCoverage, totalOf } from "./coverage.ts";
import type { Anchor, CursorCodec } from "./cursor.ts";
import { type ComparePlaces, type Place, reversed } from "./place.ts";
import type { Item, Source, Start } from "./source.ts";

/** A Relay connection; cursors are made when they are asked for. */
export interface Connection<T> {
  readonly edges: readonly Edge<T>[];
  readonly nodes: readonly T[];
  readonly pageInfo: PageInfo;
  readonly totalCount: number | null;
  readonly coverage: readonly ProviderCoverage[];
  readonly isComplete: boolean;
}

export interface Edge<T> {
  readonly node: T;
  readonly cursor: () => string;
}

export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: () => string | null;
  readonly endCursor: () => string | null;
}

/** The paging arguments as a caller gives them. */
export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

/** A checked page: how many, which way, and from which cursor. */
export interface PageChoice {
  readonly size: number;
  readonly backwards: boolean;
  readonly cursor: string | null;
}

const DEFAULT_SIZE = 25;
export const LARGEST_PAGE = 100;

/** Checks the paging arguments; BAD_USER_INPUT names the one at fault. */
export function choosePage(
  { first, after, last, before }: PageArguments,
  largest = LARGEST_PAGE,
): PageChoice {
  const backwards = last !== undefined && last !== null;
  if (backwards && first !== undefined && first !== null) {
    throw badInput(["last"], "give either first or last, not both.");
  }
  if (backwards && after) throw badInput(["after"], "goes with first; last goes with before.");
  if (!backwards && before) throw badInput(["before"], "goes with last; first goes with after.");
  const size = (backwards ? last : first) ?? DEFAULT_SIZE;
  if (size < 1 || size > largest) {
    throw badInput([backwards ? "last" : "first"], `must be from 1 to ${largest}, not ${size}.`);
  }
  return { size, backwards, cursor: (backwards ? before : after) || null };
}

/** What a list is, apart from the page of it that is asked for. */
export interface ListDescription<T> {
  readonly compare: ComparePlaces;
  /** Binds cursors to this list, its filter and order. */
  readonly fingerprint: string;
  readonly codec: CursorCodec;
  /** Wall clock in milliseconds. */
  readonly now: () => number;
  /** The providers' parts, made for a start. */
  readonly sources: (
    start: Omit<Start, "anchor">,
    anchors: Readonly<Record<string, Anchor>>,
  ) => readonly Source<T>[];
  /** Providers that are asked nothing: they cannot have such records at all, or none that match. */
  readonly unasked: readonly ProviderCoverage[];
  readonly onProviderFailure: "PARTIAL" | "FAIL";
  /** Completes the records that are shown, where the lists did not tell all that is needed. */
  readonly complete?: (records: readonly T[]) => Promise<{
    readonly records: readonly T[];
    /** Coverage changes for providers that could not complete all of theirs. */
    readonly problems: ReadonlyMap<string, GatewayError>;
    /** Where some of a provider's are older than its list: since when they are, in milliseconds since the epoch. */
    readonly asOf: ReadonlyMap<string, number>;
  }>;
}

/**
 * Reads one page of a merged list: asks all sources at once, takes records in the global order until the page is
 * full, and stops. Throws when every provider asked has failed, or under FAIL when any has.
 */
export async function readConnection<T>(list: ListDescription<T>, page: PageChoice): Promise<Connection<T>> {
  const argument = page.backwards ? "before" : "after";
  const content = page.cursor === null ? null : list.codec.decode(list.fingerprint, page.cursor, argument);
  const compare = page.backwards ? reversed(list.compare) : list.compare;
  const start = {
    compare,
    backwards: page.backwards,
    from: content?.place ?? null,
    freshness: content === null ? ("anew" as const) : { since: content.since },
  };
  const begunAt = list.now();
  const sources = list.sources(start, content?.anchors ?? {});
  const taken = await take(sources, compare, page.size);
  const further = taken.length === page.size && (await hasFurther(sources));
  const completed = await list.complete?.(taken.map(({ record }) => record));
  // A list is as old as the oldest that its first page rests on: what was read since then may go on with it.
  const since = content?.since ?? Math.min(begunAt, ...sources.flatMap((source) => source.asOf() ?? []));
  const asked = sources.map((source) => completedBy(source.coverage(), completed ?? NOTHING));
  refuseFailure(asked, list.onProviderFailure);
  const coverage = [...asked, ...list.unasked].sort((left, right) =>
    compareCodePoints(left.provider, right.provider),
  );

  const items = taken.map(({ place }, index) => ({
    record: completed?.records[index] ?? taken[index]?.record,
    place,
  }));
  const edges: Edge<T>[] = [];
  for (const { record, place } of items) {
    if (record !== undefined)
      edges.push({ node: record, cursor: () => cursorAt(list, sources, place, since) });
  }
  if (page.backwards) edges.reverse();
  const continued = content !== null;
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: page.backwards ? continued : further,
      hasPreviousPage: page.backwards ? further : continued,
      startCursor: () => edges[0]?.cursor() ?? null,
      endCursor: () => edges.at(-1)?.cursor() ?? null,
    },
    totalCount: totalOf(coverage),
    coverage,
    isComplete: isComplete(coverage),
  };
}

/** Takes the first records of all sources together, in order; sources that have run dry read on, all at once. */
async function take<T>(
  sources: readonly Source<T>[],
  compare: ComparePlaces,
  size: number,
): Promise<readonly Item<T>[]> {
  const taken: Item<T>[] = [];
  for (;;) {
    const dry = sources.filter((source) => source.ready.length === 0 && !source.ended());
    if (dry.length > 0) await Promise.all(dry.map((source) => source.fill()));
    while (taken.length < size) {
      const next = leading(sources, compare);
      const item = next?.ready.shift();
      if (next === null || item === undefined) return taken;
      taken.push(item);
      if (next.ready.length === 0 && !next.ended()) break;
    }
    if (taken.length >= size) return taken;
  }
}

function leading<T>(sources: readonly Source<T>[], compare: ComparePlaces): Source<T> | null {
  let best: Source<T> | null = null;
  let bestPlace: Place | null = null;
  for (const source of sources) {
    const place = source.ready[0]?.place;
    if (place !== undefined && (bestPlace === null || compare(place, bestPlace) < 0)) {
      best = source;
      bestPlace = place;
    }
  }
  return best;
}

/** Whether anything follows the page; reads on only where no source can tell without. */
async function hasFurther<T>(sources: readonly Source<T>[]): Promise<boolean> {
  if (sources.some((source) => source.ready.length > 0 || (!source.ended() && source.certainlyMore())))
    return true;
  for (const source of sources) {
    if (!source.ended()) await source.fill();
    if (source.ready.length > 0) return true;
  }
  return false;
}

interface Completion {
  readonly problems: ReadonlyMap<string, GatewayError>;
  readonly asOf: ReadonlyMap<string, number>;
}

const NOTHING: Completion = { problems: new Map(), asOf: new Map() };

/** What a provider's part is worth with what its records were completed by. */
function completedBy(coverage: ProviderCoverage, { problems, asOf }: Completion): ProviderCoverage {
  const aged = { ...coverage, asOf: older(coverage.asOf, asOf.get(coverage.provider)) };
  const error = problems.get(coverage.provider);
  if (error === undefined || coverage.status !== "COMPLETE") return aged;
  return { ...aged, status: "PARTIAL", error };
}

function older(instant: string | null, than: number | undefined): string | null {
  if (than === undefined || (instant !== null && Date.parse(instant) <= than)) return instant;
  return new Date(than).toISOString();
}

function cursorAt<T>(
  list: ListDescription<T>,
  sources: readonly Source<T>[],
  place: Place,
  since: number,
): string {
  const anchors: Record<string, Anchor> = {};
  for (const source of sources) {
    const anchor = source.anchorAt(place);
    if (anchor !== null) anchors[source.provider] = anchor;
  }
  return list.codec.encode(list.fingerprint, { place, since, anchors });
}

/** Several providers' failures as one thrown error; each becomes an error of its own in the answer. */
export class ProvidersFailed extends GatewayError {
  readonly failures: readonly GatewayError[];

  constructor(failures: readonly [GatewayError, ...GatewayError[]]) {
    super(failures[0].code, failures.map(({ message }) => message).join(" "), { cause: failures });
    this.failures = failures;
  }
}

function refuseFailure(asked: readonly ProviderCoverage[], policy: "PARTIAL" | "FAIL"): void {
  const failed = asked.filter(({ status }) => status === "FAILED" || status === "SKIPPED");
  if (policy === "PARTIAL" && failed.length < asked.length) return;
  const bad = policy === "FAIL" ? asked.filter(({ status }) => status !== "COMPLETE") : failed;
  const [first, ...rest] = bad.flatMap(({ error }) => (error === null ? [] : [error]));
  if (first !== undefined) throw new ProvidersFailed([first, ...rest]);
}
