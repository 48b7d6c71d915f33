import { type AddressInfo, createConnection, createServer, type Socket } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { TOTP } from "otpauth";
import { dig, listAt, someUser } from "../calls/support.ts";
import { mutate, operationOf } from "../mutations/support.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { keepLog } from "../telemetry/logLines.ts";
import { KEY, openInstance } from "./implementations.ts";
import { hasRedis, type RedisServer, startRedis, until } from "./server.ts";

const EVERYBODY = "{ users(first: 5) { isComplete nodes { id } } }";
const SECONDS = 1_000;

let server: RedisServer;
let gateway: Gateway;
const kept = keepLog();

const ready = async (): Promise<unknown> => (await fetch(new URL("/health/ready", gateway.url))).json();
const redisIs = async (state: string): Promise<boolean> => dig(await ready(), "redis") === state;

async function metric(name: string): Promise<number> {
  const text = await (await fetch(new URL("/metrics", gateway.url))).text();
  const [, value = "nothing"] = new RegExp(`^${name} (.+)$`, "m").exec(text) ?? [];
  return Number(value);
}

(hasRedis ? describe : describe.skip)("an instance whose Redis is away", () => {
  beforeAll(async () => {
    server = await startRedis();
    gateway = await startGateway({
      users: 50,
      config: {
        redis: { url: server.url },
        cursorKey: KEY,
        limits: { costPerMinute: 100_000 },
      },
      telemetry: { log: kept.log },
    });
  });
  afterEach(async () => {
    server.resume();
    await server.kill();
    await server.start();
    await until(() => redisIs("up"));
  });
  afterAll(async () => {
    await gateway.close();
    await server.close();
  });

  async function takeAway(how: "killed" | "stalled"): Promise<void> {
    if (how === "killed") await server.kill();
    else server.stall();
    await until(() => redisIs("away"));
  }

  it.each(["killed", "stalled"] as const)("answers what is read when it is %s, and says so", async (how) => {
    expect(await ready()).toMatchObject({ status: "ok", redis: "up" });
    await takeAway(how);
    const { data, errors } = await gateway.graphql(EVERYBODY);
    expect([errors, dig(data, "users", "isComplete")]).toEqual([undefined, true]);
    const response = await fetch(new URL("/health/ready", gateway.url));
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ status: "ok", redis: "away" });
    expect(await metric("roster_redis_up")).toBe(0);
    expect(await metric('roster_redis_failures_total{use="allowance"}')).toBeGreaterThan(0);
    expect(kept.lines()).toContainEqual(
      expect.objectContaining({ level: "warn", msg: "Redis is away.", reason: expect.any(String) }),
    );
  });

  it("refuses a write with an Idempotency-Key, names what is missing, and sends nothing", async () => {
    const id = someUser(gateway, "scaleway");
    await takeAway("killed");
    gateway.forgetRequests();
    const lock = () => mutate(gateway, "lockUser", { id }, { "idempotency-key": "one" });
    const { outcome, userErrors } = await lock();
    expect(outcome).toBe("REJECTED");
    expect(userErrors).toEqual([
      { code: "UNAVAILABLE", message: expect.stringContaining("Redis"), field: null, retryAfterMs: 2_000 },
    ]);
    expect(gateway.requestCounts()).toEqual({});
    await server.start();
    await until(() => redisIs("up"));
    expect((await lock()).outcome).toBe("CONFIRMED");
  });

  it("carries out a write without one", async () => {
    const id = someUser(gateway, "scaleway");
    await takeAway("killed");
    expect((await mutate(gateway, "unlockUser", { id })).outcome).not.toBe("REJECTED");
  });

  it("checks no one-time password, since nobody would count the wrong ones", async () => {
    const filter = '{ providers: ["scaleway"], mfa: [DISABLED], status: [ACTIVE] }';
    const { data } = await gateway.graphql(`{ users(first: 1, filter: ${filter}) { nodes { id } } }`);
    const id = String(dig(listAt(data, "users", "nodes")[0], "id"));
    const secret = String(Object(await mutate(gateway, "createMfaOtp", { id }))["secret"]);
    const code = new TOTP({ secret }).generate({ timestamp: gateway.simulation.clock.now() });
    await takeAway("killed");
    gateway.forgetRequests();
    const refused = await mutate(gateway, "validateMfaOtp", { id, code });
    expect([refused.outcome, refused.userErrors[0]?.code]).toEqual(["REJECTED", "UNAVAILABLE"]);
    expect(gateway.requestCounts()).toEqual({});
    await server.start();
    await until(() => redisIs("up"));
    expect((await mutate(gateway, "validateMfaOtp", { id, code })).outcome).toBe("CONFIRMED");
  });

  it("answers a write over REST that has a key with 503 and Retry-After", async () => {
    const [person] = gateway.simulator("scaleway").people.list();
    await takeAway("killed");
    const response = await fetch(new URL(`/v1/iam/v1alpha1/users/${person?.id}/lock`, gateway.url), {
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": "rest" },
      body: "{}",
    });
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "2"]);
    expect(await response.json()).toMatchObject({ code: "UNAVAILABLE", outcome: "REJECTED" });
  });

  it("counts as away while Redis takes no more writes, although it answers", async () => {
    server.command("CONFIG", "SET", "maxmemory", "1");
    await until(() => redisIs("away"));
    expect(kept.lines()).toContainEqual(expect.objectContaining({ msg: "Redis is away.", reason: "OOM" }));
    server.command("CONFIG", "SET", "maxmemory", "0");
    await until(() => redisIs("up"));
  });

  it("charges callers by its own count meanwhile", async () => {
    const other = await startGateway({
      users: 50,
      config: { redis: { url: server.url, prefix: "own" }, cursorKey: KEY, limits: { costPerMinute: 12 } },
    });
    try {
      await takeAway("killed");
      const codes: unknown[] = [];
      for (let time = 0; time < 4; time += 1) {
        codes.push(dig((await other.graphql(EVERYBODY)).errors, 0, "extensions", "code"));
      }
      expect(codes).toEqual([undefined, undefined, "RATE_LIMITED", "RATE_LIMITED"]);
    } finally {
      await other.close();
    }
  });
});

(hasRedis ? describe : describe.skip)("an instance that starts without its Redis", () => {
  const query = operationOf("lockUser");

  it("starts with a wrong password, says why it is away, and never tells the password", async () => {
    const guarded = await startRedis({ password: "the right one" });
    const { port } = guarded;
    const log = keepLog("debug");
    const started = await startGateway({
      users: 50,
      config: { redis: { url: `redis://:a-wrong-password@127.0.0.1:${port}` }, cursorKey: KEY },
      telemetry: { log: log.log },
    });
    try {
      expect(dig((await started.graphql(EVERYBODY)).data, "users", "isComplete")).toBe(true);
      expect(log.lines()).toContainEqual(
        expect.objectContaining({ msg: "Redis is away.", reason: "WRONGPASS" }),
      );
      const input = { id: someUser(started, "scaleway") };
      const refused = await started.graphql(query, { input }, { "idempotency-key": "one" });
      expect(JSON.stringify(refused)).toContain("UNAVAILABLE");
      expect(log.text() + JSON.stringify(refused)).not.toContain("a-wrong-password");
    } finally {
      await started.close();
      await guarded.close();
    }
  });

  it(
    "finds it when it comes",
    async () => {
      const late = await startRedis();
      await late.kill();
      const started = await startGateway({
        users: 50,
        config: { redis: { url: late.url }, cursorKey: KEY },
      });
      const state = async (): Promise<unknown> =>
        dig(await (await fetch(new URL("/health/ready", started.url))).json(), "redis");
      try {
        expect(await state()).toBe("away");
        await late.start();
        await until(async () => (await state()) === "up");
      } finally {
        await started.close();
        await late.close();
      }
    },
    30 * SECONDS,
  );

  it("finds the one that has taken its place at its address, where the old one goes on as its copy", async () => {
    const [old, next] = [await startRedis(), await startRedis()];
    const address = await startSwitch(old.port);
    const instance = await openInstance({ ...old, url: address.url }, "moved");
    expect(old.command("EXISTS", "{moved}:heartbeat")).toBe("1");
    address.pointTo(next.port);
    old.command("REPLICAOF", "127.0.0.1", String(next.port));
    await until(() => next.command("EXISTS", "{moved}:heartbeat") === "1");
    await until(() => instance.redis.state().kind === "up");
    await instance.redis.close();
    await address.close();
    await old.close();
    await next.close();
  });
});

/** An address that leads to one port for the connections made before it is pointed to another, and there afterwards. */
async function startSwitch(first: number) {
  let port = first;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const onward = createConnection({ port, host: "127.0.0.1" });
    for (const one of [socket, onward]) sockets.add(one.on("error", () => undefined));
    socket.pipe(onward).pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port: own } = server.address() as AddressInfo;
  return {
    url: `redis://127.0.0.1:${own}`,
    pointTo(next: number) {
      port = next;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
