import { describe, expect, it } from "@jest/globals";
import { providerDefinitions } from "../../src/datasources/index.ts";
import { readSwitches } from "../../src/simulation/switches.ts";

const SWITCHES = {
  shape: { default: "bare", choices: ["bare", "data"], meaning: "The list: bare, or in data." },
  status: { default: 400, choices: [400, 422], meaning: "The status: 400 or 422." },
  method: { default: "MANUAL", meaning: "Any word." },
  limit: { default: 100, meaning: "Any number." },
  echo: { default: false, meaning: "Whether it echoes." },
} as const;

describe("the switches of a simulator", () => {
  it("are their defaults where nothing else is said", () => {
    const switches = readSwitches(SWITCHES);
    expect([switches.text("shape"), switches.number("status"), switches.flag("echo")]).toEqual([
      "bare",
      400,
      false,
    ]);
  });

  it("are what they are set to", () => {
    const switches = readSwitches(SWITCHES, {
      shape: "data",
      status: 422,
      method: "SET",
      limit: 1,
      echo: true,
    });
    expect([switches.text("shape"), switches.number("status"), switches.flag("echo")]).toEqual([
      "data",
      422,
      true,
    ]);
    expect([switches.text("method"), switches.number("limit")]).toEqual(["SET", 1]);
  });

  it.each([
    ["a name that is none", { shapes: "data" }, "There is no switch named shapes."],
    ["a name that every object has", { constructor: "data" }, "There is no switch named constructor."],
    ["a misspelt word", { shape: "date" }, "The switch shape takes bare or data."],
    ["a number that it does not know", { status: 404 }, "The switch status takes 400 or 422."],
    ["a word for a number", { limit: "100" }, "The switch limit takes a number."],
    ["a word for a flag", { echo: "true" }, "The switch echo takes a boolean."],
  ])("refuse %s", (_what, overrides, message) => {
    expect(() => readSwitches(SWITCHES, overrides)).toThrow(message);
  });
});

describe("every simulator", () => {
  const all = providerDefinitions.flatMap(({ simulator: { name, switches } }) =>
    Object.entries(switches).map(([key, definition]) => ({ name: `${name}'s ${key}`, definition })),
  );

  it.each(all)("says what $name can be set to, its default first", ({ definition }) => {
    const { default: usual, choices, meaning } = definition;
    if (choices === undefined) return;
    expect(choices[0]).toBe(usual);
    for (const choice of choices.slice(1)) expect(meaning).toContain(String(choice));
  });

  it("lists the words of each switch that is one of a few words", () => {
    const free = all.filter(
      ({ definition }) => typeof definition.default === "string" && definition.choices === undefined,
    );
    // The word of a method that ScaiKey does not document can be anything.
    expect(free.map(({ name }) => name)).toEqual(["scaikey's directMethod"]);
  });
});
