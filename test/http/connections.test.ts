import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { toLimits } from "../../src/config/limits.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { connectTo, postOf, type RawConnection, statusesIn } from "./raw.ts";

let gateway: Gateway;
let open: RawConnection[] = [];
beforeAll(async () => {
  const limits = { headersTimeoutMs: 600, requestTimeoutMs: 1_200 };
  gateway = await startGateway({ users: 50, config: { limits } });
});
afterAll(async () => {
  for (const connection of open) connection.close();
  open = [];
  await gateway.close();
});

async function connection(): Promise<RawConnection> {
  const opened = await connectTo(gateway.url);
  open.push(opened);
  return opened;
}

async function exchange(text: string): Promise<string> {
  const opened = await connection();
  opened.send(text);
  return opened.ended;
}

const HELLO = "{ __typename }";
const body = JSON.stringify({ query: HELLO });
const head = "POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n";

describe("slow clients", () => {
  it("are cut, three hundred at once, while others are served", async () => {
    const half = await Promise.all(Array.from({ length: 300 }, () => connection()));
    half.forEach((one, index) => {
      if (index % 3 === 0) one.send("POST /graphql HT");
      else if (index % 3 === 1) one.send(`${head}x-slow: `);
      else one.send(`${head}content-length: 100\r\n\r\n{"query"`);
    });
    const started = performance.now();
    const { data } = await gateway.graphql(HELLO);
    expect(data).toEqual({ __typename: "Query" });
    expect(performance.now() - started).toBeLessThan(1_000);
    const answers = await Promise.all(half.map(({ ended }) => ended));
    expect(new Set(answers.flatMap(statusesIn))).toEqual(new Set([408]));
  });

  it("are cut when they send nothing at all", async () => {
    const silent = await connection();
    expect(statusesIn(await silent.ended)).toEqual([408]);
  });
});

describe("the times that a client has by default", () => {
  it("end within fifteen seconds", () => {
    const { headersTimeoutMs, requestTimeoutMs } = toLimits(undefined, true);
    // The check is made once a second, and who is cut has a moment to read why.
    expect(Math.max(headersTimeoutMs, requestTimeoutMs) + 1_000 + 500).toBeLessThan(15_000);
  });
});

describe("a request that two servers could read in two ways", () => {
  it.each([
    ["two lengths", `${head}content-length: 5\r\ncontent-length: ${body.length}\r\n\r\n${body}`],
    [
      "a length and chunks",
      `${head}content-length: ${body.length}\r\ntransfer-encoding: chunked\r\n\r\n${body}`,
    ],
    ["chunks by another name", `${head}transfer-encoding: xchunked\r\n\r\n${body}`],
    ["chunks said twice", `${head}transfer-encoding: chunked, identity\r\n\r\n${body}`],
    ["a space before the colon", `${head}content-length : ${body.length}\r\n\r\n${body}`],
    ["a length with a sign", `${head}content-length: +${body.length}\r\n\r\n${body}`],
    ["a line that goes on", `${head}x-folded: a\r\n b\r\ncontent-length: 0x1f\r\n\r\n${body}`],
    ["a bare line feed in its chunks", `${head}transfer-encoding: chunked\r\n\r\n1\n{\r\n0\r\n\r\n`],
  ])("is refused with one answer: %s", async (_what, text) => {
    const smuggled = "GET /health/live HTTP/1.1\r\nhost: localhost\r\n\r\n";
    expect(statusesIn(await exchange(`${text}${smuggled}`))).toEqual([400]);
  });

  it("is answered in its place when it comes behind others", async () => {
    const opened = await connection();
    opened.send(postOf("{ a: __typename }") + postOf("{ b: __typename }") + postOf("{ c: __typename }"));
    const received = await opened.waitFor('"c":"Query"');
    expect([...received.matchAll(/"data":\{"(.)"/g)].map(([, name]) => name)).toEqual(["a", "b", "c"]);
  });
});

describe("what is no HTTP, or too much of it", () => {
  it.each([
    ["nonsense", "HELO roster\r\n\r\n", 400],
    ["TLS where none is", "\u0016\u0003\u0001\u0000\r\n\r\n", 400],
    [
      "a header of 100 kB",
      `GET /graphql HTTP/1.1\r\nhost: localhost\r\nx-large: ${"x".repeat(100_000)}\r\n\r\n`,
      431,
    ],
    ["a method of its own", "FROBNICATE /graphql HTTP/1.1\r\nhost: localhost\r\n\r\n", 400],
    ["a tunnel", "CONNECT evil.example:443 HTTP/1.1\r\nhost: evil.example\r\n\r\n", 405],
  ])("is refused as JSON: %s", async (_what, text, status) => {
    const received = await exchange(text);
    expect(statusesIn(received)).toEqual([status]);
    expect(received).toContain('{"errors":[{"message":"');
    expect(received).not.toContain("evil.example");
  });

  it("is refused for more than a hundred headers", async () => {
    const many = Array.from({ length: 150 }, (_, index) => `x-h${index}: 1\r\n`).join("");
    const received = await exchange(
      `GET /graphql HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n${many}\r\n`,
    );
    expect(statusesIn(received)).toEqual([431]);
  });

  it.each(["TRACE", "OPTIONS"])("shows nothing of a request in the answer to %s", async (method) => {
    const text = `${method} /graphql HTTP/1.1\r\nhost: localhost\r\nx-probe: echo-me\r\nconnection: close\r\n\r\n`;
    const received = await exchange(text);
    expect(statusesIn(received)[0]).toBe(method === "TRACE" ? 405 : 204);
    expect(received).not.toContain("echo-me");
  });

  it("is nothing at another server's address", async () => {
    const text = "GET http://evil.example/graphql HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";
    const received = await exchange(text);
    expect(statusesIn(received)).toEqual([404]);
    expect(received).not.toContain("evil.example");
  });

  it("is not asked for where its headers have refused it already", async () => {
    const opened = await connection();
    opened.send(`${head}content-length: 50000000\r\nexpect: 100-continue\r\n\r\n`);
    expect(statusesIn(await opened.waitFor("larger than"))).toEqual([413]);
  });

  it("is asked for where it is welcome", async () => {
    const opened = await connection();
    opened.send(`${head}content-length: ${body.length}\r\nexpect: 100-continue\r\n\r\n`);
    await opened.waitFor("100 Continue");
    opened.send(body);
    expect(statusesIn(await opened.waitFor("__typename"))).toEqual([100, 200]);
  });
});
