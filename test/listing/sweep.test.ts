import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { sweep } from "../../src/directory/sweep.ts";
import { anyChanges, changing, createMovingList, ids, itself, readingOf } from "./movingList.ts";

describe("a sweep", () => {
  it.each([0, 1, 20, 21, 137])("reads each of %i rows once", async (count) => {
    const whole = await sweep(readingOf(createMovingList(ids(count)), 20, itself), "anew");

    expect(whole).toMatchObject({ items: ids(count), total: count, hasNext: false, problem: null });
  });

  it("reads the pages that the first one announces all at once, as many as are allowed", async () => {
    const list = createMovingList(ids(500));
    let underWay = 0;
    let most = 0;
    const reading = {
      ...readingOf(list, 100, itself),
      width: 3,
      async readPage(page: Parameters<typeof list.readPage>[0]) {
        underWay += 1;
        most = Math.max(most, underWay);
        const result = await list.readPage(page);
        await new Promise((resolve) => setImmediate(resolve));
        underWay -= 1;
        return result;
      },
    };
    await sweep(reading, "anew");

    expect(most).toBe(3);
    expect(list.requests).toHaveLength(6);
  });

  it("stops at its limit and says how far it came", async () => {
    const list = createMovingList(ids(137));
    const whole = await sweep({ ...readingOf(list, 20, itself), limit: 50 }, "anew");

    expect(whole.items.length).toBeGreaterThanOrEqual(50);
    expect(whole).toMatchObject({ total: null, hasNext: true, problem: { code: "QUOTA_EXCEEDED" } });
    expect(whole.problem?.message).toContain(`first ${whole.items.length} records`);
    expect(list.requests.length).toBeLessThanOrEqual(4);
  });

  it("reads no more than its limit where one page is larger", async () => {
    const list = createMovingList(ids(137));
    const whole = await sweep({ ...readingOf(list, 100, itself), limit: 50 }, "anew");

    expect(whole).toMatchObject({ items: ids(50), total: null, hasNext: true });
    expect(list.requests).toEqual([{ number: 0, size: 50 }]);
  });

  it("is whole where the limit is just the length of the list", async () => {
    const whole = await sweep({ ...readingOf(createMovingList(ids(50)), 50, itself), limit: 50 }, "anew");

    expect(whole).toMatchObject({ items: ids(50), total: 50, hasNext: false, problem: null });
  });

  it("keeps everybody and says so when the list never holds still", async () => {
    const list = createMovingList<string>([]);
    list.distort = (page) => ({
      ...page,
      items: ids(20, list.requests.length * 20),
      hasNext: true,
      total: 40,
    });
    const whole = await sweep(readingOf(list, 20, itself), "anew");

    expect(whole).toMatchObject({ total: null, problem: { code: "CONFLICT" } });
    expect(list.requests.length).toBeLessThan(100);
  });

  it("meets whoever was there throughout exactly once, whoever else comes and goes", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          count: fc.integer({ min: 0, max: 200 }),
          pageSize: fc.integer({ min: 16, max: 40 }),
          changes: anyChanges,
        }),
        async ({ count, pageSize, changes }) => {
          const list = createMovingList(ids(count));
          const { apply, stayed } = changing(list, changes, (number) => `new${number}`);
          list.beforePage = apply;
          const { items, problem } = await sweep(readingOf(list, pageSize, itself), "anew");

          expect(new Set(items).size).toBe(items.length);
          // A list that changes with every page read may get away from it, which it then says.
          expect([undefined, "CONFLICT"]).toContain(problem?.code);
          if (problem === null) expect(items.filter((id) => stayed().includes(id))).toEqual(stayed());
        },
      ),
      { numRuns: 400 },
    );
  });
});
