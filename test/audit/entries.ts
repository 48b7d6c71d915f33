import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openAuditLog } from "../../src/audit/log.ts";
import type { AuditEntry } from "../../src/audit/record.ts";

/** An entry whose write has this id; the rest is the same in all. */
export function entry(writeId: string, changes: Partial<AuditEntry> = {}): AuditEntry {
  return {
    phase: "intended",
    writeId,
    caller: "ada",
    mutation: "lockUser",
    provider: "scaikey",
    user: "usr_1",
    reason: "left the company — “for good”\n",
    outcome: null,
    errorCodes: [],
    requestId: "request-1",
    upstreamRequestId: null,
    ...changes,
  };
}

/** The wall clock of these tests, which stands still. */
export const now = () => Date.UTC(2026, 10, 22, 12);

/** A folder of its own for an audit log, with what tests do to one. */
export async function auditFolder() {
  const folder = await mkdtemp(join(tmpdir(), "roster-audit-"));
  const path = join(folder, "audit.jsonl");
  return {
    folder,
    path,
    /** Writes a log of this many records, and nothing before it. */
    async write(count: number): Promise<void> {
      const log = await openAuditLog({ path, now });
      await Promise.all(Array.from({ length: count }, (_, index) => log.append(entry(`write-${index + 1}`))));
      await log.close();
    },
    /** The lines, without their ends. */
    lines: async (): Promise<readonly string[]> => (await readFile(path, "utf8")).split("\n").slice(0, -1),
    replace: (lines: readonly string[]): Promise<void> =>
      writeFile(path, lines.map((line) => `${line}\n`).join("")),
    remove: () => rm(folder, { recursive: true }),
  };
}
