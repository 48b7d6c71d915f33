import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import { at, listAt, ROOT } from "./manifests.ts";

const FILE = join(ROOT, "ops", "compose.yaml");

describe("the Compose file", () => {
  const services: unknown = at(parse(readFileSync(FILE, "utf8")), "services");

  it("has nothing that the linter and the Compose specification mind", async () => {
    const linter = join(ROOT, "node_modules", "dclint", "bin", "dclint.cjs");
    const lint = promisify(execFile)(process.execPath, [linter, "--max-warnings=0", FILE], { cwd: ROOT });
    await expect(lint).resolves.toMatchObject({ stdout: expect.not.stringContaining("warning") });
  });

  it.each(["roster", "redis"])("gives %s no right that it does not need", (name) => {
    expect(at(services, name)).toMatchObject({
      read_only: true,
      cap_drop: ["ALL"],
      security_opt: ["no-new-privileges:true"],
    });
  });

  it("lets only Roster reach Redis", () => {
    expect(at(services, "redis", "ports")).toBeUndefined();
    expect(listAt(services, "redis", "networks")).toEqual(["back"]);
  });

  it("publishes Roster to the host's loopback alone", () => {
    for (const port of listAt(services, "roster", "ports")) expect(port).toMatch(/^127\.0\.0\.1:/);
  });
});
