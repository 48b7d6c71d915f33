import { GatewayError } from "../domain/errors.ts";
import { FAILURES, type Failure } from "./openapiFailures.ts";
import { problemOf } from "./problem.ts";

type Json = Readonly<Record<string, unknown>>;

/** What decides how an operation, or any of several, can fail. */
export interface Kind {
  readonly writes: boolean;
  readonly hasBody: boolean;
}

function failuresOfKind({ writes, hasBody }: Kind): readonly Failure[] {
  const applies: Readonly<Record<Failure["of"], boolean>> = { all: true, writes, bodies: hasBody };
  return FAILURES.filter((failure) => applies[failure.of]);
}

/** The failures of an operation, by status, as references to its document's components. */
export function failuresOf(kind: Kind): Json {
  return Object.fromEntries(
    failuresOfKind(kind).map(({ name, status }) => [
      String(status),
      { $ref: `#/components/responses/${name}` },
    ]),
  );
}

/** The headers that every answer has. */
export const ANSWER_HEADERS: Json = { "X-Request-Id": { $ref: "#/components/headers/X-Request-Id" } };

function responseOf({ status, codes, description, detail, headers = [] }: Failure): Json {
  const [code] = codes;
  const named = headers.map((name) => [name, { $ref: `#/components/headers/${name}` }]);
  return {
    description,
    headers: { ...ANSWER_HEADERS, ...Object.fromEntries(named) },
    content: {
      "application/problem+json": {
        schema: {
          allOf: [
            { $ref: "#/components/schemas/Problem" },
            { properties: { status: { const: status }, code: { enum: codes } } },
          ],
        },
        example: problemOf(new GatewayError(code, detail), status),
      },
    },
  };
}

/** What the operations of a document refer to, and nothing else. */
export function componentsOf(kind: Kind): Json {
  const { IdempotencyKey: _, ...parameters } = PARAMETERS;
  return {
    ...SHARED,
    parameters: kind.writes ? PARAMETERS : parameters,
    responses: Object.fromEntries(failuresOfKind(kind).map((failure) => [failure.name, responseOf(failure)])),
  };
}

const PARAMETERS = {
  ProviderHeader: {
    name: "Roster-Provider",
    in: "header",
    required: false,
    description: "The key of the provider that is meant, where several of one kind are configured.",
    schema: { type: "string", pattern: "^[a-z0-9-]{1,64}$" },
  },
  ProviderQuery: {
    name: "roster_provider",
    in: "query",
    required: false,
    description: "The same as the header Roster-Provider.",
    schema: { type: "string", pattern: "^[a-z0-9-]{1,64}$" },
  },
  RequestId: {
    name: "X-Request-Id",
    in: "header",
    required: false,
    description: "An id of the caller's own, by which logs and the audit log name this request.",
    schema: { type: "string" },
  },
  IdempotencyKey: {
    name: "Idempotency-Key",
    in: "header",
    required: false,
    description: "The same for each try of one write, so that it is done once.",
    schema: { type: "string", minLength: 1, maxLength: 255 },
    example: "5f2b6c1e-lock-ada",
  },
};

const SHARED: Json = {
  securitySchemes: {
    bearer: { type: "http", scheme: "bearer", description: "A token of the configured issuer." },
    apiKey: { type: "apiKey", in: "header", name: "X-API-Key", description: "A key of the configuration." },
  },
  headers: {
    "X-Request-Id": {
      description: "The id by which the log names this request.",
      schema: { type: "string" },
    },
    "Retry-After": {
      description: "After how many seconds to try again, where that is known.",
      schema: { type: "string", pattern: "^[1-9][0-9]*$" },
    },
    "WWW-Authenticate": {
      description: "How to prove who asks.",
      schema: { type: "string" },
    },
  },
  schemas: {
    Problem: {
      type: "object",
      description: "What went wrong, by RFC 9457.",
      required: ["type", "title", "status", "detail", "code"],
      properties: {
        type: { type: "string" },
        title: { type: "string" },
        status: { type: "integer" },
        detail: { type: "string" },
        code: { type: "string", description: "As in GraphQL. Decide by it." },
        provider: { type: "string", description: "The key of the provider that it is about." },
        retryAfterMs: { type: "integer" },
        field: { type: "array", items: { type: "string" }, description: "The parameter at fault." },
        outcome: { type: "string", enum: ["REJECTED", "UNKNOWN", "ACCEPTED"], description: "Of a write." },
        requestId: { type: "string" },
      },
    },
  },
};
