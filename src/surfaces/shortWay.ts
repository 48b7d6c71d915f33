import type { IncomingMessage } from "node:http";
import type { ExecutableOperation, Variables } from "./execute.ts";
import type { GraphQLRequest } from "./graphqlRequest.ts";
import type { KnownDocuments } from "./knownDocuments.ts";

/** An operation that was found valid before, asked again. */
export interface RepeatedOperation {
  readonly operation: ExecutableOperation;
  readonly variables: Variables;
}

/** Bodies of these types are never sent by a form of another page, and are what nearly all clients send. */
const PLAIN_JSON: ReadonlySet<string | undefined> = new Set([
  "application/json",
  "application/json; charset=utf-8",
]);

const NO_VARIABLES: Variables = {};

/**
 * The operation that a request asks for, where all that Apollo Server would do about it has been done before: it was
 * parsed and validated, and what is around it is of the plainest kind. Null for everything else: mutations, GET,
 * extensions such as persisted queries, anything that is not as it should be.
 */
export function findRepeated(
  known: KnownDocuments,
  { method, headers }: IncomingMessage,
  { body }: GraphQLRequest,
): RepeatedOperation | null {
  if (method !== "POST" || !PLAIN_JSON.has(headers["content-type"]) || !isRecord(body)) return null;
  const { query, operationName = null, extensions = null } = body;
  const variables = body["variables"] ?? NO_VARIABLES;
  if (typeof query !== "string" || extensions !== null || !isRecord(variables)) return null;
  if (operationName !== null && typeof operationName !== "string") return null;
  const operation = known.find(query, operationName);
  return operation?.operation.operation === "query" ? { operation, variables } : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
