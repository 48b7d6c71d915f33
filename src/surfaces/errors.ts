import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { ProvidersFailed } from "../directory/connection.ts";
import { GatewayError } from "../domain/errors.ts";
import { withoutValues } from "./echo.ts";

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

export interface FormatOptions {
  /** Whether GraphQL's own errors may name what else the schema has. */
  readonly suggestions: boolean;
}

/** Longer messages of GraphQL's own repeat what the caller sent. */
const LONGEST_MESSAGE = 300;

/** Makes errors ready to go out: Roster's own with their code, GraphQL's own as they are, anything else masked. */
export function createFormatError({ suggestions }: FormatOptions) {
  return (formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError => {
    const original = deepest(thrown);
    const where = {
      ...(formatted.locations === undefined ? {} : { locations: formatted.locations }),
      ...(formatted.path === undefined ? {} : { path: formatted.path }),
    };
    if (original instanceof GatewayError) {
      return { message: original.message, ...where, extensions: extensionsOf(original) };
    }
    if (original instanceof GraphQLError && original.originalError === undefined) {
      const message = wordsOf(formatted, original, suggestions);
      return {
        message: shortened(withoutValues(message)),
        ...where,
        extensions: { code: codeOfGraphQL(formatted, original) },
      };
    }
    return {
      message: "Something went wrong inside Roster.",
      ...where,
      extensions: { code: "INTERNAL_SERVER_ERROR" },
    };
  };
}

/** What a caller is told of an error of GraphQL's own: its outermost words, which say where the mistake is. */
function wordsOf(
  { message }: GraphQLFormattedError,
  { extensions }: GraphQLError,
  suggestions: boolean,
): string {
  // Apollo Server's words tell whoever asks how to configure Apollo Server.
  if (extensions["validationErrorCode"] === "INTROSPECTION_DISABLED")
    return "This Roster does not tell its schema.";
  return suggestions ? message : message.replace(SUGGESTION, "");
}

/** As graphql-js words it, at the end of a message. */
const SUGGESTION = / Did you mean .+\?$/s;

function shortened(message: string): string {
  return message.length <= LONGEST_MESSAGE ? message : `${message.slice(0, LONGEST_MESSAGE)}…`;
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
function codeOfGraphQL({ extensions }: GraphQLFormattedError, { extensions: thrown }: GraphQLError): string {
  const code = extensions?.["code"];
  // Apollo Server refuses some requests without a code, and would call it a mistake of its own.
  if (thrown["code"] === undefined && thrown["http"] !== undefined) return "BAD_REQUEST";
  return typeof code === "string" ? code : "INTERNAL_SERVER_ERROR";
}

function at(error: GraphQLError, failure: GatewayError): GraphQLError {
  return withLocations(
    new GraphQLError(failure.message, { originalError: failure, path: error.path }),
    error,
  );
}

/** The error, in the place in the document where another one is. */
export function withLocations(error: GraphQLError, { locations }: GraphQLError): GraphQLError {
  return Object.defineProperty(error, "locations", { value: locations, enumerable: locations !== undefined });
}

/** What was thrown at the bottom: GraphQL wraps errors, some of them twice. */
export function deepest(thrown: unknown): unknown {
  let current = thrown;
  while (current instanceof GraphQLError && current.originalError !== undefined)
    current = current.originalError;
  return current;
}
