import type { Dispatcher } from "undici";
import {
  createUpstream,
  type UpstreamRequest,
  type UpstreamResponse,
} from "../../src/datasources/http/client.ts";
import { failureOf, retryAfter } from "../../src/datasources/http/failure.ts";
import { createPools } from "../../src/datasources/http/pools.ts";
import { createCall, createHandClock, READ, startServer, type TestCall, until } from "./support.ts";

const NOON = Date.UTC(2026, 10, 22, 12);
export const TIMEOUT_MS = 10_000;

/** An upstream whose time the test turns on, over real connections, or over what it is given for them. */
export function connect(baseUrl: string, given: { dispatcher?: Dispatcher; maxConcurrency?: number } = {}) {
  const clock = createHandClock();
  const pools = createPools();
  const now = (): number => NOON + clock.monotonic();
  const { dispatcher = pools, ...settings } = given;
  const upstream = createUpstream(
    {
      provider: "key",
      baseUrl,
      timeoutMs: TIMEOUT_MS,
      authenticate: () => ({ authorization: "Bearer s3cret" }),
      ...settings,
    },
    { dispatcher, now, monotonic: clock.monotonic, after: clock.after, random: () => 0 },
  );

  /** Reads an answer as every provider's client does: its status first. */
  function read({ status, header, body }: UpstreamResponse): unknown {
    if (status < 200 || status > 299) {
      throw failureOf({ provider: "key", status, retryAfterMs: retryAfter(header("retry-after"), now()) });
    }
    return body.kind === "json" ? body.value : body.kind;
  }

  return {
    clock,
    pools,
    upstream,
    send: (call: TestCall = createCall(), request: UpstreamRequest = READ) =>
      upstream.send(request, call, read),

    /**
     * Waits for something as long as it takes, turning the clock on to whatever it waits for meanwhile: but not
     * to the deadline.
     */
    async passing<T>(running: Promise<T>): Promise<T> {
      let over = false;
      const done = running.finally(() => {
        over = true;
      });
      done.catch(() => undefined);
      await until(() => {
        void clock.advance(0);
        return over;
      });
      return done;
    },
  };
}

/** A server that behaves like this, and an upstream that asks it. */
export async function startUpstream(handle: Parameters<typeof startServer>[0], maxConcurrency = 16) {
  const server = await startServer(handle);
  const { clock, pools, upstream, send, passing } = connect(server.url, { maxConcurrency });
  async function close(): Promise<void> {
    await pools.destroy();
    await server.close();
  }
  return { clock, pools, upstream, send, passing, server, close };
}

export type Started = Awaited<ReturnType<typeof startUpstream>>;
