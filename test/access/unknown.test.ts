import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { getIntrospectionQuery } from "graphql";
import { makeApiKey } from "../../src/access/apiKey.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { ask, bearing } from "./ask.ts";
import { AUDIENCE, ISSUER, type Issuer, startIssuer } from "./issuer.ts";

const { key, sha256 } = makeApiKey();
const second = makeApiKey();

let issuer: Issuer;
let gateway: Gateway;
beforeAll(async () => {
  issuer = await startIssuer({ now: () => gateway.simulation.clock.now() });
  gateway = await startGateway({
    users: 50,
    config: {
      auth: {
        apiKeys: [
          { name: "reader", sha256, scopes: ["users:read"] },
          { name: "other", sha256: second.sha256, scopes: ["users:read"] },
        ],
        jwt: { issuer: ISSUER, audience: AUDIENCE, jwksUri: issuer.url },
      },
    },
  });
});
afterAll(async () => {
  await gateway.close();
  await issuer.close();
});

describe("whoever does not say who they are", () => {
  const PROBES: readonly (readonly [string, string])[] = [
    ["introspection", getIntrospectionQuery()],
    ["one type", '{ __type(name: "User") { fields { name } } }'],
    ["the federation's SDL", "{ _service { sdl } }"],
    ["a field without its selection", "{ users }"],
    ["a field that there is nearly", "{ usr { emial } }"],
    ["an argument that there is nearly", "{ users(frst: 1) { nodes { id } } }"],
    ["a fragment on a type that there is nearly", "{ ... on Qery { users { id } } }"],
    ["a mutation", 'mutation { deletUser(input: { id: "x" }) { outcome } }'],
    ["no GraphQL", "{{{{"],
    ["far too much GraphQL", "{ a ".repeat(20_000)],
    ["nothing but the root", "{ __typename }"],
  ];

  it.each(PROBES)("learns no name of the schema from %s", async (_what, query) => {
    const { status, challenge, answer } = await ask(gateway, {}, query);
    expect([status, challenge]).toEqual([401, 'Bearer realm="roster"']);
    expect(answer).toEqual({
      errors: [
        {
          message:
            "This Roster knows its callers: send a bearer token, or an API key in the header X-API-Key.",
          extensions: { code: "UNAUTHENTICATED" },
        },
      ],
    });
  });

  it.each([
    ["no JSON", "nonsense", "application/json"],
    ["a batch", "[]", "application/json"],
    ["a form", "query={users}", "application/x-www-form-urlencoded"],
    ["a body that is too large", "x".repeat(2 << 20), "application/json"],
  ])("learns nothing of what is wrong with a request: %s", async (_what, body, type) => {
    const response = await fetch(gateway.url, { method: "POST", headers: { "content-type": type }, body });
    expect(response.status).toBe(401);
  });

  it("learns nothing by GET either", async () => {
    const url = `${gateway.url}?query=${encodeURIComponent("{ usrs { id } }")}`;
    expect((await fetch(url, { headers: { "apollo-require-preflight": "1" } })).status).toBe(401);
  });

  it("costs no provider a call", () => {
    expect(gateway.requestCounts()).toEqual({});
  });

  it("still sees that the process is well", async () => {
    for (const path of ["/health/live", "/health/ready"]) {
      expect((await fetch(new URL(path, gateway.url))).status).toBe(200);
    }
  });
});

describe("an API key", () => {
  it("lets its service in", async () => {
    const { status, answer } = await ask(gateway, { "x-api-key": key });
    expect([status, answer.errors]).toEqual([200, undefined]);
  });

  it.each([
    ["another", makeApiKey().key],
    ["its beginning", key.slice(0, -1)],
    ["more than it", `${key}x`],
    ["its hash", sha256],
    ["nothing", ""],
    ["it in other letters", key.toUpperCase()],
    ["two of them", `${key}, ${second.key}`],
    ["a very long one", "x".repeat(10_000)],
    ["a name that objects have", "__proto__"],
  ])("is refused when it is %s", async (_what, presented) => {
    const { status, answer } = await ask(gateway, { "x-api-key": presented });
    expect(status).toBe(401);
    expect(JSON.stringify(answer)).not.toContain(key.slice(0, 20));
  });

  it("is refused in an address, in a cookie, and as a token", async () => {
    expect((await ask({ url: `${gateway.url}?x-api-key=${key}&api_key=${key}` }, {})).status).toBe(401);
    expect((await ask(gateway, { cookie: `x-api-key=${key}` })).status).toBe(401);
    expect((await ask(gateway, bearing(key))).status).toBe(401);
    expect((await ask(gateway, { authorization: `Basic ${btoa(`reader:${key}`)}` })).status).toBe(401);
  });

  it("is refused beside a token, whichever of them would do", async () => {
    const token = bearing(await issuer.token());
    expect((await ask(gateway, token)).status).toBe(200);
    expect((await ask(gateway, { ...token, "x-api-key": key })).status).toBe(401);
    expect((await ask(gateway, { ...token, "x-api-key": "wrong" })).status).toBe(401);
    expect((await ask(gateway, { ...bearing("wrong"), "x-api-key": key })).status).toBe(401);
  });

  it("is refused when it comes twice", async () => {
    const response = await fetch(gateway.url, {
      method: "POST",
      headers: [
        ["content-type", "application/json"],
        ["x-api-key", key],
        ["x-api-key", key],
      ],
      body: '{"query":"{ __typename }"}',
    });
    expect(response.status).toBe(401);
  });

  it("is made long enough that nobody guesses it, and differs each time", () => {
    const made = Array.from({ length: 20 }, () => makeApiKey().key);
    expect(new Set(made).size).toBe(20);
    expect(made.every((one) => /^roster_[A-Za-z0-9_-]{43}$/.test(one))).toBe(true);
  });
});
