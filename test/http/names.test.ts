import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { makeApiKey } from "../../src/access/apiKey.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { connectTo, postOf, statusesIn } from "./raw.ts";

const { key, sha256 } = makeApiKey();
const EVERYWHERE = ["/graphql", "/", "/mcp", "/v1/openapi.json", "/health/ready", "/metrics", "/nowhere"];

let open: Gateway;
let closed: Gateway;
beforeAll(async () => {
  open = await startGateway({ users: 50 });
  const auth = { apiKeys: [{ name: "service", sha256, scopes: ["users:read", "metrics:read"] }] };
  closed = await startGateway({ users: 50, config: { auth } });
});
afterAll(async () => {
  await open.close();
  await closed.close();
});

/** What comes back for a GET with exactly these lines of headers. */
async function received({ url }: Gateway, path: string, headers: readonly string[]): Promise<string> {
  const connection = await connectTo(url);
  connection.send([`GET ${path} HTTP/1.1`, ...headers, "connection: close", "", ""].join("\r\n"));
  return connection.ended;
}

async function statusFor(gateway: Gateway, host: string, path = "/health/live"): Promise<number> {
  return statusesIn(await received(gateway, path, [`host: ${host}`]))[0] ?? 0;
}

describe("a Roster that knows no callers", () => {
  it.each([
    "localhost",
    "localhost:4000",
    "LOCALHOST:4000",
    "roster.localhost:4000",
    "127.0.0.1",
    "127.0.0.1:4000",
    "127.1.2.3:80",
    "[::1]",
    "[::1]:4000",
  ])("answers by a name of its own machine: %s", async (host) => {
    expect(await statusFor(open, host)).toBe(200);
  });

  it.each([
    "rebound.example",
    "rebound.example:4000",
    "localhost.rebound.example",
    "127.0.0.1.rebound.example",
    "notlocalhost",
    "0.0.0.0:4000",
    "192.168.1.4:4000",
    "[::]:4000",
    "[::ffff:192.168.1.4]",
    "localhost:4000:80",
    "localhost@rebound.example",
    "localhost,rebound.example",
    "",
  ])("answers nothing by another, which a web page may have pointed at it: %s", async (host) => {
    expect(await statusFor(open, host)).toBe(421);
  });

  it.each(EVERYWHERE)("says so as JSON, and repeats nothing of it, at %s", async (path) => {
    const answer = await received(open, path, ["host: rebound.example"]);
    expect(statusesIn(answer)).toEqual([421]);
    expect(answer).toContain("content-type: application/json");
    expect(answer).toContain('"code":"FORBIDDEN"');
    expect(answer).not.toMatch(/rebound|access-control-allow/);
  });

  it("takes no two names at once, whichever of them is right", async () => {
    const two = await received(open, "/health/live", ["host: localhost", "host: rebound.example"]);
    expect(statusesIn(two)).toEqual([421]);
  });

  it("does nothing that it is asked by another name", async () => {
    open.forgetRequests();
    const connection = await connectTo(open.url);
    const query = "{ users(first: 1) { totalCount } }";
    connection.send(postOf(query, { host: "rebound.example", connection: "close" }));
    const answer = await connection.ended;
    expect([statusesIn(answer), open.requestCounts()]).toEqual([[421], {}]);
  });
});

describe("a Roster that knows its callers", () => {
  it.each(["roster.internal.example", "10.1.2.3:4000", "localhost"])(
    "answers them by whatever name they reach it: %s",
    async (host) => {
      expect(await statusFor(closed, host)).toBe(200);
      const asked = await received(closed, "/metrics", [`host: ${host}`, `x-api-key: ${key}`]);
      expect(statusesIn(asked)).toEqual([200]);
    },
  );
});
