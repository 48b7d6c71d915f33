import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { providerDefinitions } from "../../src/datasources/index.ts";
import { type Simulation, startSimulation } from "../../src/simulation/index.ts";
import { dig, listAt } from "../calls/support.ts";
import { until } from "../resilience/support.ts";
import { altered, answering, CANARY, flooding } from "./behaviours.ts";
import { type Child, startChild } from "./child.ts";
import { KINDS, type Kind } from "./kinds.ts";
import { type Behaviour, startUpstream, type Upstream } from "./upstream.ts";

/*
 * Answers that would take all memory of whoever reads them to the end, against a gateway with little of it: it keeps
 * within its bounds, tells what is wrong, and lives on.
 */

const MEGABYTE = 1024 * 1024;
const MOST_GROWTH_MB = 300;
const OK = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";

/** A gigabyte of zeros, compressed to a thousandth: a hundred megabytes ten times over. */
function bomb(): Buffer {
  const part = gzipSync(Buffer.alloc(100 * MEGABYTE), { level: 1 });
  return Buffer.concat(Array.from({ length: 10 }, () => part));
}

const quick = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };

interface Flood {
  readonly what: string;
  readonly behaves: (kind: Kind) => Behaviour;
  readonly status: string;
  readonly code: string | null;
}

const compressed = (encoding: string, body: Buffer) => () =>
  answeringWith(body, { "content-encoding": encoding });

function answeringWith(body: Buffer, headers: Readonly<Record<string, string>>): Behaviour {
  return ({ response }) => void response.writeHead(200, headers).end(body);
}

type Json = Readonly<Record<string, unknown>>;

/** The record with another id, in each place where it has one. */
function renumbered(record: unknown, number: number): unknown {
  if (typeof record !== "object" || record === null) return record;
  if (Array.isArray(record)) return record.map((one) => renumbered(one, number));
  return Object.fromEntries(
    Object.entries(record).map(([name, inner]) => [
      name,
      name === "id" ? `id-${number}` : renumbered(inner, number),
    ]),
  );
}

/** A page of 100,000 users: with all that there is to tell of one, or with no more than who they are. */
const manyRecords = (slim: (record: Json) => Json) => (kind: Kind) =>
  altered((body) => {
    const records = (body as Json)[kind.list];
    if (!Array.isArray(records)) return body;
    const [first] = records as Json[];
    const many = Array.from({ length: 100_000 }, (_, number) => renumbered(slim(first ?? {}), number));
    return { ...(body as Json), [kind.list]: many };
  });

const whoTheyAre = ({ id, type, relationships }: Json): Json =>
  relationships === undefined
    ? { id }
    : { id, type, relationships: { user: (relationships as Json)["user"] } };

const tooMuch = { status: "FAILED", code: "UPSTREAM_INVALID_RESPONSE" };
const FLOODS: readonly Flood[] = [
  {
    what: "a body without end, as fast as it is read",
    behaves: () =>
      flooding(`${OK}transfer-encoding: chunked\r\n\r\n`, Buffer.from(`10000\r\n${" ".repeat(65_536)}\r\n`)),
    ...tooMuch,
  },
  {
    what: "a body that is said to have a terabyte",
    behaves: () => flooding(`${OK}content-length: 1099511627776\r\n\r\n`, Buffer.alloc(65_536, "[")),
    ...tooMuch,
  },
  { what: "a gzip bomb", behaves: compressed("gzip", bomb()), ...tooMuch },
  {
    what: "a Brotli bomb",
    behaves: compressed("br", brotliCompressSync(Buffer.alloc(200 * MEGABYTE), quick)),
    ...tooMuch,
  },
  {
    what: "30 megabytes of brackets",
    behaves: () => answering(200, "[".repeat(30 * MEGABYTE)),
    ...tooMuch,
  },
  {
    what: "100,000 records in a page, forty megabytes of them",
    behaves: manyRecords((record) => ({ ...whoTheyAre(record), more: CANARY.repeat(33) })),
    ...tooMuch,
  },
  {
    what: "100,000 records in a page, of a few bytes each",
    behaves: manyRecords(whoTheyAre),
    status: "PARTIAL",
    code: "UPSTREAM_INVALID_RESPONSE",
  },
];

describe("a gateway with little memory", () => {
  let simulation: Simulation;
  let child: Child;
  const sieges: { readonly kind: Kind; readonly key: string; readonly upstream: Upstream }[] = [];
  let before: { readonly nowMb: number; readonly descriptors: number };

  beforeAll(async () => {
    const definitions = providerDefinitions.map(({ simulator }) => simulator);
    simulation = await startSimulation({ definitions, users: 60 });
    const entries: Json[] = [];
    for (const [number, kind] of KINDS.entries()) {
      const running = simulation.simulators[kind.provider];
      if (running === undefined) throw new Error(`There is no simulator named ${kind.provider}.`);
      const upstream = await startUpstream(running.url);
      const key = `${kind.provider}-${number}`;
      const baseUrl = String(running.settings["baseUrl"]).replace(running.url, upstream.url);
      entries.push({ key, ...running.settings, ...kind.settings, baseUrl });
      sieges.push({ kind, key, upstream });
    }
    child = await startChild(entries, { NODE_OPTIONS: "--max-old-space-size=320" });
    for (const { key } of sieges) await list(key);
    before = { nowMb: child.memory().nowMb, descriptors: child.descriptors() };
  }, 120_000);

  afterAll(async () => {
    await child.stop();
    for (const { upstream } of sieges) await upstream.close();
    await simulation.close();
  });

  /** A list of one provider beside all of the others' lists, none of which may suffer. */
  async function list(key: string) {
    const others = sieges.map((one) => one.key).filter((one) => one !== key);
    const { data, errors } = await child.graphql(
      `query ($keys: [String!]) { users(first: 12, filter: { providers: $keys }) {
        nodes { id } coverage { provider { key } status error { code } }
      } }`,
      { keys: [key, ...others.slice(0, 1)] },
    );
    expect(errors).toBeUndefined();
    const own = listAt(data, "users", "coverage").find((one) => dig(one, "provider", "key") === key);
    expect(listAt(data, "users", "nodes").length).toBeGreaterThan(0);
    return { status: dig(own, "status"), code: dig(own, "error", "code") ?? null };
  }

  describe.each(FLOODS)("that is sent $what", ({ behaves, status, code }) => {
    it.each(KINDS.map((kind, number) => [kind.name, number] as const))(
      "by %s keeps within its bounds, tells it, and is well again",
      async (_name, number) => {
        const siege = sieges[number];
        if (siege === undefined) throw new Error("There is no such siege.");
        const { kind, key, upstream } = siege;
        upstream.strike(behaves(kind));
        expect(await list(key)).toEqual({ status, code });
        await upstream.heal();
        expect(await list(key)).toEqual({ status: "COMPLETE", code: null });
        await until(() => upstream.unanswered() === 0 && upstream.connections() <= 2);
        expect(child.memory().mostMb - before.nowMb).toBeLessThan(MOST_GROWTH_MB);
      },
    );
  });

  it("has no more connections open than before, and stops as it should, having told nothing", async () => {
    await until(() => child.descriptors() <= before.descriptors + sieges.length);
    const { code, log } = await child.stop();
    expect(code).toBe(0);
    expect(log).not.toContain(CANARY);
    expect(log).not.toMatch(/"level":"(?:error|fatal)"/);
  });
});
