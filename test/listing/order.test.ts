import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { comparePlaces, type Place, reversed } from "../../src/directory/place.ts";
import { compareCodePoints, textKey } from "../../src/domain/order.ts";
import { instantKey, parseTimestamp } from "../../src/domain/timestamp.ts";

const sign = (value: number): number => Math.sign(value);

describe("text", () => {
  it("compares as the bytes of its UTF-8 do, which is by code point", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (one, other) => {
        const bytes = Buffer.compare(Buffer.from(one, "utf8"), Buffer.from(other, "utf8"));

        expect(sign(compareCodePoints(one, other))).toBe(sign(bytes));
      }),
    );
  });

  it("puts an emoji behind a character of the private use area, which UTF-16 units would not", () => {
    expect(compareCodePoints("🌱", "\ue000")).toBeGreaterThan(0);
    expect("🌱" > "\ue000").toBe(false);
  });

  it.each([
    ["ÉMILE", "émile"],
    ["Zoë", "zoë"],
    ["İstanbul", "i̇stanbul"],
  ])("is lower-cased without regard to a locale: %s is sorted as %s", (text, key) => {
    expect(textKey(text)).toBe(key);
  });

  it("has no key where there is none", () => {
    expect(textKey(null)).toBeNull();
  });
});

describe("a timestamp", () => {
  it.each([
    ["2026-05-21T15:02:39Z", "2026-05-21T15:02:39Z"],
    ["2026-05-21T15:02:39", "2026-05-21T15:02:39Z"],
    ["2026-05-21t17:02:39.5+02:00", "2026-05-21T15:02:39.5Z"],
    ["2026-05-21 15:02:39.123456789123Z", "2026-05-21T15:02:39.123456789Z"],
    ["2024-02-29T23:30:00-01:00", "2024-03-01T00:30:00Z"],
  ])("%s is read as %s", (text, read) => {
    expect(parseTimestamp(text)).toBe(read);
  });

  it.each([
    "",
    "yesterday",
    "2026-05-21",
    "2026-02-30T00:00:00Z",
    "2025-02-29T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-01-01T25:00:00Z",
    "2026-01-01T00:00:60Z",
    "9999-12-31T23:59:59-01:00",
    "0000-01-01T00:00:00+01:00",
    "+012026-01-01T00:00:00Z",
    1_700_000_000,
    null,
  ])("%s is none", (value) => {
    expect(parseTimestamp(value)).toBeNull();
  });

  it("compares as its instant does, whatever the length of its fraction", () => {
    const ascending = [
      "2026-05-21T15:02:38.999Z",
      "2026-05-21T15:02:39Z",
      "2026-05-21T15:02:39.000000001Z",
      "2026-05-21T15:02:39.1Z",
      "2026-05-21T15:02:39.12Z",
      "2026-05-21T15:02:40Z",
    ];

    expect(
      ascending.toReversed().sort((one, other) => compareCodePoints(instantKey(one), instantKey(other))),
    ).toEqual(ascending);
    expect(instantKey("2026-05-21T15:02:39Z")).toBe(instantKey("2026-05-21T15:02:39.000Z"));
  });
});

describe("places in a merged list", () => {
  const at = (rank: Place["rank"], provider = "alpha", tie: Place["tie"] = ""): Place => ({
    rank,
    provider,
    tie,
  });
  const anyPlace = fc.record({
    rank: fc.option(fc.constantFrom("a", "b", "🌱", "\ue000")),
    provider: fc.constantFrom("alpha", "beta"),
    tie: fc.constantFrom("1", "2"),
  });

  it("are sorted by key, then provider, then id", () => {
    const ascending = [
      at("a", "beta", "1"),
      at("b", "alpha", "1"),
      at("b", "alpha", "2"),
      at("b", "beta", "1"),
    ];

    expect(ascending.toReversed().sort(comparePlaces("ASC"))).toEqual(ascending);
  });

  it("have those without a key at the end in both directions", () => {
    expect([at(null), at("a"), at("b")].sort(comparePlaces("ASC"))).toEqual([at("a"), at("b"), at(null)]);
    expect([at(null), at("a"), at("b")].sort(comparePlaces("DESC"))).toEqual([at("b"), at("a"), at(null)]);
  });

  it("turn round by key alone, so that those of equal key come in one order in both directions", () => {
    const equal = [at("a", "beta", "1"), at("a", "alpha", "2"), at("a", "alpha", "1")];

    expect([...equal].sort(comparePlaces("DESC"))).toEqual([...equal].sort(comparePlaces("ASC")));
  });

  it("have one total order, which reads backwards as it reads forwards", () => {
    for (const direction of ["ASC", "DESC"] as const) {
      const compare = comparePlaces(direction);
      fc.assert(
        fc.property(anyPlace, anyPlace, anyPlace, (one, other, third) => {
          expect(sign(compare(one, other)) + sign(compare(other, one))).toBe(0);
          expect(compare(one, other) === 0).toBe(JSON.stringify(one) === JSON.stringify(other));
          if (compare(one, other) <= 0 && compare(other, third) <= 0)
            expect(compare(one, third)).toBeLessThanOrEqual(0);
          expect(reversed(compare)(one, other)).toBe(compare(other, one));
        }),
      );
    }
  });

  it("compare numbers as numbers in the providers' own order", () => {
    expect([at(10), at(9), at(-1)].sort(comparePlaces("ASC"))).toEqual([at(-1), at(9), at(10)]);
  });
});
