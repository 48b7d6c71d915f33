import { types } from "node:util";

/**
 * Why Redis cannot be asked, in one word: the system's (ECONNREFUSED), Redis' own (WRONGPASS, READONLY, OOM) or the
 * client's. Never a message, which might quote what was sent.
 */
export function reasonOf(thrown: unknown): string {
  if (!types.isNativeError(thrown)) return "UNKNOWN";
  if ("code" in thrown && isWord(thrown.code)) return thrown.code;
  const [first = ""] = thrown.message.split(" ");
  if (isWord(first)) return first;
  return /^\w{1,64}$/.test(thrown.constructor.name) ? thrown.constructor.name : "UNKNOWN";
}

function isWord(value: unknown): value is string {
  return typeof value === "string" && /^[A-Z][A-Z_]{2,39}$/.test(value);
}
