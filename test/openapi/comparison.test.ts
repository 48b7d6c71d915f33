import { describe, expect, it } from "@jest/globals";
import { createComparison } from "./comparison.ts";
import { correctDocument } from "./document.ts";
import type { Exchange } from "./exchange.ts";

/** A document of the comparison's own, so that it is known to find what it is there to find. */
const document = {
  openapi: "3.0.0",
  servers: [{ url: "https://api.example/v1" }],
  paths: {
    "/cats/{id}": {
      parameters: [{ in: "path", name: "id", required: true, schema: { type: "string", format: "uuid" } }],
      get: {
        operationId: "findCats",
        parameters: [
          { $ref: "#/components/parameters/Include" },
          { in: "query", name: "ids", schema: { type: "array", items: { type: "integer" } } },
          { in: "query", name: "page", schema: { type: "integer", minimum: 1 } },
          { in: "query", name: "wild", schema: { type: "boolean" } },
        ],
        responses: {
          200: { content: { "application/json": { schema: { $ref: "#/components/schemas/Cat" } } } },
        },
      },
      post: {
        operationId: "feedCat",
        requestBody: {
          required: true,
          content: {
            "application/json": {
              schema: { type: "object", required: ["food"], properties: { food: { enum: ["fish"] } } },
            },
          },
        },
        responses: { "2XX": { description: "" } },
      },
    },
  },
  components: {
    parameters: {
      Include: {
        in: "query",
        name: "include",
        explode: false,
        schema: { type: "array", items: { enum: ["a", "b"] } },
      },
    },
    schemas: {
      Cat: {
        type: "object",
        properties: {
          name: { type: "string", nullable: true },
          kittens: { type: "array", items: { $ref: "#/components/schemas/Cat" } },
        },
      },
    },
    securitySchemes: { key: { type: "apiKey", in: "header", name: "X-Key" } },
  },
};

const found: Exchange = {
  method: "GET",
  path: "/v1/cats/00000000-0000-4000-8000-000000000000",
  query: "",
  headers: { "x-key": "secret" },
  body: "",
  status: 200,
  answerType: "application/json; charset=utf-8",
  answer: "{}",
};
const fed: Exchange = {
  ...found,
  method: "POST",
  headers: { "x-key": "secret", "content-type": "application/json" },
  body: `{"food":"fish"}`,
  status: 204,
  answer: "",
};
const { differences } = createComparison(document);

describe("the comparison with a document lets pass", () => {
  it.each<Partial<Exchange>>([
    {},
    { query: "include=a,b&ids=1&ids=2&page=3&wild=false" },
    { query: "include=a%2Cb&ids=1" },
    { answer: `{"name":null,"kittens":[{"name":"Tom","kittens":[]}]}` },
  ])("an answer as declared: %j", (change) => {
    expect(differences({ ...found, ...change })).toEqual([]);
  });

  it("a request as declared, answered with nothing where nothing is declared", () => {
    expect(differences(fed)).toEqual([]);
  });
});

describe("the comparison with a document finds", () => {
  it.each<readonly [Partial<Exchange>, string]>([
    [{ path: "/v1/cats/tom" }, `findCats 200: path id must match format "uuid"`],
    [{ path: "/v1/dogs" }, "GET /v1/dogs is not in the document"],
    [{ path: "/cats/tom" }, "GET /cats/tom is not in the document"],
    [{ method: "PUT" }, `PUT ${found.path} is not in the document`],
    [{ headers: {} }, "findCats 200: lacks x-key"],
    [{ query: "size=1" }, "findCats 200: query size is not declared"],
    [{ query: "page=0" }, "findCats 200: query page must be >= 1"],
    [{ query: "page=one" }, "findCats 200: query page must be integer"],
    [{ query: "page=1&page=2" }, "findCats 200: query page is repeated"],
    [{ query: "wild=1" }, "findCats 200: query wild must be boolean"],
    [{ query: "ids=1,2" }, "findCats 200: query ids/* must be integer"],
    [{ query: "include=a&include=b" }, "findCats 200: query include is repeated"],
    [{ query: "include=a,c" }, "findCats 200: query include/* must be equal to one of the allowed values"],
    [{ body: "{}" }, "findCats 200: the request has a body that is not declared"],
    [{ status: 404 }, "findCats 404: the status is not declared"],
    [{ answer: "" }, "findCats 200: the answer lacks its body"],
    [{ answer: "<html>" }, "findCats 200: the answer is not JSON"],
    [{ answerType: "text/html" }, "findCats 200: the answer is text/html, which is not declared"],
    [{ answer: `{"kittens":[{"name":1}]}` }, "findCats 200: answer/kittens/*/name must be string"],
    [{ answer: `{"kittens":[{"age":1}]}` }, "findCats 200: answer/kittens/*/age is not declared"],
  ])("what is wrong with %j", (change, difference) => {
    expect(differences({ ...found, ...change })).toEqual([difference]);
  });

  it.each<readonly [Partial<Exchange>, string]>([
    [{ body: "" }, "feedCat 204: the request lacks its body"],
    [{ body: "{}" }, "feedCat 204: request must have required property 'food'"],
    [{ body: `{"food":"fish","to":"me"}` }, "feedCat 204: request/to is not declared"],
    [{ headers: { "x-key": "" } }, "feedCat 204: the request is of no type, which is not declared"],
    [{ answer: "{}" }, "feedCat 204: the answer has a body that is not declared"],
  ])("what is wrong with %j when something is sent", (change, difference) => {
    expect(differences({ ...fed, ...change })).toEqual([difference]);
  });

  it("null where a document of OpenAPI 3.1 marks it as 3.0 did", () => {
    const { differences: newer } = createComparison({ ...document, openapi: "3.1.0" });
    expect(newer({ ...found, answer: `{"name":null}` })).toEqual([
      "findCats 200: answer/name must be string",
    ]);
  });
});

describe("a correction", () => {
  const at = ["components", "schemas", "Cat", "properties", "age"];

  it("adds what is missing", () => {
    const corrected = correctDocument(document, [{ at, is: { type: "integer" } }]);
    expect(createComparison(corrected).differences({ ...found, answer: `{"age":1}` })).toEqual([]);
  });

  it("is refused where the document does not say what it corrects", () => {
    const correction = { at, was: { type: "string" }, is: { type: "integer" } };
    expect(() => correctDocument(document, [correction])).toThrow("no longer makes this mistake");
    expect(() => correctDocument(document, [{ at: ["paths", "/dogs", "get"], is: {} }])).toThrow(
      "has no paths",
    );
  });
});
