import type { ExecutableOperation } from "./execute.ts";

/** Operations that were found valid of late, by the exact text and name that they were asked with. */
export interface KnownDocuments {
  readonly find: (text: string, operationName: string | null) => ExecutableOperation | undefined;
  readonly remember: (
    text: string,
    operationName: string | null,
    found: Pick<ExecutableOperation, "document" | "operation">,
  ) => ExecutableOperation;
}

/** Texts are remembered up to this many characters in all, and this many of them. */
const MOST_CHARACTERS = 4 * 1024 * 1024;
const MOST_TEXTS = 1_000;

/** The text that was remembered first goes first, with all its operations; where it is still asked, it comes back. */
export function createKnownDocuments(
  most = { characters: MOST_CHARACTERS, texts: MOST_TEXTS },
): KnownDocuments {
  const texts = new Map<string, Map<string | null, ExecutableOperation>>();
  let characters = 0;

  function forgetOldest(): void {
    for (const oldest of texts.keys()) {
      if (characters <= most.characters && texts.size <= most.texts) return;
      texts.delete(oldest);
      characters -= oldest.length;
    }
  }

  return {
    find: (text, operationName) => texts.get(text)?.get(operationName),
    remember(text, operationName, { document, operation }) {
      const known: ExecutableOperation = { document, operation, asked: 0, compiled: undefined };
      const operations = texts.get(text);
      if (operations === undefined) {
        texts.set(text, new Map([[operationName, known]]));
        characters += text.length;
        forgetOldest();
      } else operations.set(operationName, known);
      return known;
    },
  };
}
