import { execFile } from "node:child_process";
import { createServer as createTlsServer } from "node:https";
import { createServer as createPlainServer } from "node:net";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, describe, expect, it } from "@jest/globals";
import { Agent } from "undici";
import { connectionFailure } from "../../src/datasources/http/connectionFailure.ts";
import type { GatewayError } from "../../src/domain/errors.ts";
import { selfSigned } from "./certificate.ts";
import { createCall, settled, until, WRITE } from "./support.ts";
import { connect, startUpstream, TIMEOUT_MS } from "./upstream.ts";

const run = promisify(execFile);
let ends: (() => Promise<unknown>)[] = [];
/** The last to start is the first to end. */
afterEach(async () => {
  const all = ends.reverse();
  ends = [];
  for (const end of all) await end();
});

async function start(handle: Parameters<typeof startUpstream>[0]) {
  const started = await startUpstream(handle);
  ends.push(started.close);
  return started;
}

type Listening = {
  listen: (port: number, host: string, then: () => void) => unknown;
  address: () => unknown;
};

/** Listens on a free port and tells it. */
async function portOf(server: Listening & { close: (then: () => void) => unknown }): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  ends.push(() => new Promise<void>((resolve) => server.close(resolve)));
  const address = server.address();
  return typeof address === "object" && address !== null ? Number(Reflect.get(address, "port")) : 0;
}

const failed = (thrown: GatewayError) => ({ code: thrown.code, unsent: thrown.unsent });

describe("a connection that breaks", () => {
  it("before the answer is hidden from a read, and not from a write, which may have been done", async () => {
    const { send, passing, server } = await start((request, response, nth) => {
      if (nth % 2 === 1) request.socket.destroy();
      else response.end("{}");
    });
    expect(await passing(send())).toEqual({});
    const write = await passing(send(createCall(), WRITE).catch(failed));
    expect(write).toEqual({ code: "PROVIDER_UNAVAILABLE", unsent: false });
    expect(server.requests.length).toBe(3);
  });

  it("because the provider closed it while it was idle is hidden from a read", async () => {
    // Each connection is good for one answer, and is closed as soon as a second request comes along it.
    const used = new WeakSet<object>();
    const { send, passing, server } = await start(({ socket }, response) => {
      if (used.has(socket)) socket.destroy();
      else response.end("{}");
      used.add(socket);
    });
    for (let read = 0; read < 5; read += 1) expect(await passing(send())).toEqual({});
    expect(server.requests.length).toBeGreaterThan(5);
  });

  it("in the middle of the answer is hidden from a read", async () => {
    const { send, passing } = await start((_request, response, nth) => {
      response.writeHead(200, { "content-length": "20" }).write('{"a":');
      if (nth < 3) setImmediate(() => response.destroy());
      else response.end('"01234567890123"');
    });
    const call = createCall();
    await passing(send(call)).catch(() => undefined);
    expect(call.records.map(({ attempt, status }) => [attempt, status])).toEqual([
      [1, 200],
      [2, 200],
      [3, 200],
    ]);
  });

  it("after an answer that nobody asked for gives that one to nobody", async () => {
    const whole = (body: string) =>
      `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
    let asked = 0;
    const server = createPlainServer((socket) => {
      socket.on("error", () => undefined);
      socket.on("data", () => {
        asked += 1;
        socket.write(`${whole(`{"of":${asked}}`)}${whole('{"of":"somebody else"}')}`);
      });
    });
    const port = await portOf(server);
    const { send, passing, pools } = connect(`http://127.0.0.1:${port}`);
    ends.push(() => pools.destroy());
    for (let read = 0; read < 5; read += 1) {
      const answer = await passing(send().catch(failed));
      expect(JSON.stringify(answer)).not.toContain("somebody else");
    }
    expect(asked).toBeGreaterThanOrEqual(5);
  });

  it("that is refused leaves nothing sent", async () => {
    const server = createPlainServer();
    const port = await portOf(server);
    await ends.pop()?.();
    const { send, passing, pools } = connect(`http://127.0.0.1:${port}`);
    ends.push(() => pools.destroy());
    const call = createCall();
    expect(await passing(send(call).catch(failed))).toEqual({ code: "PROVIDER_UNAVAILABLE", unsent: true });
    expect(call.records.map(({ attempt, status }) => [attempt, status])).toEqual([
      [1, null],
      [2, null],
      [3, null],
    ]);
  });
});

describe("an answer that takes too long", () => {
  it.each([
    ["never begins", () => undefined],
    ["never ends", (response: { write: (text: string) => unknown }) => void response.write("[")],
  ])(
    "and %s is given up at the deadline, connection and all, and not asked for again",
    async (_name, begin) => {
      const { send, clock, server, upstream } = await start((_request, response) => begin(response));
      const call = createCall();
      const sent = send(call).catch(failed);
      await until(() => server.requests.length === 1);
      await settled();
      await clock.advance(TIMEOUT_MS);
      expect(await sent).toEqual({ code: "UPSTREAM_TIMEOUT", unsent: false });
      await until(() => server.sockets.size === 0);
      expect([call.records.length, upstream.stats().running, clock.timers()]).toEqual([1, 0, 0]);
      expect(upstream.health().state).toBe("DOWN");
    },
  );

  it("is given up when whoever asked has gone, and is no fault of the provider's", async () => {
    const { send, server, upstream } = await start((_request, response) => void response.write("["));
    const call = createCall();
    const sent = send(call).catch(failed);
    await until(() => server.requests.length === 1);
    call.leave();
    expect(await sent).toEqual({ code: "UPSTREAM_TIMEOUT", unsent: false });
    await until(() => server.sockets.size === 0);
    expect(upstream.health().state).toBe("UNKNOWN");
    const late = await send(call).catch(failed);
    expect([late, server.requests.length]).toEqual([{ code: "UPSTREAM_TIMEOUT", unsent: true }, 1]);
  });
});

describe("an answer that cannot be right", () => {
  it.each<[string, Parameters<typeof startUpstream>[0]]>([
    [
      "a redirect, even with a body that never ends",
      (_request, response) => void response.writeHead(307, { location: "/elsewhere" }).write("["),
    ],
    [
      "headers over 64 KB",
      (_request, response) => response.writeHead(200, { "x-long": "a".repeat(70_000) }).end(),
    ],
    [
      "a body without end",
      (_request, response) => {
        const more = (): void =>
          void (response.writable && response.write(Buffer.alloc(1_048_576, 32), more));
        more();
      },
    ],
  ])(
    "%s is an invalid response; its connection is closed, and it is not asked for again",
    async (_name, handle) => {
      const { send, passing, server } = await start(handle);
      const sent = await passing(send().catch(failed));
      expect(sent).toEqual({ code: "UPSTREAM_INVALID_RESPONSE", unsent: false });
      expect(server.requests.length).toBe(1);
      await until(() => server.sockets.size === 0);
    },
  );

  it("something that is not HTTP is an invalid response", async () => {
    const port = await portOf(
      createPlainServer((socket) => void socket.resume().end("SSH-2.0-OpenSSH_9.6\r\n")),
    );
    const { send, passing, pools } = connect(`http://127.0.0.1:${port}`);
    ends.push(() => pools.destroy());
    expect(await passing(send().catch(failed))).toMatchObject({ code: "UPSTREAM_INVALID_RESPONSE" });
  });
});

describe("a certificate that is not accepted", () => {
  const DAY = 86_400_000;
  const now = Date.now();
  const good = selfSigned("localhost", new Date(now - DAY), new Date(now + DAY));
  const expired = selfSigned("localhost", new Date(now - 2 * DAY), new Date(now - DAY));
  const elsewhere = selfSigned("elsewhere.example", new Date(now - DAY), new Date(now + DAY));

  it.each([
    ["that vouches for itself", good, false],
    ["of the past", expired, true],
    ["of another host", elsewhere, true],
  ])("%s: nothing is sent", async (_name, certificate, isTrusted) => {
    let requests = 0;
    const server = createTlsServer(certificate, (_request, response) => {
      requests += 1;
      response.end("{}");
    });
    const port = await portOf(server);
    const trusting = new Agent({ connect: { ca: certificate.cert, rejectUnauthorized: true } });
    const { send, passing, pools } = connect(
      `https://localhost:${port}`,
      isTrusted ? { dispatcher: trusting } : {},
    );
    ends.push(
      () => pools.destroy(),
      () => trusting.destroy(),
    );
    const sent = await passing(send().catch((thrown: GatewayError) => thrown));
    expect(sent).toMatchObject({
      code: "PROVIDER_UNAVAILABLE",
      unsent: true,
      message: "key could not be reached: its certificate is not accepted.",
    });
    expect(requests).toBe(0);
  });

  it("is refused also by a process whose environment would have it accepted", async () => {
    const port = await portOf(createTlsServer(good, (_request, response) => void response.end("{}")));
    const program = fileURLToPath(new URL("./askOnce.ts", import.meta.url));
    const { stdout } = await run(
      process.execPath,
      ["--import", "tsx", program, `https://localhost:${port}`],
      {
        env: { ...process.env, NODE_TLS_REJECT_UNAUTHORIZED: "0" },
      },
    );
    expect(stdout.trim()).toBe("DEPTH_ZERO_SELF_SIGNED_CERT");
  });
});

describe("what a connection throws", () => {
  it.each([
    ["ECONNRESET", "PROVIDER_UNAVAILABLE", false, true],
    ["UND_ERR_SOCKET", "PROVIDER_UNAVAILABLE", false, true],
    ["EPIPE", "PROVIDER_UNAVAILABLE", false, true],
    ["ECONNREFUSED", "PROVIDER_UNAVAILABLE", true, true],
    ["ENOTFOUND", "PROVIDER_UNAVAILABLE", true, false],
    ["EAI_AGAIN", "PROVIDER_UNAVAILABLE", true, false],
    ["CERT_HAS_EXPIRED", "PROVIDER_UNAVAILABLE", true, false],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "PROVIDER_UNAVAILABLE", true, false],
    ["ERR_SSL_WRONG_VERSION_NUMBER", "PROVIDER_UNAVAILABLE", false, false],
    ["EPROTO", "PROVIDER_UNAVAILABLE", false, false],
    ["UND_ERR_CONNECT_TIMEOUT", "UPSTREAM_TIMEOUT", true, false],
    ["UND_ERR_HEADERS_OVERFLOW", "UPSTREAM_INVALID_RESPONSE", false, false],
    ["HPE_INVALID_CONSTANT", "UPSTREAM_INVALID_RESPONSE", false, false],
    ["UNHEARD_OF", "PROVIDER_UNAVAILABLE", false, false],
  ])("%s is %s (nothing sent: %s, worth a retry: %s)", (code, expected, unsent, again) => {
    const thrown = Object.assign(new Error("connect to 10.0.0.7:443 failed"), { code });
    const failure = connectionFailure(thrown, "key");
    expect(failure).toMatchObject({ error: { code: expected, unsent, provider: "key" }, again });
    expect(failure.error.message).not.toContain("10.0.0.7");
  });
});
