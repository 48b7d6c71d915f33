/** Whose an item is: callers take turns, and so do the requests of one caller. */
export interface Owner {
  readonly caller: string;
  readonly requestId: string;
}

/** Items that wait, of which the next is never the one whose owner has just had a turn while others wait. */
export interface FairQueue<T> {
  readonly size: () => number;
  readonly add: (owner: Owner, item: T) => void;
  /** Takes it out where it still waits. */
  readonly remove: (owner: Owner, item: T) => void;
  /** Takes the next one out; undefined where nothing waits. */
  readonly take: () => T | undefined;
  /** All that wait, as they stand now. */
  readonly items: () => readonly T[];
}

/**
 * Goes round the callers, for each caller round its requests, and takes the items of a request in their order.
 * So a caller waits for one item of each other caller at most, however many those have.
 */
export function createFairQueue<T>(): FairQueue<T> {
  // A Map keeps the order in which keys were put in: the first one is the next to have a turn.
  const callers = new Map<string, Map<string, Set<T>>>();
  let size = 0;

  /** Takes one item out of its request and puts both owners at the end of their rows, or out of them. */
  function takeFrom(owner: Owner, item: T): void {
    const requests = callers.get(owner.caller);
    const items = requests?.get(owner.requestId);
    if (requests === undefined || items === undefined || !items.delete(item)) return;
    size -= 1;
    if (items.size === 0) requests.delete(owner.requestId);
    if (requests.size === 0) callers.delete(owner.caller);
  }

  return {
    size: () => size,
    add(owner, item) {
      const requests = callers.get(owner.caller) ?? new Map<string, Set<T>>();
      const items = requests.get(owner.requestId) ?? new Set<T>();
      callers.set(owner.caller, requests.set(owner.requestId, items.add(item)));
      size += 1;
    },
    remove: takeFrom,
    take() {
      for (const [caller, requests] of callers) {
        for (const [requestId, items] of requests) {
          for (const item of items) {
            takeFrom({ caller, requestId }, item);
            moveToEnd(requests, requestId);
            moveToEnd(callers, caller);
            return item;
          }
        }
      }
      return undefined;
    },
    items: () =>
      [...callers.values()].flatMap((requests) => [...requests.values()].flatMap((items) => [...items])),
  };
}

function moveToEnd<K, V>(map: Map<K, V>, key: K): void {
  const value = map.get(key);
  if (value !== undefined && map.delete(key)) map.set(key, value);
}
