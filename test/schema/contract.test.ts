import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CriticalityLevel, diff } from "@graphql-inspector/core";
import { describe, expect, it } from "@jest/globals";
import { buildSchema, isInputObjectType } from "graphql";
import { publicSchema } from "./publicSchema.ts";

const CONTRACT = join(import.meta.dirname, "..", "..", "..", "shared", "contract", "schema.graphql");
const present = existsSync(CONTRACT);
if (!present) {
  console.info("The contract's schema is not beside this checkout: its comparison with schema/ is skipped.");
}

describe("the public schema", () => {
  (present ? it : it.skip)(
    "takes nothing away from what callers rely on, and changes none of it",
    async () => {
      const changes = await diff(buildSchema(readFileSync(CONTRACT, "utf8")), publicSchema());
      const breaking = changes.filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking);
      expect(breaking.map(({ message }) => message)).toEqual([]);
    },
  );

  it("takes exactly one block in CreateUserInput", () => {
    const input = publicSchema().getType("CreateUserInput");
    expect(isInputObjectType(input) && input.isOneOf).toBe(true);
  });
});
