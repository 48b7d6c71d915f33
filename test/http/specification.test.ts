import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { serverAudits } from "graphql-http";
import { someUser } from "../calls/support.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway({ users: 50 });
});
afterAll(() => gateway.close());

/**
 * What the audit suite asks for and Roster does not do: GET requests without a header that only a script can set.
 * A form or an image of a foreign page could send them in the name of whoever looks at it.
 */
const AGAINST_FOREIGN_PAGES = ["5A70", "D6D5", "6A70"];

describe("the GraphQL over HTTP audit suite", () => {
  const audits = serverAudits({ url: () => gateway.url });

  it.each(
    audits.filter(({ id }) => !AGAINST_FOREIGN_PAGES.includes(id)).map((one) => [one.name, one] as const),
  )("%s", async (_name, { fn }) => {
    const result = await fn();
    expect(result.status === "ok" ? result.status : result.reason).toBe("ok");
  });

  it.each(
    audits.filter(({ id }) => AGAINST_FOREIGN_PAGES.includes(id)).map((one) => [one.name, one] as const),
  )("is not followed where it would let foreign pages ask: %s", async (name, { fn }) => {
    expect(name).toMatch(/^MAY/);
    expect((await fn()).status).not.toBe("ok");
  });
});

const GRAPHQL = "application/graphql-response+json";
const PARTIAL = 'query ($id: ID!) { good: user(id: $id) { id } bad: user(id: "nonsense") { id } }';

async function ask(accept: string | null, query: string, variables: unknown = {}) {
  const response = await fetch(gateway.url, {
    method: "POST",
    headers: { "content-type": "application/json", ...(accept === null ? {} : { accept }) },
    body: JSON.stringify({ query, variables }),
  });
  const type = response.headers.get("content-type");
  return { status: response.status, type, body: await response.text() };
}

describe("the status of an answer", () => {
  it.each([
    ["data alone", "{ __typename }", 200],
    ["data with errors", PARTIAL, 294],
    ["nothing but errors, where nothing could be answered", "{ users(first: 0) { totalCount } }", 294],
    ["a document that is none", "{", 400],
    ["a document that does not fit the schema", "{ nothing }", 400],
    ["variables that do not fit", "query ($first: Int!) { users(first: $first) { totalCount } }", 400],
  ])(`tells %s where the answer is ${GRAPHQL}`, async (_what, query, status) => {
    const answer = await ask(GRAPHQL, query, { id: someUser(gateway, "scalr") });
    expect(answer).toMatchObject({ status, type: `${GRAPHQL}; charset=utf-8` });
  });

  it.each([
    ["data alone", "{ __typename }", 200],
    ["data with errors", PARTIAL, 200],
    ["a document that is none", "{", 200],
    ["a document that does not fit the schema", "{ nothing }", 200],
    ["a document that is too large", `{ ${"__typename ".repeat(5_000)} }`, 400],
    ["a body that is no request", "", 400],
  ])("is one that older clients read, who ask for JSON alone: %s", async (_what, query, status) => {
    const answer = await ask("application/json", query, { id: someUser(gateway, "scalr") });
    expect(answer).toMatchObject({ status, type: "application/json; charset=utf-8" });
  });
});

describe("the type of an answer", () => {
  it.each([
    [null, "application/json"],
    ["*/*", "application/json"],
    ["application/*", "application/json"],
    ["text/html, application/xhtml+xml, */*;q=0.8", "application/json"],
    [`${GRAPHQL}, application/json;q=0.9`, GRAPHQL],
    [`application/json;q=0.9, ${GRAPHQL}`, GRAPHQL],
    [`application/json, ${GRAPHQL}`, GRAPHQL],
    [`application/json, ${GRAPHQL};q=0.5`, "application/json"],
    [`${GRAPHQL};q=0, application/json`, "application/json"],
    [`application/json;q=0, ${GRAPHQL}`, GRAPHQL],
    [GRAPHQL.toUpperCase(), GRAPHQL],
  ])("is what the client takes: %s", async (accept, type) => {
    expect(await ask(accept, "{ __typename }")).toMatchObject({
      status: 200,
      type: `${type}; charset=utf-8`,
    });
  });

  it.each(["text/html", "image/png", "application/xml", "application/json;q=0", "*/*;q=0"])(
    "is told not to exist where the client takes none of them, and nothing is done: %s",
    async (accept) => {
      gateway.forgetRequests();
      const query = "mutation ($id: ID!) { lockUser(input: { id: $id }) { outcome } }";
      const answer = await ask(accept, query, { id: someUser(gateway, "scaleway") });
      expect(answer).toMatchObject({ status: 406, type: "application/json; charset=utf-8" });
      expect(gateway.requestCounts()).toEqual({});
    },
  );
});
