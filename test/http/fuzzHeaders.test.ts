import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { makeApiKey } from "../../src/access/apiKey.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { expectSafe } from "./hostile.ts";
import { connectTo, statusesIn } from "./raw.ts";

/** Every header that Roster reads, and some that others do. */
const HEADERS = [
  "accept",
  "access-control-request-headers",
  "access-control-request-method",
  "access-control-request-private-network",
  "apollo-require-preflight",
  "authorization",
  "cache-control",
  "content-encoding",
  "content-length",
  "content-type",
  "cookie",
  "expect",
  "host",
  "idempotency-key",
  "if-none-match",
  "mcp-protocol-version",
  "mcp-session-id",
  "origin",
  "range",
  "roster-explain",
  "roster-provider",
  "sec-fetch-site",
  "traceparent",
  "transfer-encoding",
  "upgrade",
  "x-api-key",
  "x-apollo-operation-name",
  "x-forwarded-for",
  "x-request-id",
];

const MESSAGE = '{"jsonrpc":"2.0","id":1,"method":"tools/list"}';
/** One request to each surface; MCP's own answer is a list of tools, and long. */
const REQUESTS = [
  { line: "POST /graphql", body: '{"query":"{ __typename }"}', most: 2_000 },
  { line: "OPTIONS /graphql", body: "", most: 2_000 },
  { line: "GET /v1/iam/v1alpha1/users?page_size=1", body: "", most: 5_000 },
  { line: "POST /v1/iam/v1alpha1/users/nobody/lock", body: "{}", most: 2_000 },
  { line: "POST /mcp", body: MESSAGE, most: 1_000_000 },
  { line: "GET /metrics", body: "", most: 1_000_000 },
  { line: "GET /health/ready", body: "", most: 2_000 },
] as const;

const text = fc.oneof(
  fc.string({
    unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)),
    maxLength: 80,
  }),
  fc.constantFrom(
    "",
    "*/*",
    ";;;",
    "q=",
    "a,b;q=2",
    "<script>alert(1)</script>",
    "x".repeat(6_000),
    "\u0080",
  ),
);

const { key, sha256 } = makeApiKey();
let open: Gateway;
let closed: Gateway;
beforeAll(async () => {
  open = await startGateway({ users: 50 });
  const scopes = ["users:read", "users:write", "metrics:read"];
  closed = await startGateway({ users: 50, config: { auth: { apiKeys: [{ name: "a", sha256, scopes }] } } });
});
afterAll(async () => {
  await open.close();
  await closed.close();
});

describe("the list of headers", () => {
  it("has every one in it that the source reads", () => {
    const folder = join(import.meta.dirname, "..", "..", "src");
    const files = readdirSync(join(folder, "surfaces"), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => join(folder, "surfaces", name));
    const READS = [
      /[hH]eaders(?:Distinct)?\??\.?\["([a-z-]+)"\]/g,
      /\bheaders\.(?!get\b|set\b|has\b)([a-z]+)\b/g,
      /(?:onlyOne|headerOf)\(\w+, "([a-z-]+)"\)/g,
      /_HEADER = "([a-z-]+)"/g,
      /const \{ ([a-z]+) \} = (?:request\.)?headers\b/g,
    ];
    const read = [join(folder, "app.ts"), ...files].flatMap((file) => {
      const source = readFileSync(file, "utf8");
      const lists = [...source.matchAll(/PASSED_ON = \[([^\]]+)\]/g)].flatMap(([, list = ""]) =>
        [...list.matchAll(/"([a-z-]+)"/g)].map(([, name = ""]) => name),
      );
      return [
        ...lists,
        ...READS.flatMap((pattern) => [...source.matchAll(pattern)].map(([, name = ""]) => name)),
      ];
    });
    expect(read).toEqual(
      expect.arrayContaining(["origin", "accept", "roster-provider", "mcp-session-id", "host"]),
    );
    expect([...new Set(read)].filter((name) => !HEADERS.includes(name))).toEqual([]);
  });
});

describe.each(REQUESTS)("whatever is sent as a header of $line", ({ line, body, most }) => {
  it("is answered, and repeated nowhere", async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...HEADERS), text, fc.boolean(), async (header, value, isKnown) => {
        const gateway = isKnown ? closed : open;
        const usual: Readonly<Record<string, string>> = {
          host: "localhost",
          connection: "close",
          ...(body === ""
            ? {}
            : { "content-type": "application/json", "content-length": String(body.length) }),
          ...(isKnown ? { "x-api-key": key } : {}),
          [header]: value,
        };
        const lines = Object.entries(usual).map(([name, sent]) => `${name}: ${sent}`);
        const connection = await connectTo(gateway.url);
        connection.send([`${line} HTTP/1.1`, ...lines, "", body].join("\r\n"));
        // A length that is too large keeps Roster waiting for the rest, which never comes.
        connection.finish();
        const received = await connection.ended;
        connection.close();
        const [status = 0] = statusesIn(received).filter((one) => one !== 100);
        if (received !== "") expect(status).toBeGreaterThanOrEqual(200);
        expectSafe(status, received);
        expect(received).not.toContain("<script>");
        expect(received.length).toBeLessThan(most);
      }),
      { numRuns: 60 },
    );
  });
});
