import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { TOTP, URI } from "otpauth";
import { providerDefinitions } from "../../src/datasources/index.ts";
import { formatId } from "../../src/domain/ids.ts";
import type { Fault } from "../../src/simulation/faults.ts";
import { type Simulation, startSimulation } from "../../src/simulation/index.ts";
import { dig, listAt } from "../calls/support.ts";
import { ensureBuilt, type Program, readyUrl, startProgram } from "../e2e/program.ts";
import { secretsIn } from "./marks.ts";
import { type Input, isWrite, operationOf } from "./support.ts";

/*
 * Passwords, codes, nonces, OTP secrets and recovery codes are sent through a gateway that runs as its users run
 * it, also past providers that repeat in their errors what they were sent. Then everything that it has written
 * anywhere is searched for them.
 */

const MARKS = {
  password: 'pass+word "Mark ÷ 7Qz/4',
  weak: "wk+~7Q?",
  /** It looks like a word of an error, and so passes where only free text is held back. */
  word: "Correct_Horse-7Qz",
  code: "942713",
  nonce: "nonce/Mark+8Xw 3=",
  initial: "initial&pass Mark#5",
};

let folder = "";
let simulation: Simulation;
let program: Program;
let url = "";
/** Every answer, without the one field in which a secret is shown. */
const told: string[] = [];
const secrets = new Set<string>(Object.values(MARKS));

beforeAll(async () => {
  await ensureBuilt();
  folder = mkdtempSync(join(tmpdir(), "roster-secrets-"));
  simulation = await startSimulation({
    definitions: providerDefinitions.map(({ simulator }) => simulator),
    users: 250,
    switches: { scaikey: { validationEcho: true } },
  });
  const providers = Object.entries(simulation.simulators).map(([key, { settings }]) => ({
    key,
    ...settings,
  }));
  const configuration = { explain: true, audit: { path: join(folder, "audit.jsonl") }, providers };
  // JSON is YAML too.
  writeFileSync(join(folder, "roster.yaml"), JSON.stringify(configuration));
  program = startProgram("main", {
    environment: { PORT: "0", ROSTER_CONFIG: join(folder, "roster.yaml"), LOG_LEVEL: "trace" },
  });
  url = await readyUrl(program);
}, 120_000);
afterAll(async () => {
  program.signal("SIGKILL");
  await simulation.close();
  rmSync(folder, { recursive: true, force: true });
});

async function post(body: string, headers: Readonly<Record<string, string>> = {}): Promise<string> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", "roster-explain": "1", ...headers },
    body,
  });
  return `${JSON.stringify([...response.headers])}\n${await response.text()}`;
}

/** Carries out a mutation, keeps what was told but for what is shown this once, and resolves with the payload. */
async function mutate(mutation: string, input: Input, headers: Readonly<Record<string, string>> = {}) {
  const answer = await post(JSON.stringify({ query: operationOf(mutation), variables: { input } }), headers);
  const payload = dig(JSON.parse(answer.slice(answer.indexOf("\n"))), "data", mutation);
  const shown = [dig(payload, "secret"), ...Object.values(dig(payload, "recoveryCodes") ?? {})];
  for (const secret of shown) if (typeof secret === "string") secrets.add(secret);
  const once = ["secret", "otpauthUri", "recoveryCodes"].map((field) => JSON.stringify(dig(payload, field)));
  told.push(once.reduce((text, field) => text.replace(field ?? "", "null"), answer));
  return payload;
}

const ids = (provider: string) =>
  simulation.simulators[provider]?.people.list().map(({ id }) => formatId("User", provider, id)) ?? [];

/** Somebody in the middle of the list. */
const someone = (provider: string, index: number): string => ids(provider)[20 + index] ?? "";

/** Every mutation that takes or shows a secret, on every provider, whether it can do it or not. */
const WRITES: readonly (readonly [mutation: string, provider: string, input: () => Input])[] = [
  ...["scaleway", "scaikey", "samsung", "equinix", "scalr"].flatMap((provider, index) => [
    ["updatePassword", provider, () => ({ id: someone(provider, 1), password: MARKS.password })] as const,
    ["updatePassword", provider, () => ({ id: someone(provider, 2), password: MARKS.weak })] as const,
    ["updatePassword", provider, () => ({ id: someone(provider, 2), password: MARKS.word })] as const,
    ["validateMfaOtp", provider, () => ({ id: someone(provider, 3 + index), code: MARKS.code })] as const,
    ["createMfaOtp", provider, () => ({ id: someone(provider, 4) })] as const,
    [
      "updateCurrentUser",
      provider,
      () => ({ provider, lastName: "Marked", password: MARKS.password }),
    ] as const,
  ]),
  [
    "createUser",
    "scaleway",
    () => ({
      scaleway: { provider: "scaleway", email: "m@example.com", username: "mark", password: MARKS.initial },
    }),
  ],
  [
    "createUser",
    "scaikey",
    () => ({ scaikey: { provider: "scaikey", email: "m@example.com", password: MARKS.initial } }),
  ],
  [
    "createUser",
    "equinix",
    () => ({
      equinix: {
        provider: "equinix",
        emails: ["m@example.com"],
        firstName: "M",
        lastName: "Arked",
        password: MARKS.initial,
        invitationId: "00000000-0000-4000-8000-000000000000",
        nonce: MARKS.nonce,
      },
    }),
  ],
];

/** Errors as each of the providers words them, with this wherever there is a text. */
function echoesOf(secret: string): readonly string[] {
  return [secret, `invalid_${secret}`, `${secret}.0`].flatMap((text) => [
    JSON.stringify({
      message: text,
      type: text,
      help_message: text,
      resource: text,
      precondition: text,
      details: [{ argument_name: text, reason: text, help_message: text }],
      error: text,
      errors: [text, `Password ${text} is too weak`],
    }),
    JSON.stringify({ type: "invalid_arguments", details: [{ argument_name: text, reason: text }] }),
    JSON.stringify({ detail: [{ loc: ["body", text], msg: text, type: text, input: { a: text } }] }),
    JSON.stringify({ detail: text, error: { code: text, message: text } }),
    text,
  ]);
}

/** Without 429, after which a provider is left alone. */
const STATUSES = [200, 400, 401, 403, 404, 409, 412, 422, 423, 500, 503];

/** Whatever this write is answered with, repeating what it was sent: nothing of it is done. */
function faultsOf(input: Input): readonly Fault[] {
  const sent = Object.values(MARKS).filter((mark) => JSON.stringify(input).includes(JSON.stringify(mark)));
  return sent.flatMap((secret) => [
    ...echoesOf(secret).map((body): Fault => ({ kind: "status", status: 400, before: true, body })),
    ...STATUSES.map((status): Fault => {
      const headers = { "x-request-id": secret.replace(/[^!-~]/g, ""), "retry-after": MARKS.code };
      return { kind: "status", status, before: true, body: echoesOf(secret)[0] ?? "", headers };
    }),
  ]);
}

const LIMITED = { kind: "status", status: 429, before: true, headers: { "retry-after": "0" } } as const;
let struck = 0;

/** Carries out a mutation whose write is answered like this. */
async function mutateWith(fault: Fault, mutation: string, provider: string, input: Input): Promise<void> {
  const simulator = simulation.simulators[provider];
  if (simulator === undefined) throw new Error(`There is no simulator named ${provider}.`);
  const { faults, requests } = simulator;
  const before = requests().filter(isWrite).length;
  for (const method of ["POST", "PUT"]) faults.add({ method, fault });
  await mutate(mutation, input);
  faults.clear();
  struck += requests().filter(isWrite).length - before;
}

async function allAgain(): Promise<void> {
  for (const [mutation, , input] of WRITES) await mutate(mutation, input());
}

/** All that there is to search, by where it stands. */
function written(): ReadonlyMap<string, string> {
  const files = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")] as const);
  return new Map([["answers", told.join("\n")], ...files]);
}

describe("no secret stands anywhere", () => {
  it("after MFA was set up, shown, proved and taken away", async () => {
    const id = someone("scaleway", 30);
    const headers = { "idempotency-key": "marked" };
    await mutate("disableMfa", { id });
    const created = await mutate("createMfaOtp", { id }, headers);
    const generator = URI.parse(String(dig(created, "otpauthUri")));
    if (!(generator instanceof TOTP)) throw new Error("It is no time-based generator.");
    const validation = { "idempotency-key": "marked too" };
    const code = generator.generate({ timestamp: simulation.clock.now() });
    const validated = await mutate("validateMfaOtp", { id, code }, { "idempotency-key": "marked-two" });
    expect(listAt(validated, "recoveryCodes")).toHaveLength(10);
    await mutate("createMfaOtp", { id }, headers);
    await mutate("validateMfaOtp", { id, code }, validation);
    await mutate("disableMfa", { id });
    expect(secrets.size).toBeGreaterThan(15);
  });

  it("after every mutation that takes one was carried out", allAgain);

  it("after providers have repeated them in errors of every kind", async () => {
    for (const [mutation, provider, input] of WRITES) {
      for (const fault of faultsOf(input())) await mutateWith(fault, mutation, provider, input());
    }
    for (const [mutation, provider, input] of WRITES.toReversed()) {
      await mutateWith({ ...LIMITED, body: JSON.stringify(MARKS) }, mutation, provider, input());
    }
    // Each of them was sent, and repeated to Roster.
    expect(struck).toBeGreaterThan(300);
  }, 60_000);

  it.each([
    ["a list", (secret: string) => JSON.stringify([secret])],
    ["an object", (secret: string) => JSON.stringify({ secret })],
    ["with more behind it", (secret: string) => `${JSON.stringify(secret)} ${JSON.stringify(secret)}`],
    ["without its end", (secret: string) => JSON.stringify(secret).slice(0, -1)],
    ["a number", () => MARKS.code],
  ])("after GraphQL refused one that came as %s", async (_what, write) => {
    for (const field of ["password", "code"]) {
      const mutation = field === "code" ? "validateMfaOtp" : "updatePassword";
      const value = write(MARKS.word);
      const inline = `mutation { ${mutation}(input: { id: "x", ${field}: ${value} }) { outcome } }`;
      told.push(await post(JSON.stringify({ query: inline })));
      const query = JSON.stringify(operationOf(mutation));
      told.push(await post(`{"query":${query},"variables":{"input":{"id":"x","${field}":${value}}}}`));
    }
  });

  it("after somebody has read users, health and metrics", async () => {
    const query = `{ users(first: 100) { nodes { id email username firstName lastName status mfa tags } }
      providers { key health { state } } }`;
    told.push(await post(JSON.stringify({ query })));
    for (const path of ["/metrics", "/health/ready", "/health/live"]) {
      told.push(await (await fetch(new URL(path, url))).text());
    }
  });

  it("in answers, in the audit log and beside it, or in what the program has printed", async () => {
    program.signal("SIGTERM");
    const { stdout, stderr } = await program.end;
    const everything = new Map([...written(), ["stdout", stdout], ["stderr", stderr]]);
    expect(everything.get("audit.jsonl")).toMatch(/updatePassword/);
    expect(everything.get("answers")).toMatch(/REJECTED/);
    for (const [where, text] of everything) expect([where, secretsIn(text, secrets)]).toEqual([where, []]);
  });
});

it("the search finds a secret in every form that it may have", () => {
  const { password } = MARKS;
  for (const text of [
    `x${password}y`,
    JSON.stringify({ password }),
    `a=${encodeURIComponent(password)}&`,
    Buffer.from(password).toString("base64"),
    Buffer.from(`{"password":"${password}"}`).toString("base64"),
    Buffer.from(`ab${password}`).toString("base64url"),
  ]) {
    expect([text, secretsIn(text, [password])]).toEqual([text, [password]]);
  }
  expect(secretsIn("nothing of the kind", Object.values(MARKS))).toEqual([]);
});
