import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { verifyAudit } from "../../src/audit/verify.ts";
import { auditFolder } from "./entries.ts";

const root = join(import.meta.dirname, "..", "..");

/** Appends records one after the other, and then several at once. */
const APPEND_MANY = `
  import { openAuditLog } from "./src/audit/log.ts";
  import { entry } from "./test/audit/entries.ts";
  const [path, name, count] = process.argv.slice(1);
  const log = await openAuditLog({ path, now: Date.now });
  for (let index = 0; index < count; index += 1) await log.append(entry(name + "-" + index));
  await Promise.all(Array.from({ length: count }, (_, index) => log.append(entry(name + "-more-" + index))));
  await log.close();
`;

/** Runs Node in a process of its own; resolves with its exit code and everything it printed. */
function run(...args: readonly string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--import", "tsx", ...args], { cwd: root });
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

const verify = (...args: readonly string[]) => run("src/auditVerify.ts", ...args);
const appendMany = (name: string, count: number) =>
  run("--input-type=module", "--eval", APPEND_MANY, "--", audit.path, name, String(count));

let audit: Awaited<ReturnType<typeof auditFolder>>;
beforeEach(async () => {
  audit = await auditFolder();
});
afterEach(() => audit.remove());

describe("several processes that append at once", () => {
  it("keep one whole chain, each with its own order", async () => {
    const names = ["a", "b", "c"];
    const ended = await Promise.all(names.map((name) => appendMany(name, 40)));
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
    const ended = await Promise.all(["a", "b", "c"].map((name) => appendMany(name, 5)));
    expect(ended.map(({ output }) => output)).toEqual(["", "", ""]);
    expect(await verifyAudit(audit.path)).toEqual({ ok: true, records: 30 });
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
