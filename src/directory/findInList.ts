import { type Call, callWith } from "../datasources/call.ts";
import type { Provider } from "../datasources/provider.ts";
import type { PageRequest } from "../domain/page.ts";
import type { User, UserNeeds } from "../domain/user.ts";
import type { PageReader, StoredPage } from "./pages.ts";

/** How many pages a list is taken to have before its first page has told. */
const ASSUMED_PAGES = 3;

export interface ListSearch {
  readonly found: ReadonlyMap<string, User>;
  /** Whether the whole list was read, so that who is not found is not in it. */
  readonly complete: boolean;
}

/**
 * Looks for users in a provider's list, page by page, as long as that promises fewer calls than asking for the
 * rest one by one; stops as soon as all are found.
 */
export async function findInList(
  provider: Provider,
  ids: readonly string[],
  needs: UserNeeds,
  call: Call,
  pages: PageReader<User>,
): Promise<ListSearch> {
  const wanted = new Set(ids);
  const found = new Map<string, User>();
  const { single } = provider.userLookup;
  const { pageSize } = provider.userList;
  const most = Math.ceil(provider.sweepLimit / pageSize);
  let pagesLeft = ASSUMED_PAGES;
  for (let number = 0; number < most; number += 1) {
    if (single && wanted.size - found.size <= pagesLeft) return { found, complete: false };
    const page = await readOne(provider, { number, size: pageSize }, needs, call, pages);
    for (const user of page.items) if (wanted.has(user.externalId)) found.set(user.externalId, user);
    if (!page.hasNext) return { found, complete: page.rejected.length === 0 };
    if (found.size === wanted.size) return { found, complete: false };
    pagesLeft = page.total === null ? ASSUMED_PAGES : Math.ceil(page.total / pageSize) - number - 1;
  }
  return { found, complete: false };
}

async function readOne(
  provider: Provider,
  page: PageRequest,
  needs: UserNeeds,
  call: Call,
  pages: PageReader<User>,
): Promise<StoredPage<User>> {
  const query = { filter: {}, order: null, needs };
  const read = await pages.read(userListOf(provider, needs), page, "anew", (asked) =>
    provider.operations.listUsers(query, page, callWith(call, asked)),
  );
  if (read.asOf !== undefined) call.olderAnswer?.(read.asOf);
  return read;
}

/** Names the unfiltered list of a provider's users, for lists of one request to share its pages. */
function userListOf(
  provider: Provider,
  needs: UserNeeds,
): { readonly provider: string; readonly key: string } {
  const include = [...needs].filter((field) => provider.fields[field] === "include").sort();
  return { provider: provider.key, key: JSON.stringify([{}, null, include]) };
}
