/**
 * An API's records by id, and the list that was last made of them. Pages of one list are asked for one after another:
 * it is filtered and sorted once for all of them, until a record comes, changes or goes.
 */
export class Records<Item, Listed = Item> extends Map<string, Item> {
  #last: { readonly name: string; readonly list: readonly Listed[] } | null = null;

  constructor(entries: Iterable<readonly [string, Item]> = []) {
    super();
    for (const [id, item] of entries) this.set(id, item);
  }

  /** The list of this name, made now unless it is the last one. */
  listed(name: string, make: () => readonly Listed[]): readonly Listed[] {
    if (this.#last?.name !== name) this.#last = { name, list: make() };
    return this.#last.list;
  }

  override set(id: string, item: Item): this {
    this.#last = null;
    return super.set(id, item);
  }

  override delete(id: string): boolean {
    this.#last = null;
    return super.delete(id);
  }

  override clear(): void {
    this.#last = null;
    super.clear();
  }
}

/** Names the list that is asked for: the query without what says which page of it. */
export function listName(query: URLSearchParams, paging: readonly string[]): string {
  const rest = new URLSearchParams(query);
  for (const name of paging) rest.delete(name);
  return rest.toString();
}
