import { randomBytes, randomUUID } from "node:crypto";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { enforceScopes } from "./access/enforce.ts";
import { createAuthentication, isOpen } from "./access/index.ts";
import type { Viewer } from "./access/viewer.ts";
import { openAuditLog } from "./audit/log.ts";
import type { Config } from "./config/index.ts";
import { withAnswerCache } from "./datasources/answerCache.ts";
import { createMemoryAnswerStore } from "./datasources/answerStore.ts";
import { type Clock, PROCESS_CLOCK } from "./datasources/http/clock.ts";
import { createPools } from "./datasources/http/pools.ts";
import { userAgent } from "./datasources/http/userAgent.ts";
import type { Provider } from "./datasources/provider.ts";
import { LARGEST_PAGE } from "./directory/connection.ts";
import { createCursorCodec } from "./directory/cursor.ts";
import { createPageStore } from "./directory/pages.ts";
import type { PageStores } from "./directory/scope.ts";
import { createSnapshotStores } from "./directory/snapshotStores.ts";
import { createCharge } from "./limits/charge.ts";
import { createCostEstimate } from "./limits/cost.ts";
import { createDocumentCheck } from "./limits/documents.ts";
import { createGate } from "./limits/gate.ts";
import { createTrustedLookUp } from "./limits/trustedDocuments.ts";
import { gatherOperations } from "./operations/table.ts";
import { createContexts, reachOf } from "./requestContext.ts";
import { openState } from "./state.ts";
import { createExecute } from "./surfaces/execute.ts";
import { createExplorer } from "./surfaces/explorer/index.ts";
import { createGraphQLServer } from "./surfaces/graphql.ts";
import { createHttpServer, drain } from "./surfaces/http.ts";
import { createKnownDocuments } from "./surfaces/knownDocuments.ts";
import { observeFields } from "./surfaces/observe.ts";
import { createOperationRoutes } from "./surfaces/operationRoutes.ts";
import { createSchema, readSchema } from "./surfaces/schema.ts";
import { answerService, printSubgraph } from "./surfaces/sdl.ts";
import { settleLists } from "./surfaces/settledLists.ts";
import { createTelemetry } from "./telemetry/index.ts";
import { type Log, NO_LOG } from "./telemetry/log.ts";
import { NO_TRACES, type Traces } from "./telemetry/trace.ts";

/** The gateway, listening. */
export interface App {
  /** Where GraphQL answers. */
  readonly url: string;
  readonly providers: readonly Provider[];
  /** Stops accepting, lets what runs finish, closes the upstream connections. */
  readonly close: () => Promise<void>;
}

export interface AppOptions {
  /** Where it tells what happens; left out: nowhere. */
  readonly log?: Log;
  /** Left out: nothing is traced. */
  readonly traces?: Traces;
  /** Whether the metrics tell of the process, too: where the process is the gateway's own. */
  readonly ofProcess?: boolean;
  readonly config: Config;
  /** Wall clock in milliseconds. */
  readonly now: () => number;
  /** What time limits, waits and pauses are measured with; left out: the process's own. */
  readonly clock?: Clock;
  /** The most records of a page; only the benchmark sets another than the product's. */
  readonly largestPage?: number;
}

const SCHEMA_FOLDER = join(import.meta.dirname, "..", "schema");
/** The same for the sources and for what they are compiled to. */
const EXPLORER_FOLDER = join(import.meta.dirname, "..", "dist", "explorer");
const PAGE_AGE_MS = 30_000;
const PAGE_RECORDS = 150_000;
const DRAIN_MS = 8_000;
const POOLS_MS = 500;

/** Puts the parts together and listens. Rejects where the port cannot be had. */
export async function startApp(options: AppOptions): Promise<App> {
  const { config, now, log = NO_LOG, traces = NO_TRACES, ofProcess = false } = options;
  const { monotonic, after } = options.clock ?? PROCESS_CLOCK;
  const { largestPage = LARGEST_PAGE } = options;
  const pools = createPools();
  const signingKey = config.cursorKey ?? randomBytes(32).toString("base64url");
  const checkDocument = createDocumentCheck(config.limits);
  const state = await openState({ config, signingKey, checkDocument, now });
  const environment = {
    dispatcher: pools,
    now,
    monotonic,
    after,
    ...(state.shared === null ? {} : { peersOf: state.shared.peersOf }),
  };
  const answers = createMemoryAnswerStore({ maxBytes: config.cacheBytes });
  const providers = config.providers.map(({ common, connect, cache }) => {
    const provider = connect(common, environment);
    return cache === null ? provider : withAnswerCache(provider, cache, { store: answers, now });
  });
  const sharesState = state.shared !== null;
  const snapshots = createSnapshotStores({ ...config.snapshots, now, after });
  const snapshotBytes = snapshots.bytes;
  const telemetry = createTelemetry({
    log,
    traces,
    providers,
    ofProcess,
    sharesState,
    snapshotBytes,
    monotonic,
  });
  state.shared?.redis.observe(telemetry);
  const codec = createCursorCodec(signingKey);
  const stores: PageStores = { users: pageStore(now), teams: pageStore(now), invitations: pageStore(now) };

  // What another instance has changed may stand in a page that this one has kept.
  for (const { key } of providers) {
    state.shared?.peersOf(key).hear((announcement) => {
      if (announcement.kind !== "written") return;
      for (const store of Object.values(stores)) store.drop(key);
      snapshots.users.written(key, announcement.user);
      snapshots.teams.written(key, null);
      void answers.written(key, announcement.user);
    });
  }

  const audit =
    config.auditPath === null
      ? null
      : await openAuditLog({ path: config.auditPath, now, appended: state.shared?.audited });
  const append = telemetry.audited(audit?.append ?? null);

  const document = readSchema(SCHEMA_FOLDER);
  const schema = createSchema(document);
  answerService(schema, config.introspection ? printSubgraph(document, { scopes: true }) : null);
  const requirements = enforceScopes(schema);
  settleLists(schema);
  observeFields(schema);
  const authenticate = createAuthentication(config.access, now);

  const reach = reachOf(providers);
  const context = createContexts({
    config,
    providers: reach,
    codec,
    stores,
    snapshots,
    answers,
    largestPage,
    signingKey,
    requirements,
    append,
    state,
    now,
  });

  const { limits, trustedDocuments: trusted } = config;
  const { cost, costPerMinute, tokens } = limits;
  const estimateCost = createCostEstimate(schema);
  const execute = createExecute({
    schema,
    charge: createCharge<Viewer>({
      estimate({ caller, ...asked }) {
        const mutates = asked.operation.operation === "mutation";
        const visible = mutates ? reach.writableBy(caller) : reach.readableBy(caller);
        return estimateCost(asked, { providers: visible, mostCalls: config.callsPerOperation });
      },
      limit: Math.min(cost, costPerMinute ?? cost),
      allowance: state.allowance,
    }),
  });
  const known = createKnownDocuments();
  const graphql = await createGraphQLServer({
    schema,
    introspection: config.introspection,
    mostTokens: tokens,
    execute,
    known,
    documents: state.shared?.documents ?? null,
  });
  const gate = createGate(limits.operations);
  let draining = false;
  const shared = {
    graphql,
    execute,
    known,
    context,
    authenticate,
    limits,
    gate,
    cors: { origins: config.corsOrigins },
    isDraining: () => draining,
    follow: telemetry.begin,
  };
  const server = createHttpServer({
    ...shared,
    operationRoutes: createOperationRoutes({
      ...shared,
      schema,
      allowance: state.allowance,
      operations: gatherOperations(providers),
      writes: config.mcpWrites,
      version: userAgent().replace(/^roster\/?/, "") || "0",
    }),
    explorer: config.explorer
      ? createExplorer(EXPLORER_FOLDER, {
          demo: config.demo,
          auth: !isOpen(config.access),
          introspection: config.introspection,
        })
      : new Map(),
    checkDocument,
    trust:
      trusted === null
        ? null
        : { find: createTrustedLookUp(trusted), mode: trusted.mode, onUnknown: log.unknownDocument },
    open: isOpen(config.access),
    newRequestId: randomUUID,
    unexpected: telemetry.unexpected,
    scrape: telemetry.scrape,
    redis: () => state.shared?.redis.state().kind ?? null,
    providers: () => providers.map(({ key, health }) => ({ key, health: health().state })),
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(config.port, config.host, resolve);
  });

  return {
    url: `http://${hostOf(config.host)}:${portOf(server.address())}/graphql`,
    providers,
    async close() {
      draining = true;
      snapshots.close();
      await drain(server, gate, DRAIN_MS);
      await graphql.stop();
      await audit?.close();
      await state.shared?.redis.close();
      // Calls that nobody waits for any more must not hold the process.
      const late = setTimeout(() => void pools.destroy(), POOLS_MS);
      await pools.close();
      clearTimeout(late);
    },
  };
}

function pageStore<R>(now: () => number) {
  return createPageStore<R>({ maxAgeMs: PAGE_AGE_MS, maxRecords: PAGE_RECORDS, now });
}

function hostOf(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}

function portOf(address: string | AddressInfo | null): number {
  return typeof address === "object" && address !== null ? address.port : 0;
}
