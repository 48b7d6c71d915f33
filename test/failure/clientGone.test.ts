import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { formatId } from "../../src/domain/ids.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";

const MESSAGE = {
  jsonrpc: "2.0",
  id: 1,
  method: "tools/call",
  params: { name: "find-users", arguments: {} },
};
const ID = formatId("User", "scaleway", "anna");

/** A provider that never answers, and tells who asks it. */
const waiting: ((request: IncomingMessage) => void)[] = [];
const provider = createServer((request) => waiting.shift()?.(request));

let gateway: Gateway;
beforeAll(async () => {
  await new Promise<void>((resolve) => provider.listen(0, "127.0.0.1", resolve));
  const { port } = provider.address() as AddressInfo;
  const baseUrl = `http://127.0.0.1:${port}`;
  gateway = await startGateway({
    users: 50,
    settings: { timeoutMs: 60_000 },
    settingsOf: { scaleway: { baseUrl } },
    config: { limits: { operationTimeoutMs: 60_000 } },
  });
});
afterAll(async () => {
  await gateway.close();
  provider.closeAllConnections();
  await new Promise<void>((resolve) => provider.close(() => resolve()));
});

describe("when its client has gone, a call to a provider is given up, connection and all", () => {
  it.each([
    ["a list", "/graphql", { query: "{ users { totalCount } }" }],
    ["a look-up", "/graphql", { query: `{ user(id: "${ID}") { id } }` }],
    ["REST", "/v1/iam/v1alpha1/users", null],
    ["MCP", "/mcp", MESSAGE],
  ])("%s", async (_what, path, body) => {
    const asked = new Promise<IncomingMessage>((resolve) => waiting.push(resolve));
    const leaving = new AbortController();
    const accept = "application/json, text/event-stream";
    const answer = fetch(new URL(path, gateway.url), {
      method: body === null ? "GET" : "POST",
      headers: { "content-type": "application/json", accept },
      ...(body === null ? {} : { body: JSON.stringify(body) }),
      signal: leaving.signal,
    }).then(
      () => "answered",
      () => "left",
    );
    const { socket } = await asked;
    const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
    leaving.abort();
    expect(await answer).toBe("left");
    // Well before its time would have been up, or this test's.
    await closed;
  });
});
