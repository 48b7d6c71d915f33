import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { parseConfig } from "../../src/config/index.ts";
import { providerDefinitions } from "../../src/datasources/index.ts";
import { startDemo } from "../../src/demo.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";

const CONSOLE = "https://console.example";

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway({
    users: 50,
    config: { cors: { origins: [CONSOLE, "http://localhost:3000"] } },
  });
});
afterAll(() => gateway.close());

function preflight(origin: string, more: Readonly<Record<string, string>> = {}): Promise<Response> {
  return fetch(gateway.url, {
    method: "OPTIONS",
    headers: {
      origin,
      "access-control-request-method": "POST",
      "access-control-request-headers": "authorization, content-type",
      ...more,
    },
  });
}

function ask(origin: string | null): Promise<Response> {
  return fetch(gateway.url, {
    method: "POST",
    headers: { "content-type": "application/json", ...(origin === null ? {} : { origin }) },
    body: '{"query":"{ __typename }"}',
  });
}

const granted = ({ headers }: Response): readonly (string | null)[] =>
  ["origin", "methods", "headers", "credentials"].map((name) => headers.get(`access-control-allow-${name}`));

describe("a web page", () => {
  it.each([CONSOLE, "http://localhost:3000"])("may ask when it is on the list: %s", async (origin) => {
    const before = await preflight(origin);
    expect(before.status).toBe(204);
    expect(granted(before)).toEqual([origin, "GET, POST, OPTIONS", "authorization, content-type", null]);
    const answer = await ask(origin);
    expect(granted(answer)[0]).toBe(origin);
    expect(answer.headers.get("access-control-expose-headers")).toContain("retry-after");
  });

  it.each([
    "https://evil.example",
    "https://console.example.evil.example",
    "https://evilconsole.example",
    "http://console.example",
    "https://console.example:8443",
    "https://CONSOLE.example",
    "null",
    "*",
    "",
  ])("is not told that it may when it is not: %s", async (origin) => {
    for (const answer of [await preflight(origin), await ask(origin)]) {
      expect(granted(answer)).toEqual([null, null, null, null]);
    }
  });

  it("never gets another page's answer from a cache", async () => {
    for (const answer of [
      await preflight(CONSOLE),
      await ask(CONSOLE),
      await ask(null),
      await ask("https://x"),
    ]) {
      expect(answer.headers.get("vary")).toMatch(/^Origin\b/);
    }
  });

  it("cannot have anything but header names repeated to it", async () => {
    const odd = await preflight(CONSOLE, { "access-control-request-headers": "x-a, <script>" });
    expect(odd.headers.get("access-control-allow-headers")).toBeNull();
  });

  it("on the internet may reach a Roster on its reader's own machine only when it is on the list", async () => {
    const asking = { "access-control-request-private-network": "true" };
    const name = "access-control-allow-private-network";
    expect((await preflight(CONSOLE, asking)).headers.get(name)).toBe("true");
    expect((await preflight("https://evil.example", asking)).headers.get(name)).toBeNull();
  });

  it("is let in beforehand without credentials, since browsers send none", async () => {
    const closed = await startGateway({
      users: 50,
      config: {
        cors: { origins: [CONSOLE] },
        auth: { apiKeys: [{ name: "a", sha256: "0".repeat(64), scopes: ["users:read"] }] },
      },
    });
    try {
      const before = await fetch(closed.url, {
        method: "OPTIONS",
        headers: { origin: CONSOLE, "access-control-request-method": "POST" },
      });
      expect([before.status, granted(before)[0]]).toEqual([204, CONSOLE]);
      const refused = await fetch(closed.url, { method: "POST", headers: { origin: CONSOLE }, body: "{}" });
      expect([refused.status, granted(refused)[0]]).toEqual([401, CONSOLE]);
    } finally {
      await closed.close();
    }
  });
});

describe("the origins of a configuration", () => {
  const read = (origins: readonly string[]) =>
    parseConfig(
      {
        cors: { origins },
        providers: [
          { key: "a", kind: "scalr", baseUrl: "https://scalr.example", token: "t", accountId: "acc-a" },
        ],
      },
      {},
      providerDefinitions,
    ).corsOrigins;

  it.each(["*", "https://console.example/", "https://console.example/path", "console.example", "null"])(
    "are refused when they are none: %s",
    (origin) => expect(() => read([origin])).toThrow("cors.origins[0]: must be an origin"),
  );

  it("are none unless there are some, but for those of Apollo Sandbox in demo mode", async () => {
    expect(read([CONSOLE])).toEqual([CONSOLE]);
    const { simulation, document } = await startDemo(
      providerDefinitions.map(({ simulator }) => simulator),
      50,
    );
    await simulation.close();
    expect(parseConfig(document, {}, providerDefinitions).corsOrigins).toContain(
      "https://studio.apollographql.com",
    );
  });
});
