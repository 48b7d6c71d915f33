import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
} from "graphql";

/** A place where a caller may put a text, with an operation that has it there. */
export interface Place {
  /** Such as `Mutation.lockUser(input.id)`. */
  readonly name: string;
  readonly query: string;
  readonly variables: (text: string) => Readonly<Record<string, unknown>>;
}

type Fits = (argument: GraphQLArgument | GraphQLInputField) => boolean;

/** Whether an argument takes ids. */
export const takesIds: Fits = ({ type }) => getNamedType(type).name === "ID";
/** Whether an argument takes a list's cursor. */
export const takesCursors: Fits = ({ name }) => name === "after" || name === "before";

/** Every argument of the schema that fits, at whatever field, and however deep inside an input. */
export function placesOf(schema: GraphQLSchema, fits: Fits): readonly Place[] {
  const roots = [schema.getQueryType(), schema.getMutationType()].filter(isObjectType);
  const ways = new Map<string, readonly GraphQLField<unknown, unknown>[]>(
    roots.map(({ name }) => [name, []]),
  );
  const queue: GraphQLObjectType[] = [...roots];
  const places: Place[] = [];
  for (let type = queue.shift(); type !== undefined; type = queue.shift()) {
    const way = ways.get(type.name) ?? [];
    for (const field of Object.values(type.getFields())) {
      places.push(...field.args.flatMap((argument) => placesIn(type, way, field, argument, fits)));
      const inside = getNamedType(field.type);
      if (!isObjectType(inside) || ways.has(inside.name) || field.args.some(isRequiredArgument)) continue;
      ways.set(inside.name, [...way, field]);
      queue.push(inside);
    }
  }
  return places;
}

function placesIn(
  type: GraphQLObjectType,
  way: readonly GraphQLField<unknown, unknown>[],
  field: GraphQLField<unknown, unknown>,
  argument: GraphQLArgument,
  fits: Fits,
): readonly Place[] {
  const others = field.args.filter((other) => other !== argument && isRequiredArgument(other));
  const declared = [argument, ...others].map(({ name, type: of }) => `$${name}: ${of}`).join(", ");
  const given = [argument, ...others].map(({ name }) => `${name}: $${name}`).join(", ");
  const selection = isCompositeType(getNamedType(field.type)) ? " { __typename }" : "";
  const asked = `${field.name}(${given})${selection}`;
  const whole = way.reduceRight((inside, { name }) => `${name} { ${inside} }`, asked);
  // The way from Query's own fields needs no argument; those of Mutation are asked for at once.
  const operation = type.name === "Mutation" ? "mutation" : "query";
  const rest = Object.fromEntries(others.map((other) => [other.name, something(other.type)]));
  return leavesOf(argument, fits, []).map(({ path, make }) => ({
    name: `${type.name}.${field.name}(${path.join(".")})`,
    query: `${operation} (${declared}) { ${whole} }`,
    variables: (text) => ({ ...rest, [argument.name]: make(text) }),
  }));
}

interface Leaf {
  readonly path: readonly string[];
  /** The argument's whole value with a text at this leaf. */
  readonly make: (text: string) => unknown;
}

function leavesOf(
  argument: GraphQLArgument | GraphQLInputField,
  fits: Fits,
  above: readonly string[],
): readonly Leaf[] {
  const { name, type } = argument;
  const path = [...above, name];
  const named = getNamedType(type);
  const listed = (value: unknown): unknown => (isListOf(type) ? [value] : value);
  if (!isInputObjectType(named)) return fits(argument) ? [{ path, make: listed }] : [];
  const fields = Object.values(named.getFields());
  return fields.flatMap((field) =>
    leavesOf(field, fits, path).map((leaf) => ({
      path: leaf.path,
      make: (text) => {
        const others = named.isOneOf
          ? []
          : fields.filter((other) => other !== field && isNonNullType(other.type));
        const rest = others.map((other) => [other.name, something(other.type)]);
        return listed({ ...Object.fromEntries(rest), [field.name]: leaf.make(text) });
      },
    })),
  );
}

function isListOf(type: GraphQLInputType): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type);
}

/** A value that a required input may have. */
function something(type: GraphQLInputType): unknown {
  const named = getNamedType(type);
  if (isListOf(type)) return [something(named)];
  if (isEnumType(named)) return named.getValues()[0]?.name;
  if (isInputObjectType(named)) {
    const fields = Object.values(named.getFields());
    const given = named.isOneOf ? fields.slice(0, 1) : fields.filter((field) => isNonNullType(field.type));
    return Object.fromEntries(given.map((field) => [field.name, something(field.type)]));
  }
  return (
    { Int: 1, Float: 1, Boolean: true, JSONObject: {}, DateTime: "2026-01-01T00:00:00Z" }[named.name] ??
    "something"
  );
}
