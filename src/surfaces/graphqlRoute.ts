import type { IncomingMessage, ServerResponse } from "node:http";
import type { ApolloServer, HTTPGraphQLResponse } from "@apollo/server";
import type { ExecutionResult } from "graphql";
import type { Authenticate } from "../access/index.ts";
import type { Viewer } from "../access/viewer.ts";
import type { DocumentCheck } from "../limits/documents.ts";
import type { Gate } from "../limits/gate.ts";
import type { Limits } from "../limits/settings.ts";
import type { Operation } from "../telemetry/operation.ts";
import { readAccept, type Taste } from "./accept.ts";
import { type Refusal, refuse } from "./answer.ts";
import { readJsonBody } from "./body.ts";
import { credentialsOf, unauthenticated } from "./credentials.ts";
import type { Execute, RequestContext } from "./execute.ts";
import { type Follow, followRequest } from "./follow.ts";
import { HeaderMap } from "./graphql.ts";
import { readRequest, type Trust } from "./graphqlRequest.ts";
import type { KnownDocuments } from "./knownDocuments.ts";
import { findRepeated, type RepeatedOperation } from "./shortWay.ts";
import { watchEnd } from "./whenDone.ts";
import { beginWork, type Work } from "./work.ts";

export interface GraphQLRouteOptions {
  readonly graphql: ApolloServer<RequestContext>;
  readonly execute: Execute;
  /** The operations that need not go through Apollo Server again. */
  readonly known: KnownDocuments;
  /** Makes the context of one request. */
  readonly context: (
    request: IncomingMessage,
    viewer: Viewer,
    work: Work,
    operation: Operation,
  ) => RequestContext;
  readonly follow: Follow;
  /** Finds out who asks, before anything else of the request is looked at. */
  readonly authenticate: Authenticate;
  readonly gate: Gate;
  readonly limits: Pick<Limits, "bodyBytes" | "operationTimeoutMs">;
  readonly checkDocument: DocumentCheck;
  /** Null: any document may be asked. */
  readonly trust: Trust | null;
  /** Whether the process is about to end, and takes nothing new. */
  readonly isDraining: () => boolean;
}

export const OVERLOADED: Refusal = {
  status: 503,
  code: "RATE_LIMITED",
  message: "Roster is carrying out as many operations as it can. Try again in a moment.",
  retryAfterMs: 1_000,
};

const DRAINING: Refusal = {
  status: 503,
  code: "RATE_LIMITED",
  message: "This Roster is being stopped. Try again.",
  retryAfterMs: 1_000,
};

const NOT_ACCEPTABLE: Refusal = {
  status: 406,
  code: "BAD_USER_INPUT",
  message: "Answers are application/graphql-response+json or application/json.",
};

/** Answers GET and POST: first who asks, then whether there is room, then what is asked. */
export async function answerGraphQL(
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
  options: GraphQLRouteOptions,
): Promise<void> {
  const whenDone = watchEnd(response);
  const operation = followRequest(request, response, requestId, { follow: options.follow, whenDone });
  const refused = (refusal: Refusal): void => {
    operation.failed([refusal.code], false);
    refuse(response, refusal);
  };
  const busy = turnedAway(options);
  if (busy !== null) return refused(busy);
  const asking = options.authenticate(credentialsOf(request));
  const authentication = asking instanceof Promise ? await asking : asking;
  if (authentication.kind === "denied") return refused(unauthenticated(request, authentication.message));
  const { viewer } = authentication;
  operation.knownAs(viewer.name);
  const taste = readAccept(request.headers.accept);
  if (taste === null) return refused(NOT_ACCEPTABLE);
  const body =
    request.method === "POST" ? await readJsonBody(request, response, options.limits.bodyBytes) : NO_BODY;
  if (body.kind === "gone") return;
  if (body.kind === "refused") return refused(body.refusal);
  const search = searchOf(request);
  const asked = readRequest({ body: body.value, search }, options, viewer.name);
  if (asked.kind === "refused") return refused(asked.refusal);
  const leave = options.isDraining() ? null : options.gate.enter();
  if (leave === null) return refused(turnedAway(options) ?? OVERLOADED);
  whenDone(leave);
  const { work, end } = beginWork(response, whenDone, options.limits.operationTimeoutMs);
  const context = (): RequestContext => options.context(request, viewer, work, operation);
  const repeated = findRepeated(options.known, request, asked.request);
  const begun = repeated === null ? null : begin(repeated, context, options.execute);
  const data = begun === null ? null : await dataOf(begun);
  if (data !== null) {
    end();
    return writeData(response, data, taste);
  }
  const result = await options.graphql.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: request.method ?? "GET",
      headers: headersFor(request, taste),
      ...asked.request,
    },
    context: () => Promise.resolve(begun ?? context()),
  });
  end();
  write(response, result, statusOf(result, work, taste));
}

/**
 * Begins to carry out an operation that was asked before. Null where its context cannot be made: Apollo Server meets
 * the same problem, and words it.
 */
function begin(
  { operation: known, variables }: RepeatedOperation,
  makeContext: () => RequestContext,
  execute: Execute,
): RequestContext | null {
  let context: RequestContext;
  try {
    context = makeContext();
  } catch {
    return null;
  }
  const { name, operation: type } = known.operation;
  context.operation.named(name?.value ?? null, type);
  context.begun = execute(known, variables, context);
  return context;
}

/** The result where nothing went wrong; null where there are errors for Apollo Server to word. */
async function dataOf({ begun, work }: RequestContext): Promise<ExecutionResult | null> {
  try {
    work.result = await begun;
  } catch {
    return null;
  }
  return work.result?.errors === undefined ? work.result : null;
}

const NO_BODY = { kind: "read", value: undefined } as const;

export function turnedAway({
  isDraining,
  gate,
}: Pick<GraphQLRouteOptions, "isDraining" | "gate">): Refusal | null {
  if (isDraining()) return DRAINING;
  return gate.isFull() ? OVERLOADED : null;
}

function searchOf({ url = "" }: IncomingMessage): string {
  const mark = url.indexOf("?");
  return mark < 0 ? "" : url.slice(mark);
}

/** What Apollo Server looks at: the type of the body, and whether a form of another page could have sent this. */
const PASSED_ON = ["content-type", "x-apollo-operation-name", "apollo-require-preflight"] as const;

function headersFor(request: IncomingMessage, { mediaType }: Taste): HeaderMap {
  const headers = new HeaderMap([["accept", mediaType]]);
  for (const name of PASSED_ON) {
    const value = request.headers[name];
    if (typeof value === "string") headers.set(name, value);
  }
  return headers;
}

/** Errors of a request that older clients read only where the status is 200. */
const OF_THE_DOCUMENT = ["GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED", "BAD_USER_INPUT"];

/**
 * The status as the GraphQL over HTTP draft of 2026 has it: 294 for data with errors, unless the answer goes out
 * as plain JSON. Where the draft says 422 it is 400, as its own audit suite expects.
 */
function statusOf(answer: HTTPGraphQLResponse, { result }: Work, { mediaType, legacy }: Taste): number {
  if (result?.data !== undefined) {
    const partial = result.errors !== undefined && mediaType === "application/graphql-response+json";
    return partial ? 294 : 200;
  }
  const status = answer.status ?? 200;
  return legacy && status === 400 && OF_THE_DOCUMENT.includes(codeIn(answer)) ? 200 : status;
}

/** The code of the first error in an answer without data. */
function codeIn({ body }: HTTPGraphQLResponse): string {
  const [, code = ""] = /"code":"([A-Z_]+)"/.exec(body.kind === "complete" ? body.string : "") ?? [];
  return code;
}

/** Writes an answer without errors as Apollo Server does. */
function writeData(
  response: ServerResponse,
  { data, extensions }: ExecutionResult,
  { mediaType }: Taste,
): void {
  if (response.destroyed) return;
  response.setHeader("content-type", `${mediaType}; charset=utf-8`);
  response.statusCode = 200;
  response.end(`${JSON.stringify({ data, extensions })}\n`);
}

function write(response: ServerResponse, { headers, body }: HTTPGraphQLResponse, status: number): void {
  if (response.destroyed) return;
  for (const [name, value] of headers) {
    if (name !== "cache-control") response.setHeader(name, value);
  }
  response.statusCode = status;
  if (status === 294) response.statusMessage = "Partial Success";
  response.end(body.kind === "complete" ? body.string : "");
}
