import type { IncomingMessage, ServerResponse } from "node:http";
import type { Viewer } from "../access/viewer.ts";
import { badInput, GatewayError, toGatewayError } from "../domain/errors.ts";
import { chooseConnection } from "../operations/choose.ts";
import { readBody, readTexts } from "../operations/input.ts";
import { openApiOf } from "../operations/openapi.ts";
import { problemOf } from "../operations/problem.ts";
import type { OperationRow } from "../operations/table.ts";
import type { Operation } from "../telemetry/operation.ts";
import { takesJson } from "./accept.ts";
import { answerJson, type Refusal } from "./answer.ts";
import { readJsonBody } from "./body.ts";
import { answerOptions, setCorsHeaders } from "./cors.ts";
import { followRequest } from "./follow.ts";
import { isFromForeignPage } from "./foreignPage.ts";
import { admit, chargeOne, type OperationRouteOptions, takePlace } from "./operationRoute.ts";
import { problemOfResult, writeAnswer, writeProblem, writeRefusal } from "./restAnswer.ts";
import { createRouter, type Matched } from "./restRouter.ts";
import { type WhenDone, watchEnd } from "./whenDone.ts";
import { beginWork } from "./work.ts";

const DOCUMENT_PATH = "/v1/openapi.json";
const PROVIDER_HEADER = "roster-provider";
const PROVIDER_QUERY = "roster_provider";

/** Answers a request at an address of REST or MCP. */
export type AnswerOperation = (
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
) => Promise<void>;

/** The table's operations as REST: JSON in and out as the provider has it, failures as problem+json. */
export function createRest(options: OperationRouteOptions, version: string): AnswerOperation {
  const find = createRouter(options.operations);
  const document = openApiOf(options.operations, version);
  const { cors, limits } = options;

  return async (request, response, requestId) => {
    const { path } = addressOf(request);
    const method = request.method ?? "";
    const matched = path === DOCUMENT_PATH ? DOCUMENT : find(path, method);
    setCorsHeaders(request, response, cors);
    if (method === "OPTIONS" && matched.methods.length > 0) {
      return answerOptions(request, response, cors, [...matched.methods, "OPTIONS"]);
    }
    const whenDone = watchEnd(response);
    const operation = followRequest(request, response, requestId, { follow: options.follow, whenDone });
    try {
      await answer({ request, response, operation, whenDone }, matched);
    } catch (thrown) {
      tellFailure(thrown, response, operation);
    }
  };

  async function answer(asking: Asking, matched: Matched): Promise<void> {
    const { request, response, operation } = asking;
    const admitted = await admit(request, operation, options);
    if (admitted.kind === "refused") throw new Refused(admitted.refusal);
    const isDocument = matched === DOCUMENT && matched.methods.includes(request.method ?? "");
    if (matched.row === undefined && !isDocument) throw new Refused(notHere(matched.methods));
    if (!takesJson(request.headers.accept)) throw new Refused(NOT_ACCEPTABLE);
    if (matched.row === undefined) return answerJson(response, 200, document);
    const asked = { ...asking, viewer: admitted.viewer };
    await carryOut(asked, readAddress(matched, request, asked.viewer));
  }

  async function carryOut(asked: Asked, { row, provider, values }: Addressed): Promise<void> {
    const { request, response, operation, whenDone, viewer } = asked;
    operation.named(row.name, row.effect.readOnly ? "query" : "mutation");
    if (!row.effect.readOnly && isFromForeignPage(request, cors)) {
      throw new GatewayError("FORBIDDEN", "A web page of another origin may not change anything.");
    }
    const body = hasBody(request) ? await readJsonBody(request, response, limits.bodyBytes) : NO_BODY;
    if (body.kind === "gone") return;
    if (body.kind === "refused") throw new Refused(body.refusal);
    const input = { values, body: readBody(row, body.value) };
    const full = takePlace(whenDone, options);
    if (full !== null) throw new Refused(full);
    await chargeOne(options, viewer);
    const { work, end } = beginWork(response, whenDone, limits.operationTimeoutMs);
    const { directory } = options.context(request, viewer, work, operation);
    const result = await directory.raw(provider, row, input).finally(end);
    const problem = problemOfResult(result, provider);
    if (problem === null) return writeAnswer(response, result.answer);
    operation.failed([problem.code], false);
    writeProblem(response, problem);
  }
}

/** The address of the OpenAPI document. */
const DOCUMENT: Matched = { methods: ["GET", "HEAD"] };

interface Asking {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly operation: Operation;
  readonly whenDone: WhenDone;
}

interface Asked extends Asking {
  readonly viewer: Viewer;
}

type MatchedRow = Extract<Matched, { readonly row: OperationRow }>;

/** A refusal that REST shares with other surfaces. */
class Refused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

const NO_BODY = { kind: "read", value: undefined } as const;

const NOWHERE: Refusal = {
  status: 404,
  code: "NOT_FOUND",
  message: `There is nothing at this address. ${DOCUMENT_PATH} tells what is where.`,
};

const NOT_ACCEPTABLE: Refusal = {
  status: 406,
  code: "BAD_USER_INPUT",
  message: "Answers are application/json, and application/problem+json where something went wrong.",
};

function notHere(methods: readonly string[]): Refusal {
  if (methods.length === 0) return NOWHERE;
  return {
    status: 405,
    code: "BAD_USER_INPUT",
    message: "This method is not for this address.",
    headers: { allow: [...methods, "OPTIONS"].join(", ") },
  };
}

function tellFailure(thrown: unknown, response: ServerResponse, operation: Operation): void {
  if (thrown instanceof Refused) {
    operation.failed([thrown.refusal.code], false);
    writeRefusal(response, thrown.refusal);
    return;
  }
  const error = toGatewayError(thrown);
  operation.failed([error.code], false);
  if (error.code === "INTERNAL_SERVER_ERROR") operation.unexpected(thrown);
  writeProblem(response, problemOf(error), operation.requestId);
}

type Addressed = ReturnType<typeof readAddress>;

/** The operation that a request means, with whom, and with which values. */
function readAddress(matched: MatchedRow, request: IncomingMessage, viewer: Viewer) {
  const given = new Map<string, readonly string[]>();
  for (const [name, value] of new URLSearchParams(addressOf(request).search)) {
    given.set(name, [...(given.get(name) ?? []), value]);
  }
  const wanted = wantedProvider(request, given.get(PROVIDER_QUERY) ?? []);
  given.delete(PROVIDER_QUERY);
  const row = matched.variant(given);
  for (const [name, value] of matched.path()) {
    if (given.has(name)) throw badInput([name], "is part of the address, and not of its query.");
    given.set(name, [value]);
  }
  return {
    row,
    provider: chooseConnection(row, wanted, viewer, PROVIDER_QUERY),
    values: readTexts(row, given),
  };
}

function wantedProvider(request: IncomingMessage, queried: readonly string[]): string | null {
  const named = new Set([...queried, ...(request.headersDistinct[PROVIDER_HEADER] ?? [])]);
  if (named.size > 1) throw badInput([PROVIDER_QUERY], "names more than one provider.");
  const [wanted = null] = named;
  return wanted;
}

function addressOf({ url = "/" }: IncomingMessage): { readonly path: string; readonly search: string } {
  const mark = url.indexOf("?");
  return mark < 0 ? { path: url, search: "" } : { path: url.slice(0, mark), search: url.slice(mark) };
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}
