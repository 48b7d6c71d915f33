import fc from "fast-check";
import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  isRequiredArgument,
} from "graphql";

/** What fields' arguments may be, by name: literals that are right, and some that are not. */
export type Arguments = Readonly<Record<string, readonly string[]>>;

/** Fields whose values are of the moment. */
const OF_THE_MOMENT = new Set(["health", "expired", "asOf"]);
const DEEPEST = 6;
const MOST_FIELDS = 4;

/** Any valid query of the schema that is not too large, with aliases, fragments, arguments and directives. */
export function anyQuery(schema: GraphQLSchema, given: Arguments): fc.Arbitrary<string> {
  return fc
    .array(fc.nat(9_999), { minLength: 60, maxLength: 60 })
    .map((choices) => write(schema, given, choices));
}

function write(schema: GraphQLSchema, given: Arguments, choices: readonly number[]): string {
  let step = 0;
  const choose = (most: number): number => {
    step += 1;
    return (choices[step % choices.length] ?? 0) % most;
  };
  const some = <T>(values: readonly T[]): T | undefined => values[choose(values.length)];

  function argumentsOf(field: GraphQLField<unknown, unknown>): string {
    const written = field.args.flatMap((argument) => {
      const literal = some(given[argument.name] ?? []);
      const isWanted = isRequiredArgument(argument) || choose(3) === 0;
      return literal !== undefined && isWanted ? [`${argument.name}: ${literal}`] : [];
    });
    return written.length === 0 ? "" : `(${written.join(", ")})`;
  }

  function fieldOf(field: GraphQLField<unknown, unknown>, depth: number): string | null {
    const isLacking = field.args.some(
      (argument) => isRequiredArgument(argument) && !(argument.name in given),
    );
    const inside: GraphQLNamedType = getNamedType(field.type);
    const below = isCompositeType(inside) ? selection(inside, depth + 1) : "";
    if (isLacking || below === null) return null;
    return `${aliasOf(field)}${field.name}${argumentsOf(field)}${directive()} ${below}`.trim();
  }

  /** Different arguments under one name would be invalid. Cursors are looked for by their names. */
  function aliasOf({ name, args }: GraphQLField<unknown, unknown>): string {
    const isWanted = args.length > 0 || (choose(6) === 0 && !/cursor/i.test(name));
    return isWanted ? `a${step}: ` : "";
  }

  function directive(): string {
    if (choose(25) !== 0) return "";
    return ` @${choose(2) === 0 ? "skip" : "include"}(if: ${choose(2) === 0})`;
  }

  function objectFields(type: GraphQLObjectType, depth: number): readonly string[] {
    const fields = Object.values(type.getFields()).filter(({ name }) => !OF_THE_MOMENT.has(name));
    const written = Array.from({ length: 1 + choose(MOST_FIELDS) }, () => {
      const field = some(fields);
      return field === undefined ? null : fieldOf(field, depth);
    }).filter((text) => text !== null);
    return choose(5) === 0 ? [...written, `... on ${type.name} { __typename }`] : written;
  }

  function selection(type: GraphQLNamedType, depth: number): string | null {
    if (depth > DEEPEST) return null;
    if (isAbstractType(type)) {
      const parts = schema
        .getPossibleTypes(type)
        .map((member) => ({ member, fields: objectFields(member, depth + 1) }))
        .filter(({ fields }) => fields.length > 0 && choose(2) === 0)
        .map(({ member, fields }) => `... on ${member.name} { ${aliased(fields, member.name)} }`);
      return `{ __typename ${parts.join(" ")} }`;
    }
    if (!isObjectType(type)) return null;
    const fields = objectFields(type, depth);
    return fields.length === 0 ? "{ __typename }" : `{ ${fields.join(" ")} }`;
  }

  /** Members of a union may have fields of one name and different types. */
  function aliased(fields: readonly string[], type: string): string {
    return fields
      .map((text, index) =>
        text.startsWith("...") ? text : `${type}_${index}: ${text.replace(/^a\d+: /, "")}`,
      )
      .join(" ");
  }

  const query = schema.getQueryType();
  if (!query) throw new Error("The schema has no queries.");
  const fields = objectFields(query, 0);
  return fields.length === 0 ? "{ __typename }" : `{ ${fields.join(" ")} }`;
}
