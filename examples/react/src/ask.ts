import type { TypedDocumentString } from "./generated/graphql.ts";

/** One entry of an answer's `errors`: decide by the code, show the message. */
export interface GatewayError {
  readonly message: string;
  readonly extensions?: { readonly code?: string; readonly retryAfterMs?: number };
}

/** What became of a request. */
export type Answer<Data> =
  /** There is data. What `errors` names is null in it; the rest is as good as ever. */
  | { readonly kind: "answered"; readonly data: Data; readonly errors: readonly GatewayError[] }
  /** The gateway did not carry it out. */
  | { readonly kind: "refused"; readonly errors: readonly [GatewayError, ...GatewayError[]] }
  /** Nothing came back: nobody knows whether the request arrived. */
  | { readonly kind: "lost" };

interface Body<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly GatewayError[];
}

const NO_REASON: GatewayError = { message: "The gateway gave no reason." };

/** Asks the gateway. Never rejects. */
export async function ask<Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer<Data>> {
  try {
    const response = await fetch("/graphql", {
      method: "POST",
      headers: {
        accept: "application/graphql-response+json, application/json;q=0.9",
        "content-type": "application/json",
        ...headers,
      },
      body: JSON.stringify({ query: document.toString(), variables }),
    });
    const { data, errors = [] }: Body<Data> = await response.json();
    if (data !== null && data !== undefined) return { kind: "answered", data, errors };
    const [first = NO_REASON, ...others] = errors;
    return { kind: "refused", errors: [first, ...others] };
  } catch {
    return { kind: "lost" };
  }
}
