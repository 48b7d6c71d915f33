import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { createFairQueue, type Owner } from "../../src/datasources/http/fairQueue.ts";

interface Item extends Owner {
  readonly nth: number;
}

const CALLERS = ["anna", "ben", "cleo", "dan"];
const owners = fc.record({
  caller: fc.constantFrom(...CALLERS),
  requestId: fc.constantFrom("1", "2", "3"),
});

/** What happens to a queue: somebody comes, somebody is let in, somebody leaves. */
type Event =
  | { readonly kind: "add"; readonly owner: Owner }
  | { readonly kind: "take" }
  | { readonly kind: "remove"; readonly index: number };

const events: fc.Arbitrary<Event[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant("add" as const), owner: owners }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant("take" as const) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("remove" as const), index: fc.nat(50) }) },
  ),
  { maxLength: 200 },
);

function fill(owners: readonly Owner[]) {
  const queue = createFairQueue<Item>();
  owners.forEach(({ caller, requestId }, nth) => {
    queue.add({ caller, requestId }, { caller, requestId, nth });
  });
  return queue;
}

function drain(queue: ReturnType<typeof fill>): readonly Item[] {
  const taken: Item[] = [];
  for (let item = queue.take(); item !== undefined; item = queue.take()) taken.push(item);
  return taken;
}

/** Lets events happen to a queue, one after another, and tells whom each let in. */
function createHappening(queue: ReturnType<typeof fill>) {
  const leave = new Map<Item, () => void>();
  return (event: Event, nth: number): Item | undefined => {
    switch (event.kind) {
      case "add": {
        const item = { ...event.owner, nth };
        leave.set(item, queue.add(event.owner, item));
        return undefined;
      }
      case "remove": {
        const item = queue.items()[event.index];
        if (item !== undefined) leave.get(item)?.();
        return undefined;
      }
      case "take":
        return queue.take();
      default:
        return event satisfies never;
    }
  };
}

/** Looks on, and tells who has waited while somebody else had two turns. */
function createWitness() {
  const turnsOfOthers = new Map<string, string[]>();
  return (taken: string | null, waiting: ReadonlySet<string>): readonly string[] => {
    for (const [caller, turns] of turnsOfOthers) {
      if (caller === taken || !waiting.has(caller)) turnsOfOthers.delete(caller);
      else if (taken !== null) turns.push(taken);
    }
    for (const caller of waiting) turnsOfOthers.set(caller, turnsOfOthers.get(caller) ?? []);
    return [...turnsOfOthers].flatMap(([caller, turns]) =>
      new Set(turns).size < turns.length ? [caller] : [],
    );
  };
}

describe("a fair queue", () => {
  it("lets a single look-up in before the rest of a big list", () => {
    const list = Array.from({ length: 500 }, () => ({ caller: "anna", requestId: "list" }));
    const queue = fill([...list, { caller: "ben", requestId: "look-up" }]);
    expect([queue.take(), queue.take()].map((item) => item?.caller)).toEqual(["anna", "ben"]);
  });

  it("goes round the requests of one caller too", () => {
    const of = (requestId: string) => ({ caller: "anna", requestId });
    const queue = fill([of("1"), of("1"), of("1"), of("2"), of("3")]);
    expect(drain(queue).map(({ requestId }) => requestId)).toEqual(["1", "2", "3", "1", "1"]);
  });

  it("does not give a caller more for having many requests", () => {
    const many = Array.from({ length: 50 }, (_, index) => ({ caller: "anna", requestId: String(index) }));
    const queue = fill([...many, { caller: "ben", requestId: "a" }, { caller: "ben", requestId: "b" }]);
    const first = drain(queue).slice(0, 4);
    expect(first.map(({ caller }) => caller)).toEqual(["anna", "ben", "anna", "ben"]);
  });

  it("loses nothing, invents nothing, and keeps the order within a request", () => {
    fc.assert(
      fc.property(fc.array(owners, { maxLength: 100 }), (all) => {
        const queue = fill(all);
        expect(queue.size()).toBe(all.length);
        expect(queue.items().length).toBe(all.length);
        const taken = drain(queue);
        expect(taken.map(({ nth }) => nth).sort((a, b) => a - b)).toEqual(all.map((_, nth) => nth));
        for (const { caller, requestId } of all) {
          const own = taken.filter((item) => item.caller === caller && item.requestId === requestId);
          expect(own).toEqual([...own].sort((a, b) => a.nth - b.nth));
        }
        expect(queue.size()).toBe(0);
      }),
    );
  });

  it("lets nobody wait for more than one turn of each other caller, whoever comes and goes", () => {
    fc.assert(
      fc.property(events, (happening) => {
        const queue = createFairQueue<Item>();
        const happen = createHappening(queue);
        const witness = createWitness();
        happening.forEach((event, nth) => {
          const taken = happen(event, nth);
          const overtaken = witness(
            taken?.caller ?? null,
            new Set(queue.items().map(({ caller }) => caller)),
          );
          expect(overtaken).toEqual([]);
          expect(queue.size()).toBe(queue.items().length);
        });
      }),
      { numRuns: 300 },
    );
  });

  it("lets no request wait for more than one turn of each other request of its caller", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("1", "2", "3", "4"), { minLength: 1, maxLength: 60 }),
        (requests) => {
          const taken = drain(fill(requests.map((requestId) => ({ caller: "anna", requestId }))));
          for (const requestId of new Set(requests)) {
            const turns = taken.flatMap((item, index) => (item.requestId === requestId ? [index] : []));
            const gaps = turns.map((turn, index) => turn - (index === 0 ? -1 : (turns[index - 1] ?? 0)));
            expect(Math.max(...gaps)).toBeLessThanOrEqual(new Set(requests).size);
          }
        },
      ),
    );
  });
});
