import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { restPath } from "../../src/operations/table.ts";
import { origin, rowsOf, startWhole } from "../parity/support.ts";
import type { Gateway } from "../support/gateway.ts";
import { damaged, expectSafe, json, nasty, post } from "./hostile.ts";

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startWhole({ users: 50 });
});
afterAll(() => gateway.close());

const ACCEPT = { accept: "application/json, text/event-stream" };
/** Well-formed, since a text in an address always is. */
const wellFormed = nasty.map((text) => text.slice(0, 500).replace(/\p{Surrogate}/gu, "?"));
const parameters = fc.dictionary(
  fc.oneof(wellFormed, fc.constantFrom("page_size", "user_id", "sort", "include", "fix", "roster_provider")),
  wellFormed,
  { maxKeys: 3 },
);

async function send(method: string, path: string, body: string | null): Promise<void> {
  const response = await fetch(`${origin(gateway)}${path}`, {
    method,
    ...(body === null ? {} : { headers: { "content-type": "application/json" }, body }),
  });
  expectSafe(response.status, await response.text());
}

describe("whatever is sent to REST", () => {
  it("as the values of an operation's path, query and body is answered, at every operation", async () => {
    const row = fc.constantFrom(...rowsOf(gateway));
    const body = fc.oneof(
      fc.constant("{}"),
      nasty,
      fc.dictionary(fc.string(), json).map((value) => JSON.stringify(value)),
    );
    await fc.assert(
      fc.asyncProperty(
        row,
        fc.array(wellFormed, { minLength: 4, maxLength: 4 }),
        parameters,
        body,
        async (operation, values, query, text) => {
          const left = [...values];
          const path = restPath(operation).replace(/\{\w+\}/g, () => encodeURIComponent(left.pop() ?? ""));
          const search = new URLSearchParams(query).toString();
          const hasBody = !["GET", "DELETE"].includes(operation.method);
          await send(operation.method, `${path}${search === "" ? "" : `?${search}`}`, hasBody ? text : null);
        },
      ),
      { numRuns: 250 },
    );
  });

  it("as an address is answered", async () => {
    const addresses = rowsOf(gateway).map(restPath);
    const address = fc.oneof(
      wellFormed.map((text) => `/v1/${encodeURI(text)}`),
      fc.constantFrom(...addresses).chain((path) => damaged(() => path)),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom("GET", "POST", "PUT", "PATCH", "DELETE"), address, (method, path) =>
        send(method, encodeURI(path.replace(/^\/*/, "/").replaceAll("\\", "")), null),
      ),
      { numRuns: 150 },
    );
  });
});

describe("whatever is sent to MCP", () => {
  it("as a message is answered", async () => {
    const message = fc.record(
      {
        jsonrpc: fc.oneof(fc.constant("2.0"), json),
        id: fc.oneof(fc.integer(), nasty, json),
        method: fc.oneof(
          fc.constantFrom("initialize", "ping", "tools/list", "tools/call", "resources/list"),
          nasty,
        ),
        params: json,
      },
      { requiredKeys: [] },
    );
    const body = fc.oneof(
      nasty,
      json.map((value) => JSON.stringify(value)),
      message.map((value) => JSON.stringify(value)),
    );
    await fc.assert(
      fc.asyncProperty(body, (text) => post(`${origin(gateway)}/mcp`, text, ACCEPT)),
      { numRuns: 150 },
    );
  });

  it("as a tool's arguments is answered, whichever tool it is", async () => {
    const { tools } = await listTools();
    expect(tools.length).toBeGreaterThan(50);
    const call = fc.constantFrom(...tools).chain(({ name, inputSchema }) => {
      const value = fc.oneof(nasty, json, fc.constant([]), fc.integer());
      const known = Object.keys(inputSchema.properties ?? {}).map((key) => [key, value] as const);
      const given = fc.record(Object.fromEntries(known), { requiredKeys: inputSchema.required ?? [] });
      return fc.record({ name: fc.constant(name), arguments: given });
    });
    await fc.assert(
      fc.asyncProperty(call, (params) =>
        post(
          `${origin(gateway)}/mcp`,
          JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/call", params }),
          ACCEPT,
        ),
      ),
      { numRuns: 300 },
    );
  });
});

interface Tools {
  readonly tools: readonly {
    readonly name: string;
    readonly inputSchema: { readonly properties?: object; readonly required?: string[] };
  }[];
}

async function listTools(): Promise<Tools> {
  const response = await fetch(`${origin(gateway)}/mcp`, {
    method: "POST",
    headers: { "content-type": "application/json", ...ACCEPT },
    body: '{"jsonrpc":"2.0","id":1,"method":"tools/list"}',
  });
  const { result }: { readonly result: Tools } = JSON.parse(await response.text());
  return result;
}
