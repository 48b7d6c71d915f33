import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery } from "graphql";
import { type App, startApp } from "../../src/app.ts";
import { parseConfig } from "../../src/config/index.ts";
import { providerDefinitions } from "../../src/datasources/index.ts";
import { startDemo } from "../../src/demo.ts";
import { ensureBuilt } from "../e2e/program.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { connectTo } from "./raw.ts";

/*
 * What the explorer is over HTTP: its pages, their policies, their files. What it looks like in a browser is in
 * test/browser.
 */

const APOLLO = "apollographql.com";
const BROWSER = { accept: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8" };

let gateway: Gateway;
beforeAll(async () => {
  await ensureBuilt();
  gateway = await startGateway({ users: 50 });
}, 120_000);
afterAll(() => gateway.close());

const at = (path: string, init: RequestInit = {}, of = gateway): Promise<Response> =>
  fetch(new URL(path, of.url), init);

/** A policy's directives, each with its sources. */
function directivesOf({ headers }: Response): ReadonlyMap<string, readonly string[]> {
  const directives = headers.get("content-security-policy")?.split("; ") ?? [];
  return new Map(
    directives.map((directive) => {
      const [name = "", ...sources] = directive.split(" ");
      return [name, sources];
    }),
  );
}

/** The files that a page names. */
const filesIn = (page: string): readonly string[] =>
  [...page.matchAll(/(?:src|href)="(\/explorer\/[^"]+)"/g)].map(([, path = ""]) => path);

describe("the explorer's page", () => {
  it("is shown to browsers, and allows its own files alone", async () => {
    const response = await at("/", { headers: BROWSER });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(response.headers.get("cache-control")).toBe("no-store");
    const policy = directivesOf(response);
    expect(policy.get("default-src")).toEqual(["'none'"]);
    for (const directive of ["script-src", "connect-src", "worker-src"])
      expect(policy.get(directive)).toEqual(["'self'"]);
    for (const directive of ["base-uri", "form-action", "frame-ancestors"])
      expect(policy.get(directive)).toEqual(["'none'"]);
    expect(response.headers.get("content-security-policy")).not.toMatch(/unsafe-eval|https?:/);
  });

  it("has no scripts inside it, and lets styles in by a nonce that is never the same", async () => {
    const [one, other] = [await at("/", { headers: BROWSER }), await at("/", { headers: BROWSER })];
    const nonces = [one, other].map((response) =>
      directivesOf(response)
        .get("style-src-elem")
        ?.find((source) => source.startsWith("'nonce-")),
    );
    expect(nonces[0]).toMatch(/^'nonce-[\w-]{22}'$/);
    expect(nonces[0]).not.toBe(nonces[1]);
    const page = await one.text();
    expect(page).toContain(nonces[0]?.slice("'nonce-".length, -1));
    for (const [, script] of page.matchAll(/<script[^>]*>(.*?)<\/script>/gs)) expect(script).toBe("");
    expect(page).not.toMatch(/<style|style=|\son\w+=|%[A-Z_]+%/);
  });

  it("names only files that are there, which a browser may keep for good", async () => {
    const files = filesIn(await (await at("/", { headers: BROWSER })).text());
    expect(files.map((file) => file.slice(file.lastIndexOf(".")))).toEqual(
      expect.arrayContaining([".js", ".css", ".svg"]),
    );
    for (const file of files) {
      const response = await at(file);
      expect(response.status).toBe(200);
      expect(response.headers.get("content-type")).toMatch(
        /^(?:text\/(?:javascript|css); charset=utf-8|image\/svg\+xml)$/,
      );
      expect(response.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
      expect(response.headers.get("x-content-type-options")).toBe("nosniff");
      const etag = response.headers.get("etag") ?? "";
      expect((await at(file, { headers: { "if-none-match": etag } })).status).toBe(304);
      const head = await at(file, { method: "HEAD" });
      expect(Number(head.headers.get("content-length"))).toBe((await response.arrayBuffer()).byteLength);
    }
  });

  it("tells programs where the API is instead", async () => {
    for (const accept of ["*/*", "application/json"]) {
      const response = await at("/", { headers: { accept } });
      expect([response.status, response.headers.get("vary")]).toEqual([200, "Accept"]);
      expect(await response.json()).toMatchObject({ graphql: "/graphql", mcp: "/mcp" });
    }
  });

  it("is for GET and HEAD alone, and so are its files", async () => {
    const [file = ""] = filesIn(await (await at("/", { headers: BROWSER })).text());
    for (const path of ["/", "/sandbox", file]) {
      expect((await at(path, { method: "HEAD", headers: BROWSER })).status).toBe(200);
      const refused = await at(path, { method: "POST", headers: BROWSER, body: "{}" });
      expect([refused.status, refused.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
    }
  });

  it.each([
    "/explorer/assets/../inputs.sha256",
    "/explorer/assets/..%2finputs.sha256",
    "/explorer/assets/%2e%2e/index.html",
    "/explorer/assets/",
    "/explorer/inputs.sha256",
    "/explorer/index.html",
  ])("leads to no other file: %s", async (path) => {
    const connection = await connectTo(gateway.url);
    connection.send(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n`);
    expect(await connection.ended).toMatch(/^HTTP\/1\.1 404 /);
    connection.close();
  });

  it("needs no credentials itself, where requests do", async () => {
    const closed = await startGateway({
      users: 50,
      config: { auth: { apiKeys: [{ name: "a", sha256: "0".repeat(64), scopes: ["users:read"] }] } },
    });
    try {
      const page = await at("/", { headers: BROWSER }, closed);
      expect([page.status, await page.text()]).toEqual([
        200,
        expect.stringContaining('"auth introspection"'),
      ]);
    } finally {
      await closed.close();
    }
  });

  it("is not there where the configuration turns it off", async () => {
    const off = await startGateway({ users: 50, config: { explorer: false } });
    try {
      for (const path of ["/", "/sandbox", ...filesIn(await (await at("/", { headers: BROWSER })).text())]) {
        const response = await at(path, { headers: BROWSER }, off);
        expect([response.status, await response.json()]).toEqual([
          404,
          { errors: [expect.objectContaining({ extensions: { code: "NOT_FOUND" } })] },
        ]);
      }
    } finally {
      await off.close();
    }
  });

  it.each([
    ["production", false],
    ["development", true],
  ])("is off in production unless the configuration turns it on: %s is %s", (environment, expected) => {
    const providers = [
      { key: "a", kind: "scalr", baseUrl: "https://scalr.example", token: "t", accountId: "acc-a" },
    ];
    const read = (more: object): boolean =>
      parseConfig({ providers, ...more }, { NODE_ENV: environment }, providerDefinitions).explorer;
    expect([read({}), read({ explorer: true }), read({ explorer: false })]).toEqual([expected, true, false]);
  });
});

describe("Apollo Sandbox", () => {
  let demo: App;
  let closeDemo: () => Promise<void>;
  beforeAll(async () => {
    const { simulation, document } = await startDemo(
      providerDefinitions.map(({ simulator }) => simulator),
      50,
    );
    const config = parseConfig(document, {}, providerDefinitions);
    demo = await startApp({
      config: { ...config, host: "127.0.0.1", port: 0, production: false, demo: true },
      now: simulation.clock.now,
    });
    closeDemo = async () => {
      await demo.close();
      await simulation.close();
    };
  });
  afterAll(() => closeDemo());

  it("has a page of its own, which alone may hold a frame of Apollo's and runs no script of theirs", async () => {
    const sandbox = directivesOf(await at("/sandbox", { headers: BROWSER }));
    expect(sandbox.get("frame-src")).toEqual([`https://sandbox.embed.${APOLLO}`]);
    expect(sandbox.get("script-src")).toEqual(["'self'"]);
    const explorer = await at("/", { headers: BROWSER });
    expect(explorer.headers.get("content-security-policy")).not.toContain(APOLLO);
    expect(await explorer.text()).not.toContain(APOLLO);
  });

  // As Apollo Studio's Sandbox asks: graphql-js's query with the deprecated inputs, as JSON, without variables.
  it.each([`https://studio.${APOLLO}`, `https://sandbox.embed.${APOLLO}`])(
    "can connect to the demo from %s",
    async (origin) => {
      const before = await fetch(demo.url, {
        method: "OPTIONS",
        headers: {
          origin,
          "access-control-request-method": "POST",
          "access-control-request-headers": "content-type",
          "access-control-request-private-network": "true",
        },
      });
      expect(before.status).toBe(204);
      expect(Object.fromEntries(before.headers)).toMatchObject({
        "access-control-allow-origin": origin,
        "access-control-allow-headers": "content-type",
        "access-control-allow-methods": expect.stringContaining("POST"),
        "access-control-allow-private-network": "true",
      });
      const response = await fetch(demo.url, {
        method: "POST",
        headers: { origin, accept: "*/*", "content-type": "application/json" },
        body: JSON.stringify({
          query: getIntrospectionQuery({ inputValueDeprecation: true }),
          operationName: "IntrospectionQuery",
        }),
      });
      expect([response.status, response.headers.get("access-control-allow-origin")]).toEqual([200, origin]);
      const { data }: { data: IntrospectionQuery } = JSON.parse(await response.text());
      expect(buildClientSchema(data).getMutationType()?.getFields()).toHaveProperty("lockUser");
    },
  );
});
