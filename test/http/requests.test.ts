import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { formatId } from "../../src/domain/ids.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway({ users: 50 });
});
afterAll(() => gateway.close());

const JSON_HEADERS = { "content-type": "application/json" };
const MUTATION =
  'mutation { lockUser(input: { id: "VXNlcjpzY2FsZXdheTox" }) { outcome userErrors { message } } }';

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

async function send(init: RequestInit, path = "/graphql"): Promise<Answer> {
  const response = await fetch(new URL(path, gateway.url), { redirect: "manual", ...init });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

const post = (
  body: NonNullable<RequestInit["body"]>,
  headers: Readonly<Record<string, string>> = JSON_HEADERS,
) => send({ method: "POST", body, headers });

/** Every refusal is a GraphQL answer without data, and tells nothing of the machine. */
function expectRefusal({ headers, text }: Answer): void {
  expect(headers.get("content-type")).toMatch(/^application\/(graphql-response\+)?json/);
  expect(JSON.parse(text)).toEqual({ errors: expect.arrayContaining([expect.anything()]) });
  expect(text).not.toMatch(/at .*\.(ts|js):\d+|node_modules|\/src\//);
}

describe("a request's body", () => {
  it("is refused with 413 when it is too large, and the connection goes on", async () => {
    const large = JSON.stringify({ query: "{ __typename }", variables: { padding: "x".repeat(12 << 20) } });
    const refused = await post(large);
    expect(refused.status).toBe(413);
    expectRefusal(refused);
    expect((await post('{"query":"{ __typename }"}')).status).toBe(200);
  });

  it("is refused with 413 when it grows too large without having said so", async () => {
    const chunk = Buffer.alloc(64 * 1024, 0x20);
    const body = new ReadableStream({
      pull: (controller) => controller.enqueue(chunk),
    });
    const endless = fetch(gateway.url, { method: "POST", headers: JSON_HEADERS, body, duplex: "half" });
    // The refusal may come, or the connection be cut while the client is still sending.
    const status = await endless.then((response) => response.status).catch(() => 413);
    expect(status).toBe(413);
    expect((await post('{"query":"{ __typename }"}')).status).toBe(200);
  });

  it("is refused with 415 when it is compressed, however little it says it is", async () => {
    const bomb = gzipSync(Buffer.alloc(20 << 20));
    const refused = await post(new Uint8Array(bomb), { ...JSON_HEADERS, "content-encoding": "gzip" });
    expect(refused.status).toBe(415);
    expect(refused.headers.get("accept-encoding")).toBe("identity");
    expectRefusal(refused);
  });

  it.each([
    ["text/plain", "text/plain"],
    ["a form", "application/x-www-form-urlencoded"],
    ["a form with files", "multipart/form-data; boundary=x"],
    ["nothing that says what it is", ""],
    ["another character set", "application/json; charset=utf-16"],
    ["GraphQL itself", "application/graphql"],
  ])("is refused with 415 when it is %s, and nothing is done", async (_what, type) => {
    gateway.forgetRequests();
    const body = new Blob([JSON.stringify({ query: MUTATION })]);
    const refused = await post(body, type === "" ? {} : { "content-type": type });
    expect(refused.status).toBe(415);
    expectRefusal(refused);
    expect(gateway.requestCounts()).toEqual({});
  });

  it.each([
    ["text that is no JSON", "{ nonsense"],
    ["nothing", ""],
    ["null", "null"],
    ["a number", "7"],
    ["a text", '"{ __typename }"'],
    ["a list of operations", '[{"query":"{ __typename }"}]'],
    ["an object without a document", '{"qeury":"{ __typename }"}'],
    ["a document that is no text", '{"query":{"kind":"Document"}}'],
    ["variables that are no object", '{"query":"{ __typename }","variables":[1]}'],
    ["an operation's name that is no text", '{"query":"{ __typename }","operationName":7}'],
    ["extensions that are no object", '{"query":"{ __typename }","extensions":"x"}'],
    ["only a prototype", '{"__proto__":{"query":"{ __typename }"}}'],
    ["a constructor", '{"constructor":{"prototype":{"query":"{ __typename }"}}}'],
    ["no UTF-8", Buffer.from('{"query":"{ \xff }"}', "latin1")],
    [
      "lists 50,000 deep",
      `{"query":"{ __typename }","variables":{"v":${"[".repeat(50_000)}${"]".repeat(50_000)}}}`,
    ],
    ["two operations and none chosen", '{"query":"query A { __typename } query B { __typename }"}'],
    ["an operation that is not there", '{"query":"query A { __typename }","operationName":"B"}'],
    ["a hash that is not the document's", persisted("{ __typename }", "0".repeat(64))],
    ["a hash of another version", '{"extensions":{"persistedQuery":{"version":9,"sha256Hash":"x"}}}'],
  ])("is refused with 400 when it is %s", async (_what, body) => {
    const refused = await post(typeof body === "string" ? body : new Uint8Array(body));
    expect(refused.status).toBe(400);
    expectRefusal(refused);
    expect(refused.text).not.toContain("stack");
  });
});

function persisted(query: string, sha256Hash: string): string {
  return JSON.stringify({ query, extensions: { persistedQuery: { version: 1, sha256Hash } } });
}

describe("GET", () => {
  const PREFLIGHTED = { "apollo-require-preflight": "1" };
  const query = (text: string): string => `/graphql?query=${encodeURIComponent(text)}`;

  it("answers queries of clients that no form of a foreign page can be", async () => {
    const answer = await send({ headers: PREFLIGHTED }, query("{ __typename }"));
    expect([answer.status, JSON.parse(answer.text)]).toEqual([200, { data: { __typename: "Query" } }]);
  });

  it("is refused without a header that says so", async () => {
    const refused = await send({}, query("{ __typename }"));
    expect(refused.status).toBe(400);
    expect(refused.text).toContain("Cross-Site Request Forgery");
  });

  it("never runs a mutation", async () => {
    gateway.forgetRequests();
    const refused = await send({ headers: PREFLIGHTED }, query(MUTATION));
    expect([refused.status, refused.headers.get("allow")]).toEqual([405, "POST"]);
    expect(gateway.requestCounts()).toEqual({});
  });
});

describe("what is at an address", () => {
  it.each(["PUT", "PATCH", "DELETE", "HEAD", "PROPFIND"])("is not there for %s", async (method) => {
    const refused = await send({ method });
    expect([refused.status, refused.headers.get("allow")]).toEqual([405, "GET, POST, OPTIONS"]);
  });

  it.each([
    "/graphql/",
    "/GraphQL",
    "/graphql%2f..",
    "/health",
    "/__proto__",
    "/constructor",
    "/.env",
    "/%00",
    "/<script>alert(1)</script>",
  ])("is nothing at %s", async (path) => {
    const refused = await send({}, path);
    expect([404, 405]).toContain(refused.status);
    expect(refused.text).not.toContain("script");
  });

  it("never does what it answers with a refusal: a mutation under a name that is not there", async () => {
    gateway.forgetRequests();
    const id = formatId("User", "scaleway", gateway.simulator("scaleway").people.list()[0]?.id ?? "");
    const query = `mutation Lock { lockUser(input: { id: "${id}" }) { outcome } }`;
    expect((await post(JSON.stringify({ query, operationName: "Unlock" }))).status).toBe(400);
    expect(gateway.requestCounts()).toEqual({});
  });

  it("is health for GET and HEAD alone", async () => {
    expect((await send({}, "/health/live")).status).toBe(200);
    expect((await send({ method: "HEAD" }, "/health/ready")).status).toBe(200);
    const refused = await send({ method: "POST" }, "/health/live");
    expect([refused.status, refused.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  });
});

describe("every answer", () => {
  it.each([
    ["data", { method: "POST", headers: JSON_HEADERS, body: '{"query":"{ __typename }"}' }, "/graphql"],
    ["a refusal", { method: "POST", headers: JSON_HEADERS, body: "x" }, "/graphql"],
    ["an address without anything", {}, "/nowhere"],
    ["health", {}, "/health/ready"],
  ])("is kept out of caches and taken for nothing else: %s", async (_what, init, path) => {
    const { headers } = await send(init, path);
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("x-powered-by")).toBeNull();
  });
});
