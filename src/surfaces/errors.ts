import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { ProvidersFailed } from "../directory/connection.ts";
import { GatewayError } from "../domain/errors.ts";

/**
 * The errors of an answer as they are told: one for each thing that went wrong, not one for each path that it
 * blanked, and one for each provider where several failed a list.
 */
export function distinctErrors(errors: readonly GraphQLError[]): readonly GraphQLError[] {
  const told = new Set<unknown>();
  return errors.flatMap((error) => {
    const original = deepest(error);
    if (original instanceof GatewayError) {
      if (told.has(original)) return [];
      told.add(original);
    }
    if (!(original instanceof ProvidersFailed)) return [error];
    return original.failures.map((failure) => at(error, failure));
  });
}

/** An error as it goes out: Roster's own with its code, GraphQL's own as it is, anything else masked. */
export function formatError(formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError {
  const original = deepest(thrown);
  const where = {
    ...(formatted.locations === undefined ? {} : { locations: formatted.locations }),
    ...(formatted.path === undefined ? {} : { path: formatted.path }),
  };
  if (original instanceof GatewayError) {
    return { message: original.message, ...where, extensions: extensionsOf(original) };
  }
  if (original instanceof GraphQLError && original.originalError === undefined) {
    const { code } = formatted.extensions ?? {};
    return { message: formatted.message, ...where, extensions: { code: codeOfGraphQL(code) } };
  }
  return {
    message: "Something went wrong inside Roster.",
    ...where,
    extensions: { code: "INTERNAL_SERVER_ERROR" },
  };
}

function extensionsOf({ code, provider, retryAfterMs, field }: GatewayError): Record<string, unknown> {
  return {
    code,
    ...(provider === undefined ? {} : { provider }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(field === undefined ? {} : { field }),
  };
}

/** GraphQL's own codes are kept (GRAPHQL_VALIDATION_FAILED …): clients and tools know them. */
function codeOfGraphQL(code: unknown): string {
  return typeof code === "string" ? code : "INTERNAL_SERVER_ERROR";
}

function at(error: GraphQLError, failure: GatewayError): GraphQLError {
  return new GraphQLError(failure.message, {
    originalError: failure,
    ...(error.nodes === undefined ? {} : { nodes: error.nodes }),
    ...(error.path === undefined ? {} : { path: error.path }),
  });
}

/** What was thrown at the bottom: GraphQL wraps errors, some of them twice. */
function deepest(thrown: unknown): unknown {
  let current = thrown;
  while (current instanceof GraphQLError && current.originalError !== undefined)
    current = current.originalError;
  return current;
}
