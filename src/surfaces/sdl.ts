import {
  type ASTVisitor,
  type ConstDirectiveNode,
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  print,
  visit,
} from "graphql";
import { GatewayError } from "../domain/errors.ts";

/** What schema/ uses of the federation's specification. Whoever composes schemas knows their definitions. */
const FEDERATION_DIRECTIVES = [
  "cost",
  "inaccessible",
  "key",
  "link",
  "listSize",
  "requiresScopes",
  "shareable",
] as const;
/** Names that the same specification gives to types and to fields of Query. */
const FEDERATION_NAME = /^(?:_|federation__|link__)/;

/** The schema as one document for callers and their tools, without what is there only for composing it with others. */
export function printPublicSchema(schema: DocumentNode): string {
  // Which scope a field needs is worth knowing for callers, too.
  const kept = { directives: ["requiresScopes"], definitions: ["requiresScopes", "federation__Scope"] };
  return `${print(reduced(schema, kept))}\n`;
}

export interface SubgraphOptions {
  /** Whether it says which scopes its fields need. Roster sees to them in either case. */
  readonly scopes: boolean;
}

/** The schema as a federation subgraph, for composing it with others. */
export function printSubgraph(schema: DocumentNode, { scopes }: SubgraphOptions): string {
  const directives = FEDERATION_DIRECTIVES.filter((name) => scopes || name !== "requiresScopes");
  const subgraph = visit(reduced(schema, { directives, definitions: [] }), {
    // Weights are upstream calls, and a record that has been read makes none.
    ObjectTypeDefinition: (type) =>
      ROOTS.includes(type.name.value)
        ? undefined
        : { ...type, directives: [...(type.directives ?? []), WEIGHTLESS] },
  });
  return `${print(subgraph)}\n\n${ONE_OF}\n`;
}

const ROOTS = ["Query", "Mutation"];
/** Part of GraphQL itself by now, which not every composer knows yet. */
const ONE_OF = "directive @oneOf on INPUT_OBJECT";

const WEIGHTLESS: ConstDirectiveNode = {
  kind: Kind.DIRECTIVE,
  name: { kind: Kind.NAME, value: "cost" },
  arguments: [
    {
      kind: Kind.ARGUMENT,
      name: { kind: Kind.NAME, value: "weight" },
      value: { kind: Kind.INT, value: "0" },
    },
  ],
};

interface Kept {
  readonly directives: readonly string[];
  readonly definitions: readonly string[];
}

/** The schema with only these of the federation's directives, and of the specification's own definitions. */
function reduced(schema: DocumentNode, kept: Kept): DocumentNode {
  const directives: readonly string[] = FEDERATION_DIRECTIVES;
  const dropped = directives.filter((name) => !kept.directives.includes(name));
  const named = ({ name }: { readonly name: { readonly value: string } }): null | undefined =>
    FEDERATION_NAME.test(name.value) && !kept.definitions.includes(name.value) ? null : undefined;
  const visitor: ASTVisitor = {
    DirectiveDefinition: ({ name }) =>
      directives.includes(name.value) && !kept.definitions.includes(name.value) ? null : undefined,
    ScalarTypeDefinition: named,
    ObjectTypeDefinition: named,
    UnionTypeDefinition: named,
    FieldDefinition: named,
    Directive: ({ name }) => (dropped.includes(name.value) ? null : undefined),
    // What is not used needs no import.
    StringValue: ({ value }) => (dropped.some((name) => value === `@${name}`) ? null : undefined),
    ObjectTypeExtension: { leave: ({ fields = [] }) => (fields.length === 0 ? null : undefined) },
    SchemaExtension: { leave: ({ directives = [] }) => (directives.length === 0 ? null : undefined) },
  };
  return visit(schema, visitor);
}

/** Answers `_service` with this SDL, or refuses it where there is none to tell. In place. */
export function answerService(schema: GraphQLSchema, sdl: string | null): void {
  const service = schema.getQueryType()?.getFields()["_service"];
  if (service === undefined) throw new Error("The schema has no Query._service.");
  service.resolve = () => {
    if (sdl !== null) return { sdl };
    throw new GatewayError("FORBIDDEN", "This Roster does not tell its schema.");
  };
}
