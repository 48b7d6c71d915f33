import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type ConstDirectiveNode, isInterfaceType, isObjectType, parse, print } from "graphql";
import { RULES } from "../../src/limits/costRules.ts";
import { publicSchema } from "../schema/publicSchema.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { COMPOSERS } from "./composers.ts";
import { HUMAN_RESOURCES } from "./humanResources.ts";
import { subgraph } from "./subgraph.ts";

const sdl = subgraph({ scopes: true });
const schema = publicSchema();
const HR = { name: "hr", url: "http://127.0.0.1:4001/", sdl: HUMAN_RESOURCES };

const types = new Map(
  parse(sdl).definitions.flatMap((definition) =>
    definition.kind === "ObjectTypeDefinition" ? [[definition.name.value, definition] as const] : [],
  ),
);
const texts = (directives: readonly ConstDirectiveNode[] = []) => directives.map(print);

describe("the subgraph", () => {
  it.each(
    Object.entries(COMPOSERS).flatMap(([composer, compose]) =>
      [true, false].map((scopes) => ({ composer, scopes, compose })),
    ),
  )(
    "composes with another by $composer's composer, with its scopes or without: $scopes",
    ({ scopes, compose }) => {
      const roster = { name: "roster", url: "http://127.0.0.1:4000/graphql", sdl: subgraph({ scopes }) };
      const supergraph = compose([roster, HR]);
      expect(supergraph).toMatch(/type User.*\s@join__type\(graph: ROSTER, key: "id"\)/s);
      expect(supergraph.includes("@requiresScopes(")).toBe(scopes);
      expect(supergraph).not.toMatch(/_entities|_service/);
    },
  );

  it("has every record that can be found by its id for an entity, and nothing else", () => {
    const node = schema.getType("Node");
    const records = isInterfaceType(node) ? schema.getPossibleTypes(node).map(({ name }) => name) : [];
    const keyed = [...types.values()].filter(({ directives }) =>
      texts(directives).includes('@key(fields: "id")'),
    );
    expect(keyed.map(({ name }) => name.value).sort()).toEqual([...records].sort());
  });

  it("says for every field that may take a call of its own what it weighs, or how long its list is", () => {
    const fields = Object.entries(RULES).flatMap(([type, rules]) =>
      Object.keys(rules).map((field) => [type, field] as const),
    );
    // A gateway over supergraphs sees neither of these, and `*` stands for every mutation.
    const unseen = new Set(["_entities", "node", "nodes", "*", "provider"]);
    const weightless = fields
      .filter(([type, field]) => types.has(type) && !unseen.has(field))
      .filter(([type, field]) => {
        const found = types.get(type)?.fields?.find(({ name }) => name.value === field);
        return !texts(found?.directives).some((text) => /^@(?:cost|listSize)\(/.test(text));
      });
    expect(weightless).toEqual([]);
    for (const { directives } of types.get("Mutation")?.fields ?? [])
      expect(texts(directives)).toContain("@cost(weight: 4)");
  });

  it("gives every connection the size that its arguments say", () => {
    const unsized = [...types.values()].flatMap(({ name, fields = [] }) =>
      fields
        .filter(({ type }) => /Connection!?$/.test(print(type)))
        .filter(({ arguments: args = [], directives }) => {
          const sizes = args.filter((arg) => ["first", "last"].includes(arg.name.value));
          const slicing = `slicingArguments: [${sizes.map((arg) => `"${arg.name.value}"`).join(", ")}]`;
          return !texts(directives).some((text) => text.startsWith("@listSize(") && text.includes(slicing));
        })
        .map((field) => `${name.value}.${field.name.value}`),
    );
    expect(unsized).toEqual([]);
  });

  it("is made of types that are all in the public schema", () => {
    expect([...types.keys()].filter((name) => !isObjectType(schema.getType(name)))).toEqual([]);
  });
});

describe("what a running Roster tells of itself", () => {
  const QUERY = "{ _service { sdl } }";
  let open: Gateway;
  let closed: Gateway;
  beforeAll(async () => {
    open = await startGateway({ users: 50 });
    closed = await startGateway({ users: 50, config: { introspection: false } });
  });
  afterAll(async () => {
    await open.close();
    await closed.close();
  });

  it("is the subgraph, where introspection is open", async () => {
    expect(await open.graphql(QUERY)).toEqual({ data: { _service: { sdl } } });
  });

  it("is nothing, where it is not", async () => {
    const answer = await closed.graphql(QUERY);
    expect(answer).toMatchObject({ data: null, errors: [{ extensions: { code: "FORBIDDEN" } }] });
    expect(JSON.stringify(answer)).not.toContain("type ");
  });

  it("is no trace of an answer's fields, whoever asks for one", async () => {
    const answer = await open.graphql(
      "{ providers { key } }",
      {},
      { "apollo-federation-include-trace": "ftv1" },
    );
    expect(Object.keys(answer)).toEqual(["data"]);
  });
});
