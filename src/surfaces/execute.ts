import { HeaderMap } from "@apollo/server";
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLSchema,
  getVariableValues,
  type OperationDefinitionNode,
} from "graphql";
import type { Viewer } from "../access/viewer.ts";
import type { GraphQLContext } from "../context.ts";
import type { CallRecord } from "../datasources/call.ts";
import type { ProviderPlan } from "../directory/plan.ts";
import { GatewayError } from "../domain/errors.ts";
import type { Charge, Charged } from "../limits/charge.ts";
import { secondsOf } from "./answer.ts";
import { type CompiledQuery, compileOperation } from "./compile.ts";
import { distinctErrors } from "./errors.ts";
import type { Observed } from "./observe.ts";
import type { Work } from "./work.ts";

/** What a request did upstream, collected while it runs. */
export interface Explanation {
  readonly plans: ProviderPlan[][];
  readonly calls: CallRecord[];
}

/** The context of one request. */
export interface RequestContext extends GraphQLContext, Observed {
  /** Filled while the operation runs; null unless the caller asked and may ask. */
  readonly explanation: Explanation | null;
  /** How many calls the operation has made upstream so far. */
  readonly spent: () => number;
  readonly work: Work;
  /** What the operation will come to, where carrying it out has begun before Apollo Server is asked. */
  begun: Promise<ExecutionResult> | null;
}

/** An operation of a valid document, with what is known of it from the times that it was asked before. */
export interface ExecutableOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** How often it was carried out. */
  asked: number;
  /** What it was compiled to; null where it cannot be, undefined until that is tried. */
  compiled: CompiledQuery | null | undefined;
}

export type Variables = Readonly<Record<string, unknown>>;

/** Carries an operation out for a caller. What goes wrong stands in the result's `errors`. */
export type Execute = (
  operation: ExecutableOperation,
  variables: Variables,
  context: RequestContext,
) => Promise<ExecutionResult>;

export interface ExecuteOptions {
  readonly schema: GraphQLSchema;
  /** Asked before each operation runs. */
  readonly charge: Charge<Viewer>;
}

/** graphql-js gives up on variables after this many errors. */
const MOST_VARIABLE_ERRORS = 50;

/**
 * The one way in which operations are carried out: charged first, then executed, by graphql-js for the first time
 * and compiled from the second on, and what the operation did not spend is given back.
 */
export function createExecute({ schema, charge }: ExecuteOptions): Execute {
  return async (asked, variables, context) => {
    const { document, operation } = asked;
    const read = getVariableValues(schema, operation.variableDefinitions ?? [], variables, {
      maxErrors: MOST_VARIABLE_ERRORS,
    });
    const { coerced = null } = read;
    const price = charge({ document, operation, variables: coerced, caller: context.viewer });
    const charged = price instanceof Promise ? await price : price;
    if (charged.kind === "refused") return { errors: [refusedBeforehand(charged.error)] };
    context.operation.estimated(charged.cost.estimated);
    try {
      const result =
        coerced === null
          ? { errors: read.errors ?? [] }
          : start(schema, asked, { variables, coerced }, context);
      const isAtHand = !(result instanceof Promise);
      const answer = isAtHand ? result : await inTime(result, operation, context);
      return explained(answer, context, charged);
    } finally {
      const settle = (): void => charged.settle(context.spent());
      // What goes on is still at this caller's cost.
      const readings = context.directory.readings();
      if (readings === null) settle();
      else void readings.then(settle);
    }
  };
}

function start(
  schema: GraphQLSchema,
  asked: ExecutableOperation,
  { variables, coerced }: Readonly<Record<"variables" | "coerced", Variables>>,
  context: RequestContext,
): ExecutionResult | Promise<ExecutionResult> {
  const { document, operation } = asked;
  if (asked.asked > 0 && asked.compiled === undefined) {
    asked.compiled = compileOperation(schema, document, operation);
  }
  asked.asked += 1;
  const { compiled } = asked;
  if (compiled !== null && compiled !== undefined) return compiled(coerced, context);
  const operationName = operation.name?.value ?? null;
  return execute({ schema, document, operationName, variableValues: variables, contextValue: context });
}

/** What a write has come to is worth waiting for; a read has nothing to lose. */
function inTime(
  result: Promise<ExecutionResult>,
  { operation: type }: OperationDefinitionNode,
  { work }: RequestContext,
): Promise<ExecutionResult> {
  if (type !== "query") return result;
  return new Promise((resolve, reject) => {
    work.onOverdue = () => resolve({ data: null, errors: [overdue()] });
    result.then(resolve, reject);
  });
}

function overdue(): GraphQLError {
  const late = new GatewayError("UPSTREAM_TIMEOUT", "The operation was not done when its time was up.");
  return new GraphQLError(late.message, { originalError: late });
}

/** A refusal that costs too much is the request's own fault (400); one that comes too soon is not (429). */
function refusedBeforehand(error: GatewayError): GraphQLError {
  const { retryAfterMs } = error;
  const http =
    retryAfterMs === undefined
      ? { status: 400, headers: new HeaderMap() }
      : { status: 429, headers: new HeaderMap([["retry-after", secondsOf(retryAfterMs)]]) };
  return new GraphQLError(error.message, { originalError: error, extensions: { http } });
}

/** Tells each error once, and adds what was asked upstream where the caller wants to know. */
function explained(
  { data, errors }: ExecutionResult,
  { explanation }: RequestContext,
  charged: Extract<Charged, { readonly kind: "charged" }>,
): ExecutionResult {
  // Nearly every answer.
  if (data !== undefined && errors === undefined && explanation === null) return { data };
  return {
    ...(data === undefined ? {} : { data }),
    ...(errors === undefined ? {} : { errors: distinctErrors(errors) }),
    ...(explanation === null
      ? {}
      : {
          extensions: {
            upstream: describe(explanation),
            cost: charged.cost,
          },
        }),
  };
}

function describe({ plans, calls }: Explanation) {
  const network = calls.filter(({ source }) => source === "network");
  return {
    plan: plans.flat(),
    calls,
    totals: {
      calls: network.length,
      byProvider: countBy(network.map(({ provider }) => provider)),
      records: network.reduce((sum, { records }) => sum + (records ?? 0), 0),
    },
  };
}

function countBy(names: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
