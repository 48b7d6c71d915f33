import { readFile, writeFile } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { openAuditLog } from "../../src/audit/log.ts";
import { lineOf, NO_PREVIOUS, readLine, sealRecord } from "../../src/audit/record.ts";
import { verifyAudit } from "../../src/audit/verify.ts";
import { auditFolder, entry, now } from "./entries.ts";

let audit: Awaited<ReturnType<typeof auditFolder>>;
beforeEach(async () => {
  audit = await auditFolder();
});
afterEach(() => audit.remove());

/** The file's lines, changed by `change`, and what is then found. */
async function verifyAfter(change: (lines: string[]) => void) {
  const lines = [...(await audit.lines())];
  change(lines);
  await audit.replace(lines);
  return verifyAudit(audit.path);
}

/** A line with a hash of its own that is right, but other contents. */
function resealed(line: string, writeId: string): string {
  const record = readLine(Buffer.from(`${line}\n`));
  if (record === null) throw new Error("This is no line of an audit log.");
  return lineOf(sealRecord({ ...record, writeId }, record)).trimEnd();
}

describe("a log that nobody touched", () => {
  it("is whole, and so is one without records", async () => {
    await audit.write(0);
    expect(await verifyAudit(audit.path)).toEqual({ ok: true, records: 0 });
    await audit.write(7);
    expect(await verifyAudit(audit.path)).toEqual({ ok: true, records: 7 });
  });

  it("is whole whatever text its entries hold", async () => {
    const text = fc.string({ unit: "binary" });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ reason: text, caller: text })), async (changes) => {
        const log = await openAuditLog({ path: audit.path, now });
        const { length } = await audit.lines();
        await Promise.all(changes.map((change) => log.append(entry("write", change))));
        await log.close();
        expect(await verifyAudit(audit.path)).toEqual({ ok: true, records: length + changes.length });
      }),
      { numRuns: 30 },
    );
  });

  it("is whole when it is larger than any buffer that it is read into", async () => {
    await audit.write(1000);
    expect((await readFile(audit.path)).length).toBeGreaterThan(400_000);
    expect(await verifyAudit(audit.path)).toEqual({ ok: true, records: 1000 });
  });
});

describe("the first line that is not as it was written is named", () => {
  beforeEach(() => audit.write(6));

  it("for a byte changed anywhere", async () => {
    const whole = await readFile(audit.path);
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
        const changed = Buffer.from(whole);
        changed[at] = (whole[at] ?? 0) ^ mask;
        await writeFile(audit.path, changed);
        const line = whole.subarray(0, at).filter((byte) => byte === 0x0a).length + 1;
        expect(await verifyAudit(audit.path)).toMatchObject({ ok: false, line });
      }),
      { numRuns: 300 },
    );
  });

  it("for a line changed with a new hash of its own", async () => {
    const found = await verifyAfter((lines) => lines.splice(2, 1, resealed(lines[2] ?? "", "another")));
    expect(found).toMatchObject({ ok: false, line: 3, problem: expect.stringContaining("changed") });
  });

  it.each([1, 2, 5])("for a removed line: %d", async (line) => {
    const found = await verifyAfter((lines) => lines.splice(line - 1, 1));
    expect(found).toMatchObject({ ok: false, line, problem: expect.stringContaining("removed") });
  });

  it("for several removed lines", async () => {
    const found = await verifyAfter((lines) => lines.splice(1, 3));
    expect(found).toEqual({
      ok: false,
      line: 2,
      problem: "lines were removed: the records 2 to 4 are missing here.",
    });
  });

  it.each([
    ["that is no record", "{}"],
    ["that is empty", ""],
    ["that is like the first of another log", lineOf(firstOfAnotherLog()).trimEnd()],
  ])("for an inserted line %s", async (_what, inserted) => {
    const found = await verifyAfter((lines) => lines.splice(3, 0, inserted));
    expect(found).toMatchObject({ ok: false, line: 4, problem: expect.stringContaining("inserted") });
  });

  it("for a copy of the line before, and of an earlier one", async () => {
    const whole = await audit.lines();
    const copied = await verifyAfter((lines) => lines.splice(3, 0, lines[2] ?? ""));
    expect(copied).toMatchObject({ line: 4, problem: expect.stringContaining("inserted") });
    await audit.replace(whole);
    const repeated = await verifyAfter((lines) => lines.splice(3, 0, lines[0] ?? ""));
    expect(repeated).toMatchObject({ line: 4, problem: expect.stringContaining("inserted") });
  });

  it("for a forged record that follows from the line before it", async () => {
    const found = await verifyAfter((lines) => lines.splice(3, 0, resealed(lines[3] ?? "", "forged")));
    expect(found).toMatchObject({ ok: false, line: 4, problem: expect.stringContaining("inserted") });
  });

  it("for two lines that changed places", async () => {
    const found = await verifyAfter((lines) => lines.splice(1, 2, lines[2] ?? "", lines[1] ?? ""));
    expect(found).toMatchObject({ ok: false, line: 2 });
  });

  it("for a last line without its end", async () => {
    const whole = await readFile(audit.path);
    await writeFile(audit.path, whole.subarray(0, -1));
    expect(await verifyAudit(audit.path)).toMatchObject({ line: 6, problem: expect.stringContaining("cut") });
  });

  it("for a file without any line's end", async () => {
    await writeFile(audit.path, Buffer.alloc(3_000_000, "x"));
    expect(await verifyAudit(audit.path)).toMatchObject({ ok: false, line: 1 });
  });
});

it("says that a file cannot be read instead of calling it broken", async () => {
  await expect(verifyAudit(`${audit.path}.gone`)).rejects.toThrow("ENOENT");
});

function firstOfAnotherLog() {
  return sealRecord(entry("another"), {
    sequence: 1,
    time: new Date(0).toISOString(),
    previous: NO_PREVIOUS,
  });
}
