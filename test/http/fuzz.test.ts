import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import {
  type GraphQLNamedType,
  getNamedType,
  isInputObjectType,
  isObjectType,
  parse,
  validate,
} from "graphql";
import { dig, someUser } from "../calls/support.ts";
import { publicSchema } from "../schema/publicSchema.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { placesOf, takesCursors, takesIds } from "./everyArgument.ts";
import { damaged, expectSafe, forgedId, json, nasty, post } from "./hostile.ts";

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

const schema = publicSchema();
const RUNS = { numRuns: 80 };
/** For each of many places. */
const FEW = { numRuns: 12 };

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

describe("the places of ids and cursors", () => {
  const places = [...placesOf(schema, takesIds), ...placesOf(schema, takesCursors)];

  it("are reached by documents that are valid", () => {
    const wrong = places.flatMap(({ name, query }) =>
      validate(schema, parse(query)).map((error) => `${name}: ${error}`),
    );
    expect(wrong).toEqual([]);
  });

  it("are all that the schema has, the nested ones too", () => {
    const fields = Object.values(schema.getTypeMap()).flatMap((type) =>
      isObjectType(type)
        ? Object.values(type.getFields()).flatMap(({ name, args }) =>
            args.map((arg) => [`${type.name}.${name}`, arg] as const),
          )
        : [],
    );
    const expected = fields.filter(
      ([, arg]) => takesCursors(arg) || takesIds(arg) || holdsIds(getNamedType(arg.type)),
    );
    const reached = new Set(places.map(({ name }) => name.split("(")[0]));
    expect(expected.length).toBeGreaterThan(30);
    expect(expected.map(([name]) => name).filter((name) => !reached.has(name))).toEqual([]);
  });

  /** Whether an input has an id in it, at any depth. */
  function holdsIds(type: GraphQLNamedType): boolean {
    return (
      isInputObjectType(type) &&
      Object.values(type.getFields()).some((field) => takesIds(field) || holdsIds(getNamedType(field.type)))
    );
  }
});

describe("whatever is sent", () => {
  it("as a body is answered, and no mistake of Roster's own", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          nasty,
          json.map((value) => JSON.stringify(value)),
        ),
        (body) => post(gateway.url, body),
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
      fc.asyncProperty(request, (body) => post(gateway.url, JSON.stringify(body))),
      { numRuns: 150 },
    );
  });

  it.each(placesOf(schema, takesIds))("as an id is answered, at $name", async ({ query, variables }) => {
    const id = fc.oneof(
      nasty,
      forgedId,
      damaged(() => realId),
    );
    await fc.assert(
      fc.asyncProperty(id, (value) =>
        post(gateway.url, JSON.stringify({ query, variables: variables(value) })),
      ),
      FEW,
    );
  });

  it.each(placesOf(schema, takesCursors))(
    "as a cursor is answered, at $name",
    async ({ query, variables }) => {
      const cursor = fc.oneof(
        nasty,
        damaged(() => realCursor),
      );
      await fc.assert(
        fc.asyncProperty(cursor, (value) =>
          post(gateway.url, JSON.stringify({ query, variables: variables(value) })),
        ),
        FEW,
      );
    },
  );

  it("as a representation of an entity is answered", async () => {
    const query = "query ($all: [_Any!]!) { _entities(representations: $all) { __typename } }";
    const type = fc.oneof(
      fc.constantFrom("User", "Team", "Invitation", "Provider", "GracePeriod"),
      nasty,
      json,
    );
    const id = fc.oneof(
      nasty,
      forgedId,
      damaged(() => realId),
      json,
    );
    const one = fc.oneof(fc.record({ __typename: type, id }, { requiredKeys: [] }), json);
    await fc.assert(
      fc.asyncProperty(fc.array(one, { maxLength: 4 }), (all) =>
        post(gateway.url, JSON.stringify({ query, variables: { all } })),
      ),
      RUNS,
    );
  });

  it("as a filter's text is answered", async () => {
    const query = `query ($text: String) {
      users(first: 5, filter: { search: $text, email: $text, tag: $text }) { totalCount }
    }`;
    await fc.assert(
      fc.asyncProperty(nasty, (text) => post(gateway.url, JSON.stringify({ query, variables: { text } }))),
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
        post(gateway.url, JSON.stringify({ query, variables: { id: user, text, json: attributes } })),
      ),
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
