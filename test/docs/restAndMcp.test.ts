import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { isEnumType } from "graphql";
import { z } from "zod";
import { GatewayError } from "../../src/domain/errors.ts";
import { problemOf } from "../../src/operations/problem.ts";
import { documentTools } from "../../src/surfaces/documentTools.ts";
import { at, connectClient, origin, rest } from "../parity/support.ts";
import { apiKey } from "../rest/support.ts";
import { publicSchema } from "../schema/publicSchema.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { blocks, firstColumn, tableRows, wordsInBackticks } from "./markdown.ts";

let gateway: Gateway;
let user: string;
beforeAll(async () => {
  gateway = await startGateway({ config: { mcp: { writes: true } } });
  const { json } = await rest(gateway, "GET", "/v1/iam/v1alpha1/users?type=member&page_size=1");
  user = String(at(json, "users", 0, "id"));
});
afterAll(() => gateway.close());

/** A block as it would be sent: the first line, headers, an empty line, the body. */
async function send(text: string): Promise<Response> {
  const [head = "", ...body] = text.replaceAll("USER_ID", user).split("\n\n");
  const [line = "", ...lines] = head.trim().split("\n");
  const [method = "", path = ""] = line.split(" ");
  const headers = Object.fromEntries(lines.map((one) => one.split(/: (.*)/s).slice(0, 2)));
  const content = body.join("\n\n");
  return fetch(`${origin(gateway)}${path}`, {
    method,
    headers,
    ...(content === "" ? {} : { body: content }),
  });
}

describe("the examples of requests", () => {
  it("has some", () => {
    expect(blocks("http").length).toBeGreaterThanOrEqual(4);
  });

  it.each(blocks("http"))("$place is answered, and not in vain", async ({ text }) => {
    const response = await send(text);
    const json: unknown = await response.json();
    expect(response.status).toBe(200);
    expect(json).not.toHaveProperty("error");
    expect(JSON.stringify(json)).not.toMatch(/"isError":true|"(users|nodes)":\[\]/);
  });
});

describe("the configuration of a client", () => {
  const configured = blocks("json").filter(({ text }) => text.includes('"mcpServers"'));

  it("is shown", () => {
    expect(configured).toHaveLength(1);
  });

  it.each(configured)("connects one ($place)", async ({ text }) => {
    const { mcpServers } = configuration.parse(JSON.parse(text));
    const name = "assistant";
    const secured = await startGateway({ config: { auth: { apiKeys: [apiKey(name, "users:read")] } } });
    for (const { url, headers } of Object.values(mcpServers)) {
      expect(new URL(url).pathname).toBe("/mcp");
      const own = Object.fromEntries(Object.keys(headers).map((header) => [header, name]));
      const client = await connectClient(secured, own);
      expect((await client.listTools()).tools.map((tool) => tool.name)).toContain("find-users");
      await client.close();
    }
    await secured.close();
  });
});

const configuration = z.object({
  mcpServers: z.record(z.string(), z.object({ url: z.url(), headers: z.record(z.string(), z.string()) })),
});

describe("what the documentation says of REST and MCP", () => {
  it("gives every code the status that it has", () => {
    const told = tableRows("HTTP status").flatMap(([status = "", codes = ""]) =>
      wordsInBackticks(codes).map((code) => [code, Number(status)] as const),
    );
    const type = publicSchema().getType("ErrorCode");
    const values = isEnumType(type) ? type.getValues().map(({ value }) => value) : [];
    const actual = values.map((code) => [code, problemOf(new GatewayError(code, "")).status] as const);
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(actual));
  });

  it("names every tool that spans providers, and no other", () => {
    expect([...firstColumn("tool")].sort()).toEqual(documentTools.map(({ name }) => name).sort());
  });
});
