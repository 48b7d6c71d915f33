import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  getDirectiveValues,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import { USER_FIELDS, type UserField, type UserNeeds } from "../domain/user.ts";

type Selected = ReadonlyMap<string, readonly FieldNode[]>;

/**
 * The fields of a user that a selection asks for, at any of the given paths below the field being resolved:
 * through fragments, and as `@skip` and `@include` stand for this request's variables.
 */
export function userNeeds(info: GraphQLResolveInfo, paths: readonly (readonly string[])[]): UserNeeds {
  const needs = new Set<UserField>();
  for (const path of paths) {
    for (const name of fieldsAt(info, path).keys()) if (isUserField(name)) needs.add(name);
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

function fieldsAt(info: GraphQLResolveInfo, path: readonly string[]): Selected {
  let selected = collect(info, info.fieldNodes);
  for (const name of path) selected = collect(info, selected.get(name) ?? []);
  return selected;
}

/** The fields selected below these nodes, by name. A fragment on any type counts: another one selects nothing. */
function collect(info: GraphQLResolveInfo, nodes: readonly FieldNode[]): Selected {
  const fields = new Map<string, FieldNode[]>();
  for (const { selectionSet } of nodes) addFields(info, selectionSet, fields, new Set());
  return fields;
}

function addFields(
  info: GraphQLResolveInfo,
  selectionSet: SelectionSetNode | undefined,
  fields: Map<string, FieldNode[]>,
  visited: Set<FragmentDefinitionNode>,
): void {
  for (const selection of selectionSet?.selections ?? []) {
    if (!isIncluded(info, selection)) continue;
    if (selection.kind === "Field") {
      fields.set(selection.name.value, [...(fields.get(selection.name.value) ?? []), selection]);
    } else if (selection.kind === "InlineFragment") {
      addFields(info, selection.selectionSet, fields, visited);
    } else {
      const fragment = info.fragments[selection.name.value];
      if (fragment === undefined || visited.has(fragment)) continue;
      visited.add(fragment);
      addFields(info, fragment.selectionSet, fields, visited);
    }
  }
}

function isIncluded(info: GraphQLResolveInfo, selection: SelectionNode): boolean {
  if (selection.directives === undefined || selection.directives.length === 0) return true;
  const skip = getDirectiveValues(GraphQLSkipDirective, selection, info.variableValues);
  const include = getDirectiveValues(GraphQLIncludeDirective, selection, info.variableValues);
  return skip?.["if"] !== true && include?.["if"] !== false;
}

function isUserField(name: string): name is UserField {
  return (USER_FIELDS as readonly string[]).includes(name);
}
