import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "@jest/globals";
import { ConfigError, readConfigFile, readEnvironment } from "../../src/config/index.ts";
import { providerDefinitions } from "../../src/datasources/index.ts";

/*
 * A mistake in the configuration stops the start with one line that names the key and never shows a value, since
 * the value may be a secret in the wrong place.
 */

const folder = mkdtempSync(join(tmpdir(), "roster-config-"));
afterAll(() => rmSync(folder, { recursive: true }));

const SECRET = "s3cret-value-1234567890";
const SECRET_FILE = join(folder, "secret");
writeFileSync(SECRET_FILE, `${SECRET}\n`);

const ENVIRONMENT = { SCALEWAY_API_KEY: SECRET, SCALR_TOKEN: SECRET, EMPTY: "" };

/** What stands in a configuration for a variable or a file. */
const put = (what: string): string => ["$", "{", what, "}"].join("");

const SCALEWAY = {
  key: "scaleway",
  kind: "scaleway",
  baseUrl: "https://api.scaleway.com",
  secretKey: put("SCALEWAY_API_KEY"),
  organizationId: "8f2c5f1e-0000-4000-8000-000000000000",
};
const SCALR = {
  key: "scalr",
  kind: "scalr",
  baseUrl: "https://my.scalr.io",
  token: put(`file:${SECRET_FILE}`),
  accountId: "acc-svrcncgh453bi8g",
};

/** Writes a configuration file and reads it. JSON is YAML. */
function read(document: unknown, environment: Readonly<Record<string, string>> = ENVIRONMENT) {
  const path = join(folder, "roster.yaml");
  writeFileSync(path, typeof document === "string" ? document : JSON.stringify(document));
  return readConfigFile(path, environment, providerDefinitions);
}

/** A configuration that is right but for its Redis. */
function withRedis(redis: Readonly<Record<string, unknown>>) {
  return { ...withProviders(SCALR), cursorKey: `${SECRET}${SECRET}`, redis };
}

/** The lines that stop the start. */
function mistakesOf(document: unknown): readonly string[] {
  try {
    read(document);
  } catch (thrown) {
    if (thrown instanceof ConfigError) return thrown.message.split("\n");
    throw thrown;
  }
  return [];
}

const withProviders = (...providers: readonly object[]) => ({ providers });

describe("a configuration without mistakes", () => {
  it("is read, with environment variables and files put in and defaults filled in", () => {
    const { providers, explain } = read(withProviders(SCALEWAY, { ...SCALR, pageSize: 50, timeoutMs: 500 }));
    expect(providers.map(({ common }) => common)).toEqual([
      {
        key: "scaleway",
        baseUrl: "https://api.scaleway.com",
        timeoutMs: 10_000,
        maxConcurrency: expect.any(Number),
        sweepLimit: expect.any(Number),
      },
      {
        key: "scalr",
        baseUrl: "https://my.scalr.io",
        timeoutMs: 500,
        maxConcurrency: expect.any(Number),
        sweepLimit: expect.any(Number),
        pageSize: 50,
      },
    ]);
    expect(explain).toBe(false);
  });

  it("may have several providers of one kind", () => {
    expect(read(withProviders(SCALEWAY, { ...SCALEWAY, key: "scaleway-2" })).providers.length).toBe(2);
  });

  it("may be YAML with comments and quotes", () => {
    const yaml = `
      providers: # just one
        - { key: a, kind: scalr, baseUrl: "https://my.scalr.io", token: 'x', accountId: acc-1 }`;
    expect(mistakesOf(yaml)).toEqual([]);
  });
});

describe("a mistake stops the start with one line that names its key", () => {
  const CASES: ReadonlyArray<readonly [name: string, document: unknown, line: RegExp]> = [
    [
      "an unknown key of the file",
      { ...withProviders(SCALR), colour: "red" },
      /^colour: is not a known key$/,
    ],
    [
      "an unknown key of a provider",
      withProviders({ ...SCALR, tokne: SECRET }),
      /^providers\[0\]\.tokne: is not a known key$/,
    ],
    [
      "another kind's key",
      withProviders(SCALR, { ...SCALEWAY, tenantId: "tnt_1" }),
      /^providers\[1\]\.tenantId: is not a known key$/,
    ],
    [
      "a variable that is not set",
      withProviders({ ...SCALR, token: put("NOT_SET") }),
      /^providers\[0\]\.token: the environment variable NOT_SET is not set$/,
    ],
    [
      "a variable that is empty",
      withProviders({ ...SCALR, token: put("EMPTY") }),
      /^providers\[0\]\.token: the environment variable EMPTY is not set$/,
    ],
    [
      "a file that is not there",
      withProviders({ ...SCALR, token: put("file:/nowhere/secret") }),
      /^providers\[0\]\.token: the file \/nowhere\/secret cannot be read$/,
    ],
    ["a missing setting", withProviders({ ...SCALR, token: undefined }), /^providers\[0\]\.token: .{10}/],
    ["a missing key", withProviders({ ...SCALR, key: undefined }), /^providers\[0\]\.key: must be given$/],
    [
      "a key that no id could hold",
      withProviders({ ...SCALR, key: "My Scalr" }),
      /^providers\[0\]\.key: must be/,
    ],
    [
      "a key that is there twice",
      withProviders(SCALR, SCALR),
      /^providers\[1\]\.key: "scalr" is there twice$/,
    ],
    [
      "an unknown kind: the known ones are named",
      withProviders({ ...SCALR, kind: "okta" }),
      /^providers\[0\]\.kind: must be one of scaleway, samsung, scaikey, equinix, scalr$/,
    ],
    ["no kind", withProviders({ ...SCALR, kind: undefined }), /^providers\[0\]\.kind: must be one of/],
    [
      "an address that is none",
      withProviders({ ...SCALR, baseUrl: "scalr" }),
      /^providers\[0\]\.baseUrl: must be/,
    ],
    [
      "an address of another protocol",
      withProviders({ ...SCALR, baseUrl: "file:///etc/passwd" }),
      /^providers\[0\]\.baseUrl: must be an http or https address$/,
    ],
    [
      "an address with a password in it",
      withProviders({ ...SCALR, baseUrl: `https://me:${SECRET}@my.scalr.io` }),
      /^providers\[0\]\.baseUrl: must be an address alone/,
    ],
    [
      "an address with a query, which would get lost",
      withProviders({ ...SCALR, baseUrl: `https://my.scalr.io/?key=${SECRET}` }),
      /^providers\[0\]\.baseUrl: must be an address alone/,
    ],
    [
      "a setting of the wrong form",
      withProviders({ ...SCALEWAY, organizationId: SECRET }),
      /^providers\[0\]\.organizationId: is the id of the Scaleway organisation/,
    ],
    [
      "a time-out as text",
      withProviders({ ...SCALR, timeoutMs: "10s" }),
      /^providers\[0\]\.timeoutMs: must be/,
    ],
    ["a time-out of nothing", withProviders({ ...SCALR, timeoutMs: 0 }), /^providers\[0\]\.timeoutMs: /],
    ["a page of nobody", withProviders({ ...SCALR, pageSize: 0 }), /^providers\[0\]\.pageSize: /],
    [
      "a switch that is a word",
      { ...withProviders(SCALR), explain: "yes" },
      /^explain: must be true or false$/,
    ],
    ["a cursor key that is too short", { ...withProviders(SCALR), cursorKey: SECRET }, /^cursorKey: must be/],
    ["a Redis by HTTP", withRedis({ url: `http://:${SECRET}@redis` }), /^redis\.url: must be an address/],
    ["a Redis without a scheme", withRedis({ url: `${SECRET}:6379` }), /^redis\.url: must be an address/],
    ["a Redis with a path", withRedis({ url: `redis://redis/${SECRET}` }), /^redis\.url: must be an address/],
    ["a Redis with a query", withRedis({ url: `redis://redis?password=${SECRET}` }), /^redis\.url: must be/],
    ["a Redis without an address", withRedis({ prefix: "one" }), /^redis\.url: must be given$/],
    [
      "a prefix with a brace",
      withRedis({ url: "redis://redis", prefix: "{one}" }),
      /^redis\.prefix: must be/,
    ],
    [
      "a password by itself",
      withRedis({ url: "redis://redis", password: SECRET }),
      /^redis\.password: is not/,
    ],
    [
      "a Redis without a cursor key",
      { ...withProviders(SCALR), redis: { url: `redis://:${SECRET}@redis` } },
      /^cursorKey: must be given with redis/,
    ],
    ["no providers", {}, /^providers: must be a list of providers$/],
    ["an empty list of providers", withProviders(), /^providers: must name at least one provider$/],
    ["a provider that is a word", { providers: [SECRET] }, /^providers\[0\]: /],
    ["an empty file", "", /^the file: /],
    ["a list for a file", [SCALR], /^the file: /],
    ["a key twice in the YAML", "providers: []\nproviders: []", /^ROSTER_CONFIG: line 2 is not YAML/],
    ["no YAML", `providers: [${SECRET}`, /^ROSTER_CONFIG: line \d is not YAML/],
    ["an alias of nothing", "providers: *nothing", /^ROSTER_CONFIG: /],
  ];

  it.each(CASES)("%s", (_name, document, line) => {
    const lines = mistakesOf(document);
    expect(lines).toEqual([expect.stringMatching(line)]);
    expect(lines.join()).not.toContain(SECRET);
  });

  it("and all of them at once, a line each", () => {
    const lines = mistakesOf(
      withProviders(
        { ...SCALR, token: put("NOT_SET"), timeoutMs: -1, colour: "red" },
        { ...SCALEWAY, kind: "okta" },
        { ...SCALEWAY, secretKey: "two words", shade: "blue", tone: "dark" },
      ),
    );
    expect(lines.map((line) => line.split(":")[0]).sort()).toEqual([
      "providers[0].colour",
      "providers[0].timeoutMs",
      "providers[0].token",
      "providers[1].kind",
      "providers[2].secretKey",
      "providers[2].shade",
      "providers[2].tone",
    ]);
  });

  it("a file that cannot be read is named", () => {
    const path = join(folder, "not-there.yaml");
    expect(() => readConfigFile(path, {}, providerDefinitions)).toThrow(
      new ConfigError([{ key: "ROSTER_CONFIG", message: `the file ${path} cannot be read` }]),
    );
  });

  it("each kind of provider names what it needs and was not given", () => {
    const needed = {
      scaleway: ["organizationId", "secretKey"],
      samsung: ["accessKey", "accountId", "secretKey"],
      scaikey: ["token"],
      equinix: ["authToken"],
      scalr: ["accountId", "token"],
    };
    for (const [kind, keys] of Object.entries(needed)) {
      const lines = mistakesOf(withProviders({ key: "one", kind, baseUrl: "https://one.example" }));
      expect(lines.map((line) => line.split(":")[0]).sort()).toEqual(
        keys.map((key) => `providers[0].${key}`),
      );
    }
  });
});

describe("a provider's address", () => {
  const WITHOUT_TLS = /^providers\[0\]\.baseUrl: is http, .*allowHttp: true$/;
  const INSIDE = /^providers\[0\]\.baseUrl: is an address of a private .*allowPrivateNetwork: true$/;
  const at = (baseUrl: string, more: object = {}) =>
    mistakesOf(withProviders({ ...SCALR, baseUrl, ...more }));

  it.each([
    "https://my.scalr.io",
    "https://scalr.internal.example/api",
    "https://93.184.215.14",
    "http://127.0.0.1:4100",
    "http://localhost:4100/metal/v1",
    "http://scalr.localhost",
    "http://[::1]:4100",
  ])("is taken as it is over TLS, and on this machine: %s", (baseUrl) => {
    expect(at(baseUrl)).toEqual([]);
  });

  it.each([
    "http://my.scalr.io",
    "http://metadata.google.internal",
    "http://93.184.215.14",
    "http://localhost.example",
    "http://[::ffff:127.0.0.1]",
  ])("is not taken where what is sent can be read on the way, unless that is said: %s", (baseUrl) => {
    expect(at(baseUrl)).toEqual([expect.stringMatching(WITHOUT_TLS)]);
    expect(at(baseUrl, { allowPrivateNetwork: true })).toEqual([expect.stringMatching(WITHOUT_TLS)]);
    expect(at(baseUrl, { allowHttp: true })).toEqual([]);
  });

  it.each([
    "169.254.169.254",
    "0xa9fea9fe",
    "2852039166",
    "[::ffff:169.254.169.254]",
    "[fd00:ec2::254]",
    "[fe80::1]",
    "10.0.0.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "100.64.0.1",
    "0.0.0.0",
    "[::]",
    "224.0.0.1",
  ])("is not taken inside a network, unless that is said: %s", (host) => {
    expect(at(`https://${host}/latest`)).toEqual([expect.stringMatching(INSIDE)]);
    expect(at(`https://${host}/latest`, { allowHttp: true })).toEqual([expect.stringMatching(INSIDE)]);
    expect(at(`https://${host}/latest`, { allowPrivateNetwork: true })).toEqual([]);
    expect(at(`http://${host}`, { allowPrivateNetwork: true })).toEqual([expect.stringMatching(WITHOUT_TLS)]);
    expect(at(`http://${host}`, { allowPrivateNetwork: true, allowHttp: true })).toEqual([]);
  });

  it.each(["172.15.0.1", "172.32.0.1", "100.128.0.1", "11.0.0.1", "[2606:4700::1111]"])(
    "is not taken for one inside a network where it is none: %s",
    (host) => expect(at(`https://${host}`)).toEqual([]),
  );

  it("is allowed for its own provider alone", () => {
    const inside = { baseUrl: "https://10.0.0.1", allowPrivateNetwork: true };
    expect(
      mistakesOf(withProviders({ ...SCALR, ...inside }, { ...SCALEWAY, baseUrl: "https://10.0.0.1" })),
    ).toEqual([expect.stringMatching(/^providers\[1\]\.baseUrl: is an address of a private/)]);
  });
});

describe("the environment", () => {
  it("has a default for everything", () => {
    expect(readEnvironment({})).toMatchObject({
      host: "127.0.0.1",
      port: 4000,
      file: null,
      production: false,
    });
  });

  it.each(["-1", "65536", "4000x", "1e3", " 80"])("refuses %j as a port, naming it", (port) => {
    expect(() => readEnvironment({ PORT: port })).toThrow(/^PORT: must be a whole number from 0 to 65535$/);
  });
});
