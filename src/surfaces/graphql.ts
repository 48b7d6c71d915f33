import { ApolloServer, HeaderMap } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from "@apollo/server/plugin/disabled";
import { type DocumentNode, type ExecutionResult, execute as executeAny, type GraphQLSchema } from "graphql";
import { createFormatError, distinctErrors } from "./errors.ts";
import type { Execute, RequestContext } from "./execute.ts";
import type { KnownDocuments } from "./knownDocuments.ts";
import { observeOperations } from "./observe.ts";

export interface GraphQLSurfaceOptions {
  readonly schema: GraphQLSchema;
  /** Whether the schema may be asked for, and errors may suggest names of it. */
  readonly introspection: boolean;
  readonly mostTokens: number;
  readonly execute: Execute;
  /** Told of each operation that is found valid. */
  readonly known: KnownDocuments;
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
  execute,
  known,
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
          executor: async ({ document, source, request, operation, context }) => {
            // The options type says no more of it than that it is a context.
            const asked = context as RequestContext;
            if (asked.begun !== null) return asked.begun;
            const variables = request.variables ?? {};
            // As it was asked for: for a name that is not in the document Apollo Server says null, which would
            // mean the document's only operation.
            const operationName = request.operationName ?? null;
            if (operation === undefined) return executeNothing(schema, document, operationName);
            const valid =
              known.find(source, operationName) ??
              known.remember(source, operationName, { document, operation });
            const result = await execute(valid, variables, asked);
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

/** Why a document has no operation of this name, in graphql-js's words. */
async function executeNothing(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null,
): Promise<ExecutionResult> {
  const { errors = [] } = await executeAny({ schema, document, operationName });
  return { errors: distinctErrors(errors) };
}

export { HeaderMap };
