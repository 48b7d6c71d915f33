import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { dirname } from "node:path";
import { hasCode, withLock } from "./lock.ts";
import { type AuditEntry, type AuditRecord, lineOf, NO_PREVIOUS, readLine, sealRecord } from "./record.ts";

/** An append-only file of one JSON record a line, each with the hash of the one before. */
export interface AuditLog {
  /** Resolves once the record is on the disk; rejects where it is not. Entries keep the order of the calls. */
  readonly append: (entry: AuditEntry) => Promise<void>;
  /** Resolves once everything that was appended before is settled. An append after it rejects. */
  readonly close: () => Promise<void>;
  readonly path: string;
}

/** An append that waits for its batch. */
interface Waiting {
  readonly entry: AuditEntry;
  /** When it was asked for: what the record tells, not when its turn came. */
  readonly time: string;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/** The last record, and the length of the file that ends with it. */
interface End {
  readonly sequence: number;
  readonly hash: string;
  readonly size: number;
}

/**
 * Opens the audit log, or begins one that its owner alone may read. Several logs on one file, in one process or
 * in several, keep one chain: `PATH.lock` is held for each batch. Rejects where the file cannot be made or
 * read, or does not end with a whole record.
 */
export async function openAuditLog(settings: {
  readonly path: string;
  /** The wall clock, in milliseconds since the epoch. */
  readonly now: () => number;
  /** Is handed the records that are on the disk. */
  readonly appended?: ((records: readonly AuditRecord[]) => void) | undefined;
}): Promise<AuditLog> {
  const { path, now, appended } = settings;
  let end = await withLock(`${path}.lock`, () => begin(path));
  let waiting: Waiting[] = [];
  let working: Promise<void> | null = null;
  let isClosed = false;

  /** Writes what waits, batch after batch: what comes in meanwhile shares the next one's write. */
  async function work(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        const written = await withLock(`${path}.lock`, () => appendBatch(path, end, batch));
        end = written.end;
        appended?.(written.records);
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    working = null;
  }

  return {
    path,
    append: (entry) =>
      new Promise((resolve, reject) => {
        if (isClosed) throw new Error("The audit log is closed.");
        waiting.push({ entry, time: new Date(now()).toISOString(), resolve, reject });
        working ??= work();
      }),
    async close() {
      isClosed = true;
      await working;
    },
  };
}

const NOTHING: End = { sequence: 0, hash: NO_PREVIOUS, size: 0 };

/** Makes the file where there is none, so that its name survives a crash too, and finds its end. */
async function begin(path: string): Promise<End> {
  const { O_APPEND, O_CREAT, O_RDWR } = constants;
  const file = await open(path, O_APPEND | O_CREAT | O_RDWR, 0o600);
  try {
    const { size } = await file.stat();
    if (size > 0) return await readEnd(file, path, size);
    await syncFolder(dirname(path));
    return NOTHING;
  } finally {
    await file.close();
  }
}

/** Appends the batch and resolves with it and the new end. Where that fails, the file is left as it was. */
async function appendBatch(
  path: string,
  known: End,
  batch: readonly Waiting[],
): Promise<{ readonly end: End; readonly records: readonly AuditRecord[] }> {
  // Never made anew here: a file that is gone was taken away with all that is in it.
  const file = await open(path, constants.O_APPEND | constants.O_RDWR);
  try {
    const { size } = await file.stat();
    if (size < known.size) throw new Error(`${path} is shorter than it was: records were taken out of it.`);
    const end = size === known.size ? known : await readEnd(file, path, size);
    const records = sealBatch(end, batch);
    const text = Buffer.from(records.map(lineOf).join(""));
    await writeWhole(file, text, size);
    const last = records.at(-1);
    const { sequence, hash } = last ?? end;
    return { end: { sequence, hash, size: size + text.length }, records };
  } finally {
    await file.close();
  }
}

function sealBatch(end: End, batch: readonly Waiting[]): readonly AuditRecord[] {
  const records: AuditRecord[] = [];
  let { sequence, hash } = end;
  for (const { entry, time } of batch) {
    const record = sealRecord(entry, { sequence: sequence + 1, time, previous: hash });
    records.push(record);
    ({ sequence, hash } = record);
  }
  return records;
}

async function writeWhole(file: FileHandle, text: Uint8Array, size: number): Promise<void> {
  try {
    await file.appendFile(text);
    await file.sync();
  } catch (error) {
    // A full disk may have taken half a line, which nothing could follow. What counts is why it failed.
    await file.truncate(size).catch(() => undefined);
    throw error;
  }
}

/** The end of a file that is not empty. Rejects unless its last line is a whole record. */
async function readEnd(file: FileHandle, path: string, size: number): Promise<End> {
  const line = await readLastLine(file, size);
  const record = line === null ? null : readLine(line);
  if (record !== null) return { sequence: record.sequence, hash: record.hash, size };
  throw new Error(
    `The last line of ${path} is not a whole audit record. Look into why, then move the file out of the way.`,
  );
}

const NEW_LINE = 0x0a;

/** The file's last line with its end; null where it has none, or is longer than any record. */
async function readLastLine(file: FileHandle, size: number): Promise<Uint8Array | null> {
  for (let length = Math.min(size, 16_384); length <= 1_048_576; length = Math.min(size, length * 2)) {
    const tail = Buffer.alloc(length);
    await file.read(tail, 0, length, size - length);
    if (tail.at(-1) !== NEW_LINE) return null;
    const lineBefore = length < 2 ? -1 : tail.lastIndexOf(NEW_LINE, length - 2);
    if (lineBefore !== -1 || length === size) return tail.subarray(lineBefore + 1);
  }
  return null;
}

/** A new file's name is on the disk only once its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, constants.O_RDONLY);
  try {
    await folder.sync();
  } catch (error) {
    // Some file systems do not offer it, and then there is nothing more that could be done.
    if (!hasCode(error, "EINVAL")) throw error;
  } finally {
    await folder.close();
  }
}
