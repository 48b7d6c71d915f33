import {
  type GraphQLInputType,
  GraphQLList,
  GraphQLNonNull,
  type GraphQLSchema,
  getVariableValues,
  isInputType,
  isNonNullType,
  type OperationDefinitionNode,
  parse,
  type TypeNode,
} from "graphql";
import { type Requirement, readRequirements } from "../access/required.ts";
import { WRITE_OPERATIONS, type WriteOperation } from "../datasources/capability.ts";
import type { JsonSchema } from "../datasources/surface.ts";
import { badInput } from "../domain/errors.ts";
import { ERROR_SCHEMA, type JsonRecord, outputWith, type ToolDescription } from "../operations/tool.ts";
import { type DocumentTool, documentTools } from "./documentTools.ts";
import { withoutValues } from "./echo.ts";
import { fieldsIn, operationIn, schemaOfAnswer, schemaOfInput } from "./typeSchema.ts";

/** A tool over the schema, ready to be told of and called. */
export interface ReadyDocumentTool {
  readonly tool: DocumentTool;
  /** What a caller is told of it, but for its effect, which depends on where the caller may write. */
  readonly description: Omit<ToolDescription, "effect">;
  /** What its caller needs, for one provider at least. */
  readonly requirement: Requirement;
  /** The mutation that it is; null for a query. */
  readonly mutation: WriteOperation | null;
  /** Checks arguments and makes variables of them. Throws BAD_USER_INPUT, naming what is wrong. */
  readonly variables: (given: JsonRecord) => JsonRecord;
}

/** Makes the tools over a schema ready. Throws where one of them does not fit it. */
export function readyTools(schema: GraphQLSchema): readonly ReadyDocumentTool[] {
  const requirements = readRequirements(schema);
  return documentTools.map((tool) => readyTool(schema, tool, requirements));
}

function readyTool(
  schema: GraphQLSchema,
  tool: DocumentTool,
  requirements: ReadonlyMap<string, Requirement>,
): ReadyDocumentTool {
  const operation = operationIn(parse(tool.document));
  const isMutation = operation.operation === "mutation";
  const mutation = isMutation ? mutationOf(tool.field) : null;
  const inputs = inputsOf(schema, operation, isMutation);
  return {
    tool,
    mutation,
    requirement: requirements.get(`${isMutation ? "Mutation" : "Query"}.${tool.field}`) ?? [],
    description: {
      name: tool.name,
      title: titleOf(tool.name),
      description: tool.description,
      inputSchema: inputs.schema,
      outputSchema: outputSchemaOf(schema, operation, tool),
      tellsSecret: tool.tellsSecret ?? false,
    },
    variables(given) {
      for (const name of Object.keys(given)) {
        if (!inputs.names.includes(name)) throw badInput([name], "is not an argument of this tool.");
      }
      const variables = isMutation ? { input: given } : given;
      const { errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
      const [problem] = errors ?? [];
      if (problem === undefined) return variables;
      throw badInput(["arguments"], withoutValues(problem.message).replaceAll(/"\$(?:input\.)?/g, '"'));
    },
  };
}

const ERRORS: JsonSchema = {
  type: "array",
  description: "What could not be answered within an answer that has come all the same.",
  items: ERROR_SCHEMA,
};

/** A tool's name for people: `disable-mfa` as `Disable MFA`. */
function titleOf(name: string): string {
  const words = name.replaceAll("-", " ").replaceAll(/\b(mfa|otp|id)\b/g, (word) => word.toUpperCase());
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** The answer as the document selects it, or an error instead. */
function outputSchemaOf(
  schema: GraphQLSchema,
  { operation, selectionSet }: OperationDefinitionNode,
  { field, under }: DocumentTool,
): JsonSchema {
  const type = schema.getRootType(operation)?.getFields()[field]?.type;
  const selected = fieldsIn(selectionSet).find(({ name }) => name.value === field)?.selectionSet;
  if (type === undefined) throw new Error(`The schema has no ${field}.`);
  const answer = schemaOfAnswer(type, selected);
  const own = under === null ? propertiesOf(answer) : { [under]: answer };
  return outputWith({ ...own, errors: ERRORS }, [Object.keys(own)]);
}

function propertiesOf({ properties }: JsonSchema): Readonly<Record<string, JsonSchema>> {
  return typeof properties === "object" && properties !== null ? { ...properties } : {};
}

/** The arguments: the operation's variables, and for a mutation the fields of its one input. */
function inputsOf(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  isMutation: boolean,
) {
  const types = variableDefinitions.map(({ variable, type }) => {
    const found = inputTypeOf(schema, type);
    if (found === null) throw new Error(`There is no input type for ${variable.name.value}.`);
    return [variable.name.value, found] as const;
  });
  const whole = isMutation
    ? schemaOfInput(types[0]?.[1] ?? missing())
    : {
        type: "object",
        properties: Object.fromEntries(types.map(([name, type]) => [name, schemaOfInput(type)])),
        required: types.filter(([, type]) => isNonNullType(type)).map(([name]) => name),
        additionalProperties: false,
      };
  const { properties } = whole;
  return { schema: whole, names: Object.keys(properties ?? {}) };
}

function inputTypeOf(schema: GraphQLSchema, node: TypeNode): GraphQLInputType | null {
  if (node.kind === "NamedType") {
    const type = schema.getType(node.name.value);
    return isInputType(type) ? type : null;
  }
  const inner = inputTypeOf(schema, node.type);
  if (inner === null) return null;
  if (node.kind === "ListType") return new GraphQLList(inner);
  return isNonNullType(inner) ? inner : new GraphQLNonNull(inner);
}

function missing(): never {
  throw new Error("A tool's mutation has no input.");
}

function mutationOf(field: string): WriteOperation {
  const found = WRITE_OPERATIONS.find((operation) => operation === field);
  if (found === undefined) throw new Error(`There is no mutation ${field}.`);
  return found;
}
