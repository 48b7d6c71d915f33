import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  isAbstractType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";

/** An operation's variables and fragments: what a selection cannot be read without. */
export interface Reading {
  readonly schema: GraphQLSchema;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  /** What was selected below a node before; null where that depends on the variables. */
  readonly known: Map<object, Map<GraphQLObjectType, readonly SelectedField[]>> | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** One field that will be resolved once, from all places in the document that ask for it. */
export interface SelectedField {
  readonly name: string;
  readonly nodes: readonly [FieldNode, ...FieldNode[]];
}

/** A field, an operation or whatever else has a selection. */
export interface Selecting {
  readonly selectionSet?: SelectionSetNode | undefined;
}

/** The fields below these nodes as an object of this type answers them. */
export function selectedBelow(
  reading: Reading,
  nodes: readonly Selecting[],
  type: GraphQLObjectType,
): readonly SelectedField[] {
  const [node] = nodes;
  if (reading.known === null || node === undefined || nodes.length > 1) return select(reading, nodes, type);
  const byType = reading.known.get(node);
  const before = byType?.get(type);
  if (before !== undefined) return before;
  const fields = select(reading, nodes, type);
  if (byType === undefined) reading.known.set(node, new Map([[type, fields]]));
  else byType.set(type, fields);
  return fields;
}

function select(
  reading: Reading,
  nodes: readonly Selecting[],
  type: GraphQLObjectType,
): readonly SelectedField[] {
  const fields = new Map<string, [FieldNode, ...FieldNode[]]>();
  const visited = new Set<string>();

  function add(selection: SelectionNode): void {
    if (!isIncluded(reading, selection)) return;
    if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value;
      const known = fields.get(key);
      if (known === undefined) fields.set(key, [selection]);
      else known.push(selection);
      return;
    }
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : spread(selection.name.value);
    if (fragment === null || !applies(reading, fragment.typeCondition?.name.value, type)) return;
    for (const inner of fragment.selectionSet.selections) add(inner);
  }

  function spread(name: string): FragmentDefinitionNode | null {
    if (visited.has(name)) return null;
    visited.add(name);
    return reading.fragments[name] ?? null;
  }

  for (const { selectionSet } of nodes) {
    for (const selection of selectionSet?.selections ?? []) add(selection);
  }
  return [...fields.values()].map((all) => ({ name: all[0].name.value, nodes: all }));
}

function applies({ schema }: Reading, condition: string | undefined, type: GraphQLObjectType): boolean {
  if (condition === undefined || condition === type.name) return true;
  const wider = schema.getType(condition);
  return isAbstractType(wider) && schema.isSubType(wider, type);
}

function isIncluded({ variables }: Reading, selection: SelectionNode): boolean {
  if (selection.directives === undefined || selection.directives.length === 0) return true;
  const skip = getDirectiveValues(GraphQLSkipDirective, selection, variables);
  const include = getDirectiveValues(GraphQLIncludeDirective, selection, variables);
  return skip?.["if"] !== true && include?.["if"] !== false;
}
