import {
  type GraphQLCompositeType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
} from "graphql";

/** How many types deep a selection goes: every type is met within that from one list or another. */
const DEEPEST = 5;

/**
 * A selection of every field of a type, and of every field of what these lead to, until it is deep enough or a
 * type comes again on the way down. The lists together then ask for everything that the schema has to tell.
 */
function everyField(schema: GraphQLSchema, type: GraphQLCompositeType, above: readonly string[]): string {
  const path = [...above, type.name];
  if (isUnionType(type) || isInterfaceType(type)) {
    const members = schema.getPossibleTypes(type).filter(({ name }) => !path.includes(name));
    const parts = members.map((member) => `... on ${member.name} ${everyField(schema, member, above)}`);
    return `{ __typename ${parts.join(" ")} }`;
  }
  const fields = Object.values(type.getFields()).flatMap((field) => {
    if (field.args.some(isRequiredArgument)) return [];
    const inside = getNamedType(field.type);
    if (!isCompositeType(inside)) return [field.name];
    if (path.includes(inside.name) || path.length === DEEPEST) return [];
    return [`${field.name} ${everyField(schema, inside, path)}`];
  });
  return `{ __typename ${fields.join(" ")} }`;
}

/** The selection for a type by its name. */
export function everyFieldOf(schema: GraphQLSchema, name: string): string {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`${name} is no object type.`);
  return everyField(schema, type, []);
}
