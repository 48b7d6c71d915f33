import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { makeApiKey } from "../../src/access/apiKey.ts";
import { createMemoryAllowance } from "../../src/limits/allowance.ts";
import { dig, listAt, someUser } from "../calls/support.ts";
import { ROOT } from "../docs/markdown.ts";
import { mutate } from "../mutations/support.ts";
import { type Gateway, type GraphQLAnswer, startGateway } from "../support/gateway.ts";
import { KEY, openInstance } from "./implementations.ts";
import { hasRedis, type RedisServer, startRedis, until } from "./server.ts";

let server: RedisServer;
let one: Gateway;
let other: Gateway;
const key = makeApiKey();
const CALLER = "somebody-who-asks";

const as = { "x-api-key": key.key };

/** An instance that shares a Redis with others. */
function start(limits: Readonly<Record<string, unknown>> = {}): Promise<Gateway> {
  const scopes = ["users:read", "users:write", "users:credentials", "metrics:read"];
  return startGateway({
    users: 50,
    config: {
      redis: { url: server.url },
      cursorKey: KEY,
      auth: { apiKeys: [{ name: CALLER, sha256: key.sha256, scopes }] },
      limits,
    },
  });
}

/** Waits until Redis' own clock has gone on: what is used in one and the same millisecond is used at once. */
async function nextMillisecond(): Promise<void> {
  const millisecond = (): number => {
    const [seconds, microseconds] = server.command("TIME").split("\n");
    return Number(seconds) * 1_000 + Math.floor(Number(microseconds) / 1_000);
  };
  const now = millisecond();
  await until(() => millisecond() > now);
}

/** Posts a request of a persisted query. */
async function persisted(gateway: Gateway, text: string, withText: boolean): Promise<GraphQLAnswer> {
  const sha256Hash = createHash("sha256").update(text).digest("hex");
  const response = await fetch(gateway.url, {
    method: "POST",
    headers: { "content-type": "application/json", ...as },
    body: JSON.stringify({
      ...(withText ? { query: text } : {}),
      extensions: { persistedQuery: { version: 1, sha256Hash } },
    }),
  });
  return JSON.parse(await response.text());
}

const codeOf = ({ errors }: GraphQLAnswer): unknown => dig(errors, 0, "extensions", "code");

(hasRedis ? describe : describe.skip)("instances that share a Redis", () => {
  beforeAll(async () => {
    server = await startRedis();
    [one, other] = await Promise.all([start(), start()]);
  });
  afterAll(async () => {
    await one.close();
    await other.close();
    await server.close();
  });

  it("know the persisted queries that any of them was sent", async () => {
    const text = "{ providers { key } }";
    expect(codeOf(await persisted(other, text, false))).toBe("PERSISTED_QUERY_NOT_FOUND");
    await persisted(one, text, true);
    expect((await persisted(other, text, false)).data).toEqual({
      providers: expect.arrayContaining([{ key: "scalr" }]),
    });
  });

  it("keep so many of them, those that were used last", async () => {
    const instance = await openInstance(server, "documents");
    const documents = instance.documents(() => true);
    for (let nth = 0; nth < 500; nth += 1) {
      await documents.set(`apq:${nth}`, `{ a${nth} }`);
      if (nth < 2) await nextMillisecond();
    }
    const another = instance.documents(() => true);
    // Asked for, and so used later than the one after it.
    expect(await another.get("apq:0")).toBe("{ a0 }");
    await documents.set("apq:500", "{ a500 }");
    await documents.set("apq:501", "a".repeat(32_769));
    expect(server.command("HLEN", "{documents}:documents")).toBe("500");
    const newcomer = instance.documents(() => true);
    expect(await newcomer.get("apq:0")).toBe("{ a0 }");
    expect(await newcomer.get("apq:500")).toBe("{ a500 }");
    expect([await newcomer.get("apq:1"), await newcomer.get("apq:501")]).toEqual([undefined, undefined]);
    await instance.redis.close();
  });

  it("carry out none that their own limits refuse", async () => {
    const text = "{ users(first: 1) { nodes { teams { nodes { id } } } } }";
    await persisted(one, text, true);
    const strict = await start({ depth: 3 });
    try {
      expect(codeOf(await persisted(strict, text, false))).toBe("PERSISTED_QUERY_NOT_FOUND");
    } finally {
      await strict.close();
    }
  });

  it("do a write once for each Idempotency-Key, whoever of them is sent it", async () => {
    const id = someUser(one, "scaleway");
    const headers = { ...as, "idempotency-key": "a-key-of-a-write" };
    const first = await mutate(one, "lockUser", { id }, headers);
    other.forgetRequests();
    const again = await mutate(other, "lockUser", { id }, headers);
    expect([first.outcome, again.outcome]).toEqual(["CONFIRMED", "CONFIRMED"]);
    const changes = other
      .simulator("scaleway")
      .requests()
      .filter(({ method }) => method !== "GET");
    expect(changes).toEqual([]);
    expect((await mutate(other, "unlockUser", { id }, headers)).userErrors[0]?.code).toBe("CONFLICT");
  });

  it("show in their lists at once what another of them has written", async () => {
    const config = { redis: { url: server.url, prefix: "twins" }, cursorKey: KEY };
    const writing = await startGateway({ users: 50, config });
    const reading = await startGateway({ over: writing.simulation, config });
    const list = `{ users(first: 100, filter: { providers: ["scaleway"] }, orderBy: { field: LAST_LOGIN_AT }) {
      nodes { id status } } }`;
    const id = someUser(writing, "scaleway");
    const statusIn = async (): Promise<unknown> => {
      const nodes = listAt((await reading.graphql(list)).data, "users", "nodes");
      return dig(
        nodes.find((user) => dig(user, "id") === id),
        "status",
      );
    };
    try {
      const before = await statusIn();
      const mutation = before === "LOCKED" ? "unlockUser" : "lockUser";
      expect((await mutate(writing, mutation, { id })).outcome).toBe("CONFIRMED");
      await until(async () => (await statusIn()) !== before);
    } finally {
      await reading.close();
      await writing.close();
    }
  });

  it("copy each audit record of theirs to one stream, as it stands in the file", async () => {
    const lines = [one, other].flatMap(({ auditPath }) =>
      readFileSync(auditPath, "utf8")
        .split("\n")
        .filter((line) => line !== ""),
    );
    expect(lines.length).toBeGreaterThan(2);
    await until(() => server.command("XLEN", "{roster}:audit") === String(lines.length));
    const stream = server.command("--json", "XRANGE", "{roster}:audit", "-", "+");
    const entries: readonly (readonly [string, readonly string[]])[] = JSON.parse(stream);
    const records = entries.map(([, fields]) => fields[3]);
    expect([...records].sort()).toEqual([...lines].sort());
    expect(new Set(entries.map(([, fields]) => fields[1])).size).toBe(2);
  });

  it("leave nothing there that tells who asked what of whom, but for the audit records", async () => {
    const person = one.simulator("scaleway").people.list().at(-1);
    const search = person?.email ?? "";
    await persisted(one, `{ users(filter: { search: ${JSON.stringify(search)} }) { nodes { id } } }`, true);
    server.command("DEL", ...server.command("KEYS", "*:audit").split("\n"));
    const dump = server.dump();
    // What is looked for could be found.
    expect(dump).toContain("{roster}:documents");
    expect(dump).toContain("{roster}:idempotency");
    for (const word of [search, person?.id ?? "", CALLER, "a-key-of-a-write", "providers { key }", key.key]) {
      expect(word).not.toBe("");
      expect({ word, isThere: dump.includes(word) }).toEqual({ word, isThere: false });
    }
  });

  it("need no more rights there than the documentation names", async () => {
    const page = readFileSync(join(ROOT, "docs", "replicas.md"), "utf8");
    const [, rule = ""] = /^ACL (SETUSER roster [^`]+)```/m.exec(page) ?? [];
    server.command("ACL", ...rule.replace(">PASSWORD", ">a-password").trim().split(/\s+/));
    const url = server.url.replace("//", "//roster:a-password@");
    const instance = await openInstance({ ...server, url }, "roster");
    const failed: string[] = [];
    instance.redis.observe({ redisChanged: () => undefined, redisFailed: (use) => void failed.push(use) });
    expect(instance.redis.state()).toEqual({ kind: "up" });
    const allowance = instance.allowance(60, createMemoryAllowance({ perMinute: 60, now: Date.now }));
    expect(await allowance.take("a", 60)).toEqual({ kind: "taken" });
    const attempt = await instance.attempts({ most: 1, withinMs: 60_000 }).begin("a");
    expect((await instance.attempts({ most: 1, withinMs: 60_000 }).begin("a")).kind).toBe("refused");
    if (attempt.kind === "begun") await attempt.end("right");
    const store = instance.idempotency({ keepMs: 60_000, leaseMs: 60 });
    const begun = [await store.begin("a", "a"), await store.begin("b", "b")];
    await new Promise((resolve) => setTimeout(resolve, 60));
    for (const [nth, one] of begun.entries()) {
      if (one.kind === "first") await (nth === 0 ? one.finish({ json: "{}" }) : one.abandon());
    }
    const documents = instance.documents(() => true);
    await documents.set("key", "{ a }");
    expect(await instance.documents(() => true).get("key")).toBe("{ a }");
    const peers = instance.peersOf("a");
    peers.hear(() => undefined);
    peers.tell({ kind: "opened", forMs: 1_000 });
    peers.tell({ kind: "closed" });
    expect(await peers.claimProbe(1_000)).toBe(true);
    peers.releaseProbe();
    expect(failed).toEqual([]);
    await instance.redis.close();
  });

  it("leave nothing there for ever", () => {
    const names = server.command("KEYS", "*").split("\n");
    expect(names.length).toBeGreaterThan(3);
    const lasting = names.filter((name) => Number(server.command("PTTL", name)) < 0);
    // One that has ended since it was named has no time either.
    expect(lasting.filter((name) => server.command("EXISTS", name) === "1")).toEqual([]);
  });
});

(hasRedis ? describe : describe.skip)("a key of a write", () => {
  const INPUT = "fingerprint";
  const LEASE = { keepMs: 60_000, leaseMs: 300 };
  let own: RedisServer;
  beforeAll(async () => {
    own = await startRedis();
  });
  afterAll(() => own.close());

  it("is not carried out again where its instance died in the middle, and who repeats it is told", async () => {
    const [dying, living] = [await openInstance(own, "died"), await openInstance(own, "died")];
    expect((await dying.idempotency(LEASE).begin("key", INPUT)).kind).toBe("first");
    await dying.redis.close();
    const store = living.idempotency(LEASE);
    expect(await store.begin("key", INPUT)).toEqual({ kind: "lost" });
    expect(await store.begin("key", INPUT)).toEqual({ kind: "lost" });
    await living.redis.close();
  });

  it("stays taken while its write goes on for longer than the lease", async () => {
    const [slow, quick] = [await openInstance(own, "slow"), await openInstance(own, "slow")];
    const begun = await slow.idempotency(LEASE).begin("key", INPUT);
    const repeat = quick.idempotency(LEASE).begin("key", INPUT);
    await new Promise((resolve) => setTimeout(resolve, 4 * LEASE.leaseMs));
    if (begun.kind === "first") await begun.finish({ json: "done" });
    expect(await repeat).toEqual({ kind: "repeat", result: { json: "done" } });
    await slow.redis.close();
    await quick.redis.close();
  });

  it("tells its result also where Redis was away when it came, and has forgotten everything", async () => {
    const instance = await openInstance(own, "forgot");
    const store = instance.idempotency(LEASE);
    const begun = await store.begin("key", INPUT);
    await own.kill();
    if (begun.kind === "first") await begun.finish({ json: "done" });
    expect((await store.begin("key", INPUT)).kind).toBe("unavailable");
    await own.start();
    await until(() => instance.redis.state().kind === "up");
    expect(await store.begin("key", INPUT)).toEqual({ kind: "repeat", result: { json: "done" } });
    await instance.redis.close();
  });

  it("is free again where Redis took it and the answer did not come in time", async () => {
    const instance = await openInstance(own, "late");
    const store = instance.idempotency(LEASE);
    own.stall();
    expect(await store.begin("key", INPUT)).toEqual({ kind: "unavailable", retryAfterMs: 2_000 });
    own.resume();
    await until(() => instance.redis.state().kind === "up");
    expect((await store.begin("key", INPUT)).kind).toBe("first");
    await instance.redis.close();
  });

  it("is lost where its result was altered, or put there by somebody else", async () => {
    const instance = await openInstance(own, "forged");
    const store = instance.idempotency(LEASE);
    for (const name of ["one", "another"]) {
      const begun = await store.begin(name, INPUT);
      if (begun.kind === "first") await begun.finish({ json: name });
    }
    const [one = "", another = ""] = own.command("KEYS", "{forged}:idempotency:*").split("\n");
    own.command("HSET", one, "result", own.command("HGET", another, "result"));
    const kinds = [await store.begin("one", INPUT), await store.begin("another", INPUT)].map(
      ({ kind }) => kind,
    );
    expect(kinds.sort()).toEqual(["lost", "repeat"]);
    await instance.redis.close();
  });
});
