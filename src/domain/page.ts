/** One page of a provider's list, counted from 0, whatever the provider's own counting. */
export interface PageRequest {
  readonly number: number;
  readonly size: number;
}

/** What a provider answered for a page. */
export interface Page<T> {
  readonly items: readonly T[];
  /** How many records match in all; null where the provider does not say. */
  readonly total: number | null;
  /** Whether the provider has a further page, by its own link or count. */
  readonly hasNext: boolean;
  /** One sentence for each record that could not be read and is left out. */
  readonly rejected: readonly string[];
}
