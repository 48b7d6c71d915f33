import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { verifyAudit } from "../../src/audit/verify.ts";
import { auditFolder } from "./entries.ts";

const root = join(import.meta.dirname, "..", "..");

/** Runs a TypeScript file in a process of its own; resolves with its exit code and everything it printed. */
function run(file: string, args: readonly string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--import", "tsx", file, ...args], { cwd: root });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    }
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output }));
  });
}

const verify = (...args: readonly string[]) => run("src/auditVerify.ts", args);

let audit: Awaited<ReturnType<typeof auditFolder>>;
beforeEach(async () => {
  audit = await auditFolder();
});
afterEach(() => audit.remove());

describe("several processes that append at once", () => {
  it("keep one whole chain, each with its own order", async () => {
    const names = ["a", "b", "c"];
    const ended = await Promise.all(
      names.map((name) => run("test/audit/appendMany.ts", [audit.path, name, "40"])),
    );
    expect(ended).toEqual(names.map(() => ({ code: 0, output: "" })));
    expect(await verifyAudit(audit.path)).toEqual({ ok: true, records: 240 });
    const writeIds = (await audit.lines()).map((line): string => JSON.parse(line).writeId);
    for (const name of names) {
      const own = writeIds.filter((id) => id.startsWith(`${name}-`) && !id.includes("more"));
      expect(own).toEqual(Array.from({ length: 40 }, (_, index) => `${name}-${index}`));
    }
  });

  it("take a dead process's lock over only once between them", async () => {
    const lock = { pid: 2 ** 22 + 1, host: hostname(), started: 1, token: "dead" };
    await writeFile(`${audit.path}.lock`, JSON.stringify(lock));
    const ended = await Promise.all(
      ["a", "b"].map((name) => run("test/audit/appendMany.ts", [audit.path, name, "5"])),
    );
    expect(ended.map(({ code }) => code)).toEqual([0, 0]);
    expect(await verifyAudit(audit.path)).toEqual({ ok: true, records: 20 });
  });
});

describe("npm run audit:verify", () => {
  it("exits with 0 and the number of records for a whole chain", async () => {
    await audit.write(3);
    expect(await verify(audit.path)).toEqual({
      code: 0,
      output: `${audit.path}: the chain is whole (3 records).\n`,
    });
  });

  it("exits with 1 and names the first bad line", async () => {
    await audit.write(3);
    await audit.replace((await audit.lines()).toSpliced(1, 1));
    expect(await verify(audit.path)).toEqual({
      code: 1,
      output: `${audit.path}: the chain is broken at line 2: lines were removed: record 2 is missing here.\n`,
    });
  });

  it("exits with 1 and a reason for a file that is not there, and for none", async () => {
    expect(await verify(`${audit.path}.gone`)).toMatchObject({
      code: 1,
      output: expect.stringContaining("no such file"),
    });
    expect(await verify()).toEqual({ code: 1, output: "Usage: npm run audit:verify -- FILE\n" });
  });
});
