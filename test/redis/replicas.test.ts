import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { makeApiKey } from "../../src/access/apiKey.ts";
import { providerDefinitions } from "../../src/datasources/index.ts";
import { formatId } from "../../src/domain/ids.ts";
import { type Simulation, startSimulation } from "../../src/simulation/index.ts";
import { dig, listAt } from "../calls/support.ts";
import { ensureBuilt, type Program, readyUrl, startProgram } from "../e2e/program.ts";
import { operationOf } from "../mutations/support.ts";
import { KEY } from "./implementations.ts";
import { type RoundRobin, startRoundRobin } from "./roundRobin.ts";
import { hasRedis, type RedisServer, startRedis, until } from "./server.ts";

const COST_PER_MINUTE = 300;
const writer = makeApiKey();
const reader = makeApiKey();

let folder: string;
let server: RedisServer;
let simulation: Simulation;
let programs: Program[] = [];
let balancer: RoundRobin;

/** Starts a gateway as its operator would, with an audit file of its own and everything else as the others have it. */
function startReplica(nth: number): Program {
  const config = {
    cursorKey: KEY,
    redis: { url: server.url },
    audit: { path: join(folder, `audit-${nth}.jsonl`) },
    limits: { costPerMinute: COST_PER_MINUTE },
    auth: {
      apiKeys: [
        { name: "writer", sha256: writer.sha256, scopes: ["users:read", "users:write", "users:credentials"] },
        { name: "reader", sha256: reader.sha256, scopes: ["users:read"] },
      ],
    },
    providers: Object.entries(simulation.simulators).map(([key, { settings }]) => ({ key, ...settings })),
  };
  const path = join(folder, `roster-${nth}.yaml`);
  writeFileSync(path, JSON.stringify(config));
  return startProgram("main", { environment: { PORT: "0", LOG_LEVEL: "warn", ROSTER_CONFIG: path } });
}

/** Sends one request by the load balancer. */
async function ask(
  query: string,
  { variables = {}, key = writer, headers = {} }: Asked = {},
): Promise<{ readonly status: number; readonly answer: unknown }> {
  const response = await fetch(`${balancer.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-api-key": key.key, ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const answer: unknown = await response.json();
  return { status: response.status, answer };
}

interface Asked {
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly key?: typeof writer;
  readonly headers?: Readonly<Record<string, string>>;
}

function scaleway() {
  const { scaleway: found } = simulation.simulators;
  if (found === undefined) throw new Error("There is no simulator of Scaleway.");
  return found;
}

const emailOf = (nth: number): string => `replica-${nth}@example.com`;

/** A client that tries again, under the same key, until it has a word on what became of its write. */
async function create(nth: number): Promise<unknown> {
  const block = { provider: "scaleway", email: emailOf(nth), username: `replica-${nth}` };
  for (;;) {
    const { answer } = await ask(operationOf("createUser"), {
      variables: { input: { scaleway: block } },
      headers: { "idempotency-key": `create-${nth}` },
    });
    const outcome = dig(answer, "data", "createUser", "outcome");
    if (outcome !== undefined && outcome !== "REJECTED") return outcome;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The address in each request to create a user that the provider was sent. */
function created(): readonly string[] {
  return scaleway()
    .requests()
    .filter(({ method, path }) => method === "POST" && path.endsWith("/users"))
    .map(({ body }) => JSON.stringify(body))
    .map((body) => /replica-\d+@example\.com/.exec(body)?.[0] ?? body);
}

/** The replica that has begun the most writes, by its audit file. */
function busiest(): number {
  const begun = programs.map((_, index) => {
    const text = readFileSync(join(folder, `audit-${index + 1}.jsonl`), "utf8");
    return text.split('"mutation":"createUser"').length;
  });
  return begun.indexOf(Math.max(...begun));
}

(hasRedis ? describe : describe.skip)("three replicas behind a load balancer", () => {
  beforeAll(async () => {
    await ensureBuilt();
    folder = mkdtempSync(join(tmpdir(), "roster-replicas-"));
    server = await startRedis();
    simulation = await startSimulation({
      definitions: providerDefinitions.map(({ simulator }) => simulator),
      users: 120,
    });
    programs = [1, 2, 3].map(startReplica);
    balancer = await startRoundRobin(await Promise.all(programs.map(readyUrl)));
  }, 120_000);
  afterAll(async () => {
    for (const program of programs) program.signal("SIGKILL");
    await Promise.all(programs.map(({ end }) => end));
    await balancer?.close();
    await simulation?.close();
    await server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("goes on with a list on whichever of them is asked next", async () => {
    const seen: string[] = [];
    let after: unknown = null;
    for (let page = 0; page < 6; page += 1) {
      const query = `query ($after: String) { users(first: 3, after: $after, filter: { providers: ["equinix"] }) {
        nodes { id } pageInfo { endCursor } } }`;
      const { answer } = await ask(query, { variables: { after } });
      expect(dig(answer, "errors")).toBeUndefined();
      seen.push(...listAt(dig(answer, "data"), "users", "nodes").map((node) => String(dig(node, "id"))));
      after = dig(answer, "data", "users", "pageInfo", "endCursor");
    }
    expect(new Set(seen).size).toBe(18);
    for (const requests of balancer.sent()) expect(requests).toBeGreaterThan(0);
  });

  it("keeps a caller to one allowance over all three", async () => {
    const query = "query ($id: ID!) { user(id: $id) { id } }";
    const started = Date.now();
    const statuses = await Promise.all(
      Array.from({ length: COST_PER_MINUTE + 100 }, async (_, nth) => {
        // Nobody's, each another's, so that each is asked for by itself: one call.
        const id = formatId("User", "scaleway", `00000000-0000-4000-8000-${String(nth).padStart(12, "0")}`);
        return (await ask(query, { variables: { id }, key: reader })).status;
      }),
    );
    // What has flowed back since the first of them may be spent too.
    const minutes = (Date.now() - started) / 60_000;
    const served = statuses.filter((status) => status !== 429).length;
    expect(served).toBeLessThanOrEqual(Math.ceil(COST_PER_MINUTE * (1 + minutes)));
    expect(served).toBeGreaterThanOrEqual(COST_PER_MINUTE);
    expect((await ask("{ providers { key } }")).status).toBe(200);
  });

  it("counts wrong one-time passwords over all three", async () => {
    const filter = '{ providers: ["scaleway"], mfa: [DISABLED], status: [ACTIVE] }';
    const { answer } = await ask(`{ users(first: 1, filter: ${filter}) { nodes { id } } }`);
    const id = dig(answer, "data", "users", "nodes", 0, "id");
    await ask(operationOf("createMfaOtp"), { variables: { input: { id } } });
    const codes: unknown[] = [];
    for (let time = 0; time < 8; time += 1) {
      const tried = await ask(operationOf("validateMfaOtp"), {
        variables: { input: { id, code: "000000" } },
      });
      codes.push(dig(tried.answer, "data", "validateMfaOtp", "userErrors", 0, "code"));
    }
    expect(codes.slice(0, 5)).not.toContain("RATE_LIMITED");
    expect(codes.slice(5)).toEqual(["RATE_LIMITED", "RATE_LIMITED", "RATE_LIMITED"]);
  });

  it("doubles no write though one of them is killed in the middle and every client tries again", async () => {
    const BEFORE = 15;
    const AFTER = 10;
    scaleway().forgetRequests();
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    scaleway().faults.add({ method: "POST", path: /\/users$/, fault: { kind: "hold", until: held } });

    // Two clients for each, who know nothing of each other.
    const clients = Array.from({ length: BEFORE }, (_, nth) => [create(nth), create(nth)]);
    await until(() => created().length === BEFORE);
    const victim = programs[busiest()];
    victim?.signal("SIGKILL");
    await victim?.end;
    for (let nth = BEFORE; nth < BEFORE + AFTER; nth += 1) clients.push([create(nth), create(nth)]);
    letGo();

    const outcomes: string[] = [];
    for (const both of clients) {
      const [first, second] = await Promise.all(both);
      // Whoever asks gets the same word on it.
      expect(second).toBe(first);
      outcomes.push(String(first));
    }
    expect(created().length).toBe(new Set(created()).size);
    expect(new Set(outcomes.slice(0, BEFORE))).toEqual(new Set(["CONFIRMED", "UNKNOWN"]));
    expect(new Set(outcomes.slice(BEFORE))).toEqual(new Set(["CONFIRMED"]));
    const confirmed = outcomes.flatMap((outcome, nth) => (outcome === "CONFIRMED" ? [emailOf(nth)] : []));
    expect(created()).toEqual(expect.arrayContaining(confirmed));
  }, 60_000);

  it("serves on the two that are left, and says that they are well", async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => ask("{ providers { key } }")));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(4);
    expect(statuses.filter((status) => status === 502)).toHaveLength(2);
    const ready = await Promise.all(
      Array.from({ length: 3 }, async () => (await fetch(`${balancer.url}/health/ready`)).text()),
    );
    expect(ready.filter((text) => text.includes('"redis":"up"'))).toHaveLength(2);
  });
});
