import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { origin, startWhole } from "../parity/support.ts";
import type { Gateway } from "../support/gateway.ts";

/* The protocol's own public conformance suite, against a gateway with tools of every kind. */

const SUITE = "node_modules/@modelcontextprotocol/conformance/dist/index.js";

const APPLY = ["server-initialize", "ping", "tools-list", "dns-rebinding-protection"];

/** Scenarios that call a tool of the suite's own test server by its name, such as `test_simple_text`. */
const OWN_TOOL = "calls a tool that only the suite's own test server has";
const NO_RESOURCES = "asks for resources, and people are found by tools, which check what a caller may see";
const NO_PROMPTS = "asks for prompts, and there are none";
const NO_SESSION = "is about streams within a session, and Roster keeps none";

/** Every other scenario of the suite, and why it does not apply. */
const DO_NOT_APPLY: Readonly<Record<string, string>> = {
  "tools-call-simple-text": OWN_TOOL,
  "tools-call-image": OWN_TOOL,
  "tools-call-audio": OWN_TOOL,
  "tools-call-embedded-resource": OWN_TOOL,
  "tools-call-mixed-content": OWN_TOOL,
  "tools-call-with-logging": OWN_TOOL,
  "tools-call-error": OWN_TOOL,
  "tools-call-with-progress": OWN_TOOL,
  "tools-call-sampling": OWN_TOOL,
  "tools-call-elicitation": OWN_TOOL,
  "json-schema-2020-12": OWN_TOOL,
  "elicitation-sep1034-defaults": OWN_TOOL,
  "elicitation-sep1330-enums": OWN_TOOL,
  "resources-list": NO_RESOURCES,
  "resources-read-text": NO_RESOURCES,
  "resources-read-binary": NO_RESOURCES,
  "resources-templates-read": NO_RESOURCES,
  "resources-subscribe": NO_RESOURCES,
  "resources-unsubscribe": NO_RESOURCES,
  "prompts-list": NO_PROMPTS,
  "prompts-get-simple": NO_PROMPTS,
  "prompts-get-with-args": NO_PROMPTS,
  "prompts-get-embedded-resource": NO_PROMPTS,
  "prompts-get-with-image": NO_PROMPTS,
  "logging-set-level": "asks for log messages, and clients are sent none",
  "completion-complete": "asks for arguments of prompts and resources",
  "server-sse-polling": NO_SESSION,
  "server-sse-multiple-streams": NO_SESSION,
};

const checks = z.array(
  z.looseObject({ id: z.string(), status: z.string(), errorMessage: z.string().optional() }),
);
type Check = z.infer<typeof checks>[number];

let gateway: Gateway;
let folder: string;
beforeAll(async () => {
  gateway = await startWhole({ users: 60 });
  folder = mkdtempSync(join(tmpdir(), "roster-conformance-"));
  // It ends with 1, since it counts what does not apply; the checks of each scenario are in files.
  await run("server", "--url", `${origin(gateway)}/mcp`, "--suite", "all", "--output-dir", folder);
}, 60_000);
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await gateway.close();
});

async function run(...args: readonly string[]): Promise<string> {
  const ran = promisify(execFile)(process.execPath, [SUITE, ...args], { timeout: 50_000 });
  const { stdout } = await ran.catch((failure: { readonly stdout: string }) => failure);
  return stdout;
}

/** What came of a scenario's checks, those that only tell something left out. */
function checksOf(scenario: string): readonly Check[] {
  const name = new RegExp(`^server-${scenario}-\\d{4}-`);
  return readdirSync(folder)
    .filter((entry) => name.test(entry))
    .flatMap((entry) => checks.parse(JSON.parse(readFileSync(join(folder, entry, "checks.json"), "utf8"))))
    .filter(({ status }) => status !== "INFO");
}

describe("the conformance suite", () => {
  it("has no scenario of which it is not known whether it applies", async () => {
    const listed = [...(await run("list", "--server")).matchAll(/^ {2}- ([\w-]+)/gm)].map(([, name]) => name);
    expect(listed.sort()).toEqual([...APPLY, ...Object.keys(DO_NOT_APPLY)].sort());
  });

  it.each(APPLY)("is content with %s", (scenario) => {
    const told = checksOf(scenario);
    expect(told.length).toBeGreaterThan(0);
    expect(told.filter(({ status }) => status !== "SUCCESS")).toEqual([]);
  });

  it.each(Object.entries(DO_NOT_APPLY))("asks in %s for what is not here: it %s", (scenario, reason) => {
    const told = checksOf(scenario);
    expect(told.length).toBeGreaterThan(0);
    if (reason === NO_SESSION) return expect(told.map(({ status }) => status)).toEqual(["WARNING"]);
    for (const { errorMessage } of told) expect(errorMessage).toMatch(/no tool of this name|not found/i);
  });
});
