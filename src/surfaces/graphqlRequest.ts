import type { DocumentCheck } from "../limits/documents.ts";
import { type FindTrusted, sha256Of, type UnknownDocument } from "../limits/trustedDocuments.ts";
import type { Refusal } from "./answer.ts";

/** The documents that are trusted, and what becomes of others. */
export interface Trust {
  readonly find: FindTrusted;
  readonly mode: "enforce" | "log";
  /** Told of each document that is not trusted. */
  readonly onUnknown: (unknown: UnknownDocument) => void;
}

/** A request's own part of what Apollo Server takes. */
export interface GraphQLRequest {
  readonly body: unknown;
  readonly search: string;
}

export type ReadRequest =
  | { readonly kind: "read"; readonly request: GraphQLRequest }
  | { readonly kind: "refused"; readonly refusal: Refusal };

const NOT_TRUSTED: Refusal = {
  status: 403,
  code: "FORBIDDEN",
  message:
    "This Roster carries out only the operations that are registered with it, and this is none of them.",
};

/**
 * Looks at the document of a request before anything parses it: whether it is trusted where only some are, and
 * whether it is too large. What is no GraphQL request at all passes, since Apollo Server says what is wrong.
 */
export function readRequest(
  request: GraphQLRequest,
  { trust, checkDocument }: { readonly trust: Trust | null; readonly checkDocument: DocumentCheck },
  caller: string,
): ReadRequest {
  const asked = askedIn(request);
  if (trust !== null) {
    const text = trust.find(asked);
    // What is trusted has been looked at when it was registered.
    if (text !== null) return { kind: "read", request: withText(request, text) };
    const refused = trust.mode === "enforce";
    const sha256 = asked.text === null ? (asked.id ?? "") : sha256Of(asked.text);
    trust.onUnknown({ sha256, operationName: asked.operationName, caller, refused });
    if (refused) return { kind: "refused", refusal: NOT_TRUSTED };
  }
  const problem = asked.text === null ? null : checkDocument(asked.text);
  return problem === null
    ? { kind: "read", request }
    : { kind: "refused", refusal: { status: 400, code: "GRAPHQL_VALIDATION_FAILED", message: problem } };
}

interface Asked {
  readonly id: string | null;
  readonly text: string | null;
  readonly operationName: string | null;
}

function askedIn({ body, search }: GraphQLRequest): Asked {
  if (body !== undefined) {
    const sha256 = propertyOf(propertyOf(propertyOf(body, "extensions"), "persistedQuery"), "sha256Hash");
    return {
      id: textOf(propertyOf(body, "documentId")) ?? textOf(sha256),
      text: textOf(propertyOf(body, "query")),
      operationName: textOf(propertyOf(body, "operationName")),
    };
  }
  const parameters = new URLSearchParams(search);
  const [, sha256 = null] =
    /"sha256Hash"\s*:\s*"([^"]{1,128})"/.exec(parameters.get("extensions") ?? "") ?? [];
  return {
    id: parameters.get("documentId") ?? sha256,
    text: parameters.get("query"),
    operationName: parameters.get("operationName"),
  };
}

/** The same request with its document in full. */
function withText({ body, search }: GraphQLRequest, text: string): GraphQLRequest {
  if (typeof body === "object" && body !== null) {
    return { body: { ...body, query: text, extensions: null }, search };
  }
  const parameters = new URLSearchParams(search);
  parameters.set("query", text);
  parameters.delete("extensions");
  return { body, search: `?${parameters}` };
}

function propertyOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : null;
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
