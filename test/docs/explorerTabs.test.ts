import { describe, expect, it } from "@jest/globals";
import { readmeTabs } from "../../explorer/readmeTabs.ts";
import { blocks, pages } from "./markdown.ts";

const FENCE = "```";

describe("the explorer's tabs", () => {
  it("are the README's queries, in its order, below what it says of them", () => {
    const readme = pages().find(({ name }) => name === "README.md")?.text ?? "";
    const queries = blocks("graphql").flatMap(({ place, text }) =>
      place.startsWith("README.md:") ? [text.trimEnd()] : [],
    );
    const tabs = readmeTabs(readme);
    expect(tabs.map(({ query }) => query.replace(/^(?:#.*\n)+/, ""))).toEqual(queries);
    expect(tabs[0]?.query).toMatch(/^# Everybody, with their teams/);
  });

  it("have their variables ready to be filled in", () => {
    const [tab] = readmeTabs(
      `Give it an **id**.\n\n${FENCE}graphql\nquery A($id: ID!, $after: String) { a }\n${FENCE}\n`,
    );
    expect(tab).toEqual({
      query: "# Give it an id.\nquery A($id: ID!, $after: String) { a }",
      variables: '{\n  "id": "",\n  "after": null\n}',
    });
  });

  it("leave out what is no operation with a name, and comments where a table stands above", () => {
    const markdown = ["type A { b: C }", "{ a }", "query B { a }"]
      .map((text) => `| x |\n\n${FENCE}graphql\n${text}\n${FENCE}\n`)
      .join("\n");
    expect(readmeTabs(markdown)).toEqual([{ query: "query B { a }", variables: null }]);
  });
});
