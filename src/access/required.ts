import type { DirectiveNode, GraphQLObjectType, GraphQLSchema } from "graphql";
import { isObjectType } from "graphql";
import { SCOPES, type Scope } from "./scope.ts";

/** Combinations of scopes, one of which is enough. */
export type Requirement = readonly (readonly Scope[])[];

/** What the schema's `@requiresScopes` say, by type and field. Throws for a scope that Roster does not know. */
export function readRequirements(schema: GraphQLSchema): ReadonlyMap<string, Requirement> {
  const requirements = new Map<string, Requirement>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith("__")) continue;
    for (const [field, requirement] of requirementsOf(type))
      requirements.set(`${type.name}.${field}`, requirement);
  }
  return requirements;
}

function requirementsOf(type: GraphQLObjectType): readonly (readonly [string, Requirement])[] {
  return Object.values(type.getFields()).flatMap((field) => {
    const directive = field.astNode?.directives?.find(({ name }) => name.value === "requiresScopes");
    return directive === undefined
      ? []
      : [[field.name, readScopes(directive, `${type.name}.${field.name}`)] as const];
  });
}

function readScopes(directive: DirectiveNode, where: string): Requirement {
  const value = directive.arguments?.find(({ name }) => name.value === "scopes")?.value;
  if (value?.kind !== "ListValue") throw new Error(`${where}: @requiresScopes needs a list of lists.`);
  return value.values.map((entry) => {
    if (entry.kind !== "ListValue") throw new Error(`${where}: @requiresScopes needs a list of lists.`);
    return entry.values.map((scope) => {
      const known = SCOPES.find((one) => scope.kind === "StringValue" && one === scope.value);
      if (known === undefined) throw new Error(`${where}: @requiresScopes names an unknown scope.`);
      return known;
    });
  });
}
