import { Kind, type OperationDefinitionNode, parse } from "graphql";

/** A query of the README as the explorer offers it. */
export interface ReadmeTab {
  /** The document, below what the README says of it, as comments. */
  readonly query: string;
  /** What its variables may be, as JSON, still without values; null where it has none. */
  readonly variables: string | null;
}

/** The named operations of a Markdown page, in its order, so that the explorer's tabs need no copy of them. */
export function readmeTabs(markdown: string): readonly ReadmeTab[] {
  return [...markdown.matchAll(/^```graphql\n(.*?)^```$/gms)].flatMap(({ 1: text = "", index }) => {
    const operation = namedOperation(text);
    if (operation === null) return [];
    return [
      {
        query: [...commentsOf(markdown.slice(0, index)), text.trimEnd()].join("\n"),
        variables: variablesOf(operation),
      },
    ];
  });
}

/** The operation of a document that has one operation, with a name, and nothing else. */
function namedOperation(text: string): OperationDefinitionNode | null {
  const { definitions } = parse(text, { noLocation: true });
  const [only] = definitions;
  if (definitions.length !== 1 || only?.kind !== Kind.OPERATION_DEFINITION) return null;
  return only.name === undefined ? null : only;
}

/** About as much as an editor of half a window's width shows. */
const COMMENT_WIDTH = 56;

/** The paragraph right before a query, as comments; none where something else stands there, such as a table. */
function commentsOf(before: string): readonly string[] {
  const paragraph = before.trimEnd().split("\n\n").at(-1) ?? "";
  if (/^[|`#\-\d]/.test(paragraph)) return [];
  const lines = [""];
  for (const word of paragraph.replaceAll("**", "").split(/\s+/)) {
    const line = lines.at(-1) ?? "";
    if (line !== "" && `# ${line} ${word}`.length > COMMENT_WIDTH) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  return lines.map((line) => `# ${line}`);
}

function variablesOf({ variableDefinitions = [] }: OperationDefinitionNode): string | null {
  if (variableDefinitions.length === 0) return null;
  const entries = variableDefinitions.map(({ variable, type }) => [
    variable.name.value,
    type.kind === Kind.NON_NULL_TYPE ? "" : null,
  ]);
  return JSON.stringify(Object.fromEntries(entries), null, 2);
}
