import { describe, expect, it } from "@jest/globals";
import { listName, Records } from "../../src/simulation/records.ts";

/** Records, and the names of the lists that were made of them. */
function createRecords() {
  const records = new Records([
    ["b", 2],
    ["a", 1],
  ]);
  const made: string[] = [];
  const list = (name: string): readonly number[] =>
    records.listed(name, () => {
      made.push(name);
      return [...records.values()].sort();
    });
  return { records, made, list };
}

describe("the records of a simulator", () => {
  it("make a list once for all of its pages", () => {
    const { made, list } = createRecords();
    expect([list("all"), list("all"), list("some"), list("all")]).toEqual(Array(4).fill([1, 2]));
    expect(made).toEqual(["all", "some", "all"]);
  });

  it.each<[string, (records: Records<number>) => unknown, readonly number[]]>([
    ["came", (records) => records.set("c", 0), [0, 1, 2]],
    ["changed", (records) => records.set("a", 3), [2, 3]],
    ["went", (records) => records.delete("a"), [2]],
    ["and all others went", (records) => records.clear(), []],
  ])("make it again once a record %s", (_what, change, expected) => {
    const { records, list } = createRecords();
    list("all");
    change(records);
    expect(list("all")).toEqual(expected);
  });
});

it("names a list by its query, whichever page of it is asked for", () => {
  const nameOf = (query: string): string => listName(new URLSearchParams(query), ["page", "size"]);
  expect(nameOf("page=2&sort=email&size=10")).toBe(nameOf("sort=email&page=3"));
  expect(nameOf("page=2&sort=email")).not.toBe(nameOf("page=2&sort=name"));
});
