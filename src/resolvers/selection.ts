import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  getDirectiveValues,
  type InlineFragmentNode,
  isObjectType,
  type NamedTypeNode,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import { isUserField, type UserField, type UserNeeds } from "../domain/user.ts";

type Selected = ReadonlyMap<string, readonly FieldNode[]>;

/**
 * The fields of a user that a selection asks for, at any of the given paths below the field being resolved:
 * through fragments, and as `@skip` and `@include` stand for this request's variables.
 */
export function userNeeds(info: GraphQLResolveInfo, paths: readonly (readonly string[])[]): UserNeeds {
  const needs = new Set<UserField>();
  for (const path of paths) {
    for (const name of fieldsAt(info, path, "User").keys()) if (isUserField(name)) needs.add(name);
  }
  return needs;
}

/** Where a connection holds its records. */
export function connectionPaths(...inner: readonly string[]): readonly (readonly string[])[] {
  return [
    ["nodes", ...inner],
    ["edges", "node", ...inner],
  ];
}

/** Whether any of the paths is selected. */
export function selects(info: GraphQLResolveInfo, paths: readonly (readonly string[])[]): boolean {
  return paths.some((path) => {
    const last = path.at(-1);
    return last !== undefined && fieldsAt(info, path.slice(0, -1)).has(last);
  });
}

/** The fields selected at a path; where records of several types may be there, those of the given type. */
function fieldsAt(info: GraphQLResolveInfo, path: readonly string[], type: string | null = null): Selected {
  let nodes = info.fieldNodes;
  for (const name of path) nodes = collect(info, nodes, null).get(name) ?? [];
  return collect(info, nodes, type);
}

/** The fields selected below these nodes, by name. */
function collect(info: GraphQLResolveInfo, nodes: readonly FieldNode[], type: string | null): Selected {
  const fields = new Map<string, FieldNode[]>();
  const visited = new Set<FragmentDefinitionNode>();

  function add(selectionSet: SelectionSetNode | undefined): void {
    for (const selection of selectionSet?.selections ?? []) {
      if (!isIncluded(info, selection)) continue;
      if (selection.kind === "Field") addField(selection);
      else addFragment(selection.kind === "InlineFragment" ? selection : spread(selection.name.value));
    }
  }

  function addField(field: FieldNode): void {
    const known = fields.get(field.name.value);
    if (known === undefined) fields.set(field.name.value, [field]);
    else known.push(field);
  }

  function addFragment(fragment: InlineFragmentNode | FragmentDefinitionNode | null): void {
    if (fragment !== null && !excludes(info, fragment.typeCondition, type)) add(fragment.selectionSet);
  }

  function spread(name: string): FragmentDefinitionNode | null {
    const fragment = info.fragments[name];
    if (fragment === undefined || visited.has(fragment)) return null;
    visited.add(fragment);
    return fragment;
  }

  for (const { selectionSet } of nodes) add(selectionSet);
  return fields;
}

/** Whether a fragment is on another type of record. One on an interface or a union is about any of its types. */
function excludes(
  { schema }: GraphQLResolveInfo,
  condition: NamedTypeNode | undefined,
  type: string | null,
): boolean {
  if (condition === undefined || type === null || condition.name.value === type) return false;
  return isObjectType(schema.getType(condition.name.value));
}

function isIncluded(info: GraphQLResolveInfo, selection: SelectionNode): boolean {
  if (selection.directives === undefined || selection.directives.length === 0) return true;
  const skip = getDirectiveValues(GraphQLSkipDirective, selection, info.variableValues);
  const include = getDirectiveValues(GraphQLIncludeDirective, selection, info.variableValues);
  return skip?.["if"] !== true && include?.["if"] !== false;
}
