import { createReadStream } from "node:fs";
import { type AuditRecord, NO_PREVIOUS, readLine } from "./record.ts";

export type Verification =
  | { readonly ok: true; readonly records: number }
  /** `line` counts from 1: the first line that was changed or inserted, or where the first removed one was. */
  | { readonly ok: false; readonly line: number; readonly problem: string };

/**
 * Checks the chain of an audit log of any size. A file that lost records at its very end is whole in itself:
 * for that, compare the number of records with one that was noted elsewhere. Rejects where the file cannot be
 * read.
 */
export async function verifyAudit(path: string): Promise<Verification> {
  let chain: Chain = { before: NO_PREVIOUS, last: null };
  let number = 0;
  for await (const line of linesOf(path)) {
    number += 1;
    const record = readLine(line);
    if (record === null) return { ok: false, line: number, problem: unreadable(line) };
    const broken = breakAt(number, record, chain);
    if (broken !== null) return broken;
    chain = { before: chain.last?.hash ?? NO_PREVIOUS, last: record };
  }
  return { ok: true, records: number };
}

/** The last record that was read, and the hash of the one before it. */
interface Chain {
  readonly before: string;
  readonly last: AuditRecord | null;
}

const NEW_LINE = 0x0a;

/** Longer than any record can be. */
const LONGEST_LINE = 1_048_576;

/** The file's lines with their ends, of which the last may lack it; a line without end is cut at the longest. */
async function* linesOf(path: string): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  const chunks: AsyncIterable<Buffer> = createReadStream(path);
  for await (const chunk of chunks) {
    const text = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = text.indexOf(NEW_LINE); end !== -1; end = text.indexOf(NEW_LINE, start)) {
      yield text.subarray(start, end + 1);
      start = end + 1;
    }
    rest = text.subarray(start);
    if (rest.length > LONGEST_LINE) break;
  }
  if (rest.length > 0) yield rest;
}

function unreadable(line: Buffer): string {
  return line.at(-1) === NEW_LINE
    ? "it was changed or inserted: it is not a record with the hash that it should have."
    : "it was cut short or inserted: it is not a whole record.";
}

/** How a record, sound in itself, fails to follow from the lines before it; null where it does not. */
function breakAt(line: number, record: AuditRecord, { before, last }: Chain): Verification | null {
  const { sequence, previous, hash } = record;
  if (sequence > line) return { ok: false, line, problem: missingRecords(line, sequence - 1) };
  if (previous === (last?.hash ?? NO_PREVIOUS) && sequence === line) return null;
  if (hash === last?.hash)
    return { ok: false, line, problem: "it was inserted: it repeats the line before." };
  if (last !== null && previous === before) {
    return {
      ok: false,
      line: line - 1,
      problem: "it was inserted: the line after it does not follow from it.",
    };
  }
  if (sequence < line || last === null) {
    return { ok: false, line, problem: `it was inserted or moved: record ${sequence} is not due here.` };
  }
  return {
    ok: false,
    line: line - 1,
    problem: "it was changed and given a new hash: the line after it does not follow from it.",
  };
}

function missingRecords(first: number, last: number): string {
  const which = first === last ? `record ${first} is` : `the records ${first} to ${last} are`;
  return `lines were removed: ${which} missing here.`;
}
