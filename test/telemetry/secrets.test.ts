import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { TOTP, URI } from "otpauth";
import { makeApiKey } from "../../src/access/apiKey.ts";
import { openOtlpTraces } from "../../src/telemetry/otlp.ts";
import type { Traces } from "../../src/telemetry/trace.ts";
import { type Collector, startCollector } from "./collector.ts";
import { type LoggedGateway, startLogged, userWho } from "./support.ts";

/* Everything secret that passes through Roster, on good days and bad ones, and every place that Roster writes to. */

const ISSUER = "https://login.lindenworks.example";
const PASSWORD = 'Pl4nted-"pässword"-one';
const OTHER_PASSWORD = "Pl4nted-password-two";
const CURSOR_KEY = "planted-cursor-key-of-more-than-32-characters";
const WRONG_TOKEN = "planted.wrong.token-of-nobody";

/** What an MFA enrolment hands out, once. */
const ENROLMENT =
  "mutation Enrol($id: ID!) { createMfaOtp(input: { id: $id }) { outcome secret otpauthUri } }";
const VALIDATION =
  "mutation Prove($id: ID!, $code: String!) { validateMfaOtp(input: { id: $id, code: $code }) { outcome recoveryCodes userErrors { message } } }";
const CHANGE =
  "mutation Change($id: ID!, $password: String!) { updatePassword(input: { id: $id, password: $password }) { outcome userErrors { code message } } }";

let gateway: LoggedGateway;
let collector: Collector;
let traces: Traces;
let token: string;
const key = makeApiKey();
/** What has to be found nowhere, by what it is. */
const secrets = new Map<string, string>();
/** What callers were told, but for the answers that hand a secret out. */
const answers: string[] = [];

beforeAll(async () => {
  const { publicKey, privateKey } = await generateKeyPair("ES256");
  const scopes = ["users:read", "users:write", "users:credentials", "metrics:read"];
  token = await new SignJWT({ scope: scopes.join(" "), sub: "anna" })
    .setProtectedHeader({ alg: "ES256", kid: "one" })
    .setIssuer(ISSUER)
    .setAudience("roster")
    .setExpirationTime("1h")
    .sign(privateKey);
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: "one", alg: "ES256" }] };
  const jwt = { issuer: ISSUER, audience: "roster", jwks };
  collector = await startCollector();
  traces = await openOtlpTraces({ url: collector.url, failed: () => undefined });
  gateway = await startLogged({
    config: {
      cursorKey: CURSOR_KEY,
      mcp: { writes: true },
      auth: { jwt, apiKeys: [{ name: "service", sha256: key.sha256, scopes }] },
    },
    settings: { timeoutMs: 500 },
    telemetry: { traces, ofProcess: true },
  });
  for (const [name, { settings }] of Object.entries(gateway.simulation.simulators)) {
    for (const setting of ["secretKey", "accessKey", "authToken", "token"]) {
      const value = settings[setting];
      if (value !== undefined) secrets.set(`${name}'s ${setting}`, value);
    }
  }
  secrets.set("the caller's token", token);
  secrets.set("a part of the caller's token", token.split(".")[2] ?? "");
  secrets.set("the caller's key", key.key);
  secrets.set("a token that nobody believes", WRONG_TOKEN);
  secrets.set("a password", PASSWORD);
  secrets.set("another password", OTHER_PASSWORD);
  secrets.set("the key of cursors", CURSOR_KEY);
});
afterAll(async () => {
  await gateway.close();
  await collector.close();
});

type Variables = Readonly<Record<string, unknown>>;

/** Asks as the caller with the token or, with `byKey`, as the one with the key. */
async function ask(query: string, variables: Variables = {}, byKey = false): Promise<string> {
  const credentials: Record<string, string> = byKey
    ? { "x-api-key": key.key }
    : { authorization: `Bearer ${token}` };
  const { answer } = await gateway.ask({ query, variables }, credentials);
  const text = JSON.stringify(answer);
  if (!/"(?:secret|recoveryCodes)":(?!null)/.test(text)) answers.push(text);
  return text;
}

/** Who can have this done at a provider. */
function who(mutation: string, provider: string): Promise<string> {
  return userWho(gateway, mutation, provider, { authorization: `Bearer ${token}` });
}

/** What is planted has been used, too: otherwise it would be found nowhere for the wrong reason. */
async function goodDay(): Promise<void> {
  await ask("query Everybody { users(first: 50) { nodes { id } pageInfo { endCursor } } }");
  await ask("{ invitations { nodes { email } } }", {}, true);
  const wrong = [
    { authorization: `Bearer ${WRONG_TOKEN}` },
    { "x-api-key": WRONG_TOKEN },
    { authorization: `Bearer ${token}`, "x-api-key": key.key },
  ];
  for (const headers of wrong) {
    answers.push(JSON.stringify((await gateway.ask({ query: "{ __typename }" }, headers)).answer));
  }

  const created = await ask(
    `mutation Create($input: CreateUserInput!) { createUser(input: $input) { outcome userErrors { message } } }`,
    {
      input: {
        scaleway: {
          provider: "scaleway",
          email: "new@planted.example",
          username: "planted",
          password: PASSWORD,
        },
      },
    },
  );
  expect(created).toContain("CONFIRMED");
  const changed = await ask(CHANGE, {
    id: await who("updatePassword", "scaleway"),
    password: OTHER_PASSWORD,
  });
  expect(changed).toMatch(/CONFIRMED|ACCEPTED/);

  const id = await who("createMfaOtp", "scaleway");
  const enrolled = await ask(ENROLMENT, { id }, true);
  const [, uri = ""] = /"otpauthUri":"([^"]+)"/.exec(enrolled) ?? [];
  const generator = URI.parse(uri);
  if (!(generator instanceof TOTP)) throw new Error("It is no time-based generator.");
  const code = generator.generate({ timestamp: gateway.simulation.clock.now() });
  secrets.set("an OTP secret", generator.secret.base32);
  secrets.set("a one-time password", code);
  const wrongCode = code.replace(/./g, (digit) => String(9 - Number(digit)));
  secrets.set("a wrong one-time password", wrongCode);
  await ask(VALIDATION, { id, code: wrongCode });
  const validated = await ask(VALIDATION, { id, code });
  const [, codes = "[]"] = /"recoveryCodes":(\[[^\]]+\])/.exec(validated) ?? [];
  const recoveryCodes = JSON.parse(codes) as readonly string[];
  expect(recoveryCodes.length).toBeGreaterThan(5);
  recoveryCodes.forEach((one, index) => {
    secrets.set(`recovery code ${index}`, one);
  });
}

/** Providers that quote what they were sent, callers who put secrets in the wrong place, and answers that never come. */
async function badDay(): Promise<void> {
  const scaleway = gateway.simulator("scaleway");
  const secretKey = secrets.get("scaleway's secretKey") ?? "";
  const id = await who("updatePassword", "scaleway");
  const quoting = JSON.stringify({
    message: `${PASSWORD} ${OTHER_PASSWORD} ${secretKey}`,
    type: OTHER_PASSWORD,
    details: [{ argument_name: OTHER_PASSWORD, reason: secretKey, help_message: OTHER_PASSWORD }],
  });
  for (const status of [400, 401, 403, 409, 429, 500]) {
    scaleway.faults.clear();
    const headers = { "retry-after": "0", "x-error": OTHER_PASSWORD };
    scaleway.faults.add({
      method: "POST",
      fault: { kind: "status", status, body: quoting, headers, before: true },
    });
    await ask(CHANGE, { id, password: OTHER_PASSWORD });
  }
  for (const fault of [
    { kind: "cut", when: "after" },
    { kind: "garbage" },
    { kind: "cut", when: "body" },
  ] as const) {
    scaleway.faults.clear();
    scaleway.faults.add({ method: "POST", fault });
    await ask(CHANGE, { id, password: OTHER_PASSWORD });
  }
  scaleway.faults.clear();
  await ask(`mutation Wrong { updatePassword(input: { id: 7, password: "${OTHER_PASSWORD}" }) { outcome } }`);
  await ask(CHANGE, { id: OTHER_PASSWORD, password: [OTHER_PASSWORD] });
  await ask(CHANGE, { id });
}

/** The same secrets on the other ways in. */
async function otherWays(): Promise<void> {
  const post = async (path: string, body: unknown): Promise<string> => {
    const accept = "application/json, text/event-stream";
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json", accept };
    const response = await fetch(new URL(path, gateway.url), {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
    const text = await response.text();
    answers.push(text);
    return text;
  };
  const scaleway = gateway.simulator("scaleway");
  const [user] = scaleway.people.list();
  const path = `/v1/iam/v1alpha1/users/${user?.id}/update-password`;
  await post(path, { password: PASSWORD });
  scaleway.faults.add({ method: "POST", fault: { kind: "status", status: 400, body: PASSWORD }, times: 1 });
  await post(path, { password: PASSWORD });
  await post(path, { password: [PASSWORD], [PASSWORD]: PASSWORD });

  const rpc = (method: string, params: unknown) => post("/mcp", { jsonrpc: "2.0", id: 1, method, params });
  const { result } = JSON.parse(await rpc("tools/list", {})) as {
    readonly result: { readonly tools: readonly { readonly name: string; readonly inputSchema: unknown }[] };
  };
  const tools = result.tools.filter(({ inputSchema }) => JSON.stringify(inputSchema).includes('"password"'));
  expect(tools).not.toEqual([]);
  for (const { name } of tools) {
    for (const input of [
      { password: PASSWORD },
      { id: user?.id, password: PASSWORD },
      { password: 7, x: PASSWORD },
    ]) {
      await rpc("tools/call", { name, arguments: input });
    }
  }
  await rpc("tools/call", { name: PASSWORD, arguments: { password: PASSWORD } });
}

/** Everything that Roster has written anywhere. */
async function written(): Promise<Readonly<Record<string, string>>> {
  const headers = { authorization: `Bearer ${token}` };
  const read = async (path: string): Promise<string> =>
    (await fetch(new URL(path, gateway.url), { headers })).text();
  const metrics = await read("/metrics");
  const health = await read("/health/ready");
  await traces.close();
  return {
    metrics,
    health,
    log: gateway.logText(),
    traces: collector.text(),
    audit: readFileSync(gateway.auditPath, "utf8"),
    answers: answers.join("\n"),
  };
}

/** A secret in every form in which it could be hidden in a text. */
function forms(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    JSON.stringify(JSON.stringify(secret)).slice(3, -3),
    encodeURIComponent(secret),
    bytes.toString("base64").replace(/=+$/, ""),
    bytes.toString("base64url"),
    bytes.toString("hex"),
  ];
}

function holds(text: string, secret: string): boolean {
  // Six digits are in many a number: they count where they stand by themselves.
  if (/^\d{6}$/.test(secret)) return new RegExp(`(?<![\\w.])${secret}(?![\\w.])`).test(text);
  return forms(secret).some((form) => text.includes(form));
}

describe("secrets", () => {
  it("are found in no log line, metric, trace, audit record, health page or error", async () => {
    await goodDay();
    await badDay();
    await otherWays();
    const places = await written();
    expect([...secrets.keys()]).toEqual(
      expect.arrayContaining(["samsung's accessKey", "scalr's token", "an OTP secret", "recovery code 0"]),
    );
    for (const [place, text] of Object.entries(places)) {
      expect({ place, isEmpty: text.length < 10 }).toEqual({ place, isEmpty: false });
      const found = [...secrets].filter(([, secret]) => holds(text, secret)).map(([what]) => what);
      expect({ place, found }).toEqual({ place, found: [] });
    }
    // The search itself finds what is there.
    expect(holds(places["audit"] ?? "", "updatePassword")).toBe(true);
    expect(holds(places["log"] ?? "", "jwt:anna")).toBe(true);
    expect(holds(places["traces"] ?? "", "updateuserpassword")).toBe(true);
    expect(holds('{"code":123456}', "123456")).toBe(true);
  });
});
