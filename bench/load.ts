import { isDeepStrictEqual } from "node:util";
import { Pool } from "undici";
import { collect } from "./collect.ts";

/** An operation as it is posted. */
export interface Operation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
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
  /** Asks once and parses. Throws unless the answer is a 200 without `errors`. */
  readonly ask: () => Promise<unknown>;
  /** Keeps every connection busy for this long. Rejects where an answer was not the one that `ask` last had. */
  readonly load: (milliseconds: number) => Promise<LoadResult>;
  readonly close: () => Promise<void>;
}

export function createClient(url: string, operation: Operation, connections: number): Client {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections, pipelining: 1, headersTimeout: 10_000, bodyTimeout: 10_000 });
  const request = {
    method: "POST",
    path: pathname,
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify(operation),
  } as const;
  let expectedBytes = 0;

  async function post(): Promise<Buffer> {
    const { status, body } = await collect(pool, request);
    if (status !== 200) throw new Error(`${url} answered ${status}: ${body.toString("utf8").slice(0, 500)}`);
    return body;
  }

  async function ask(): Promise<unknown> {
    const body = await post();
    const answer: unknown = JSON.parse(body.toString("utf8"));
    const data = typeof answer === "object" && answer !== null && "data" in answer ? answer.data : null;
    if (data === null || !isDeepStrictEqual(answer, { data })) {
      throw new Error(`${url} did not answer with data alone: ${body.toString("utf8").slice(0, 500)}`);
    }
    expectedBytes = body.length;
    return data;
  }

  async function repeat(until: number, latencies: number[]): Promise<void> {
    for (let before = performance.now(); before < until; ) {
      const { length } = await post();
      if (length !== expectedBytes) throw new Error(`${url} answered ${length} bytes, not ${expectedBytes}`);
      const after = performance.now();
      latencies.push(after - before);
      before = after;
    }
  }

  return {
    ask,
    async load(milliseconds) {
      const latencies: number[] = [];
      const started = performance.now();
      const until = started + milliseconds;
      await Promise.all(Array.from({ length: connections }, () => repeat(until, latencies)));
      const seconds = (performance.now() - started) / 1000;
      return { requests: latencies.length, seconds, latencies: Float64Array.from(latencies).sort() };
    },
    close: () => pool.close(),
  };
}
