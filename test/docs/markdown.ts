import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const ROOT = join(import.meta.dirname, "..", "..");

/** A page for people: the README, or one below docs/. */
export interface Page {
  /** Its path from the root of the checkout. */
  readonly name: string;
  readonly text: string;
}

/** A fenced block, and where it begins. */
export interface Block {
  /** Such as `README.md:41`. */
  readonly place: string;
  readonly text: string;
}

/** Every page of the checkout. */
export function pages(): readonly Page[] {
  const folder = join(ROOT, "docs");
  const below = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: "utf8" }) : [];
  const names = [
    "README.md",
    ...below.filter((name) => name.endsWith(".md")).map((name) => join("docs", name)),
  ];
  return names.map((name) => ({ name, text: readFileSync(join(ROOT, name), "utf8") }));
}

/** The fenced blocks of these languages, in the order of the pages. */
export function blocks(...languages: readonly string[]): readonly Block[] {
  return pages().flatMap(({ name, text }) =>
    [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)]
      .filter(([, language = ""]) => languages.includes(language))
      .map((match) => ({
        place: `${name}:${text.slice(0, match.index).split("\n").length}`,
        text: match[2] ?? "",
      })),
  );
}

/** The rows of each table whose first column has this title, without its head; a cell is its trimmed text. */
export function tableRows(firstTitle: string): readonly (readonly string[])[] {
  return tables().flatMap(([head = [], ...rows]) => (head[0] === firstTitle ? rows.slice(1) : []));
}

/** The first column's words in backticks, of each table whose first column has this title. */
export function firstColumn(firstTitle: string): readonly string[] {
  return tableRows(firstTitle).flatMap(([cell = ""]) => wordsInBackticks(cell));
}

/** What stands in backticks outside fenced blocks, on any page or in this text. */
export function wordsInBackticks(text?: string): readonly string[] {
  const texts = text === undefined ? pages().map((page) => page.text) : [text];
  return texts.flatMap((each) =>
    [...each.replace(/^```.*?^```$/gms, "").matchAll(/`([^`\n]+)`/g)].map(([, word = ""]) => word),
  );
}

/** Every table, as rows of cells; the second row is the line below the head. */
function tables(): readonly (readonly (readonly string[])[])[] {
  return pages().flatMap(({ text }) =>
    [...text.matchAll(/(?:^\|.*\|\n)+/gm)].map(([table]) =>
      table
        .trimEnd()
        .split("\n")
        .map((line) =>
          line
            .slice(1, -1)
            .split("|")
            .map((cell) => cell.trim()),
        ),
    ),
  );
}
