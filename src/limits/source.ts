import { Lexer, Source, TokenKind } from "graphql";

/** Deeper brackets than any document within the other limits has; parsing them would take the whole stack. */
const DEEPEST_BRACKETS = 200;

const OPENING: ReadonlySet<string> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const CLOSING: ReadonlySet<string> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/**
 * What is too much about a document's text, found without parsing it: tokens, or brackets inside brackets. Null
 * where nothing is, and where the text is no GraphQL at all, which parsing tells better.
 */
export function textProblem(text: string, mostTokens: number): string | null {
  const lexer = new Lexer(new Source(text));
  let open = 0;
  try {
    for (let tokens = 0; lexer.advance().kind !== TokenKind.EOF; tokens += 1) {
      if (tokens >= mostTokens) return `The document has more than ${mostTokens} tokens.`;
      if (OPENING.has(lexer.token.kind)) open += 1;
      else if (CLOSING.has(lexer.token.kind)) open -= 1;
      if (open > DEEPEST_BRACKETS)
        return `The document has more than ${DEEPEST_BRACKETS} brackets inside each other.`;
    }
  } catch {
    return null;
  }
  return null;
}

/** Whether a JSON text holds lists and objects deeper inside each other than this. */
export function isNestedDeeper(json: string, most: number): boolean {
  if (json.length <= 2 * most) return false;
  let open = 0;
  for (let index = 0; index < json.length && open <= most; index += 1) {
    const code = json.charCodeAt(index);
    if (code === QUOTE) index = endOfString(json, index);
    else if (code === BRACE_L || code === BRACKET_L) open += 1;
    else if (code === BRACE_R || code === BRACKET_R) open -= 1;
  }
  return open > most;
}

/** Where the string that begins here ends. */
function endOfString(json: string, start: number): number {
  let index = start + 1;
  while (index < json.length && json.charCodeAt(index) !== QUOTE) {
    index += json.charCodeAt(index) === BACKSLASH ? 2 : 1;
  }
  return index;
}

const [BACKSLASH, QUOTE, BRACE_L, BRACE_R, BRACKET_L, BRACKET_R] = [0x5c, 0x22, 0x7b, 0x7d, 0x5b, 0x5d];
