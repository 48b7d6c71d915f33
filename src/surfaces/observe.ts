import type { ApolloServerPlugin } from "@apollo/server";
import {
  defaultFieldResolver,
  GraphQLError,
  type GraphQLField,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
} from "graphql";
import { GatewayError } from "../domain/errors.ts";
import type { Operation } from "../telemetry/operation.ts";
import { deepest } from "./errors.ts";

/** A request's context, as far as it is followed. */
export interface Observed {
  readonly operation: Operation;
}

/** Tells a request's operation what GraphQL knows of it, and masked errors the id by which the log tells more. */
export function observeOperations(): ApolloServerPlugin<Observed> {
  return {
    async unexpectedErrorProcessingRequest({ requestContext, error }) {
      requestContext.contextValue.operation.unexpected(error);
    },
    async requestDidStart({ contextValue: { operation } }) {
      return {
        async didResolveOperation({ operationName, operation: definition }) {
          if (definition !== undefined) operation.named(operationName, definition.operation);
        },
        async didEncounterErrors({ errors }) {
          for (const thrown of errors.map(deepest)) if (isMistake(thrown)) operation.unexpected(thrown);
        },
        async willSendResponse({ response }) {
          if (response.body.kind !== "single") return;
          const { data, errors = [] } = response.body.singleResult;
          const codes = errors.map(({ extensions }) => extensions?.["code"]);
          operation.failed(
            codes,
            Object.values(data ?? {}).some((value) => value !== null),
          );
          if (!codes.includes(MASKED)) return;
          response.body.singleResult.errors = errors.map((error) =>
            error.extensions?.["code"] === MASKED
              ? { ...error, extensions: { ...error.extensions, requestId: operation.requestId } }
              : error,
          );
        },
      };
    },
  };
}

const MASKED = "INTERNAL_SERVER_ERROR";

/** What nobody threw on purpose. */
function isMistake(thrown: unknown): boolean {
  if (thrown instanceof GatewayError) return thrown.code === MASKED;
  return !(thrown instanceof GraphQLError);
}

/**
 * Makes the schema's fields tell a request's operation what its answer alone does not: each field of Query and
 * Mutation its time, each list which providers are missing from it, each mutation what it could not do. In place.
 */
export function observeFields(schema: GraphQLSchema): void {
  const roots = new Set([schema.getQueryType(), schema.getMutationType()]);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith("__")) continue;
    for (const field of Object.values(type.getFields())) {
      const isRoot = roots.has(type);
      if (isRoot || tellsWhatIsMissing(field)) observeField(field, isRoot);
    }
  }
}

function tellsWhatIsMissing({ type: of }: GraphQLField<unknown, Observed>): boolean {
  const type = getNamedType(of);
  if (!isObjectType(type)) return false;
  const { coverage, userErrors } = type.getFields();
  return coverage !== undefined || userErrors !== undefined;
}

function observeField(field: GraphQLField<unknown, Observed>, isRoot: boolean): void {
  const resolve: Resolve = field.resolve ?? defaultFieldResolver;
  const observed: Resolve = (source, args, context, info) => {
    const { operation } = context;
    const trace = isRoot ? operation.traceField(`${info.parentType.name}.${info.fieldName}`) : null;
    const done = (value: unknown): unknown => {
      tellWhatIsMissing(value, operation);
      trace?.end(true);
      return value;
    };
    try {
      const value = resolve(source, args, context, info);
      if (!(value instanceof Promise)) return done(value);
      return value.then(done, (thrown: unknown) => {
        trace?.end(false);
        throw thrown;
      });
    } catch (thrown) {
      trace?.end(false);
      throw thrown;
    }
  };
  field.resolve = observed;
}

type Resolve = (
  source: unknown,
  args: Record<string, unknown>,
  context: Observed,
  info: GraphQLResolveInfo,
) => unknown;

/** A list's coverage and a payload's userErrors are data, and no errors of the answer. */
function tellWhatIsMissing(value: unknown, operation: Operation): void {
  // Looked at only where something is missing: a page of users has a hundred lists of teams, and makes coverage when asked.
  const coverage = isRecord(value) && value["isComplete"] === true ? [] : membersOf(value, "coverage");
  for (const { status, error } of coverage) {
    if (error instanceof GatewayError && isMistake(error)) operation.unexpected(error);
    if (MISSING.has(status)) operation.lacks(error instanceof GatewayError ? [error.code] : []);
  }
  const problems = membersOf(value, "userErrors");
  if (problems.length > 0) operation.lacks(problems.map(({ code }) => code));
}

const MISSING: ReadonlySet<unknown> = new Set(["PARTIAL", "FAILED", "SKIPPED"]);

/** The records of a list that a record may have under this name. */
function membersOf(record: unknown, name: string): readonly Readonly<Record<string, unknown>>[] {
  const list: unknown = isRecord(record) ? record[name] : null;
  return Array.isArray(list) ? list.filter(isRecord) : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
