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
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  visit,
} from "graphql";
import type { Provider } from "../datasources/provider.ts";
import { GatewayError } from "../domain/errors.ts";
import { isUserField, type UserNeeds } from "../domain/user.ts";
import type { Cost } from "./charge.ts";
import { type Asked, NO_RECORDS, type Records, type Rule } from "./costRecords.ts";
import { RULES } from "./costRules.ts";
import { type Reading, type SelectedField, type Selecting, selectedBelow } from "./selected.ts";
import { createTally } from "./tally.ts";

export interface CostedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** As the operation's own types have them; null where what came does not fit them. */
  readonly variables: Readonly<Record<string, unknown>> | null;
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

/** What is known of a document from the times that it was asked before. */
interface KnownDocument extends Omit<Reading, "variables"> {
  /** By all fields that are selected somewhere, those that may cost something. */
  readonly costed: WeakMap<readonly SelectedField[], readonly CostedField[]>;
}

/** A field that may cost something, or something below it, with all that its document tells of it. */
interface CostedField {
  readonly field: SelectedField;
  readonly definition: GraphQLField<unknown, unknown>;
  readonly named: GraphQLNamedType;
  /** Undefined: it is about what its parent is. */
  readonly rule: Rule | undefined;
  /** The fields of users that are selected below it, by paths. */
  readonly needs: Map<string, UserNeeds>;
}

/** Makes estimates for a schema; what can be read off a document alone is read once. */
export function createCostEstimate(schema: GraphQLSchema): EstimateCost {
  const documents = new WeakMap<DocumentNode, KnownDocument>();
  return (asked, tables) => {
    let known = documents.get(asked.document);
    if (known === undefined) {
      known = readDocument(schema, asked.document);
      documents.set(asked.document, known);
    }
    return estimateCost(asked, tables, known);
  };
}

function estimateCost(
  { operation, variables }: CostedOperation,
  tables: CostTables,
  known: KnownDocument,
): Cost {
  const { schema } = known;
  const root = schema.getRootType(operation.operation);
  if (root === undefined || root === null || variables === null) return NOTHING;
  const { fragments, known: selections } = known;
  const reading: Reading = { schema, fragments, known: selections, variables };
  const tally = createTally();

  function walk(type: GraphQLObjectType, nodes: readonly Selecting[], records: Records): void {
    const selected = selectedBelow(reading, nodes, type);
    let costed = known.costed.get(selected);
    if (costed === undefined) {
      costed = costedAmong(selected, type);
      known.costed.set(selected, costed);
    }
    for (const one of costed) {
      if (one.rule !== undefined) apply(one.rule, one, records);
      else if (isObjectType(one.named)) walk(one.named, one.field.nodes, records);
    }
  }

  function apply(rule: Rule, costed: CostedField, records: Records): void {
    const { definition, field, named } = costed;
    const asked: Asked = {
      tables,
      tally,
      records,
      field: field.name,
      args: getArgumentValues(definition, field.nodes[0], reading.variables),
      needs: (...paths) => needsAt(reading, costed, paths),
    };
    const below = inputProblemsAside(() => rule(asked));
    if (below === null) return;
    if (!("byType" in below)) {
      if (isObjectType(named)) walk(named, field.nodes, below);
      return;
    }
    for (const [name, found] of Object.entries(below.byType)) {
      const type = schema.getType(name);
      if (isObjectType(type)) walk(type, field.nodes, found);
    }
  }

  walk(root, [operation], NO_RECORDS);
  return tally.sum();
}

/** Those of an object's fields that may cost something: nearly all are scalars, and none of them does. */
function costedAmong(selected: readonly SelectedField[], type: GraphQLObjectType): readonly CostedField[] {
  const rules = rulesOf(type);
  return selected.flatMap((field) => {
    const definition = type.getFields()[field.name];
    if (definition === undefined) return [];
    const rule = rules[field.name] ?? rules["*"];
    const named = getNamedType(definition.type);
    const costs = rule !== undefined || isObjectType(named);
    return costs ? [{ field, definition, named, rule, needs: new Map<string, UserNeeds>() }] : [];
  });
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

/** The fields of users that are selected at any of these paths below a field. */
function needsAt(
  reading: Reading,
  { field, named, needs }: CostedField,
  paths: readonly (readonly string[])[],
): UserNeeds {
  const name = paths.map((path) => path.join(".")).join(" ");
  const before = needs.get(name);
  if (before !== undefined) return before;
  const found = new Set(paths.flatMap((path) => [...needsBelow(reading, field, { type: named, path })]));
  needs.set(name, found);
  return found;
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

function readDocument(schema: GraphQLSchema, document: DocumentNode): KnownDocument {
  const fragments: Record<string, FragmentDefinitionNode> = Object.create(null);
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
  }
  return { schema, fragments, known: hasDirectives(document) ? null : new Map(), costed: new WeakMap() };
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
