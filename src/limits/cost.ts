import {
  BREAK,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  getVariableValues,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  visit,
} from "graphql";
import type { Provider } from "../datasources/provider.ts";
import { GatewayError } from "../domain/errors.ts";
import { USER_FIELDS, type UserField, type UserNeeds } from "../domain/user.ts";
import type { Cost } from "./charge.ts";
import { type Asked, NO_RECORDS, type Records, type Rule } from "./costRecords.ts";
import { RULES } from "./costRules.ts";
import { type Reading, type SelectedField, type Selecting, selectedBelow } from "./selected.ts";
import { createTally } from "./tally.ts";

export interface CostedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** As they came; they need not fit the operation. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What an estimate rests on. */
export interface CostTables {
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
export type EstimateCost = (asked: CostedOperation, tables: CostTables) => Cost;

/** Makes estimates for a schema; what can be read off a document alone is read once. */
export function createCostEstimate(schema: GraphQLSchema): EstimateCost {
  const documents = new WeakMap<DocumentNode, Omit<Reading, "variables">>();
  return (asked, tables) => {
    const known = documents.get(asked.document) ?? readDocument(schema, asked.document);
    documents.set(asked.document, known);
    return estimateCost(asked, tables, known);
  };
}

function estimateCost(
  { operation, variables }: CostedOperation,
  tables: CostTables,
  known: Omit<Reading, "variables">,
): Cost {
  const { schema } = known;
  const root = schema.getRootType(operation.operation);
  const coerced = getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 1 });
  if (root === undefined || root === null || coerced.coerced === undefined) return NOTHING;
  const reading: Reading = { ...known, variables: coerced.coerced };
  const tally = createTally();

  function walk(type: GraphQLObjectType, nodes: readonly Selecting[], records: Records): void {
    const rules = rulesOf(type);
    for (const field of selectedBelow(reading, nodes, type)) {
      const definition = type.getFields()[field.name];
      if (definition === undefined) continue;
      const rule = rules[field.name] ?? rules["*"];
      const named = getNamedType(definition.type);
      if (rule !== undefined) apply(rule, { definition, field, records, named });
      else if (isObjectType(named)) walk(named, field.nodes, records);
    }
  }

  function apply(rule: Rule, { definition, field, records, named }: Visited): void {
    const asked: Asked = {
      tables,
      tally,
      records,
      field: field.name,
      args: getArgumentValues(definition, field.nodes[0], { ...reading.variables }),
      needs: (...paths) =>
        new Set(paths.flatMap((path) => [...needsBelow(reading, field, { type: named, path })])),
    };
    const below = inputProblemsAside(() => rule(asked));
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

/** A field of an answer, with what is known of it before it is asked for. */
interface Visited {
  readonly definition: GraphQLField<unknown, unknown>;
  readonly field: SelectedField;
  /** What its parent is about. */
  readonly records: Records;
  readonly named: GraphQLNamedType;
}

const NO_RULES: Readonly<Record<string, Rule>> = {};

/** What the fields of this type take. All mutations are alike (`*`), and so are their payloads. */
function rulesOf(type: GraphQLObjectType): Readonly<Record<string, Rule>> {
  const own = RULES[type.name];
  if (own !== undefined) return own;
  const isPayload = type.getInterfaces().some(({ name }) => name === "MutationPayload");
  return (isPayload ? RULES["MutationPayload"] : undefined) ?? NO_RULES;
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

function readDocument(schema: GraphQLSchema, document: DocumentNode): Omit<Reading, "variables"> {
  const fragments: Record<string, FragmentDefinitionNode> = Object.create(null);
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
  }
  return { schema, fragments, known: hasDirectives(document) ? null : new Map() };
}

/** Whether anything might be skipped or included as a variable says. */
function hasDirectives(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Directive() {
      found = true;
      return BREAK;
    },
  });
  return found;
}
