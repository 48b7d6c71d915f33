import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { buildSchema } from "graphql";
import { subgraph } from "../federation/subgraph.ts";
import { ensureBuilt, type Program, type ProgramOptions, readyUrl, startProgram } from "./program.ts";
import { startUpstream, type Upstream } from "./upstream.ts";

let folder: string;
let running: Program[] = [];
let upstream: Upstream | null = null;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "roster-e2e-"));
  await ensureBuilt();
}, 120_000);
afterEach(async () => {
  const left = running;
  running = [];
  for (const program of left) program.signal("SIGKILL");
  await Promise.all(left.map(({ end }) => end));
  await upstream?.close();
  upstream = null;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function start(name: string, options: ProgramOptions = {}): Program {
  const program = startProgram(name, options);
  running.push(program);
  return program;
}

function startGateway(environment: Readonly<Record<string, string>> = {}): Program {
  return start("main", { environment: { PORT: "0", LOG_LEVEL: "warn", ...environment } });
}

async function ask(url: string, query: string): Promise<unknown> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query }),
  });
  return response.json();
}

/** Writes a configuration and returns its path. */
function configuration(text: string): string {
  const path = join(folder, "roster.yaml");
  writeFileSync(path, text);
  return path;
}

const EVERYBODY = "{ users(first: 3) { totalCount isComplete nodes { id } coverage { status } } }";

describe("Roster without a configuration", () => {
  it("says that it is a demo, answers from all five providers, and ends with 0 on SIGTERM", async () => {
    const program = startGateway();
    const url = await readyUrl(program);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/graphql$/);
    expect(await ask(url, EVERYBODY)).toEqual({
      data: {
        users: {
          totalCount: expect.any(Number),
          isComplete: true,
          nodes: Array.from({ length: 3 }, () => ({ id: expect.any(String) })),
          coverage: Array.from({ length: 5 }, () => ({ status: "COMPLETE" })),
        },
      },
    });
    program.signal("SIGTERM");
    const end = await program.end;
    expect(end).toMatchObject({ code: 0, signal: null, stderr: "" });
    expect(end.stdout).toContain("DEMO MODE");
  });

  it("ends with 0 on SIGINT too", async () => {
    const program = startGateway();
    await readyUrl(program);
    program.signal("SIGINT");
    expect(await program.end).toMatchObject({ code: 0, stderr: "" });
  });

  it("has as many people as ROSTER_DEMO_USERS says", async () => {
    const url = await readyUrl(startGateway({ ROSTER_DEMO_USERS: "20000" }));
    const answer = JSON.stringify(await ask(url, "{ users { isComplete totalCount } }"));
    expect(answer).toContain('"isComplete":true');
    // Many of the 20,000 people are at more than one provider, and so are several users.
    expect(Number(/"totalCount":(\d+)/.exec(answer)?.[1])).toBeGreaterThan(20_000);
  });

  it("does not listen beyond this machine", async () => {
    const end = await startGateway({ HOST: "0.0.0.0" }).end;
    expect(end.code).toBe(1);
    expect(end.stderr).toMatch(/^HOST: .*loopback/m);
  });

  it("says so in a line when its port is taken", async () => {
    const { port } = new URL(await readyUrl(startGateway()));
    const end = await startGateway({ PORT: port }).end;
    expect(end.code).toBe(1);
    expect(end.stderr.trim().split("\n")).toEqual([expect.stringMatching(/port is in use.*PORT/)]);
  });

  it("names an environment variable that is wrong", async () => {
    const end = await startGateway({ PORT: "http" }).end;
    expect(end.code).toBe(1);
    expect(end.stderr).toContain("PORT: must be a whole number from 0 to 65535");
  });
});

describe("Roster with a configuration", () => {
  it("does not start on a wrong one, and has one line for each mistake without any value", async () => {
    const path = configuration(`
      colour: blue
      providers:
        - { key: UPPER, kind: scalr, baseUrl: https://scalr.example, token: tok-secret, accountId: acc-a }
        - { key: b, kind: scalr, baseUrl: https://scalr.example, token: "\${NO_SUCH_NAME}", accountId: acc-a }
        - { key: c, kind: nobody, baseUrl: https://scalr.example }
    `);
    const end = await startGateway({ ROSTER_CONFIG: path }).end;
    expect(end.code).toBe(1);
    const [first, ...mistakes] = end.stderr.trim().split("\n");
    expect(first).toBe("Roster did not start:");
    const keys = mistakes.map((line) => line.split(": ")[0]);
    expect(keys.sort()).toEqual(["colour", "providers[0].key", "providers[1].token", "providers[2].kind"]);
    expect(end.stderr).not.toContain("tok-secret");
    expect(end.stdout).toBe("");
  });

  it("does not start when the file is not there", async () => {
    const end = await startGateway({ ROSTER_CONFIG: join(folder, "nowhere.yaml") }).end;
    expect(end).toMatchObject({ code: 1, stdout: "" });
    expect(end.stderr).toMatch(/^ROSTER_CONFIG: .*cannot be read/m);
  });

  it("answers what it was asked before SIGTERM came, and then waits for nobody's idle connection", async () => {
    upstream = await startUpstream();
    const path = configuration(`
      providers:
        - { key: scalr, kind: scalr, baseUrl: "${upstream.url}", token: demo, accountId: acc-a }
    `);
    const program = startGateway({ ROSTER_CONFIG: path });
    const answer = ask(await readyUrl(program), "{ users { nodes { id } coverage { status } } }");
    await upstream.asked;
    program.signal("SIGTERM");
    upstream.answer({
      data: [],
      meta: { pagination: { "current-page": 1, "total-pages": 1, "total-count": 0 } },
    });
    expect(await answer).toEqual({ data: { users: { nodes: [], coverage: [{ status: "COMPLETE" }] } } });
    const answeredAt = performance.now();
    expect(await program.end).toMatchObject({ code: 0, stderr: "" });
    // Connections that are still busy would be cut after ten seconds: this one has been idle since the answer.
    expect(performance.now() - answeredAt).toBeLessThan(5_000);
  });
});

describe("the simulators alone", () => {
  it("write a configuration with which Roster runs against them as against real providers", async () => {
    const path = join(folder, "simulators.yaml");
    const simulators = start("simulators", { arguments: ["--config", path] });
    await simulators.line("The simulators are ready");
    const gateway = startGateway({ ROSTER_CONFIG: path });
    expect(await ask(await readyUrl(gateway), EVERYBODY)).toMatchObject({
      data: { users: { isComplete: true } },
    });
    gateway.signal("SIGTERM");
    expect((await gateway.end).stdout).not.toContain("DEMO MODE");
    simulators.signal("SIGTERM");
    expect(await simulators.end).toMatchObject({ code: 0, stderr: "" });
  });

  it("explain themselves when they are called wrongly", async () => {
    const end = await start("simulators", { arguments: ["--nonsense"] }).end;
    expect(end.code).toBe(1);
    expect(end.stderr).toContain("Usage: npm run simulators");
  });
});

describe("the printed schema", () => {
  const printed = async (...options: readonly string[]) => {
    const { code, stdout } = await start("printSchema", { arguments: options }).end;
    expect(code).toBe(0);
    return stdout;
  };

  it("is a schema", async () => {
    expect(buildSchema(await printed()).getQueryType()?.name).toBe("Query");
  });

  it("is a subgraph where that is asked for, with its scopes or without", async () => {
    expect(await printed("--subgraph")).toBe(subgraph({ scopes: true }));
    expect(await printed("--subgraph-without-scopes")).toBe(subgraph({ scopes: false }));
  });

  it("is explained when it is asked for wrongly", async () => {
    const end = await start("printSchema", { arguments: ["--nonsense"] }).end;
    expect(end).toMatchObject({ code: 2, stdout: "" });
    expect(end.stderr).toContain("--subgraph");
  });
});
