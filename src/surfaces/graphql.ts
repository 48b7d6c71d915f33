import { ApolloServer, HeaderMap } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from "@apollo/server/plugin/disabled";
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from "graphql";
import type { Viewer } from "../access/viewer.ts";
import type { GraphQLContext } from "../context.ts";
import type { CallRecord } from "../datasources/call.ts";
import type { ProviderPlan } from "../directory/plan.ts";
import { GatewayError } from "../domain/errors.ts";
import type { Charge, Charged } from "../limits/charge.ts";
import { secondsOf } from "./answer.ts";
import { createFormatError, distinctErrors } from "./errors.ts";
import { type Observed, observeOperations } from "./observe.ts";
import type { Work } from "./work.ts";

/** What a request did upstream, collected while it runs. */
export interface Explanation {
  readonly plans: ProviderPlan[][];
  readonly calls: CallRecord[];
}

/** What a request's context is made of before its operation begins. */
export interface AskedContext extends GraphQLContext, Observed {
  /** Filled while the operation runs; null unless the caller asked and may ask. */
  readonly explanation: Explanation | null;
  /** How many calls the operation has made upstream so far. */
  readonly spent: () => number;
}

/** A request's context with what the surface itself needs of it. */
export interface RequestContext extends AskedContext {
  readonly work: Work;
}

export interface GraphQLSurfaceOptions {
  readonly schema: GraphQLSchema;
  /** Whether the schema may be asked for, and errors may suggest names of it. */
  readonly introspection: boolean;
  readonly mostTokens: number;
  /** Asked before each operation runs. */
  readonly charge: Charge<Viewer>;
  /** Where persisted queries are kept; null: in this process. */
  readonly documents: DocumentTexts | null;
}

/** Texts of documents by their hash. */
type DocumentTexts = NonNullable<PersistedQueries["cache"]>;
type PersistedQueries = Exclude<
  NonNullable<ConstructorParameters<typeof ApolloServer>[0]["persistedQueries"]>,
  false
>;

/** Validation gives up after this many errors. */
const MOST_ERRORS = 50;

/** Apollo Server over the schema, ready to answer HTTP requests in its own terms. */
export async function createGraphQLServer({
  schema,
  introspection,
  mostTokens,
  charge,
  documents,
}: GraphQLSurfaceOptions): Promise<ApolloServer<RequestContext>> {
  const server = new ApolloServer<RequestContext>({
    gateway: {
      onSchemaLoadOrUpdate(callback) {
        callback({ apiSchema: schema, coreSupergraphSdl: "" });
        return () => undefined;
      },
      load: () =>
        Promise.resolve({
          executor: async ({ document, request, operation, context }) => {
            // The options type says no more of it than that it is a context.
            const asked = context as RequestContext;
            const variables = request.variables ?? {};
            // As it was asked for: for a name that is not in the document Apollo Server says null, which would
            // mean the document's only operation.
            const operationName = request.operationName ?? null;
            const result = await run(
              { schema, document, operation: operation ?? null, operationName, variables },
              asked,
              charge,
            );
            asked.work.result = result;
            return result;
          },
        }),
      stop: () => Promise.resolve(),
    },
    introspection,
    ...(documents === null ? {} : { persistedQueries: { cache: documents } }),
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: mostTokens },
    validationOptions: { maxErrors: MOST_ERRORS },
    formatError: createFormatError({ suggestions: introspection }),
    plugins: [
      // Cache hints wrap every field of the schema, and nothing here sets any.
      ApolloServerPluginCacheControlDisabled(),
      // A subgraph would tell every caller who asks how long each field took, and wrap every field to know it.
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      observeOperations(),
    ],
    // What it would print is told by the log, and not in the words of an error.
    logger: SILENT,
  });
  await server.start();
  return server;
}

const nothing = (): void => undefined;
const SILENT = { debug: nothing, info: nothing, warn: nothing, error: nothing };

interface Execution {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  /** Null where the request does not say which of the document's operations is meant. */
  readonly operation: OperationDefinitionNode | null;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

async function run(
  execution: Execution,
  context: RequestContext,
  charge: Charge<Viewer>,
): Promise<ExecutionResult> {
  const { document, operation, variables } = execution;
  const price =
    operation === null ? null : charge({ document, operation, variables, caller: context.viewer });
  const charged = price instanceof Promise ? await price : price;
  if (charged?.kind === "refused") return { errors: [refusedBeforehand(charged.error)] };
  if (charged !== null) context.operation.estimated(charged.cost.estimated);
  try {
    const answer = await executed(execution, context);
    return explained(answer, context, charged);
  } finally {
    charged?.settle(context.spent());
  }
}

function executed(
  { schema, document, operation, operationName, variables }: Execution,
  context: RequestContext,
): Promise<ExecutionResult> {
  const result = execute({
    schema,
    document,
    operationName,
    variableValues: variables,
    contextValue: context,
  });
  if (!(result instanceof Promise)) return Promise.resolve(result);
  // What a write has come to is worth waiting for; a read has nothing to lose.
  if (operation?.operation !== "query") return result;
  return new Promise((resolve, reject) => {
    context.work.onOverdue = () => resolve({ data: null, errors: [overdue()] });
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
  charged: Extract<Charged, { readonly kind: "charged" }> | null,
): ExecutionResult {
  return {
    ...(data === undefined ? {} : { data }),
    ...(errors === undefined ? {} : { errors: distinctErrors(errors) }),
    ...(explanation === null
      ? {}
      : {
          extensions: {
            upstream: describe(explanation),
            ...(charged === null ? {} : { cost: charged.cost }),
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

export { HeaderMap };
