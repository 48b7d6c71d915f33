import {
  type DocumentNode,
  type FieldNode,
  type GraphQLInputType,
  type GraphQLOutputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  type SelectionSetNode,
} from "graphql";
import type { JsonSchema } from "../datasources/surface.ts";

const SCALARS: Readonly<Record<string, JsonSchema>> = {
  Int: { type: "integer" },
  Float: { type: "number" },
  Boolean: { type: "boolean" },
  JSONObject: { type: "object" },
  DateTime: { type: "string", format: "date-time" },
};

export interface ObjectSchema extends JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
}

/** A field that comes back as it came, which a tool's answer does not. */
const ECHOED = "clientMutationId";

/** What an argument of a GraphQL type may be, as a JSON Schema. */
export function schemaOfInput(type: GraphQLInputType): ObjectSchema {
  if (isNonNullType(type)) return schemaOfInput(type.ofType);
  if (isListType(type)) return { type: "array", items: schemaOfInput(type.ofType) };
  if (isEnumType(type)) return { type: "string", enum: type.getValues().map(({ name }) => name) };
  if (!isInputObjectType(type)) return SCALARS[type.name] ?? { type: "string" };
  const fields = Object.values(type.getFields()).filter(({ name }) => name !== ECHOED);
  const required = fields.filter((field) => isNonNullType(field.type) && field.defaultValue === undefined);
  return {
    type: "object",
    properties: Object.fromEntries(
      fields.map((field) => [
        field.name,
        { ...schemaOfInput(field.type), ...(field.description ? { description: field.description } : {}) },
      ]),
    ),
    ...(required.length === 0 ? {} : { required: required.map(({ name }) => name) }),
    ...(type.isOneOf ? { minProperties: 1, maxProperties: 1 } : {}),
    additionalProperties: false,
  };
}

/** What a selection of a GraphQL type is answered with, as a JSON Schema. Throws for what is not in the type. */
export function schemaOfAnswer(type: GraphQLOutputType, selected: SelectionSetNode | undefined): JsonSchema {
  if (isNonNullType(type)) return schemaOfValue(type.ofType, selected);
  const schema = schemaOfValue(type, selected);
  const { enum: values } = schema;
  return {
    ...schema,
    type: [schema["type"], "null"],
    ...(Array.isArray(values) ? { enum: [...values, null] } : {}),
  };
}

function schemaOfValue(type: GraphQLOutputType, selected: SelectionSetNode | undefined): JsonSchema {
  if (isNonNullType(type)) return schemaOfValue(type.ofType, selected);
  if (isListType(type)) return { type: "array", items: schemaOfAnswer(type.ofType, selected) };
  if (isEnumType(type)) return schemaOfWords(type.getValues().map(({ name }) => name));
  if (!isObjectType(type)) return SCALARS[type.name] ?? { type: "string" };
  const fields = fieldsIn(selected).map(({ name, alias, selectionSet }) => {
    const field = type.getFields()[name.value];
    if (field === undefined) throw new Error(`${type.name} has no field ${name.value}.`);
    return [alias?.value ?? name.value, schemaOfAnswer(field.type, selectionSet)] as const;
  });
  return {
    type: "object",
    properties: Object.fromEntries(fields),
    required: fields.map(([name]) => name),
  };
}

/** The words of a longer list, such as that of all error codes, would be most of what a model has to read. */
const MOST_WORDS = 8;

function schemaOfWords(words: readonly string[]): JsonSchema {
  return words.length > MOST_WORDS ? { type: "string" } : { type: "string", enum: words };
}

/** The fields of a selection, which holds no fragments. */
export function fieldsIn(selected: SelectionSetNode | undefined): readonly FieldNode[] {
  return (selected?.selections ?? []).filter((selection) => selection.kind === "Field");
}

/** The one operation of a document. */
export function operationIn({ definitions }: DocumentNode) {
  const operation = definitions.find((one) => one.kind === "OperationDefinition");
  if (operation === undefined) throw new Error("A tool's document has no operation.");
  return operation;
}
