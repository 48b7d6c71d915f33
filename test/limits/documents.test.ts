import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { getIntrospectionQuery, parse } from "graphql";
import { type Gateway, type GraphQLAnswer, startGateway } from "../support/gateway.ts";

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway({ users: 50 });
});
afterAll(() => gateway.close());

interface Refused {
  readonly status: number;
  readonly milliseconds: number;
  readonly bytes: number;
  readonly errors: NonNullable<GraphQLAnswer["errors"]>;
}

async function ask(query: string, variables: unknown = {}): Promise<Refused> {
  const started = performance.now();
  const response = await fetch(gateway.url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  const { errors = [] }: GraphQLAnswer = JSON.parse(text);
  return { status: response.status, milliseconds: performance.now() - started, bytes: text.length, errors };
}

const many = (count: number, of: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => of(index)).join(" ");

/** A document of this many levels through the ring of users and their memberships. */
function ring(levels: number): string {
  let inner = "id";
  for (let level = 0; level < levels; level += 2)
    inner = `user { accountMemberships { nodes { ${inner} } } }`;
  return `{ accountMemberships { nodes { ${inner} } } }`;
}

const HOSTILE: readonly (readonly [string, string])[] = [
  ["sixty levels through a ring of the schema", ring(60)],
  [
    "introspection in rings",
    `{ __schema { types { ${"fields { type { ".repeat(12)} name ${"} }".repeat(12)} } } }`,
  ],
  [
    "introspection far too deep",
    `{ __type(name: "User") { ${"ofType { ".repeat(60)} name ${"}".repeat(60)} } }`,
  ],
  ["a thousand aliases of a real field", `{ ${many(1000, (n) => `a${n}: providers { key }`)} }`],
  ["a thousand aliases of __typename", `{ ${many(1000, (n) => `a${n}: __typename`)} }`],
  ["sixty aliases inside a field", `{ providers { ${many(60, (n) => `a${n}: key`)} } }`],
  ["a thousand directives", `{ __typename ${"@include(if: true) ".repeat(1000)} }`],
  ["five hundred unknown directives", `{ __typename ${many(500, (n) => `@d${n}`)} }`],
  ["more root fields than one needs", `{ ${many(21, (n) => `a${n}: providers { key }`)} }`],
  ["fifty thousand fields", `{ ${"__typename ".repeat(50_000)} }`],
  ["one field two thousand times", `{ providers { ${"key ".repeat(2_000)} } }`],
  ["a name as long as the body may be", `{ ${"a".repeat(1_000_000)} }`],
  ["fragments that spread themselves", "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }"],
  [
    "fragments that double thirty times",
    `{ ...F0 } ${many(30, (n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`)} fragment F30 on Query { __typename }`,
  ],
  [
    "fifteen hundred overlapping fragments",
    `{ ${many(1500, (n) => `...F${n}`)} } ${many(1500, (n) => `fragment F${n} on Query { providers { key } }`)}`,
  ],
  [
    "as many overlapping fragments as there is room for",
    `{ ${many(290, (n) => `...F${n}`)} } ${many(290, (n) => `fragment F${n} on Query { providers { key } }`)}`,
  ],
  [
    "fragments that nobody spreads",
    `{ __typename } ${many(350, (n) => `fragment F${n} on Query { a b c }`)}`,
  ],
  ["a hundred thousand open braces", "{".repeat(100_000)],
  ["brackets as deep as there is room for", `{ a(b: ${"[".repeat(3_900)} ) }`],
];

describe("a hostile document", () => {
  it.each(HOSTILE)("is refused with 400 and costs little: %s", async (_what, query) => {
    gateway.forgetRequests();
    const { status, milliseconds, bytes, errors } = await ask(query);
    expect(status).toBe(400);
    expect(milliseconds).toBeLessThan(1_500);
    expect(bytes).toBeLessThan(20_000);
    expect(errors.length).toBeGreaterThan(0);
    expect(errors.length).toBeLessThanOrEqual(51);
    expect(JSON.stringify(errors)).not.toMatch(/stack|Maximum call/);
    expect(gateway.requestCounts()).toEqual({});
  });

  it("has no more errors told than can be read", async () => {
    const { status, errors, bytes } = await ask(
      `{ ${many(20, (n) => `unknownField${n} @nowhere @nobody @no`)} }`,
    );
    expect(status).toBe(400);
    expect(errors.length).toBeLessThanOrEqual(51);
    expect(bytes).toBeLessThan(20_000);
  });
});

describe("an honest document", () => {
  it.each([
    ["the usual introspection", getIntrospectionQuery()],
    [
      "introspection of everything",
      getIntrospectionQuery({
        descriptions: true,
        specifiedByUrl: true,
        directiveIsRepeatable: true,
        schemaDescription: true,
        inputValueDeprecation: true,
        oneOf: true,
      }),
    ],
    ["twelve levels of data", ring(6)],
    ["five root fields", `{ ${many(5, (n) => `a${n}: providers { key }`)} }`],
    ["an unused operation beside it", "query A { __typename } "],
  ])("is answered: %s", async (_what, query) => {
    parse(query);
    expect(await ask(query)).toMatchObject({ status: 200, errors: [] });
  });

  it("may be as deep as the configuration says", async () => {
    const strict = await startGateway({ users: 50, config: { limits: { depth: 3 } } });
    try {
      const { errors } = await strict.graphql("{ users { nodes { provider { key } } } }");
      expect(errors?.[0]?.message).toBe("The document is more than 3 fields deep.");
      expect((await strict.graphql("{ users { nodes { id } } }")).errors).toBeUndefined();
    } finally {
      await strict.close();
    }
  });
});
