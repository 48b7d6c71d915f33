import { describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import { parseConfig } from "../../src/config/index.ts";
import { providerDefinitions } from "../../src/datasources/index.ts";
import { dig } from "../calls/support.ts";
import { blocks } from "../docs/markdown.ts";

const providers = [
  { key: "a", kind: "scalr", baseUrl: "https://scalr.example", token: "t", accountId: "acc-a" },
];
const apiKeys = [{ name: "a", sha256: "0".repeat(64), scopes: ["users:read"] }];
const read = (more: object) => parseConfig({ providers, ...more }, {}, providerDefinitions);

describe("the limits of a configuration", () => {
  it("hold one caller to so much in a minute where callers are known, and as it says", () => {
    expect(read({}).limits.costPerMinute).toBeNull();
    expect(read({ auth: { apiKeys } }).limits.costPerMinute).toBe(100_000);
    expect(read({ limits: { costPerMinute: 7 } }).limits.costPerMinute).toBe(7);
  });

  it("are those that the documentation tells, where nothing is said", () => {
    const told = blocks("yaml").flatMap(({ text }) => {
      const document: unknown = parse(text);
      return dig(document, "limits") ?? [];
    });
    expect(told).toEqual([read({ auth: { apiKeys } }).limits]);
  });

  it("stand beside those that are left as they are", () => {
    expect(read({ limits: { depth: 5 } }).limits).toEqual({ ...read({}).limits, depth: 5 });
  });

  it.each([
    [{ depth: "deep" }, "limits.depth: must be a whole number"],
    [{ depth: 0 }, "limits.depth: must be at least 3"],
    [{ cost: 0 }, "limits.cost: must be at least 1"],
    [{ operationTimeoutMs: 1 }, "limits.operationTimeoutMs: must be at least 50"],
    [{ bodyBytes: 10 ** 12 }, "limits.bodyBytes: must be at most 104857600"],
    [{ width: 3 }, "limits.width: is not a known key"],
  ])("are named where they are wrong: %p", (limits, line) => {
    expect(() => read({ limits })).toThrow(line);
  });
});
