import { GraphQLError, GraphQLScalarType, Kind } from "graphql";
import { GraphQLJSONObject } from "graphql-scalars";
import { parseTimestamp } from "../domain/timestamp.ts";

const ZONED = /([Zz]|[+-]\d{2}:\d{2})$/;

function parseDateTime(value: unknown): string {
  const instant = typeof value === "string" && ZONED.test(value) ? parseTimestamp(value) : null;
  if (instant === null) {
    throw new GraphQLError(
      "a DateTime is RFC 3339 text with a zone, such as 2026-05-21T15:02:39Z or 2026-05-21T17:02:39+02:00.",
    );
  }
  return instant;
}

/**
 * RFC 3339 text with its fraction kept: a JavaScript Date would cut a provider's microseconds off. Records hold
 * it in UTC already, so that nothing is left to do on the way out.
 */
export const DateTime = new GraphQLScalarType<string, string>({
  name: "DateTime",
  serialize(value) {
    if (typeof value !== "string") throw new GraphQLError("A DateTime must be text.");
    return value;
  },
  parseValue: parseDateTime,
  parseLiteral: (node) => parseDateTime(node.kind === Kind.STRING ? node.value : null),
});

/** A literal in a document is read into an object without a prototype; from here on it is like any other. */
export const JSONObject = new GraphQLScalarType({
  ...GraphQLJSONObject.toConfig(),
  parseLiteral: (node, variables) => structuredClone(GraphQLJSONObject.parseLiteral(node, variables)),
});
