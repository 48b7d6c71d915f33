import { type Connection, type ListDescription, readConnection } from "../../src/directory/connection.ts";
import { createCursorCodec } from "../../src/directory/cursor.ts";
import { comparePlaces } from "../../src/directory/place.ts";

const codec = createCursorCodec("a key for the cursors of these tests");

export interface ListWalk<T> {
  /** Every record shown, in the list's own direction. */
  readonly shown: readonly T[];
  readonly isComplete: boolean;
  readonly pages: number;
}

export interface WalkOptions<T> {
  readonly size: number;
  readonly backwards?: boolean;
  readonly direction?: "ASC" | "DESC";
  readonly sources: ListDescription<T>["sources"];
  /** Called between two pages, with the number of the one that was read. */
  readonly between?: (page: number) => void;
}

/** One page of the merged list of these sources, as a request would read it. */
export async function readPage<T>(
  options: Omit<WalkOptions<T>, "between"> & { readonly cursor?: string | null },
): Promise<Connection<T> & { readonly further: boolean; readonly cursor: string | null }> {
  const { size, backwards = false, direction = "ASC", cursor = null, sources } = options;
  const connection = await readConnection<T>(
    {
      compare: comparePlaces(direction),
      fingerprint: "test",
      codec,
      now: () => 0,
      unasked: [],
      onProviderFailure: "PARTIAL",
      sources,
    },
    { size, backwards, cursor },
  );
  const { hasNextPage, hasPreviousPage, startCursor, endCursor } = connection.pageInfo;
  return {
    ...connection,
    further: backwards ? hasPreviousPage : hasNextPage,
    cursor: backwards ? startCursor() : endCursor(),
  };
}

/** All pages, one after the other. Throws when there is no end to them. */
export async function walkList<T>(options: WalkOptions<T>): Promise<ListWalk<T>> {
  const pages: (readonly T[])[] = [];
  let isComplete = true;
  let cursor: string | null = null;
  for (let page = 0; page < 1000; page += 1) {
    const read: Awaited<ReturnType<typeof readPage<T>>> = await readPage({ ...options, cursor });
    isComplete &&= read.isComplete;
    pages.push(read.nodes);
    cursor = read.cursor;
    if (!read.further || cursor === null) {
      const shown = (options.backwards ? pages.reverse() : pages).flat();
      return { shown, isComplete, pages: page + 1 };
    }
    options.between?.(page);
  }
  throw new Error("the walk does not end");
}
