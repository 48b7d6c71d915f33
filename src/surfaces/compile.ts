import {
  BREAK,
  type DocumentNode,
  type ExecutionResult,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";
import { compileQuery, isCompiledQuery } from "graphql-jit";
import { withLocations } from "./errors.ts";
import { compileLeafCheck } from "./leafCheck.ts";

/**
 * One operation, ready to be carried out with any variables that its own types have read: what graphql-js's `execute`
 * answers, for less.
 */
export type CompiledQuery = (
  variables: Readonly<Record<string, unknown>>,
  context: object,
) => ExecutionResult | Promise<ExecutionResult>;

/**
 * Compiles an operation of a valid document; null where it has to be executed by graphql-js: mutations, whose few
 * calls are not worth it, and documents with directives, which the compiler does not tell apart in every case.
 */
export function compileOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): CompiledQuery | null {
  const shape = shapeOf(schema, document);
  if (operation.operation !== "query" || shape.directives) return null;
  // The operation by itself: its name may not be the one that the document's only operation goes by.
  const alone: DocumentNode = {
    ...document,
    definitions: document.definitions.filter(
      (definition) => definition === operation || definition.kind === Kind.FRAGMENT_DEFINITION,
    ),
  };
  // The compiler checks a leaf by a call with its path, which costs more than all else. Where every object's type
  // is known beforehand, the whole answer is checked afterwards in one go.
  const reading = { schema, fragments: fragmentsOf(alone), known: null, variables: {} };
  const checkLeaves = shape.abstract ? null : compileLeafCheck(reading, operation);
  const compiled = compileQuery(schema, alone, operation.name?.value, {
    disableLeafSerialization: checkLeaves !== null,
    disablingCapturingStackErrors: true,
  });
  if (!isCompiledQuery(compiled)) return null;
  const { query } = compiled;
  const finish = (result: ExecutionResult): ExecutionResult => {
    const checked = checkLeaves === null ? result : checkLeaves(result);
    return checked.errors === undefined ? checked : { ...checked, errors: checked.errors.map(asThrown) };
  };

  return (variables, context) => {
    const result = query(null, context, variables);
    return result instanceof Promise ? result.then(finish) : finish(result);
  };
}

/** The compiler's errors lack some of what graphql-js gives its own. */
function asThrown(error: GraphQLError): GraphQLError {
  const { message, path, originalError } = error;
  return withLocations(new GraphQLError(message, { path, originalError }), error);
}

function fragmentsOf({ definitions }: DocumentNode): Readonly<Record<string, FragmentDefinitionNode>> {
  const fragments: Record<string, FragmentDefinitionNode> = Object.create(null);
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
  }
  return fragments;
}

interface Shape {
  readonly directives: boolean;
  /** Whether the type of an object in the answer depends on the object. */
  readonly abstract: boolean;
}

function shapeOf(schema: GraphQLSchema, document: DocumentNode): Shape {
  let directives = false;
  let abstract = false;
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Directive() {
        directives = true;
        return BREAK;
      },
      Field() {
        if (isAbstractType(getNamedType(types.getType()))) abstract = true;
      },
    }),
  );
  return { directives, abstract };
}
