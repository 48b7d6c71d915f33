import type { Gateway } from "../support/gateway.ts";
import type { PlainFilter, PlainOrder } from "./oracle.ts";

/** Lets every list through that these tests ask for, however much it may cost. */
export const AT_ANY_COST = { limits: { cost: 10_000_000 } } as const;

const QUERY = `query Users(
  $first: Int, $after: String, $last: Int, $before: String, $filter: UserFilter, $orderBy: UserOrder
  $timeoutMs: Int, $onProviderFailure: ProviderFailurePolicy
) {
  users(
    first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $orderBy
    timeoutMs: $timeoutMs, onProviderFailure: $onProviderFailure
  ) {
    edges { cursor node { externalId provider { key } } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    totalCount
    isComplete
    coverage { provider { key } status fetched total asOf error { code message } }
  }
}`;

export interface UserPage {
  readonly edges: readonly {
    readonly cursor: string;
    readonly node: { readonly externalId: string; readonly provider: { readonly key: string } };
  }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: number | null;
  readonly isComplete: boolean;
  readonly coverage: readonly {
    readonly provider: { readonly key: string };
    readonly status: string;
    readonly fetched: number;
    readonly total: number | null;
    readonly asOf: string | null;
    readonly error: { readonly code: string; readonly message: string } | null;
  }[];
}

export interface UserList {
  readonly filter?: PlainFilter | Readonly<Record<string, unknown>>;
  readonly orderBy?: PlainOrder | null;
  readonly first?: number;
  readonly after?: string | null;
  readonly last?: number;
  readonly before?: string | null;
  readonly timeoutMs?: number;
  readonly onProviderFailure?: "PARTIAL" | "FAIL";
}

/** Wants nothing that was read for others before. */
export const ANEW = { "cache-control": "no-cache" } as const;

/**
 * Asks the gateway for one page of users; throws what it answers in `errors`. A list that is begun is read anew,
 * unless it is said otherwise.
 */
export async function userPage(
  gateway: Gateway,
  list: UserList,
  headers: Readonly<Record<string, string>> = list.after || list.before ? {} : ANEW,
): Promise<UserPage> {
  const { data, errors } = await gateway.graphql(QUERY, { ...list }, headers);
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return readPage(data?.["users"]);
}

/** What was asked for is what comes, by the schema. */
function readPage(value: unknown): UserPage {
  return JSON.parse(JSON.stringify(value));
}

export function keysOf({ edges }: Pick<UserPage, "edges">): readonly string[] {
  return edges.map(({ node }) => `${node.provider.key}/${node.externalId}`);
}

/** The arguments of a page behind (or in front of) a cursor. */
export function pageArguments(size: number, backwards: boolean, cursor: string | null): UserList {
  return backwards ? { last: size, before: cursor } : { first: size, after: cursor };
}

/** All pages of a list one after the other, in the list's own direction. Throws when there is no end to them. */
export async function walkUsers(
  gateway: Gateway,
  list: Pick<UserList, "filter" | "orderBy">,
  { size, backwards = false }: { readonly size: number; readonly backwards?: boolean },
  between: (page: number) => void = () => undefined,
): Promise<{ readonly keys: readonly string[]; readonly pages: readonly UserPage[] }> {
  const pages: UserPage[] = [];
  let cursor: string | null = null;
  for (let number = 0; number < 500; number += 1) {
    const page: UserPage = await userPage(gateway, { ...list, ...pageArguments(size, backwards, cursor) });
    pages.push(page);
    const { pageInfo } = page;
    cursor = backwards ? pageInfo.startCursor : pageInfo.endCursor;
    const further = backwards ? pageInfo.hasPreviousPage : pageInfo.hasNextPage;
    if (!further || cursor === null) {
      return { keys: (backwards ? pages.toReversed() : pages).flatMap(keysOf), pages };
    }
    between(number);
  }
  throw new Error("the walk does not end");
}
