import { isDeepStrictEqual } from "node:util";
import { Pool } from "undici";
import { collect } from "./collect.ts";
import type { Variables } from "./workload.ts";

/** An operation with what it is asked with, in turns. */
export interface Operation {
  readonly query: string;
  readonly variables: readonly Variables[];
}

export interface LoadOptions {
  /** How many requests are under way at once. */
  readonly connections: number;
  /** Whether they are sent at the same moment, and the next ones when all are answered. */
  readonly together: boolean;
}

/** What came back in a stretch of load. */
export interface LoadResult {
  readonly requests: number;
  readonly seconds: number;
  /** Milliseconds, ascending. */
  readonly latencies: Float64Array;
}

/** Asks one server the same operation over and over. Close it when done. */
export interface Client {
  /** Asks once with each of the variables and parses. Throws unless all answers are a 200 without `errors`. */
  readonly ask: () => Promise<readonly unknown[]>;
  /** Keeps every connection busy for this long. Rejects where an answer's length is not the one that `ask` had. */
  readonly load: (milliseconds: number) => Promise<LoadResult>;
  readonly close: () => Promise<void>;
}

/** One request, and how long its answer is. */
interface Asking {
  readonly body: string;
  bytes: number;
}

const HEADERS = { "content-type": "application/json", accept: "application/json" };

export function createClient(
  url: string,
  { query, variables }: Operation,
  { connections, together }: LoadOptions,
): Client {
  const { origin, pathname: path } = new URL(url);
  const pool = new Pool(origin, { connections, pipelining: 1, headersTimeout: 10_000, bodyTimeout: 10_000 });
  const askings = variables.map(
    (set): Asking => ({ body: JSON.stringify({ query, variables: set }), bytes: 0 }),
  );
  let turn = 0;

  async function post({ body: sent }: Asking): Promise<Buffer> {
    const { status, body } = await collect(pool, { method: "POST", path, headers: HEADERS, body: sent });
    if (status !== 200) throw new Error(`${url} answered ${status}: ${body.toString("utf8").slice(0, 500)}`);
    return body;
  }

  async function askOnce(asking: Asking): Promise<unknown> {
    const body = await post(asking);
    const answer: unknown = JSON.parse(body.toString("utf8"));
    const data = typeof answer === "object" && answer !== null && "data" in answer ? answer.data : null;
    if (data === null || !isDeepStrictEqual(answer, { data })) {
      throw new Error(`${url} did not answer with data alone: ${body.toString("utf8").slice(0, 500)}`);
    }
    asking.bytes = body.length;
    return data;
  }

  /** The next one's turn; resolves with the milliseconds that it took. */
  async function measure(): Promise<number> {
    const asking = askings[turn % askings.length];
    if (asking === undefined) throw new Error("There is nothing to ask.");
    turn += 1;
    const before = performance.now();
    const { length } = await post(asking);
    if (length !== asking.bytes) throw new Error(`${url} answered ${length} bytes, not ${asking.bytes}`);
    return performance.now() - before;
  }

  async function repeat(until: number, latencies: number[]): Promise<void> {
    while (performance.now() < until) latencies.push(await measure());
  }

  async function repeatTogether(until: number, latencies: number[]): Promise<void> {
    while (performance.now() < until) {
      latencies.push(...(await Promise.all(Array.from({ length: connections }, measure))));
    }
  }

  return {
    async ask() {
      const answers: unknown[] = [];
      for (const asking of askings) answers.push(await askOnce(asking));
      return answers;
    },
    async load(milliseconds) {
      const latencies: number[] = [];
      const started = performance.now();
      const until = started + milliseconds;
      if (together) await repeatTogether(until, latencies);
      else await Promise.all(Array.from({ length: connections }, () => repeat(until, latencies)));
      const seconds = (performance.now() - started) / 1000;
      return { requests: latencies.length, seconds, latencies: Float64Array.from(latencies).sort() };
    },
    close: () => pool.close(),
  };
}
