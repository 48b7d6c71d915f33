import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { origin, startWhole } from "../parity/support.ts";
import { apiKey, as } from "../rest/support.ts";
import type { Gateway } from "../support/gateway.ts";

/* What goes over the wire, without a client that would put it right. */

let gateway: Gateway;
beforeAll(async () => {
  const apiKeys = [apiKey("all", "users:read", "users:write", "users:credentials")];
  gateway = await startWhole({ users: 60, config: { auth: { apiKeys } } });
});
afterAll(() => gateway.close());

interface Raw {
  readonly status: number;
  readonly headers: Headers;
  readonly json: unknown;
}

const ACCEPT = "application/json, text/event-stream";

async function post(
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
  method = "POST",
): Promise<Raw> {
  const response = await fetch(`${origin(gateway)}/mcp`, {
    method,
    headers: { "content-type": "application/json", accept: ACCEPT, ...as("all"), ...headers },
    ...(body === undefined ? {} : { body: isSendable(body) ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, json: text === "" ? null : JSON.parse(text) };
}

function isSendable(body: unknown): body is string | Uint8Array<ArrayBuffer> {
  return typeof body === "string" || body instanceof Uint8Array;
}

const message = (method: string, params: unknown = {}) => ({ jsonrpc: "2.0", id: 1, method, params });
const initialize = (protocolVersion: string) =>
  message("initialize", { protocolVersion, capabilities: {}, clientInfo: { name: "raw", version: "1" } });
const INITIALIZE = initialize("2025-06-18");

describe("the protocol", () => {
  it("begins without a session, and goes on without one", async () => {
    const first = await post(INITIALIZE);
    expect(first).toMatchObject({ status: 200, json: { id: 1, result: { serverInfo: { name: "roster" } } } });
    expect(first.headers.get("mcp-session-id")).toBeNull();
    expect(first.headers.get("cache-control")).toBe("no-store");
    const listed = await post(message("tools/list"), { "mcp-session-id": "somebody-else's" });
    expect(listed).toMatchObject({ status: 200, json: { result: { tools: expect.any(Array) } } });
  });

  it.each(["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"])("speaks version %s", async (version) => {
    expect(await post(initialize(version))).toMatchObject({ json: { result: { protocolVersion: version } } });
    const listed = await post(message("tools/list"), { "mcp-protocol-version": version });
    expect(listed).toMatchObject({ status: 200, json: { result: { tools: expect.any(Array) } } });
  });

  it("names its newest version to a client that has another", async () => {
    expect(await post(initialize("2099-01-01"))).toMatchObject({
      json: { result: { protocolVersion: "2025-11-25" } },
    });
  });

  it("answers a ping, with the id as it came", async () => {
    expect((await post({ jsonrpc: "2.0", id: "seven", method: "ping" })).json).toEqual({
      jsonrpc: "2.0",
      id: "seven",
      result: {},
    });
  });

  it.each(["*/*", "application/json", ""])("answers a client that says it takes %j", async (accept) => {
    expect((await post(message("ping"), { accept })).status).toBe(200);
  });

  it("takes a client's responses, though it never asks", async () => {
    expect(await post({ jsonrpc: "2.0", id: 1, result: {} })).toMatchObject({ status: 202, json: null });
  });

  it("tells which argument is wrong", async () => {
    const wrong = message("tools/call", { name: "list-users-organization", arguments: { pagesize: 1 } });
    expect(await post(wrong)).toMatchObject({
      json: { error: { data: { code: "BAD_USER_INPUT", field: ["pagesize"] } } },
    });
  });

  it("takes notifications without an answer", async () => {
    expect(await post({ jsonrpc: "2.0", method: "notifications/initialized" })).toMatchObject({
      status: 202,
      json: null,
    });
  });

  it.each([
    ["an unknown method", message("tools/forget"), -32601],
    ["a method of a feature that there is not", message("resources/list"), -32601],
    ["a page of tools that there is not", message("tools/list", { cursor: "more" }), -32602],
    ["a cursor that is none", message("tools/list", { cursor: 5 }), -32602],
    ["a beginning without a version", message("initialize"), -32602],
    ["a tool without a name", message("tools/call", { arguments: {} }), -32602],
    ["arguments that are a list", message("tools/call", { name: "get-user", arguments: [] }), -32602],
    ["an unknown tool", message("tools/call", { name: "no-such-tool" }), -32602],
    ["a name that every object has", message("tools/call", { name: "constructor" }), -32602],
    [
      "an unknown argument",
      message("tools/call", { name: "list-users-organization", arguments: { pagesize: 1 } }),
      -32602,
    ],
    [
      "an argument of the wrong type",
      message("tools/call", { name: "find-users", arguments: { first: "many" } }),
      -32602,
    ],
    [
      "an argument of no known field",
      message("tools/call", { name: "find-users", arguments: { filter: { emial: "x" } } }),
      -32602,
    ],
    ["a missing argument", message("tools/call", { name: "get-user", arguments: {} }), -32602],
    ["a missing body", message("tools/call", { name: "create-new-user", arguments: {} }), -32602],
    [
      "a value out of its bounds",
      message("tools/call", { name: "list-users-organization", arguments: { page_size: 0 } }),
      -32602,
    ],
    [
      "a list with nothing in it",
      message("tools/call", { name: "list-users-organization", arguments: { user_ids: [] } }),
      -32602,
    ],
  ])("tells %s in JSON-RPC", async (_, body, code) => {
    const { status, json } = await post(body);
    expect(status).toBe(200);
    expect(json).toMatchObject({ jsonrpc: "2.0", id: 1, error: { code, message: expect.any(String) } });
    expect(JSON.stringify(json)).not.toMatch(/\bat .*\.(ts|js)|McpError|ZodError.*stack/);
  });

  it.each([
    ["no JSON", "{", {}, 400, -32700],
    ["no UTF-8", new Uint8Array([0x22, 0xff, 0x22]), {}, 400, -32700],
    ["a body that is nested too deep", `${"[".repeat(100)}${"]".repeat(100)}`, {}, 400, -32700],
    ["no message", { hello: "there" }, {}, 400, -32600],
    ["no object", "null", {}, 400, -32600],
    ["another version of JSON-RPC", { ...message("ping"), jsonrpc: "1.0" }, {}, 400, -32600],
    ["an id that is none", { ...message("ping"), id: {} }, {}, 400, -32600],
    ["several at once", [message("tools/list"), message("ping")], {}, 400, -32600],
    ["none at once", [], {}, 400, -32600],
    ["a body that is far too large", `"${"x".repeat(3_000_000)}"`, {}, 413, -32000],
    ["another content type", "x", { "content-type": "text/plain" }, 415, -32000],
    ["a compressed body", "x", { "content-encoding": "gzip" }, 415, -32000],
    ["a client that takes no JSON", message("tools/list"), { accept: "text/html" }, 406, -32000],
    [
      "a version of the protocol that there is not",
      message("tools/list"),
      { "mcp-protocol-version": "1999-01-01" },
      400,
      -32000,
    ],
  ])("refuses %s", async (_, body, headers, status, code) => {
    expect(await post(body, headers)).toMatchObject({ status, json: { jsonrpc: "2.0", error: { code } } });
  });

  it.each(["GET", "DELETE", "PUT"])("does not take %s", async (method) => {
    const answer = await post(undefined, {}, method);
    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")).toBe("POST, OPTIONS");
  });
});

describe("a caller", () => {
  it.each([
    ["without credentials", { "x-api-key": "" }],
    ["with wrong ones", { "x-api-key": "guessed" }],
  ])("%s gets nothing", async (_, headers) => {
    const answer = await post(INITIALIZE, headers);
    expect(answer).toMatchObject({ status: 401, json: { error: { data: { code: "UNAUTHENTICATED" } } } });
    expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer /);
  });

  it.each(["https://evil.example", "http://roster.evil.example:4000", "null"])(
    "that is the page of %s gets nothing, whatever it was let in with",
    async (page) => {
      expect(await post(INITIALIZE, { origin: page })).toMatchObject({ status: 403 });
    },
  );

  it("is not at home by calling itself what it calls the server", async () => {
    expect(await status({ host: "rebound.example:4000", origin: "http://rebound.example:4000" })).toBe(403);
  });

  it("that is a page of this machine is let in", async () => {
    expect((await post(INITIALIZE, { origin: "http://localhost:6274" })).status).toBe(200);
  });
});

/** As `fetch` cannot: with a `Host` of its own. */
function status(headers: Readonly<Record<string, string>>): Promise<number | undefined> {
  const { hostname, port } = new URL(gateway.url);
  const body = JSON.stringify(INITIALIZE);
  return new Promise((resolve, reject) => {
    request(
      {
        hostname,
        port,
        path: "/mcp",
        method: "POST",
        headers: { "content-type": "application/json", accept: ACCEPT, ...as("all"), ...headers },
      },
      (response) => {
        response.resume();
        resolve(response.statusCode);
      },
    )
      .on("error", reject)
      .end(body);
  });
}
