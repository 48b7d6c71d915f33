import { formatId } from "../../src/domain/ids.ts";
import type { Simulation } from "../../src/simulation/index.ts";
import { dig, listAt } from "../calls/support.ts";
import { mutate, type Payload } from "../mutations/support.ts";
import { until } from "../resilience/support.ts";
import { type Gateway, type GraphQLAnswer, openGateway } from "../support/gateway.ts";
import { keepLog } from "../telemetry/logLines.ts";
import { CANARY } from "./behaviours.ts";
import { createHurriedClock, type HurriedClock } from "./clock.ts";
import type { Kind } from "./kinds.ts";
import { type Arrived, type Behaviour, startUpstream, type Upstream } from "./upstream.ts";

/** What a list tells of the provider under siege, and who is in it. */
export interface Listed {
  readonly status: unknown;
  readonly fetched: unknown;
  readonly code: unknown;
  readonly retryAfterMs: unknown;
  /** The keys of the providers whose users are shown. */
  readonly shown: readonly unknown[];
  readonly externalIds: readonly unknown[];
  readonly errors: GraphQLAnswer["errors"];
}

/** What a look-up found, and what its errors tell. */
export interface Found {
  readonly user: unknown;
  readonly errors: readonly { readonly code: unknown; readonly retryAfterMs: unknown }[];
}

/** A gateway one of whose two providers misbehaves when it is told to; the other, `other`, is well. */
export interface Siege {
  readonly gateway: Gateway;
  readonly upstream: Upstream;
  readonly clock: HurriedClock;
  /** One page of both providers' users. */
  readonly list: (args?: string) => Promise<Listed>;
  /** A user of the provider by id. */
  readonly lookUp: () => Promise<Found>;
  /** What a look-up finds while all is well. */
  readonly somebody: Found;
  /** Carries out the kind's write, which meets this behaviour, as nothing before or after it does. */
  readonly write: (
    behaviour: Behaviour | null,
  ) => Promise<{ readonly payload: Payload; readonly sent: number }>;
  /** Waits no longer than until the provider is the only one that keeps it from its end, then lets time pass. */
  readonly lettingTimePass: <T>(running: Promise<T>) => Promise<T>;
  /** Nothing is done any more, and waits that the provider asked for are over. */
  readonly heal: () => Promise<void>;
  /** What is left of former calls: none may run, wait or hold a timer, and connections are idle ones. */
  readonly leftOver: () => Promise<unknown>;
  /** What of the provider stands in anything that callers or the log were told since this was asked last. */
  readonly takeLeaks: () => readonly string[];
  readonly close: () => Promise<void>;
}

const TIMEOUT_MS = 10_000;
/** Longer than Roster leaves a provider alone on its word. */
const LONGEST_WAIT_MS = 61_000;
/** As many as are made at once here. */
const IDLE_CONNECTIONS = 2;

export const NOTHING_LEFT = { breaker: "closed", running: 0, queued: 0, timers: 0, unanswered: 0 };

const LIST =
  "nodes { externalId provider { key } } coverage { provider { key } status fetched error { code message retryAfterMs } }";

/** `host` is one that the provider is said to be at instead. */
export async function besiege(simulation: Simulation, kind: Kind, host?: string): Promise<Siege> {
  const { provider, settings } = kind;
  const simulatorOf = (name: string) => {
    const found = simulation.simulators[name];
    if (found === undefined) throw new Error(`There is no simulator named ${name}.`);
    return found;
  };
  const { url, settings: known, people } = simulatorOf(provider);
  const other = simulatorOf(provider === "scalr" ? "samsung" : "scalr");
  const upstream = await startUpstream(url);
  const clock = createHurriedClock();
  const kept = keepLog("trace");
  const baseUrl = String(known["baseUrl"]).replace(url, host ?? upstream.url);
  const opened = await openGateway(simulation, {
    clock,
    telemetry: { log: kept.log },
    providers: [
      { key: provider, ...known, ...settings, baseUrl, timeoutMs: TIMEOUT_MS, sweepLimit: 1_000 },
      { key: "other", ...other.settings },
    ],
  });
  const told: string[] = [];
  const gateway: Gateway = {
    ...opened,
    async graphql(query, variables = {}, headers = {}) {
      const response = await fetch(opened.url, {
        method: "POST",
        headers: { "content-type": "application/json", "roster-explain": "1", ...headers },
        body: JSON.stringify({ query, variables }),
      });
      const text = await response.text();
      told.push(text, ...[...response.headers].flat());
      return JSON.parse(text);
    },
  };

  const [first, second] = people.list().slice(3);
  const idOf = (one: typeof first): string => formatId("User", provider, one?.id ?? "");
  const statsOf = (key: string) => gateway.app.providers.find((one) => one.key === key)?.stats();

  async function lookUp(): Promise<Found> {
    const query = "query ($id: ID!) { user(id: $id) { externalId email } }";
    const { data, errors = [] } = await gateway.graphql(query, { id: idOf(first) });
    const told = errors.map(({ extensions = {} }) => ({
      code: extensions["code"],
      retryAfterMs: extensions["retryAfterMs"] ?? null,
    }));
    return { user: dig(data, "user"), errors: told };
  }

  async function heal(): Promise<void> {
    await upstream.heal();
    clock.skip(LONGEST_WAIT_MS);
  }

  let writes = 0;
  return {
    gateway,
    upstream,
    clock,
    lookUp,
    somebody: await lookUp(),
    heal,

    async list(args = "first: 6") {
      const { data, errors } = await gateway.graphql(`{ users(${args}) { ${LIST} } }`);
      const coverage = listAt(data, "users", "coverage");
      const own = coverage.find((one) => dig(one, "provider", "key") === provider);
      const nodes = listAt(data, "users", "nodes");
      return {
        status: dig(own, "status"),
        fetched: dig(own, "fetched"),
        code: dig(own, "error", "code") ?? null,
        retryAfterMs: dig(own, "error", "retryAfterMs") ?? null,
        shown: [...new Set(nodes.map((node) => dig(node, "provider", "key")))].sort(),
        externalIds: nodes
          .filter((node) => dig(node, "provider", "key") === provider)
          .map((node) => dig(node, "externalId")),
        errors,
      };
    },

    async write(behaviour) {
      const { write } = kind;
      if (write === null) throw new Error(`${kind.name} has no write.`);
      const isWrite = ({ method }: Arrived): boolean => method !== "GET";
      const before = upstream.arrived.length;
      writes += 1;
      const whom = write === "updateUser" ? { id: idOf(second) } : { provider };
      if (behaviour !== null) upstream.strike(behaviour, isWrite);
      const payload = await mutate(gateway, write, { ...whom, firstName: `Name ${writes}` });
      return { payload, sent: upstream.arrived.slice(before).filter(isWrite).length };
    },

    async lettingTimePass(running) {
      let over = false;
      let passedFor = -1;
      const done = running.finally(() => {
        over = true;
      });
      done.catch(() => undefined);
      await until(() => {
        const isStuck = upstream.stuck() > 0 && statsOf("other")?.running === 0;
        if (!over && isStuck && upstream.arrived.length !== passedFor) {
          passedFor = upstream.arrived.length;
          clock.skip(TIMEOUT_MS);
        }
        return over;
      });
      return done;
    },

    async leftOver() {
      await until(() => upstream.unanswered() === 0 && upstream.connections() <= IDLE_CONNECTIONS);
      return { ...statsOf(provider), timers: clock.timers(), unanswered: upstream.unanswered() };
    },

    takeLeaks() {
      const { port } = new URL(upstream.url);
      const { hostname } = new URL(host ?? upstream.url);
      const credentials = ["secretKey", "accessKey", "authToken", "token"].map((name) => known[name] ?? "");
      const secrets = [CANARY, hostname, `:${port}`, ...credentials].filter((secret) => secret !== "");
      const text = [...told.splice(0), kept.text()].join("\n");
      const grave = kept.lines().filter(({ level }) => level === "error" || level === "fatal");
      kept.forget();
      return [
        ...secrets.filter((secret) => text.includes(secret)),
        ...(text.match(TELLTALES) ?? []),
        ...grave.map(({ msg }) => String(msg)),
      ];
    },

    async close() {
      await opened.close();
      await upstream.close();
    },
  };
}

/** Addresses, and words of the runtime and its libraries. */
const TELLTALES = /localhost|ECONN\w*|ENOTFOUND|UND_ERR\w*|HPE_\w*|undici|node:internal|\bat \S+ \(/g;
