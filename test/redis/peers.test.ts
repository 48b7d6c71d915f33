import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { createUpstream, type Upstream } from "../../src/datasources/http/client.ts";
import { failureOf, retryAfter } from "../../src/datasources/http/failure.ts";
import { GatewayError } from "../../src/domain/errors.ts";
import type { SharedState } from "../../src/redis/index.ts";
import { type Reply, recordedCall, startRecorder } from "../support/recorder.ts";
import { openInstance } from "./implementations.ts";
import { hasRedis, type RedisServer, startRedis, until } from "./server.ts";

/** What the provider answers next; once there is nothing left, 200. */
let replies: Reply[] = [];
let server: RedisServer;
let provider: Awaited<ReturnType<typeof startRecorder>>;
let prefix = 0;
let open: SharedState[] = [];

/** One instance's way to the provider. */
async function connect(): Promise<Upstream> {
  const instance = await openInstance(server, `peers-${prefix}`);
  open.push(instance);
  return createUpstream(
    { provider: "key", baseUrl: provider.url, timeoutMs: 5_000, authenticate: () => ({}) },
    { ...provider.environment, now: Date.now, peersOf: instance.peersOf },
  );
}

/** Sends a write, which is sent once, and tells how it ended: "sent", or the error, with `unsent` where it was not. */
async function send(upstream: Upstream): Promise<string> {
  const request = { operation: "write", method: "POST", path: "/" } as const;
  try {
    await upstream.send(request, recordedCall(), ({ status, header }) => {
      const retryAfterMs = retryAfter(header("retry-after"), Date.now());
      if (status > 299) throw failureOf({ provider: "key", status, retryAfterMs });
    });
    return "sent";
  } catch (thrown) {
    if (!(thrown instanceof GatewayError)) throw thrown;
    return thrown.unsent ? `${thrown.code}, unsent` : thrown.code;
  }
}

async function failTenTimes(upstream: Upstream): Promise<void> {
  replies = Array.from({ length: 10 }, () => ({ status: 500 }));
  for (let time = 0; time < 10; time += 1) expect(await send(upstream)).toBe("UPSTREAM_ERROR");
  expect(upstream.stats().breaker).toBe("open");
}

const isOpen = (upstream: Upstream) => (): boolean => upstream.stats().breaker === "open";

(hasRedis ? describe : describe.skip)("what one instance finds out about a provider", () => {
  beforeAll(async () => {
    server = await startRedis();
    provider = await startRecorder(() => replies.shift() ?? {});
  });
  beforeEach(() => {
    replies = [];
    prefix += 1;
  });
  afterEach(async () => {
    for (const { redis } of open) await redis.close();
    open = [];
  });
  afterAll(async () => {
    await provider.close();
    await server.close();
  });

  it("keeps the others from asking before a 429's wait is over", async () => {
    const [one, other] = [await connect(), await connect()];
    replies = [{ status: 429, headers: { "retry-after": "30" } }];
    expect(await send(one)).toBe("RATE_LIMITED");
    await until(async () => (await send(other)) === "RATE_LIMITED, unsent");
    // Also one that is started only now.
    const newcomer = await connect();
    await until(async () => (await send(newcomer)) === "RATE_LIMITED, unsent");
  });

  it("keeps the others from asking for more than remains of a period", async () => {
    const [one, other] = [await connect(), await connect()];
    const reset = String(Math.ceil(Date.now() / 1_000) + 50);
    replies = [{ headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset } }];
    expect(await send(one)).toBe("sent");
    await until(async () => (await send(other)) === "RATE_LIMITED, unsent");
  });

  it("opens the breaker of the others, and of one that is started later", async () => {
    const [one, other] = [await connect(), await connect()];
    await failTenTimes(one);
    await until(isOpen(other));
    expect(await send(other)).toBe("PROVIDER_UNAVAILABLE, unsent");
    await until(isOpen(await connect()));
  });

  it("is found out by one of them alone, and closes the breakers of all", async () => {
    const all = [await connect(), await connect(), await connect()];
    const [one] = all;
    if (one === undefined) throw new Error("There are three.");
    await failTenTimes(one);
    for (const upstream of all) await until(isOpen(upstream));
    const before = provider.arrived.length;
    replies = [{ status: 500 }];
    // All of them try as soon as they may: one call goes out, and its failure counts for all.
    await until(async () => {
      await Promise.all(all.map(send));
      return provider.arrived.length > before;
    });
    for (const upstream of all) expect(upstream.stats().breaker).toBe("open");
    expect(provider.arrived.length).toBe(before + 1);
    await until(async () => (await Promise.all(all.map(send))).includes("sent"));
    for (const upstream of all) await until(() => upstream.stats().breaker === "closed");
  });

  it("is believed only where one of them has told it", async () => {
    const other = await connect();
    const instance = await openInstance(server, `peers-${prefix}`);
    open.push(instance);
    const heard: unknown[] = [];
    instance.peersOf("key").hear((announcement) => heard.push(announcement));
    const channel = `{peers-${prefix}}:providers`;
    const forged = { from: "somebody", provider: "key", announcement: { kind: "opened", forMs: 30_000 } };
    for (const text of [JSON.stringify(forged), "", "{", "AAAA"]) server.command("PUBLISH", channel, text);
    server.command("SET", `{peers-${prefix}}:provider:key:opened`, JSON.stringify(forged), "PX", "30000");
    const newcomer = await connect();
    open[0]?.peersOf("key").tell({ kind: "written", user: "a-user" });
    await until(() => heard.length > 0);
    expect(heard).toEqual([{ kind: "written", user: "a-user" }]);
    expect([await send(other), await send(newcomer)]).toEqual(["sent", "sent"]);
  });

  it("is found out by each for itself while Redis is away", async () => {
    const alone = await startRedis();
    const instance = await openInstance(alone);
    open.push(instance);
    await alone.kill();
    const upstream = createUpstream(
      { provider: "key", baseUrl: provider.url, timeoutMs: 5_000, authenticate: () => ({}) },
      { ...provider.environment, now: Date.now, peersOf: instance.peersOf },
    );
    await failTenTimes(upstream);
    await until(async () => (await send(upstream)) === "sent");
    expect(upstream.stats().breaker).toBe("closed");
    await alone.close();
  });
});
