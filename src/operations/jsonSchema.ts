import type { JsonSchema, SurfaceOutput, SurfaceParameter } from "../datasources/surface.ts";

/** A parameter's value as a JSON Schema, without its description. */
export function schemaOfParameter({ type, minimum, maximum, choices }: SurfaceParameter): JsonSchema {
  if (type === "strings") return { type: "array", items: { type: "string", minLength: 1 }, minItems: 1 };
  return {
    type,
    ...(type === "string" ? { minLength: 1 } : {}),
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
    ...(choices === undefined ? {} : { enum: choices }),
  };
}

/** An answer's JSON Schema, as far as the answer is an object that is known. */
export interface AnswerSchema extends JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

/** An answer as a JSON Schema; null for none. */
export function schemaOfOutput(output: SurfaceOutput): AnswerSchema | null {
  switch (output.kind) {
    case "nothing":
      return null;
    case "open":
      return {};
    case "object":
      return {
        type: "object",
        properties: nullable(output.properties),
        required: output.key === null ? [] : [output.key],
      };
    case "list":
      return {
        type: "object",
        properties: {
          [output.key]: { type: "array", items: { type: "object", properties: nullable(output.item) } },
          ...nullable(output.properties),
        },
        required: [output.key],
      };
    default:
      return output satisfies never;
  }
}

/** Providers leave fields empty as null, whatever their documents say. */
function nullable(properties: Readonly<Record<string, JsonSchema>>): Readonly<Record<string, JsonSchema>> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, { ...schema, type: [schema["type"], "null"] }]),
  );
}
