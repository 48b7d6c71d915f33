import { createHmac } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { type CursorContent, createCursorCodec, fingerprintOf, markOf } from "../../src/directory/cursor.ts";
import { GatewayError } from "../../src/domain/errors.ts";

const KEY = "a key of at least thirty-two characters";
const codec = createCursorCodec(KEY);
const LIST = fingerprintOf(["users", { mfa: ["DISABLED"] }, null]);

const mark = fc.string({ unit: "binary" }).map(markOf);
const anyContent: fc.Arbitrary<CursorContent> = fc.record({
  place: fc.record({
    rank: fc.oneof(fc.string({ unit: "binary" }), fc.integer(), fc.constant(null)),
    provider: fc.stringMatching(/^[a-z0-9-]{1,20}$/),
    tie: fc.oneof(fc.string({ unit: "binary" }), fc.nat()),
  }),
  since: fc.nat(),
  anchors: fc.dictionary(
    fc.stringMatching(/^[a-z0-9-]{1,20}$/),
    fc.record({
      index: fc.integer(),
      rank: fc.integer(),
      before: fc.array(mark, { maxLength: 3 }),
      after: fc.array(mark, { maxLength: 3 }),
    }),
    { noNullPrototype: true },
  ),
});
const some: CursorContent = {
  place: { rank: "ada@lovelace.example", provider: "alpha", tie: "u-1" },
  since: 1_790_000_000_000,
  anchors: { alpha: { index: 7, rank: 7, before: [markOf("u-1"), markOf("u-0")], after: [markOf("u-2")] } },
};
const cursor = codec.encode(LIST, some);

/** The code and field of what reading a cursor throws; null where it is read. */
function refusal(text: string, fingerprint = LIST, reader = codec): unknown {
  try {
    reader.decode(fingerprint, text, "after");
    return null;
  } catch (thrown) {
    return thrown instanceof GatewayError ? { code: thrown.code, field: thrown.field } : thrown;
  }
}

const BAD = { code: "BAD_CURSOR", field: ["after"] };

/** A cursor with this payload that bears the right signature. */
function signed(payload: string): string {
  const bytes = Buffer.from(payload, "utf8");
  const signature = createHmac("sha256", KEY).update(bytes).digest().subarray(0, 16);
  return Buffer.concat([signature, bytes]).toString("base64url");
}

describe("a cursor", () => {
  it("comes back as it was made", () => {
    fc.assert(
      fc.property(anyContent, fc.string(), (content, fingerprint) => {
        expect(codec.decode(fingerprint, codec.encode(fingerprint, content), "after")).toEqual(content);
      }),
    );
  });

  it("is opaque text that fits into an address", () => {
    expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(cursor.length).toBeLessThan(300);
  });

  it("can still be read when it is of a hundred providers and long names", () => {
    const anchors = Object.fromEntries(
      Array.from({ length: 100 }, (_, number) => [
        `provider-${number}`.padEnd(64, "x"),
        some.anchors["alpha"],
      ]),
    );
    const content = {
      ...some,
      place: { ...some.place, rank: "🌱".repeat(500) },
      anchors: JSON.parse(JSON.stringify(anchors)),
    };

    expect(refusal(codec.encode(LIST, content))).toBeNull();
  });

  it("is refused when any of its characters is another one", () => {
    fc.assert(
      fc.property(fc.nat(cursor.length - 1), fc.constantFrom(..."AZaz09-_=. é"), (at, character) => {
        const changed = cursor.slice(0, at) + character + cursor.slice(at + 1);

        expect(refusal(changed)).toEqual(changed === cursor ? null : BAD);
      }),
      { numRuns: 1_000 },
    );
  });

  it("is refused when it is cut short, or longer than it was", () => {
    for (let length = 0; length < cursor.length; length += 1)
      expect(refusal(cursor.slice(0, length))).toEqual(BAD);
    for (const more of ["A", "=", "==", " ", "\n"]) expect(refusal(cursor + more)).toEqual(BAD);
  });

  it("is refused when another key signed it", () => {
    expect(refusal(cursor, LIST, createCursorCodec(`${KEY}!`))).toEqual(BAD);
  });

  it("is refused for another list, filter or order", () => {
    expect(refusal(cursor, fingerprintOf(["users", { mfa: ["ENABLED"] }, null]))).toEqual(BAD);
    expect(refusal(cursor, fingerprintOf(["teams"]))).toEqual(BAD);
  });

  it("is refused when it is of another version, though it is signed", () => {
    expect(refusal(signed(JSON.stringify([0, LIST, "a", "alpha", "u-1", 0, []])))).toEqual(BAD);
    expect(refusal(signed(JSON.stringify([1, LIST, "a", "alpha", "u-1", 0, []])))).toBeNull();
  });

  it.each([
    "",
    "null",
    "{}",
    "[",
    "[1]",
    `[1,"${LIST}"]`,
    `[1,"${LIST}",{},"alpha","u-1",0,[]]`,
    `[1,"${LIST}","a",7,"u-1",0,[]]`,
    `[1,"${LIST}","a","alpha",null,0,[]]`,
    `[1,"${LIST}",1.5,"alpha","u-1",0,[]]`,
    `[1,"${LIST}","a","alpha","u-1","0",[]]`,
    `[1,"${LIST}","a","alpha","u-1",0,{}]`,
    `[1,"${LIST}","a","alpha","u-1",0,[null]]`,
    `[1,"${LIST}","a","alpha","u-1",0,[["alpha"]]]`,
    `[1,"${LIST}","a","alpha","u-1",0,[["alpha",1e999,0,"",""]]]`,
  ])("is refused when it is signed and holds %s", (payload) => {
    expect(refusal(signed(payload))).toEqual(BAD);
  });

  it("is never anything but BAD_CURSOR, whatever text it is", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary", maxLength: 400 }), fc.base64String()), (text) => {
        expect(refusal(text)).toEqual(BAD);
      }),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (payload) => {
        expect([null, BAD]).toContainEqual(refusal(signed(payload)));
      }),
      { numRuns: 500 },
    );
    expect(refusal("A".repeat(1_000_000))).toEqual(BAD);
  });

  it("names the argument that it was given for", () => {
    expect(() => codec.decode(LIST, "nonsense", "before")).toThrow(/^before: /);
  });
});
