import {
  type GraphQLFieldResolver,
  type GraphQLSchema,
  getNullableType,
  isListType,
  isObjectType,
} from "graphql";

/**
 * Makes every list of the schema one of values, in place: members that are still to come are waited for together, and
 * one that fails is its error, which is told in its place. Compiled queries take no promises inside of a list.
 */
export function settleLists(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith("__")) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.resolve !== undefined && isListType(getNullableType(field.type))) {
        field.resolve = settling(field.resolve);
      }
    }
  }
}

type Resolve = GraphQLFieldResolver<unknown, unknown>;

function settling(resolve: Resolve): Resolve {
  return (source, args, context, info) => {
    const value: unknown = resolve(source, args, context, info);
    return value instanceof Promise ? value.then(settled) : settled(value);
  };
}

function settled(value: unknown): unknown {
  if (!Array.isArray(value) || !value.some((member) => member instanceof Promise)) return value;
  return Promise.all(
    value.map((member: unknown) => (member instanceof Promise ? member.catch(asError) : member)),
  );
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error
    ? thrown
    : new Error("Something that is no error was thrown.", { cause: thrown });
}
