import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { at, origin, startWhole } from "../parity/support.ts";
import { apiKey } from "../rest/support.ts";
import type { Gateway } from "../support/gateway.ts";

/* The MCP Inspector's command line, as somebody at a terminal uses it. */

/** It looks for its own package.json from the folder that it is started in. */
const FOLDER = "node_modules/@modelcontextprotocol/inspector-cli/build";

let gateway: Gateway;
beforeAll(async () => {
  const apiKeys = [apiKey("terminal", "users:read", "users:write")];
  gateway = await startWhole({ users: 60, config: { auth: { apiKeys } } });
});
afterAll(() => gateway.close());

async function inspect(...args: readonly string[]): Promise<unknown> {
  const command = ["cli.js", "--cli", `${origin(gateway)}/mcp`, "--transport", "http", ...args];
  const options = { cwd: FOLDER, timeout: 25_000 };
  const { stdout } = await promisify(execFile)(process.execPath, command, options);
  return JSON.parse(stdout);
}

const KEY = ["--header", "x-api-key: terminal"];
const call = (tool: string, ...args: readonly string[]) =>
  inspect(
    ...KEY,
    "--method",
    "tools/call",
    "--tool-name",
    tool,
    ...args.flatMap((one) => ["--tool-arg", one]),
  );

describe("the Inspector", () => {
  it("lists the tools", async () => {
    const tools = at(await inspect(...KEY, "--method", "tools/list"), "tools");
    expect(tools).toContainEqual(expect.objectContaining({ name: "find-users" }));
    expect(tools).toContainEqual(expect.objectContaining({ name: "list-users-organization" }));
  });

  it("calls a tool that looks", async () => {
    const answer = await call("find-users", "first=2", 'filter={"providers":["scaleway"]}');
    expect(at(answer, "structuredContent", "nodes")).toHaveLength(2);
    expect(at(answer, "structuredContent", "isComplete")).toBe(true);
  });

  it("calls a tool that changes something", async () => {
    const found = await call("find-users", "first=1", 'filter={"providers":["scaleway"],"role":["MEMBER"]}');
    const id = String(at(found, "structuredContent", "nodes", 0, "id"));
    const answer = await call("lock-user", `id=${id}`);
    expect(at(answer, "structuredContent", "outcome")).toBe("CONFIRMED");
  });

  it("shows a failure with its code", async () => {
    const answer = await call("get-given-user", "user_id=00000000-0000-4000-8000-000000000000");
    expect(answer).toMatchObject({ isError: true, structuredContent: { error: { code: "NOT_FOUND" } } });
  });

  it("gets nothing without a credential", async () => {
    await expect(inspect("--method", "tools/list")).rejects.toMatchObject({ code: 1 });
  });
});
