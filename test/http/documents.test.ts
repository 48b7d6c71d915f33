import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { parseConfig } from "../../src/config/index.ts";
import { providerDefinitions } from "../../src/datasources/index.ts";
import { sha256Of, type UnknownDocument } from "../../src/limits/trustedDocuments.ts";
import { NO_LOG } from "../../src/telemetry/log.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";

const PROVIDERS = "query Providers { providers { key } }";
const KEY = "query Key($key: String!) { provider(key: $key) { key } }";
const OTHER = "query Other { __typename }";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "roster-manifest-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function manifest(content: unknown): string {
  const path = join(folder, "manifest.json");
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

async function post(gateway: Gateway, body: unknown): Promise<{ status: number; body: unknown }> {
  const response = await fetch(gateway.url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

const byHash = (sha256Hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash } } });

describe("persisted queries", () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway({ users: 50 });
  });
  afterAll(() => gateway.close());

  it("are registered by whoever asks in full, and then asked by their hash", async () => {
    const unknown = await post(gateway, byHash(sha256Of(PROVIDERS)));
    expect(JSON.stringify(unknown.body)).toContain("PERSISTED_QUERY_NOT_FOUND");
    const registered = await post(gateway, { query: PROVIDERS, ...byHash(sha256Of(PROVIDERS)) });
    const asked = await post(gateway, byHash(sha256Of(PROVIDERS)));
    expect([registered.status, asked]).toEqual([200, registered]);
  });

  it("are refused when they are too large, and not kept", async () => {
    const huge = `{ ${"__typename ".repeat(5_000)} }`;
    expect((await post(gateway, { query: huge, ...byHash(sha256Of(huge)) })).status).toBe(400);
    const { body } = await post(gateway, byHash(sha256Of(huge)));
    expect(JSON.stringify(body)).toContain("PERSISTED_QUERY_NOT_FOUND");
  });
});

describe("where only trusted documents are carried out", () => {
  const unknown: UnknownDocument[] = [];
  let gateway: Gateway;
  beforeAll(async () => {
    const file = manifest({ providers: PROVIDERS, "sha256:key": KEY });
    gateway = await startGateway({
      users: 50,
      config: { trustedDocuments: { file } },
      telemetry: { log: { ...NO_LOG, unknownDocument: (one) => unknown.push(one) } },
    });
  });
  afterAll(() => gateway.close());

  it.each([
    ["in full", { query: PROVIDERS }],
    ["by the manifest's id", { documentId: "providers" }],
    ["by the hash of its text", byHash(sha256Of(PROVIDERS))],
    ["by its hash as an id", { documentId: `sha256:${sha256Of(PROVIDERS)}` }],
    ["with variables", { documentId: "sha256:key", variables: { key: "scalr" } }],
  ])("they are: %s", async (_how, body) => {
    expect(await post(gateway, body)).toMatchObject({ status: 200, body: { data: expect.anything() } });
  });

  it("they are by GET too", async () => {
    const url = new URL(gateway.url);
    url.searchParams.set("documentId", "sha256:key");
    url.searchParams.set("variables", '{"key":"scalr"}');
    const answer = await fetch(url, { headers: { "apollo-require-preflight": "1" } });
    expect(await answer.json()).toEqual({ data: { provider: { key: "scalr" } } });
  });

  it.each([
    ["in full", { query: OTHER, operationName: "Other" }],
    ["with a blank more than the trusted one", { query: `${PROVIDERS} ` }],
    ["by an id", { documentId: "others" }],
    ["by a hash", byHash(sha256Of(OTHER))],
    ["with the hash of a trusted one", { query: OTHER, ...byHash(sha256Of(PROVIDERS)) }],
    ["under a name that objects have", { documentId: "__proto__" }],
    ["that is no GraphQL", { query: "{{{" }],
    ["of introspection", { query: "{ __schema { types { name } } }" }],
  ])("others are refused, and told to the log: %s", async (_how, body) => {
    unknown.length = 0;
    expect(await post(gateway, body)).toMatchObject({
      status: 403,
      body: { errors: [{ extensions: { code: "FORBIDDEN" } }] },
    });
    expect(unknown).toEqual([expect.objectContaining({ refused: true, caller: "anonymous" })]);
  });

  it("tell the log which document it was", async () => {
    unknown.length = 0;
    await post(gateway, { query: OTHER, operationName: "Other" });
    expect(unknown[0]).toEqual({
      sha256: sha256Of(OTHER),
      operationName: "Other",
      caller: "anonymous",
      refused: true,
    });
  });
});

describe("where other documents are only told of", () => {
  it("they are carried out", async () => {
    const told: UnknownDocument[] = [];
    const gateway = await startGateway({
      users: 50,
      config: { trustedDocuments: { file: manifest({ providers: PROVIDERS }), mode: "log" } },
      telemetry: { log: { ...NO_LOG, unknownDocument: (one) => told.push(one) } },
    });
    try {
      expect((await post(gateway, { query: OTHER })).status).toBe(200);
      expect((await post(gateway, { query: PROVIDERS })).status).toBe(200);
      expect(told.map(({ sha256, refused }) => [sha256, refused])).toEqual([[sha256Of(OTHER), false]]);
    } finally {
      await gateway.close();
    }
  });
});

describe("a manifest", () => {
  const read = (file: string) =>
    parseConfig(
      {
        trustedDocuments: { file },
        providers: [
          { key: "a", kind: "scalr", baseUrl: "https://scalr.example", token: "t", accountId: "acc-a" },
        ],
      },
      {},
      providerDefinitions,
    ).trustedDocuments?.documents;

  it("may be one that Apollo's tools have made", () => {
    const operations = [{ id: "1", name: "Providers", type: "query", body: PROVIDERS }];
    const path = manifest({ format: "apollo-persisted-query-manifest", version: 1, operations });
    expect(read(path)).toEqual(new Map([["1", PROVIDERS]]));
  });

  it.each([
    ["is no JSON", "nonsense"],
    ["is no object", '["{ a }"]'],
    ["holds what is no document", '{"a": 7}'],
  ])("stops the start when it %s", (_what, content) => {
    expect(() => read(manifest(content))).toThrow("trustedDocuments.file: the file");
  });

  it("stops the start when it is not there", () => {
    expect(() => read(join(folder, "nowhere.json"))).toThrow("cannot be read as JSON");
  });
});

describe("introspection and suggestions", () => {
  const QUERIES = [
    "{ __schema { types { name } } }",
    '{ __type(name: "User") { name } }',
    "{ usrs { totalCount } }",
    "{ users(frst: 1) { totalCount } }",
    "{ users(filter: { stats: [ACTIVE] }) { totalCount } }",
    "{ users(filter: { status: [ACTIV] }) { totalCount } }",
    "{ providers { key ... on Usr { id } } }",
  ];

  async function errorsOf(gateway: Gateway): Promise<string> {
    const status = "query ($f: UserFilter) { users(filter: $f) { totalCount } }";
    const answers = await Promise.all(QUERIES.map((query) => gateway.graphql(query)));
    answers.push(await gateway.graphql(status, { f: { status: ["ACTIV"] } }));
    answers.push(await gateway.graphql(status, { f: { stats: ["ACTIVE"] } }));
    return JSON.stringify(answers);
  }

  it("are there where the configuration says so", async () => {
    const gateway = await startGateway({ users: 50, config: { introspection: true } });
    const told = await errorsOf(gateway).finally(gateway.close);
    expect(told).toContain('"__schema":{"types"');
    expect(told).toContain('Did you mean \\"users\\"');
  });

  it("are both gone where it does not", async () => {
    const gateway = await startGateway({ users: 50, config: { introspection: false } });
    const told = await errorsOf(gateway).finally(gateway.close);
    expect(told).not.toMatch(/"(__schema|__type)":\{/);
    expect(told).not.toMatch(/Did you mean|Apollo/);
    expect(told).toContain("This Roster does not tell its schema.");
  });

  it.each([
    ["production", false],
    ["development", true],
  ])("are off in production unless the configuration turns them on: %s is %s", (environment, expected) => {
    const document = {
      providers: [
        { key: "a", kind: "scalr", baseUrl: "https://scalr.example", token: "t", accountId: "acc-a" },
      ],
    };
    const read = (more: object) =>
      parseConfig({ ...document, ...more }, { NODE_ENV: environment }, providerDefinitions).introspection;
    expect([read({}), read({ introspection: true }), read({ introspection: false })]).toEqual([
      expected,
      true,
      false,
    ]);
  });
});
