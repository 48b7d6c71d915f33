import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { pages, ROOT, wordsInBackticks } from "./markdown.ts";

describe("the documentation's references", () => {
  it("names only files and folders that there are", () => {
    const named = wordsInBackticks().filter((word) =>
      /^(?:src|test|schema|docs|bench|\.ci)\/\S*$/.test(word),
    );
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it("says of every folder of tests what goes there", () => {
    const hasTests = (name: string): boolean =>
      readdirSync(join(ROOT, "test", name)).some((file) => file.endsWith(".test.ts"));
    const folders = readdirSync(join(ROOT, "test"))
      .filter((name) => statSync(join(ROOT, "test", name)).isDirectory() && hasTests(name))
      .map((name) => `test/${name}`);
    const words = new Set(wordsInBackticks());
    expect(folders.filter((folder) => !words.has(folder))).toEqual([]);
  });

  it("links only to headings that there are", () => {
    for (const { name, text } of pages()) {
      const headings = new Set([...text.matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) => anchorOf(title)));
      const links = [...text.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor = ""]) => anchor);
      expect({ name, dead: links.filter((anchor) => !headings.has(anchor)) }).toEqual({ name, dead: [] });
    }
  });
});

/** A heading's anchor as code hosts make it. */
function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\w\s-]/g, "")
    .replace(/\s+/g, "-");
}
