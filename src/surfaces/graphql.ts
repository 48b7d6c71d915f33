import { ApolloServer, HeaderMap } from "@apollo/server";
import { ApolloServerPluginCacheControlDisabled } from "@apollo/server/plugin/disabled";
import { type ExecutionResult, execute, type GraphQLSchema } from "graphql";
import type { GraphQLContext } from "../context.ts";
import type { CallRecord } from "../datasources/call.ts";
import type { ProviderPlan } from "../directory/plan.ts";
import { distinctErrors, formatError } from "./errors.ts";

/** What a request did upstream, collected while it runs. */
export interface Explanation {
  readonly plans: ProviderPlan[][];
  readonly calls: CallRecord[];
}

/** A request's context with what the surface itself needs of it. */
export interface RequestContext extends GraphQLContext {
  /** Filled while the operation runs; null unless the caller asked and may ask. */
  readonly explanation: Explanation | null;
}

export interface GraphQLSurfaceOptions {
  readonly schema: GraphQLSchema;
  readonly introspection: boolean;
}

const MOST_TOKENS = 15_000;

/** Apollo Server over the schema, ready to answer HTTP requests in its own terms. */
export async function createGraphQLServer({
  schema,
  introspection,
}: GraphQLSurfaceOptions): Promise<ApolloServer<RequestContext>> {
  const server = new ApolloServer<RequestContext>({
    gateway: {
      onSchemaLoadOrUpdate(callback) {
        callback({ apiSchema: schema, coreSupergraphSdl: "" });
        return () => undefined;
      },
      load: () =>
        Promise.resolve({
          executor: async ({ document, request, operationName, context }) =>
            explained(
              await execute({
                schema,
                document,
                operationName,
                variableValues: request.variables ?? {},
                contextValue: context,
              }),
              (context as RequestContext).explanation,
            ),
        }),
      stop: () => Promise.resolve(),
    },
    introspection,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: MOST_TOKENS },
    persistedQueries: false,
    formatError,
    // Cache hints wrap every field of the schema, and nothing here sets any.
    plugins: [ApolloServerPluginCacheControlDisabled()],
  });
  await server.start();
  return server;
}

/** Tells each error once, and adds what was asked upstream where the caller wants to know. */
function explained({ data, errors }: ExecutionResult, explanation: Explanation | null): ExecutionResult {
  return {
    ...(data === undefined ? {} : { data }),
    ...(errors === undefined ? {} : { errors: distinctErrors(errors) }),
    ...(explanation === null ? {} : { extensions: { upstream: describe(explanation) } }),
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
