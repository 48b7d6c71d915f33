import { createHmac, randomBytes, randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createDenial, enforceScopes } from "./access/enforce.ts";
import { createAuthentication } from "./access/index.ts";
import { isGranted } from "./access/scope.ts";
import type { Viewer } from "./access/viewer.ts";
import { openAuditLog } from "./audit/log.ts";
import type { Config } from "./config/index.ts";
import type { CallRecord } from "./datasources/call.ts";
import { createCallBudget } from "./datasources/callBudget.ts";
import { createPools } from "./datasources/http/pools.ts";
import type { Provider } from "./datasources/provider.ts";
import { LARGEST_PAGE } from "./directory/connection.ts";
import { createCursorCodec } from "./directory/cursor.ts";
import { createDirectory } from "./directory/index.ts";
import { createPageStore } from "./directory/pages.ts";
import type { PageStores } from "./directory/scope.ts";
import { readIdempotencyKey } from "./directory/writes/environment.ts";
import { createMemoryIdempotencyStore } from "./directory/writes/idempotency.ts";
import { createMemoryAllowance } from "./limits/allowance.ts";
import { createCharge } from "./limits/charge.ts";
import { estimateCost } from "./limits/cost.ts";
import { createDocumentCheck } from "./limits/documents.ts";
import { createGate } from "./limits/gate.ts";
import { createTrustedLookUp } from "./limits/trustedDocuments.ts";
import { type AskedContext, createGraphQLServer, type Explanation } from "./surfaces/graphql.ts";
import { createHttpServer, drain } from "./surfaces/http.ts";
import { loadSchema } from "./surfaces/schema.ts";

/** The gateway, listening. */
export interface App {
  /** Where GraphQL answers. */
  readonly url: string;
  readonly providers: readonly Provider[];
  /** Stops accepting, lets what runs finish, closes the upstream connections. */
  readonly close: () => Promise<void>;
}

export interface AppOptions {
  readonly config: Config;
  /** Wall clock in milliseconds. */
  readonly now: () => number;
}

const SCHEMA_FOLDER = join(import.meta.dirname, "..", "schema");
const PAGE_AGE_MS = 30_000;
const PAGE_RECORDS = 150_000;
const DRAIN_MS = 8_000;
const IDEMPOTENCY_MS = 24 * 3_600_000;
const IDEMPOTENCY_ENTRIES = 10_000;

/** Puts the parts together and listens. Rejects where the port cannot be had. */
export async function startApp({ config, now }: AppOptions): Promise<App> {
  const pools = createPools();
  const environment = { dispatcher: pools, now, monotonic: () => performance.now() };
  const providers = config.providers.map(({ common, connect }) => connect(common, environment));
  const signingKey = config.cursorKey ?? randomBytes(32).toString("base64url");
  const codec = createCursorCodec(signingKey);
  const stores: PageStores = { users: pageStore(now), teams: pageStore(now), invitations: pageStore(now) };

  const audit = config.auditPath === null ? null : await openAuditLog({ path: config.auditPath, now });
  const idempotency = createMemoryIdempotencyStore({
    now,
    keepMs: IDEMPOTENCY_MS,
    maxEntries: IDEMPOTENCY_ENTRIES,
  });
  const fingerprint = (value: unknown): string =>
    createHmac("sha256", signingKey).update(JSON.stringify(value)).digest("base64url");

  const schema = loadSchema(SCHEMA_FOLDER);
  const requirements = enforceScopes(schema);
  const authenticate = createAuthentication(config.access, now);

  /** The providers that a caller can see: all, where nothing narrows what they may do. */
  function visibleTo(viewer: Viewer): readonly Provider[] {
    return providers.filter(
      ({ key }) => isGranted(viewer.grants, "users:read", key) || mayWrite(viewer, key),
    );
  }

  function context(request: IncomingMessage, viewer: Viewer, left: AbortSignal): AskedContext {
    const requestId = randomUUID();
    const spend = createCallBudget(config.callsPerOperation);
    let spent = 0;
    const explanation: Explanation | null =
      config.explain && request.headers["roster-explain"] === "1" ? { plans: [], calls: [] } : null;
    const record = (call: CallRecord): void => void explanation?.calls.push(call);
    const directory = createDirectory({
      providers: visibleTo(viewer),
      codec,
      stores,
      now,
      largestPage: LARGEST_PAGE,
      call: {
        signal: left,
        requestId,
        caller: viewer.name,
        spend(provider) {
          spend(provider);
          spent += 1;
        },
        record,
      },
      writes: {
        audit: (entry) => (audit === null ? Promise.reject(new Error("no audit log")) : audit.append(entry)),
        idempotency,
        idempotencyKey: readIdempotencyKey(headerOf(request, "idempotency-key")),
        fingerprint,
        caller: viewer.name,
        denial: createDenial(requirements, viewer),
        newWriteId: randomUUID,
      },
      onPlan: (plans) => void explanation?.plans.push([...plans]),
    });
    return { viewer, directory, requestId, explanation, spent: () => spent };
  }

  const { limits, trustedDocuments: trusted } = config;
  const { cost, costPerMinute, tokens } = limits;
  const graphql = await createGraphQLServer({
    schema,
    introspection: config.introspection,
    mostTokens: tokens,
    charge: createCharge<Viewer>({
      estimate: ({ caller, ...asked }) =>
        estimateCost(asked, { schema, providers: visibleTo(caller), mostCalls: config.callsPerOperation }),
      limit: Math.min(cost, costPerMinute ?? cost),
      allowance: costPerMinute === null ? null : createMemoryAllowance({ perMinute: costPerMinute, now }),
    }),
  });
  const gate = createGate(limits.operations);
  let draining = false;
  const server = createHttpServer({
    graphql,
    context,
    authenticate,
    limits,
    gate,
    cors: { origins: config.corsOrigins },
    checkDocument: createDocumentCheck(limits),
    trust:
      trusted === null
        ? null
        : { find: createTrustedLookUp(trusted), mode: trusted.mode, onUnknown: () => undefined },
    isDraining: () => draining,
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
      await drain(server, gate, DRAIN_MS);
      await graphql.stop();
      await audit?.close();
      await pools.close();
    },
  };
}

/** Whoever may write at a provider has to be able to name it. */
function mayWrite({ grants }: Viewer, provider: string): boolean {
  return isGranted(grants, "users:write", provider) || isGranted(grants, "users:credentials", provider);
}

function pageStore<R>(now: () => number) {
  return createPageStore<R>({ maxAgeMs: PAGE_AGE_MS, maxRecords: PAGE_RECORDS, now });
}

/** A header's value; undefined where it was not sent, or sent more than once. */
function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === "string" ? value : undefined;
}

function hostOf(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}

function portOf(address: string | AddressInfo | null): number {
  return typeof address === "object" && address !== null ? address.port : 0;
}
