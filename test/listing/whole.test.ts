import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { comparePlaces, type Place, reversed } from "../../src/directory/place.ts";
import { createWhole, firstBehind, type RowOrder } from "../../src/directory/whole.ts";
import { type Keyed, placeOf } from "./movingList.ts";

const rowId = ({ id }: Keyed): string => id;
const page = (items: readonly Keyed[]) => ({ items, total: items.length, hasNext: false, rejected: [] });

function orderOf(direction: "ASC" | "DESC", keeps: RowOrder<Keyed>["keeps"] = () => true): RowOrder<Keyed> {
  return { name: direction, keeps, placeOf, compare: comparePlaces(direction) };
}

/** What an order must be: filtered and sorted at once. */
function naive(rows: readonly Keyed[], { keeps, compare }: RowOrder<Keyed>): readonly Keyed[] {
  return rows.filter(keeps).sort((left, right) => compare(placeOf(left), placeOf(right)));
}

const keys = fc.option(fc.constantFrom("a", "b", "c", "d"), { nil: null, freq: 5 });
const lists = fc.array(keys, { maxLength: 40 }).map((all) => all.map((key, nth) => ({ id: `u${nth}`, key })));

describe("a list that was read whole", () => {
  it("is put in order once for each name", async () => {
    let looked = 0;
    const whole = createWhole(page([{ id: "u1", key: "a" }]), rowId);
    const order = orderOf("ASC", () => {
      looked += 1;
      return true;
    });
    await Promise.all([whole.inOrder(order), whole.inOrder(order)]);
    await whole.inOrder(order);
    expect(looked).toBe(1);
  });

  it("is in the same order when others had their turn while it was sorted", async () => {
    const rows = Array.from({ length: 20_000 }, (_, nth) => ({
      id: `u${nth}`,
      key: `${(nth * 7919) % 4_001}`,
    }));
    for (const order of [orderOf("ASC"), orderOf("DESC", ({ id }) => id.endsWith("7"))]) {
      expect(await createWhole(page(rows), rowId).inOrder(order)).toEqual(naive(rows, order));
    }
  });

  const change = fc.record({ nth: fc.nat(45), key: keys, isGone: fc.boolean(), asks: fc.boolean() });
  const inB = { ...orderOf("ASC", ({ key }) => key === "b"), name: "b" };

  it("follows rows that are read again, come or go, in every order that it has been put in", async () => {
    await fc.assert(
      fc.asyncProperty(lists, fc.array(change, { maxLength: 12 }), async (rows, changes) => {
        const orders = [orderOf("ASC"), orderOf("DESC"), inB];
        const whole = createWhole(page(rows), rowId);
        const now = new Map(rows.map((row) => [row.id, row]));
        for (const { nth, key, isGone, asks } of changes) {
          const row = { id: `u${nth}`, key };
          if (asks) await Promise.all(orders.map(whole.inOrder));
          whole.replace(row.id, isGone ? null : row);
          now.delete(row.id);
          if (!isGone) now.set(row.id, row);
        }
        const rowsNow = [...now.values()];
        const ordered = await Promise.all(orders.map(whole.inOrder));
        expect(ordered).toEqual(orders.map((order) => naive(rowsNow, order)));
        expect(new Set(whole.items)).toEqual(new Set(rowsNow));
      }),
      { numRuns: 200 },
    );
  });

  it("goes on behind any place, forwards and backwards, whether or not somebody stands there", () => {
    const places: fc.Arbitrary<Place> = fc
      .record({ key: keys, nth: fc.nat(45) })
      .map(({ key, nth }) => placeOf({ id: `u${nth}`, key }));
    fc.assert(
      fc.property(lists, places, fc.boolean(), fc.boolean(), (rows, place, isDescending, isBackwards) => {
        const order = orderOf(isDescending ? "DESC" : "ASC");
        const compare = isBackwards ? reversed(order.compare) : order.compare;
        const sorted = naive(rows, { ...order, compare });
        const behind = sorted.slice(firstBehind(sorted, { ...order, compare }, place));
        expect(behind).toEqual(sorted.filter((row) => compare(placeOf(row), place) > 0));
      }),
    );
  });
});
