import { afterEach, describe, expect, it } from "@jest/globals";
import type { CallRecord } from "../../src/datasources/call.ts";
import { GatewayError } from "../../src/domain/errors.ts";
import { createCall, READ, readOf, settled, until, WRITE } from "./support.ts";
import { type Started, startUpstream, TIMEOUT_MS } from "./upstream.ts";

let started: Started;
afterEach(() => started.close());

/** An upstream whose server gives these statuses in turn, then 200. */
async function answering(statuses: readonly number[], headers: Readonly<Record<string, string>> = {}) {
  started = await startUpstream((_request, response, nth) => {
    const status = statuses[nth - 1];
    response.writeHead(status ?? 200, status === undefined ? {} : headers).end('{"ok":true}');
  });
  return started;
}

const tries = (records: readonly CallRecord[]) =>
  records.map(({ attempt, status }) => `${attempt}: ${status}`);

describe("what goes out", () => {
  it("bears the request's id and Roster's name, and nothing that Roster does not put there", async () => {
    const { send, server } = await answering([]);
    await send(createCall("anna", "0b8e-77"));
    expect(server.requests[0]?.headers).toEqual({
      accept: "application/json",
      "accept-encoding": "identity",
      authorization: "Bearer s3cret",
      connection: "keep-alive",
      host: server.url.replace("http://", ""),
      "user-agent": expect.stringMatching(/^roster\/\d+\.\d+\.\d+$/),
      "x-request-id": "0b8e-77",
    });
  });

  it.each(["a\r\nx-admin: 1", "", "ä", "a".repeat(200)])(
    "never bears an id such as %j",
    async (requestId) => {
      const { send, server } = await answering([]);
      await send(createCall("anna", requestId));
      expect(server.requests[0]?.headers).not.toHaveProperty("x-request-id");
      expect(server.requests[0]?.headers).not.toHaveProperty("x-admin");
    },
  );

  it("continues a trace, one part of it for each attempt", async () => {
    const { send, server, passing } = await answering([503]);
    const ended: CallRecord[] = [];
    const call = {
      ...createCall(),
      trace: ({ attempt }: Pick<CallRecord, "attempt">) => ({
        traceparent: `00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b${attempt}-01`,
        end: (record: CallRecord) => void ended.push(record),
      }),
    };
    await passing(send(call));
    expect(server.requests.map(({ headers }) => headers["traceparent"])).toEqual([
      "00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b1-01",
      "00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b2-01",
    ]);
    expect(ended).toEqual(call.records);
  });
});

describe("a read", () => {
  it.each([500, 502, 503, 504])("is sent again after a %i, and each attempt is recorded", async (status) => {
    const { send, passing } = await answering([status, status]);
    const call = createCall();
    expect(await passing(send(call))).toEqual({ ok: true });
    expect(tries(call.records)).toEqual([`1: ${status}`, `2: ${status}`, "3: 200"]);
  });

  it.each([400, 401, 403, 404, 409, 410, 412, 418, 422, 423, 429, 501])(
    "is not sent again after a %i",
    async (status) => {
      const { send, passing } = await answering([status]);
      const call = createCall();
      await expect(passing(send(call))).rejects.toBeInstanceOf(GatewayError);
      expect(tries(call.records)).toEqual([`1: ${status}`]);
    },
  );

  it("waits as long as a 429 asks, where that fits", async () => {
    const { send, clock, server } = await answering([429], { "retry-after": "4" });
    const answer = send();
    await until(() => server.requests.length === 1 && clock.timers() === 2);
    await clock.advance(3_999);
    expect(server.requests.length).toBe(1);
    await clock.advance(1);
    expect(await answer).toEqual({ ok: true });
  });

  it.each([
    ["10", 10_000],
    ["86400", 86_400_000],
    ["999999999", 86_400_000],
    ["Sun, 22 Nov 2099 12:00:00 GMT", 86_400_000],
    ["-5", undefined],
    ["garbage", undefined],
  ])("is told at once of a 429 with Retry-After: %s, hint and all", async (header, retryAfterMs) => {
    const { send, passing, clock } = await answering([429], { "retry-after": header });
    await expect(passing(send())).rejects.toMatchObject({ code: "RATE_LIMITED", retryAfterMs });
    expect(clock.monotonic()).toBe(0);
  });

  it("costs its operation one call for each attempt", async () => {
    const { send, passing } = await answering([503, 503]);
    let left = 2;
    const call = {
      ...createCall(),
      spend: (provider: string) => {
        left -= 1;
        if (left < 0) throw new GatewayError("QUOTA_EXCEEDED", "used up", { provider, unsent: true });
      },
    };
    await expect(passing(send(call))).rejects.toMatchObject({ code: "UPSTREAM_ERROR" });
    expect(tries(call.records)).toEqual(["1: 503", "2: 503"]);
    await expect(passing(send(call))).rejects.toMatchObject({ code: "QUOTA_EXCEEDED", unsent: true });
    expect(call.records.length).toBe(2);
  });

  it("lets a bug be a bug", async () => {
    const { upstream } = await answering([]);
    const bug = new TypeError("undefined is not a function");
    const sent = upstream.send(READ, createCall(), () => {
      throw bug;
    });
    await expect(sent).rejects.toBe(bug);
    expect(upstream.stats()).toEqual({ breaker: "closed", running: 0, queued: 0 });
  });
});

describe("a write", () => {
  it.each([
    [503, WRITE],
    [429, { ...WRITE, method: "DELETE" }],
    [500, { ...READ, effect: "write" }],
  ] as const)("is sent once, also where a %i comes back", async (status, request) => {
    const { send, passing, server } = await answering([status], { "retry-after": "1" });
    await expect(passing(send(createCall(), request))).rejects.toBeInstanceOf(GatewayError);
    expect(server.requests.length).toBe(1);
  });

  it("does not go out before a wait that a read was told, and goes after it", async () => {
    const { send, clock, server } = await answering([429], { "retry-after": "4" });
    const read = send();
    await until(() => server.requests.length === 1 && clock.timers() === 2);
    const write = send(createCall(), WRITE);
    await clock.advance(3_999);
    expect(server.requests.length).toBe(1);
    await clock.advance(1);
    await Promise.all([read, write]);
    expect(server.requests.length).toBe(3);
  });
});

describe("a provider that is down", () => {
  it("is not asked any more after ten failures, is tried again, and is well again", async () => {
    const { send, passing, upstream, server, clock } = await answering(Array.from({ length: 10 }, () => 503));
    for (let read = 0; upstream.stats().breaker === "closed"; read += 1) {
      await expect(passing(send())).rejects.toMatchObject({ code: "UPSTREAM_ERROR" });
      expect(read).toBeLessThan(10);
    }
    expect(server.requests.length).toBe(10);
    expect(upstream.health().state).toBe("DOWN");

    const call = createCall();
    await expect(send(call)).rejects.toMatchObject({ code: "PROVIDER_UNAVAILABLE", retryAfterMs: 1_000 });
    expect([call.records, server.requests.length]).toEqual([[], 10]);

    await clock.advance(1_000);
    expect([upstream.health().state, upstream.stats().breaker]).toEqual(["DOWN", "open"]);
    const probe = send();
    await settled();
    expect([upstream.health().state, upstream.stats().breaker]).toEqual(["DEGRADED", "halfOpen"]);
    expect(await passing(probe)).toEqual({ ok: true });
    expect(upstream.stats()).toEqual({ breaker: "closed", running: 0, queued: 0 });
    for (let read = 0; read < 9; read += 1) await passing(send());
    expect(upstream.health().state).toBe("HEALTHY");
  });

  it("has nobody waiting for it once that is known", async () => {
    let answer = (): void => undefined;
    started = await startUpstream((_request, response, nth) => {
      const fail = (): void => void response.writeHead(500).end();
      if (nth < 10) fail();
      else answer = fail;
    }, 1);
    const { send, passing, server, upstream } = started;
    while (server.requests.length < 9) await passing(send()).catch(() => undefined);
    const last = send(createCall(), WRITE).catch(({ code }: GatewayError) => code);
    await until(() => server.requests.length === 10);
    const waits = send(createCall(), WRITE).catch(({ code, unsent }: GatewayError) => ({ code, unsent }));
    await settled();
    expect(upstream.stats()).toEqual({ breaker: "closed", running: 1, queued: 1 });
    answer();
    expect(await last).toBe("UPSTREAM_ERROR");
    expect(await waits).toEqual({ code: "PROVIDER_UNAVAILABLE", unsent: true });
    expect(server.requests.length).toBe(10);
  });

  it("lets nobody wait for a turn while the one that is let through has not come back", async () => {
    started = await startUpstream((_request, response, nth) => {
      if (nth <= 10) response.writeHead(500).end();
    }, 1);
    const { send, passing, server, upstream, clock } = started;
    while (upstream.stats().breaker === "closed") await passing(send()).catch(() => undefined);
    await clock.advance(1_000);
    const probe = send().catch(({ code }: GatewayError) => code);
    await until(() => server.requests.length === 11);
    const another = send(createCall(), readOf(2));
    await expect(another).rejects.toMatchObject({ code: "PROVIDER_UNAVAILABLE", unsent: true });
    expect(upstream.stats()).toEqual({ breaker: "halfOpen", running: 1, queued: 0 });
    await clock.advance(TIMEOUT_MS);
    expect(await probe).toBe("UPSTREAM_TIMEOUT");
    expect(upstream.stats()).toEqual({ breaker: "open", running: 0, queued: 0 });
  });

  it("is not held to be down because calls had waited until little time was left", async () => {
    let answer = (): void => undefined;
    started = await startUpstream((_request, response, nth) => {
      if (nth === 1) answer = () => void response.end("{}");
    }, 1);
    const { send, server, upstream, clock } = started;
    const slow = send();
    const waits = send(createCall(), readOf(2)).catch(({ code }: GatewayError) => code);
    await until(() => server.requests.length === 1);
    await clock.advance(TIMEOUT_MS * 0.6);
    answer();
    await slow;
    await until(() => server.requests.length === 2);
    await clock.advance(TIMEOUT_MS * 0.4);
    expect(await waits).toBe("UPSTREAM_TIMEOUT");
    expect(upstream.health()).toMatchObject({ state: "HEALTHY", lastFailureAt: null });
  });
});
