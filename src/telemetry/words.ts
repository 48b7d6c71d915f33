/**
 * A text from outside as it may stand in a log line or a trace: without control, format and other characters that
 * a terminal or a log reader could take for more than text, and not longer than a line of them.
 */
export function plainText(text: string, longest = 128): string {
  if (text.length <= longest && /^[ -~]*$/.test(text)) return text;
  const cut = text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
  return cut.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "\ufffd");
}

/** A word of a closed list of Roster's or GraphQL's, such as an error's code; anything else is `OTHER`. */
export function codeWord(code: unknown): string {
  return typeof code === "string" && /^[A-Z][A-Z0-9_]{0,63}$/.test(code) ? code : "OTHER";
}
