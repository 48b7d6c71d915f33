import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { createKeyspace } from "../../src/redis/keys.ts";
import { reasonOf } from "../../src/redis/reason.ts";

const keys = createKeyspace({ prefix: "roster", signingKey: "a signing key that all instances have" });
const others = createKeyspace({ prefix: "roster", signingKey: "another signing key, of another one" });

describe("a sealed text", () => {
  it("is opened by those with the same signing key, for the same key of Redis, and by nobody else", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (key, text, elsewhere) => {
        const sealed = keys.seal(key, text);
        expect(keys.open(key, sealed)).toBe(text);
        expect(others.open(key, sealed)).toBeNull();
        if (elsewhere !== key) expect(keys.open(elsewhere, sealed)).toBeNull();
      }),
    );
  });

  it("is not opened once any of its bytes is another, or is missing", () => {
    const anyByte = fc.record({ text: fc.string(), at: fc.nat(), by: fc.integer({ min: 1, max: 255 }) });
    fc.assert(
      fc.property(anyByte, ({ text, at, by }) => {
        const bytes = Buffer.from(keys.seal("key", text), "base64url");
        const position = at % bytes.length;
        const altered = Buffer.from(bytes);
        altered[position] = (bytes[position] ?? 0) ^ by;
        expect(keys.open("key", altered.toString("base64url"))).toBeNull();
        expect(keys.open("key", bytes.subarray(0, position).toString("base64url"))).toBeNull();
      }),
    );
  });

  it("is another each time, so that equal texts do not look equal", () => {
    expect(keys.seal("key", "text")).not.toBe(keys.seal("key", "text"));
  });
});

describe("a name in Redis", () => {
  it("is the same for all who have the signing key, and tells nothing of what it is about", () => {
    const name = keys.of("allowance", "maria.santos@lindenworks.example");
    expect(name).toMatch(/^\{roster\}:allowance:[\w-]{27}$/);
    expect(keys.of("allowance", "maria.santos@lindenworks.example")).toBe(name);
    expect(others.of("allowance", "maria.santos@lindenworks.example")).not.toBe(name);
    expect(keys.of("attempts", "maria.santos@lindenworks.example").split(":")[2]).not.toBe(
      name.split(":")[2],
    );
  });
});

describe("the reason why Redis is away", () => {
  it.each<[unknown, string]>([
    [
      Object.assign(new Error("connect ECONNREFUSED 10.0.0.1:6379"), { code: "ECONNREFUSED" }),
      "ECONNREFUSED",
    ],
    [new Error("WRONGPASS invalid username-password pair or user is disabled."), "WRONGPASS"],
    [new Error("OOM command not allowed when used memory > 'maxmemory'."), "OOM"],
    [new TypeError("something of redis://:secret@host"), "TypeError"],
    [Object.assign(new Error("a secret"), { code: "a secret" }), "Error"],
    ["a secret", "UNKNOWN"],
    [null, "UNKNOWN"],
  ])("is one word, and never a message: %p", (thrown, reason) => {
    expect(reasonOf(thrown)).toBe(reason);
  });
});
