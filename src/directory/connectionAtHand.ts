import type { Connection, Edge, PageChoice, PageInfo } from "./connection.ts";
import type { ProviderCoverage } from "./coverage.ts";
import type { CursorCodec } from "./cursor.ts";

/** What a list of records at hand is, apart from the page of it that is asked for. */
interface ListAtHand<T> {
  /** Asked for only where there is a cursor to read or to make. */
  readonly fingerprint: () => string;
  readonly codec: CursorCodec;
  readonly provider: string;
  readonly idOf: (record: T) => string;
}

/**
 * A connection over records that are all at hand (a user's teams): the same arguments and cursors, no calls.
 * The records' places are their ids. A class, since a page of users has a hundred of them: V8 makes a shape of its own
 * for every object literal with getters.
 */
export class ConnectionAtHand<T> implements Connection<T> {
  readonly nodes: readonly T[];
  readonly totalCount: number;
  readonly isComplete = true;
  readonly #list: ListAtHand<T>;
  /** How many records stand before the page. */
  readonly #begin: number;

  constructor(records: readonly T[], list: ListAtHand<T>, page: PageChoice) {
    const argument = page.backwards ? "before" : "after";
    const from =
      page.cursor === null ? null : list.codec.decode(list.fingerprint(), page.cursor, argument).place;
    const anchor = from === null ? -1 : records.findIndex((record) => list.idOf(record) === from.tie);
    const passed = anchor >= 0 || from === null ? anchor : Number(from.rank) - 1;
    const end = page.backwards ? (from === null ? records.length : Math.max(0, passed)) : undefined;
    const begin = page.backwards ? Math.max(0, (end ?? 0) - page.size) : passed + 1;
    this.nodes = records.slice(begin, page.backwards ? end : begin + page.size);
    this.totalCount = records.length;
    this.#list = list;
    this.#begin = begin;
  }

  get edges(): readonly Edge<T>[] {
    return this.nodes.map((node, index) => ({ node, cursor: () => this.#cursorOf(node, index) }));
  }

  get pageInfo(): PageInfo {
    const { nodes, totalCount } = this;
    const cursorAt = (index: number): string | null => {
      const node = nodes[index];
      return node === undefined ? null : this.#cursorOf(node, index);
    };
    return {
      hasNextPage: this.#begin + nodes.length < totalCount,
      hasPreviousPage: this.#begin > 0,
      startCursor: () => cursorAt(0),
      endCursor: () => cursorAt(nodes.length - 1),
    };
  }

  get coverage(): readonly ProviderCoverage[] {
    const { totalCount: total } = this;
    const { provider } = this.#list;
    return [{ provider, status: "COMPLETE", fetched: total, total, error: null, asOf: null }];
  }

  #cursorOf(node: T, index: number): string {
    const { codec, fingerprint, provider, idOf } = this.#list;
    const place = { rank: this.#begin + index, provider, tie: idOf(node) };
    return codec.encode(fingerprint(), { place, since: 0, anchors: {} });
  }
}
