import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import {
  createCappedWindows,
  createWindows,
  leastNewRows,
  type Window,
} from "../../src/directory/windows.ts";

/** The windows that a list of so many rows is read in, one after the other. */
function windowsFor(pageSize: number, rows: number): readonly Window[] {
  const windows = createWindows(pageSize);
  const read = [windows.behind(-1)];
  for (let last = read[0]; last !== undefined && last.to < rows - 1; last = read.at(-1)) {
    read.push(windows.next(last));
  }
  return read;
}

describe("the windows that a list is read in", () => {
  it("are pages that a provider can count, none larger than was asked for", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000 }), fc.nat(5_000), (pageSize, rows) => {
        for (const { number, size, from, to } of windowsFor(pageSize, rows)) {
          expect({ from, to }).toEqual({ from: number * size, to: (number + 1) * size - 1 });
          expect(size).toBeLessThanOrEqual(pageSize);
        }
      }),
      { numRuns: 50 },
    );
  });

  it("each hold the last two rows of the one before, for pages of 16 rows and more", () => {
    fc.assert(
      fc.property(fc.integer({ min: 16, max: 1_000 }), (pageSize) => {
        const read = windowsFor(pageSize, 3_000);
        read.slice(1).forEach((window, index) => {
          const before = read[index];
          expect(window.from).toBeLessThanOrEqual((before?.to ?? 0) - 1);
          expect(window.to).toBeGreaterThan(before?.to ?? 0);
        });
      }),
      { numRuns: 50 },
    );
  });

  it("are never more than an estimate by the least new rows a window says", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000 }), fc.nat(10_000), (pageSize, rows) => {
        const further = Math.max(0, rows - pageSize) / leastNewRows(pageSize);
        expect(windowsFor(pageSize, rows).length).toBeLessThanOrEqual(1 + Math.ceil(further));
      }),
      {
        numRuns: 100,
        examples: [
          [100, 10_000],
          [20, 10_000],
          [1_000, 4_000],
        ],
      },
    );
  });

  it("leave no row out for smaller pages either", () => {
    for (let pageSize = 1; pageSize < 16; pageSize += 1) {
      const read = windowsFor(pageSize, 500);
      read.slice(1).forEach((window, index) => {
        expect(window.from).toBeLessThanOrEqual((read[index]?.to ?? 0) + 1);
      });
    }
  });

  it.each([
    [100, 100, 1],
    [100, 190, 2],
    [100, 1_000, 12],
    [100, 4_000, 46],
    [100, 10_000, 115],
    [1_000, 10_000, 11],
  ])("of %i rows for a list of %i are %i", (pageSize, rows, expected) => {
    expect(windowsFor(pageSize, rows)).toHaveLength(expected);
  });

  it("to read on from a row hold that row, where pages overlap, and the next one", () => {
    const windows = createWindows(100);
    for (let row = 0; row < 2_000; row += 1) {
      const behind = windows.behind(row);
      const upTo = windows.upTo(row);

      expect(behind.from).toBeLessThanOrEqual(row);
      expect(behind.to).toBeGreaterThan(row);
      expect(upTo.to).toBeGreaterThanOrEqual(row);
      expect(upTo.from).toBeLessThanOrEqual(Math.max(0, row - 1));
    }
  });

  it("of a server that gives less than it is asked for follow its own counting", () => {
    const windows = createCappedWindows(100, 30);

    expect(windows.behind(29)).toEqual({ number: 1, size: 100, from: 30, to: 59 });
    expect(windows.next(windows.behind(-1))).toEqual({ number: 1, size: 100, from: 30, to: 59 });
  });
});
