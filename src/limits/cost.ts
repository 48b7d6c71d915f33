import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  getVariableValues,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
} from "graphql";
import type { Provider } from "../datasources/provider.ts";
import { GatewayError } from "../domain/errors.ts";
import { USER_FIELDS, type UserField, type UserNeeds } from "../domain/user.ts";
import type { Cost } from "./charge.ts";
import { type Asked, NO_RECORDS, type Records, type Rule } from "./costRecords.ts";
import { RULES } from "./costRules.ts";
import { type Reading, type SelectedField, selectedBelow } from "./selected.ts";
import { createTally } from "./tally.ts";

export interface CostedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** As they came; they need not fit the operation. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What an estimate rests on: tables, and no state. */
export interface CostTables {
  readonly schema: GraphQLSchema;
  /** Those that the caller can see. */
  readonly providers: readonly Provider[];
  /** The most calls that reading users one by one can come to before the operation is cut short. */
  readonly mostCalls: number;
}

const NOTHING: Cost = { total: 0, byProvider: {} };

/**
 * How many upstream calls a valid operation may take, by provider: at least as many as it will take while the
 * providers hold still. What only asking could tell counts as much as the configuration allows. An operation that
 * cannot be carried out costs nothing.
 */
export function estimateCost({ document, operation, variables }: CostedOperation, tables: CostTables): Cost {
  const { schema } = tables;
  const root = schema.getRootType(operation.operation);
  const coerced = getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 1 });
  if (root === undefined || root === null || coerced.coerced === undefined) return NOTHING;
  const reading: Reading = { schema, fragments: fragmentsIn(document), variables: coerced.coerced };
  const tally = createTally();

  function walk(
    type: GraphQLObjectType,
    nodes: readonly { readonly selectionSet?: SelectedField["nodes"][0]["selectionSet"] }[],
    records: Records,
  ): void {
    for (const field of selectedBelow(reading, nodes, type)) visit(type, field, records);
  }

  function visit(parent: GraphQLObjectType, field: SelectedField, records: Records): void {
    const definition = parent.getFields()[field.name];
    if (definition === undefined) return;
    const named = getNamedType(definition.type);
    const asked = (): Asked => ({
      tables,
      tally,
      records,
      field: field.name,
      args: getArgumentValues(definition, field.nodes[0], { ...reading.variables }),
      needs: (...paths) =>
        new Set(paths.flatMap((path) => [...needsBelow(reading, field, { type: named, path })])),
    });
    const rule = ruleOf(schema, parent, field.name);
    const below = rule === null ? records : inputProblemsAside(() => rule(asked()));
    if (below === null) return;
    const byType = "byType" in below ? below.byType : { [named.name]: below };
    for (const [name, found] of Object.entries(byType)) {
      const type = schema.getType(name);
      if (isObjectType(type)) walk(type, field.nodes, found);
    }
  }

  walk(root, [operation], NO_RECORDS);
  return tally.sum();
}

/** What a field of this type takes; null: nothing. All mutations are alike, and so are their payloads. */
function ruleOf(schema: GraphQLSchema, parent: GraphQLObjectType, field: string): Rule | null {
  if (parent === schema.getMutationType()) return RULES["Mutation"]?.["*"] ?? null;
  const isPayload = parent.getInterfaces().some(({ name }) => name === "MutationPayload");
  return RULES[isPayload ? "MutationPayload" : parent.name]?.[field] ?? null;
}

/** A field whose input is refused takes no call. */
function inputProblemsAside<T>(work: () => T): T | null {
  try {
    return work();
  } catch (thrown) {
    if (thrown instanceof GatewayError) return null;
    throw thrown;
  }
}

/** The fields of users that are selected at a path below a field. */
function needsBelow(
  reading: Reading,
  field: SelectedField,
  { type, path }: { readonly type: ReturnType<typeof getNamedType>; readonly path: readonly string[] },
): UserNeeds {
  let nodes: SelectedField["nodes"][0][] = [...field.nodes];
  let current = isObjectType(type) ? type : reading.schema.getType("User");
  for (const step of path) {
    if (!isObjectType(current)) return new Set();
    nodes = selectedBelow(reading, nodes, current)
      .filter(({ name }) => name === step)
      .flatMap((found) => [...found.nodes]);
    const next = current.getFields()[step];
    current = next === undefined ? undefined : getNamedType(next.type);
  }
  if (!isObjectType(current)) return new Set();
  return new Set(
    selectedBelow(reading, nodes, current)
      .map(({ name }) => name)
      .filter(isUserField),
  );
}

function isUserField(name: string): name is UserField {
  return (USER_FIELDS as readonly string[]).includes(name);
}

function fragmentsIn({ definitions }: DocumentNode): Readonly<Record<string, FragmentDefinitionNode>> {
  const fragments: Record<string, FragmentDefinitionNode> = Object.create(null);
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
  }
  return fragments;
}
