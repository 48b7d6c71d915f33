/** Whose an item is: callers take turns, and so do the requests of one caller. */
export interface Owner {
  readonly caller: string;
  readonly requestId: string;
}

/** Items that wait, of which the next is never the one whose owner has just had a turn while others wait. */
export interface FairQueue<T> {
  readonly size: () => number;
  /** The function that it returns takes the item out where it still waits. */
  readonly add: (owner: Owner, item: T) => () => void;
  /** Takes the next one out; undefined where nothing waits. */
  readonly take: () => T | undefined;
  /** All that wait, as they stand now. */
  readonly items: () => readonly T[];
}

/**
 * An item's place, which it leaves empty. V8 keeps the tables that a Map or a Set has outgrown, with what stood in them,
 * until the next full collection: a place by itself is small, an item leads to a whole request.
 */
interface Place<T> {
  item: T | null;
}

/**
 * Goes round the callers, for each caller round its requests, and takes the items of a request in their order.
 * So a caller waits for one item of each other caller at most, however many those have.
 */
export function createFairQueue<T>(): FairQueue<T> {
  // A Map keeps the order in which keys were put in: the first one is the next to have a turn.
  const callers = new Map<string, Map<string, Set<Place<T>>>>();
  let size = 0;

  /** Takes one item out of its request and puts both owners at the end of their rows, or out of them. */
  function takeFrom(owner: Owner, place: Place<T>): void {
    const requests = callers.get(owner.caller);
    const places = requests?.get(owner.requestId);
    if (requests === undefined || places === undefined || !places.delete(place)) return;
    place.item = null;
    size -= 1;
    if (places.size === 0) requests.delete(owner.requestId);
    if (requests.size === 0) callers.delete(owner.caller);
  }

  return {
    size: () => size,
    add(owner, item) {
      const requests = callers.get(owner.caller) ?? new Map<string, Set<Place<T>>>();
      const places = requests.get(owner.requestId) ?? new Set<Place<T>>();
      const place: Place<T> = { item };
      callers.set(owner.caller, requests.set(owner.requestId, places.add(place)));
      size += 1;
      return () => takeFrom(owner, place);
    },
    take() {
      for (const [caller, requests] of callers) {
        for (const [requestId, places] of requests) {
          for (const place of places) {
            const { item } = place;
            if (item === null) continue;
            takeFrom({ caller, requestId }, place);
            moveToEnd(requests, requestId);
            moveToEnd(callers, caller);
            return item;
          }
        }
      }
      return undefined;
    },
    items: () =>
      [...callers.values()]
        .flatMap((requests) => [...requests.values()].flatMap((places) => [...places]))
        .flatMap(({ item }) => (item === null ? [] : [item])),
  };
}

function moveToEnd<K, V>(map: Map<K, V>, key: K): void {
  const value = map.get(key);
  if (value !== undefined && map.delete(key)) map.set(key, value);
}
