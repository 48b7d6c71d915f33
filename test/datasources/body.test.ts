import { describe, expect, it } from "@jest/globals";
import { createParseBody } from "../../src/datasources/http/body.ts";

const MEBIBYTE = 1024 * 1024;

/** The JSON of a list, in parts of this many bytes. */
function partsOf(list: readonly unknown[], size: number): readonly Buffer[] {
  const bytes = Buffer.from(JSON.stringify(list));
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, part) =>
    bytes.subarray(part * size, (part + 1) * size),
  );
}

describe("a body that comes in parts", () => {
  const parseBody = createParseBody();

  it("is read whole, wherever it is cut, and whatever was read before and is read after", () => {
    const lists = [["Zoë", "민준", "🚀"], [], ["a", "b"], ["x".repeat(5 * MEBIBYTE)], [null, 1]];
    for (const size of [1, 3, 7]) {
      const few = lists.filter((list) => JSON.stringify(list).length < 100);
      const read = few.map((list) => parseBody(partsOf(list, size)));
      expect(read).toEqual(few.map((value) => ({ kind: "json", value })));
    }
    const read = lists.map((list) => parseBody(partsOf(list, 65_536)));
    expect(read).toEqual(lists.map((value) => ({ kind: "json", value })));
  });

  it("is empty where it has no parts", () => {
    expect([parseBody([]), parseBody([Buffer.from(" "), Buffer.from("\n")])]).toEqual([
      { kind: "empty" },
      { kind: "empty" },
    ]);
  });

  it("takes no memory of its own beside the heap, for which V8 would go through all of the heap", () => {
    const parts = partsOf(["x".repeat(MEBIBYTE)], 65_536);
    parseBody(parts);
    const before = process.memoryUsage().arrayBuffers;
    for (let again = 0; again < 20; again += 1) parseBody(parts);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(MEBIBYTE);
  });
});
