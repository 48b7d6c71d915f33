import { useCallback, useEffect, useState } from "react";
import { ask } from "./ask.ts";
import { UsersPage } from "./documents.ts";
import type { LockUserMutation, UsersPageQuery } from "./generated/graphql.ts";

type Page = UsersPageQuery["users"];
export type User = Page["nodes"][number];
export type ProviderCoverage = Page["coverage"][number];
/** What a mutation tells anew of a user. */
export type ChangedUser = NonNullable<LockUserMutation["lockUser"]["user"]>;

/** The list as far as it has been read. */
export interface Users {
  readonly users: readonly User[];
  /** How many there are in all; null where nobody knows, which is not zero. */
  readonly total: number | null;
  /** The entries of all pages: who was missing on one of them is missing from the list. */
  readonly coverage: readonly ProviderCoverage[];
  /** Why the last page could not be had; null where it could. */
  readonly problem: string | null;
  readonly isLoading: boolean;
  /** Reads the next page; null where there is none. */
  readonly loadMore: (() => void) | null;
  /** Takes over what is known of a user after a write. */
  readonly update: (changed: ChangedUser) => void;
}

/** Reads the list of users page by page. */
export function useUsers(): Users {
  const [pages, setPages] = useState<readonly Page[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const [isLoading, setLoading] = useState(true);

  const load = useCallback(async (before: readonly Page[]): Promise<void> => {
    setLoading(true);
    const after = before.at(-1)?.pageInfo.endCursor ?? null;
    const answer = await ask(UsersPage, { after });
    // A cursor ends with the configuration or the filter that it was made under: the list begins again without it.
    const isStale =
      answer.kind === "refused" && answer.errors.some(({ extensions }) => extensions?.code === "BAD_CURSOR");
    if (isStale && after !== null) return load([]);
    setLoading(false);
    switch (answer.kind) {
      case "answered":
        setProblem(null);
        return setPages([...before, answer.data.users]);
      case "refused":
        return setProblem(answer.errors[0].message);
      case "lost":
        return setProblem("The gateway cannot be reached.");
    }
  }, []);

  useEffect(() => void load([]), [load]);

  const last = pages.at(-1);
  return {
    users: pages.flatMap(({ nodes }) => nodes),
    total: last?.totalCount ?? null,
    coverage: pages.flatMap(({ coverage }) => coverage),
    problem,
    isLoading,
    loadMore: last?.pageInfo.hasNextPage === true ? () => void load(pages) : null,
    update: (changed) => setPages(pages.map((page) => updated(page, changed))),
  };
}

function updated(page: Page, changed: ChangedUser): Page {
  return {
    ...page,
    nodes: page.nodes.map((user) => (user.id === changed.id ? { ...user, ...changed } : user)),
  };
}
