import {
  type ExecutionResult,
  type FieldNode,
  GraphQLBoolean,
  GraphQLEnumType,
  GraphQLError,
  GraphQLID,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  GraphQLString,
  getNullableType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
  locatedError,
  type OperationDefinitionNode,
} from "graphql";
import { type Reading, type SelectedField, type Selecting, selectedBelow } from "../limits/selected.ts";

/** Where an object or a list stands in the answer, from the inside out; null: it is the answer. */
type Place = { readonly above: Place; readonly key: string | number } | null;

/** The value at a key of a place as it goes out; null where there is none that may, which `errors` then tells. */
type Check = (value: unknown, above: Place, key: string | number, errors: GraphQLError[]) => unknown;

/**
 * Checks the values of GraphQL's own scalars and of enums in an answer against their types, as GraphQL asks, once
 * the whole answer is made: each value by one comparison. What is of another type is turned into its own where
 * GraphQL says how (a number that is a String), else it is an error and null, as is whatever above may not be null.
 * The answer is changed in place. Every object's type must be known beforehand: no interfaces, no unions.
 */
export function compileLeafCheck(
  reading: Reading,
  operation: OperationDefinitionNode,
): (result: ExecutionResult) => ExecutionResult {
  const root = reading.schema.getRootType(operation.operation);
  if (root === null || root === undefined) throw new Error("The schema has no such operations.");
  const check = fieldsCheck(reading, [operation], root);
  return (result) => {
    const { data, errors = [] } = result;
    if (data === null || data === undefined) return result;
    const found: GraphQLError[] = [];
    const checked = check(data, null, found);
    if (found.length === 0) return result;
    return { ...result, data: checked === null ? null : data, errors: [...errors, ...found] };
  };
}

interface FieldCheck {
  readonly key: string;
  readonly isNonNull: boolean;
  readonly check: Check;
}

/** Checks the fields of an object that stands at this place. */
function fieldsCheck(reading: Reading, nodes: readonly Selecting[], type: GraphQLObjectType) {
  const fields = selectedBelow(reading, nodes, type).flatMap((field) => fieldCheck(reading, field, type));
  return (value: unknown, place: Place, errors: GraphQLError[]): unknown => {
    if (!isRecord(value)) return value;
    for (const { key, check, isNonNull } of fields) {
      const before = value[key];
      // What is null here has been told already where it may not be.
      if (before === null || before === undefined) continue;
      const after = check(before, place, key, errors);
      if (after === before) continue;
      if (after === null && isNonNull) return null;
      value[key] = after;
    }
    return value;
  };
}

function fieldCheck(
  reading: Reading,
  field: SelectedField,
  parent: GraphQLObjectType,
): readonly FieldCheck[] {
  const definition = parent.getFields()[field.name];
  // `__typename` and its like are made by the compiler itself.
  if (definition === undefined) return [];
  const check = checkOf(reading, field.nodes, definition.type);
  const [{ alias, name }] = field.nodes;
  const isNonNull = isNonNullType(definition.type);
  return check === null ? [] : [{ key: alias?.value ?? name.value, isNonNull, check }];
}

/** Null where nothing in it is to be checked: other scalars are checked while the answer is made. */
function checkOf(reading: Reading, nodes: SelectedField["nodes"], outer: GraphQLOutputType): Check | null {
  const type = getNullableType(outer);
  if (isObjectType(type)) {
    const checkFields = fieldsCheck(reading, nodes, type);
    return (value, above, key, errors) => checkFields(value, { above, key }, errors);
  }
  if (isListType(type)) {
    const items = checkOf(reading, nodes, type.ofType);
    return items === null ? null : listCheck(items, isNonNullType(type.ofType));
  }
  if (!isLeafType(type)) throw new Error(`${type} is known only once its values are.`);
  return type instanceof GraphQLEnumType || isSpecifiedScalarType(type) ? leafCheck(type, nodes) : null;
}

function listCheck(check: Check, areNonNull: boolean): Check {
  return (values, above, key, errors) => {
    if (!Array.isArray(values)) return values;
    const place = { above, key };
    for (let index = 0; index < values.length; index += 1) {
      const before: unknown = values[index];
      if (before === null || before === undefined) continue;
      const after = check(before, place, index, errors);
      if (after === before) continue;
      if (after === null && areNonNull) return null;
      values[index] = after;
    }
    return values;
  };
}

function leafCheck(type: GraphQLLeafType, nodes: readonly FieldNode[]): Check {
  const isOfType = quickTest(type);
  return (value, above, key, errors) => {
    if (isOfType(value)) return value;
    try {
      const serialized: unknown = type.serialize(value);
      if (serialized !== null && serialized !== undefined) return serialized;
      throw new GraphQLError(`Expected \`${type}.serialize\` to return a value that is not null.`);
    } catch (thrown) {
      errors.push(locatedError(thrown, nodes, pathTo({ above, key })));
      return null;
    }
  };
}

/** Whether a value is surely its own serialisation. */
function quickTest(type: GraphQLLeafType): (value: unknown) => boolean {
  if (type instanceof GraphQLEnumType) {
    const names = new Set<unknown>(
      type.getValues().flatMap(({ name, value }) => (name === value ? [name] : [])),
    );
    return (value) => names.has(value);
  }
  if (type === GraphQLString || type === GraphQLID) return (value) => typeof value === "string";
  if (type === GraphQLBoolean) return (value) => typeof value === "boolean";
  return () => false;
}

function pathTo(place: Place): readonly (string | number)[] {
  return place === null ? [] : [...pathTo(place.above), place.key];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
