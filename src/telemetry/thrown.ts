import { types } from "node:util";

/** What a log may tell of something that was thrown: where it happened, and never in whose words. */
export interface ThrownReport {
  readonly name: string;
  /** The system's or a library's word for it, such as `ENOSPC`. */
  readonly code: string | null;
  /** Function, file, line and column, the innermost first. */
  readonly stack: readonly string[];
  readonly cause: ThrownReport | null;
}

const MOST_FRAMES = 12;
const MOST_CAUSES = 3;

/**
 * Describes what was thrown without its message: a message may quote a secret, an upstream's body or what a caller
 * sent. What is left are names of functions and files of this program.
 */
export function describeThrown(thrown: unknown, depth = 0): ThrownReport {
  if (!types.isNativeError(thrown)) return { name: typeof thrown, code: null, stack: [], cause: null };
  const { cause } = thrown;
  return {
    name: wordOr(thrown.name, "Error"),
    code: "code" in thrown ? wordOr(thrown.code, null) : null,
    stack: framesOf(thrown),
    cause:
      cause === undefined || cause === null || depth >= MOST_CAUSES ? null : describeThrown(cause, depth + 1),
  };
}

function wordOr<Default>(word: unknown, otherwise: Default): string | Default {
  return typeof word === "string" && /^\w{1,64}$/.test(word) ? word : otherwise;
}

const FRAME = /^ {4}at (?:(?:async )?([\w.$<>#[\] ]{1,128}) \()?(?:file:\/\/)?([^()]+):(\d+):(\d+)\)?$/;

/** The stack's own lines. A message of several lines stands before them, and could look like one of them. */
function framesOf(error: Error): readonly string[] {
  const lines = (error.stack ?? "").split("\n");
  const ofMessage = String(error.message).split("\n").length;
  return lines.slice(ofMessage).flatMap(frameOf).slice(0, MOST_FRAMES);
}

function frameOf(line: string): readonly string[] {
  const [, name, file = "", row, column] = FRAME.exec(line) ?? [];
  if (row === undefined) return [];
  return [`${name ?? "<anonymous>"} (${withoutFolders(file)}:${row}:${column})`];
}

/** A file's path from the program's own folder on: where that is installed is nobody's business. */
function withoutFolders(file: string): string {
  if (file.startsWith("node:")) return file;
  const [path] = /(?:src|dist|node_modules)\/.+$/.exec(file.replaceAll("\\", "/")) ?? [];
  return path ?? file.slice(file.lastIndexOf("/") + 1);
}
