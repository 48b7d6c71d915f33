import { mkdir, readFile, rename, stat, symlink, truncate, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { openAuditLog } from "../../src/audit/log.ts";
import { verifyAudit } from "../../src/audit/verify.ts";
import { auditFolder, entry, now } from "./entries.ts";

let audit: Awaited<ReturnType<typeof auditFolder>>;
beforeEach(async () => {
  audit = await auditFolder();
});
afterEach(() => audit.remove());

const open = () => openAuditLog({ path: audit.path, now });

describe("the audit log", () => {
  it("is one JSON record a line, numbered, timed, and tied to the one before", async () => {
    const log = await open();
    await log.append(entry("write-1"));
    await log.append(entry("write-1", { phase: "outcome", outcome: "REJECTED", errorCodes: ["NOT_FOUND"] }));
    await log.close();
    const [first, second] = (await audit.lines()).map((line) => JSON.parse(line));
    expect(first).toEqual({
      ...entry("write-1"),
      sequence: 1,
      time: "2026-11-22T12:00:00.000Z",
      previous: "0".repeat(64),
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(second).toMatchObject({ sequence: 2, previous: first.hash, errorCodes: ["NOT_FOUND"] });
  });

  it("can be read by its owner alone, and leaves no lock behind", async () => {
    await audit.write(1);
    expect((await stat(audit.path)).mode & 0o777).toBe(0o600);
    await expect(stat(`${audit.path}.lock`)).rejects.toThrow("ENOENT");
  });

  it("has a record in the file by the time that its append resolves", async () => {
    const log = await open();
    await log.append(entry("write-1"));
    expect(await audit.lines()).toHaveLength(1);
    await log.close();
  });

  it("keeps the order of the calls when many wait at once", async () => {
    const log = await open();
    const ids = Array.from({ length: 200 }, (_, index) => `write-${index}`);
    await Promise.all(ids.map((id) => log.append(entry(id))));
    await log.close();
    expect((await audit.lines()).map((line) => JSON.parse(line).writeId)).toEqual(ids);
  });

  it("continues the chain of the file that it finds", async () => {
    await audit.write(3);
    await audit.write(2);
    expect(await verifyAudit(audit.path)).toEqual({ ok: true, records: 5 });
  });

  it("continues after a record of any length", async () => {
    const log = await open();
    await log.append(entry("write-1", { reason: "long ".repeat(20_000) }));
    await log.close();
    await audit.write(1);
    expect(await verifyAudit(audit.path)).toEqual({ ok: true, records: 2 });
  });

  it("keeps one chain when two logs of one process share the file", async () => {
    const logs = [await open(), await open()];
    for (let round = 0; round < 20; round += 1) {
      await Promise.all(logs.map((log) => log.append(entry(`write-${round}`))));
    }
    await Promise.all(logs.map((log) => log.close()));
    expect(await verifyAudit(audit.path)).toEqual({ ok: true, records: 40 });
  });

  it("takes nothing more once it is closed, and closes only when all is written", async () => {
    const log = await open();
    const appended = log.append(entry("write-1"));
    await log.close();
    expect(await audit.lines()).toHaveLength(1);
    await appended;
    await expect(log.append(entry("write-2"))).rejects.toThrow("closed");
  });
});

describe("an append is refused, and the file left as it was,", () => {
  it("when the disk is full", async () => {
    await symlink("/dev/full", audit.path);
    const log = await open();
    await expect(log.append(entry("write-1"))).rejects.toThrow("ENOSPC");
    await log.close();
  });

  it("when the file is gone, until it is back", async () => {
    const log = await open();
    await log.append(entry("write-1"));
    await rename(audit.path, `${audit.path}.moved`);
    await expect(log.append(entry("write-2"))).rejects.toThrow("ENOENT");
    await rename(`${audit.path}.moved`, audit.path);
    await log.append(entry("write-3"));
    await log.close();
    expect(await verifyAudit(audit.path)).toEqual({ ok: true, records: 2 });
  });

  it("when it is no file that can be written", async () => {
    const log = await open();
    await rename(audit.path, `${audit.path}.moved`);
    await mkdir(audit.path);
    await expect(log.append(entry("write-1"))).rejects.toThrow("EISDIR");
    await log.close();
  });

  it("when records were taken out of it meanwhile", async () => {
    const log = await open();
    await log.append(entry("write-1"));
    await truncate(audit.path, 0);
    await expect(log.append(entry("write-2"))).rejects.toThrow("shorter");
    await log.close();
    expect(await audit.lines()).toEqual([]);
  });

  it("when what somebody else wrote at its end is no record", async () => {
    const log = await open();
    await log.append(entry("write-1"));
    await writeFile(audit.path, "half a li", { flag: "a" });
    const before = await readFile(audit.path, "utf8");
    await expect(log.append(entry("write-2"))).rejects.toThrow("not a whole audit record");
    await log.close();
    expect(await readFile(audit.path, "utf8")).toBe(before);
  });
});

describe("the log does not open", () => {
  it("after a last line that is cut short or changed", async () => {
    await audit.write(2);
    const [first = "", second = ""] = await audit.lines();
    await writeFile(audit.path, `${first}\n${second.slice(0, -5)}`);
    await expect(open()).rejects.toThrow("not a whole audit record");
    await audit.replace([first, second.replace("lockUser", "unlockUser")]);
    await expect(open()).rejects.toThrow("not a whole audit record");
  });

  it("in a folder that does not exist", async () => {
    await expect(openAuditLog({ path: join(audit.folder, "none", "audit.jsonl"), now })).rejects.toThrow(
      "ENOENT",
    );
  });
});

describe("the lock", () => {
  const holder = {
    pid: process.pid,
    host: hostname(),
    started: performance.timeOrigin,
    token: "left-behind",
  };
  const leave = (lock: object) => writeFile(`${audit.path}.lock`, JSON.stringify(lock));

  it.each([
    ["of a process that has ended", { pid: 2 ** 22 + 1 }],
    ["of an earlier process that had the same number", { started: 1 }],
  ])("is taken over from one %s", async (_whose, change) => {
    await leave({ ...holder, ...change });
    await audit.write(1);
    expect(await verifyAudit(audit.path)).toEqual({ ok: true, records: 1 });
  });

  it("is waited for while its process lives", async () => {
    await leave(holder);
    const opened = open();
    await expect(stat(audit.path)).rejects.toThrow("ENOENT");
    await rename(`${audit.path}.lock`, `${audit.path}.released`);
    await (await opened).close();
  });
});
