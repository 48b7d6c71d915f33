import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "@jest/globals";
import { startServer } from "./support.ts";

it("ten thousand calls on one caller's signal leave no listener and no timer, and make Node warn of nothing", async () => {
  const server = await startServer((_request, response) => void response.end("{}"));
  const program = fileURLToPath(new URL("./manyCalls.ts", import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", program, server.url]);
  expect(JSON.parse(stdout)).toEqual({ warnings: [], listeners: 0 });
  expect(server.requests.length).toBe(10_000);
  await server.close();
});
