import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { dig, someUser } from "../calls/support.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { connectTo, statusesIn } from "./raw.ts";

let gateway: Gateway;
let realCursor: string;
let realId: string;
beforeAll(async () => {
  gateway = await startGateway({ users: 50 });
  const { data } = await gateway.graphql("{ users(first: 5) { pageInfo { endCursor } } }");
  realCursor = String(dig(data, "users", "pageInfo", "endCursor"));
  realId = someUser(gateway, "scaleway");
});
afterAll(() => gateway.close());

const RUNS = { numRuns: 80 };

/** Nothing of the machine: no stack, no file of ours, no mistake of ours. */
function expectSafe(status: number, text: string): void {
  expect(status).toBeLessThan(500);
  expect(text).not.toMatch(/\bat .+:\d+:\d+|node_modules|\/src\/|\/dist\/|ECONN|INTERNAL_SERVER_ERROR/);
}

async function post(body: string, headers: Readonly<Record<string, string>> = {}): Promise<void> {
  const response = await fetch(gateway.url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  });
  expectSafe(response.status, await response.text());
}

/** Texts with what breaks parsers, paths and headers. */
const nasty = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.constantFrom(
    "..",
    "../../etc/passwd",
    "%2e%2e%2f",
    "a\r\nx-injected: 1",
    "\u0000",
    "\ud800",
    "__proto__",
    "constructor",
    "toString",
    "' OR 1=1 --",
    "<script>",
    "💥".repeat(50),
    "x".repeat(5_000),
    "NaN",
    "1e999",
    "-0",
  ),
);

const json = fc.jsonValue({ maxDepth: 4, stringUnit: "binary" });

/** An id as Roster makes them, of anything. */
const forgedId = fc
  .tuple(
    fc.constantFrom("User", "Team", "Invitation", "AccountMembership", "GracePeriod", "Provider", "Nothing"),
    fc.constantFrom("scaleway", "samsung", "scaikey", "equinix", "scalr", "nobody", "", "__proto__"),
    nasty,
  )
  .map((parts) => Buffer.from(parts.join(":"), "utf8").toString("base64url"));

/** A text that was right until somebody touched it. */
const damaged = (right: () => string) =>
  fc
    .tuple(fc.nat({ max: 500 }), fc.integer({ min: 0x21, max: 0x7e }), fc.boolean())
    .map(([at, code, cut]) => {
      const text = right();
      const place = at % text.length;
      return cut
        ? text.slice(0, place)
        : `${text.slice(0, place)}${String.fromCharCode(code)}${text.slice(place + 1)}`;
    });

const document = fc.oneof(
  nasty,
  fc
    .array(
      fc.constantFrom(
        "{",
        "}",
        "(",
        ")",
        "[",
        "]",
        "...",
        "@",
        "$",
        "users",
        ":",
        "!",
        "|",
        '"',
        "query",
        " ",
      ),
      {
        maxLength: 60,
      },
    )
    .map((parts) => parts.join("")),
  fc
    .tuple(fc.constantFrom("users", "user", "node", "teams", "providers", "nothing"), nasty)
    .map(([field, argument]) => `{ ${field}(id: ${JSON.stringify(argument)}) { id } }`),
);

describe("whatever is sent", () => {
  it("as a body is answered, and no mistake of Roster's own", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          nasty,
          json.map((value) => JSON.stringify(value)),
        ),
        (body) => post(body),
      ),
      RUNS,
    );
  });

  it("as a request of any shape is answered", async () => {
    const request = fc.record(
      {
        query: fc.oneof(document, json),
        variables: json,
        operationName: fc.oneof(nasty, json),
        extensions: fc.oneof(json, fc.record({ persistedQuery: json })),
        documentId: json,
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(request, (body) => post(JSON.stringify(body))),
      { numRuns: 150 },
    );
  });

  it("as an id is answered with data or an error that says why", async () => {
    const id = fc.oneof(
      nasty,
      forgedId,
      damaged(() => realId),
    );
    const query = `query ($id: ID!) {
      node(id: $id) { id } user(id: $id) { id } team(id: $id) { id } nodes(ids: [$id]) { id }
      users(filter: { ids: [$id] }) { totalCount } byTeam: users(filter: { team: $id }) { totalCount }
      userByExternalId(provider: "scalr", externalId: $id) { id } provider(key: $id) { key }
      gracePeriods(filter: { users: [$id] }) { totalCount } accountMemberships(filter: { user: $id }) { totalCount }
    }`;
    await fc.assert(
      fc.asyncProperty(id, (value) => post(JSON.stringify({ query, variables: { id: value } }))),
      RUNS,
    );
  });

  it("as a cursor or a filter's text is answered", async () => {
    const cursor = fc.oneof(
      nasty,
      damaged(() => realCursor),
    );
    const query = `query ($after: String, $text: String) {
      users(first: 5, after: $after) { totalCount } teams(after: $after) { totalCount }
      backwards: users(last: 5, before: $after) { totalCount }
      found: users(first: 5, filter: { search: $text, email: $text, tag: $text }) { totalCount }
    }`;
    await fc.assert(
      fc.asyncProperty(cursor, nasty, (after, text) =>
        post(JSON.stringify({ query, variables: { after, text } })),
      ),
      RUNS,
    );
  });

  it("as a mutation's input is answered, and changes nothing of anybody", async () => {
    const id = fc.oneof(nasty, forgedId);
    const query = `mutation ($id: ID!, $text: String!, $json: JSONObject) {
      updateUsername(input: { id: $id, username: $text, clientMutationId: $text }) { outcome userErrors { message } }
      deleteUser(input: { id: $id, confirmEmail: $text }) { outcome userErrors { message } }
      updateUser(input: { id: $id, firstName: $text, customAttributes: $json }) { outcome userErrors { message } }
      validateMfaOtp(input: { id: $id, code: $text }) { outcome userErrors { message } }
    }`;
    await fc.assert(
      fc.asyncProperty(id, nasty, fc.dictionary(fc.string(), json), (user, text, attributes) =>
        post(JSON.stringify({ query, variables: { id: user, text, json: attributes } })),
      ),
      RUNS,
    );
  });

  it("as a header is answered, and repeated nowhere", async () => {
    const name = fc.constantFrom(
      "authorization",
      "x-api-key",
      "x-request-id",
      "traceparent",
      "idempotency-key",
      "roster-explain",
      "accept",
      "content-type",
      "content-encoding",
      "origin",
      "cookie",
      "x-forwarded-for",
      "expect",
      "range",
      "if-none-match",
    );
    const value = fc.oneof(
      fc.string({
        unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)),
        maxLength: 80,
      }),
      fc.constantFrom(
        "",
        "*/*",
        ";;;",
        "q=",
        "a,b;q=2",
        "<script>alert(1)</script>",
        "x".repeat(6_000),
        "\u0080",
      ),
    );
    const body = '{"query":"{ __typename }"}';
    await fc.assert(
      fc.asyncProperty(name, value, async (header, text) => {
        const connection = await connectTo(gateway.url);
        connection.send(
          `POST /graphql HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-length: ${body.length}\r\n${
            header === "content-type" ? "" : "content-type: application/json\r\n"
          }${header}: ${text}\r\n\r\n${body}`,
        );
        const received = await connection.ended;
        connection.close();
        const [status = 0] = statusesIn(received).filter((one) => one !== 100);
        expect(status).toBeGreaterThanOrEqual(200);
        expectSafe(status, received);
        expect(received).not.toContain("<script>");
        expect(received.length).toBeLessThan(2_000);
      }),
      RUNS,
    );
  });

  it("as a query string is answered", async () => {
    await fc.assert(
      fc.asyncProperty(document, nasty, nasty, async (query, variables, extensions) => {
        const url = new URL(gateway.url);
        const parameters = { query, variables, extensions };
        for (const [key, text] of Object.entries(parameters)) url.searchParams.set(key, text.slice(0, 1_000));
        const response = await fetch(url, { headers: { "apollo-require-preflight": "1" } });
        expectSafe(response.status, await response.text());
      }),
      RUNS,
    );
  });

  it("leaves it well", async () => {
    const { data, errors } = await gateway.graphql("query ($id: ID!) { user(id: $id) { id } }", {
      id: realId,
    });
    expect([data, errors]).toEqual([{ user: { id: realId } }, undefined]);
  });
});
