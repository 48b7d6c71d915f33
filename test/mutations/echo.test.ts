import { expect, it } from "@jest/globals";
import { buildSchema, graphql } from "graphql";
import { withoutValues } from "../../src/surfaces/echo.ts";
import { secretsIn } from "./marks.ts";

/* GraphQL's own messages, as they come and as they go out: what was sent is not in them, what helps still is. */

const SECRET = 'p; at "q"; w value: x';
const schema = buildSchema(`
  enum Color { RED BLUE }
  input Inner { password: String!, code: Int, color: Color, list: [String!] }
  type Query { take(inner: Inner, word: String, id: ID, number: Int, flag: Boolean): String }
`);
const literal = JSON.stringify(SECRET);

async function messageOf(source: string, variableValues: Readonly<Record<string, unknown>> = {}) {
  const { errors } = await graphql({ schema, source, variableValues });
  return withoutValues(errors?.[0]?.message ?? "");
}

const WITH_INNER = "query ($inner: Inner) { take(inner: $inner) }";

it.each<[string, Readonly<Record<string, unknown>>, string]>([
  [
    WITH_INNER,
    { inner: { password: [SECRET] } },
    'Variable "$inner" got an invalid value at "inner.password"; String cannot represent a non string value.',
  ],
  [
    WITH_INNER,
    { inner: { password: SECRET, more: 1 } },
    'Variable "$inner" got an invalid value; Field "more" is not defined by type "Inner".',
  ],
  [
    WITH_INNER,
    { inner: { code: 1, list: [SECRET] } },
    'Variable "$inner" got an invalid value; Field "password" of required type "String!" was not provided.',
  ],
  [
    WITH_INNER,
    { inner: { password: "x", code: SECRET } },
    'Variable "$inner" got an invalid value at "inner.code"; Int cannot represent non-integer value.',
  ],
  [
    WITH_INNER,
    { inner: { password: "x", color: SECRET } },
    'Variable "$inner" got an invalid value at "inner.color"; Value does not exist in "Color" enum.',
  ],
  [
    WITH_INNER,
    { inner: { password: "x", list: ["y", [SECRET]] } },
    'Variable "$inner" got an invalid value at "inner.list[1]"; String cannot represent a non string value.',
  ],
  [
    WITH_INNER,
    { inner: SECRET },
    'Variable "$inner" got an invalid value; Expected type "Inner" to be an object.',
  ],
  [`{ take(word: [${literal}]) }`, {}, "String cannot represent a non string value."],
  [`{ take(number: ${literal}) }`, {}, "Int cannot represent non-integer value."],
  [`{ take(flag: ${literal}) }`, {}, "Boolean cannot represent a non boolean value."],
  [`{ take(id: [${literal}]) }`, {}, "ID cannot represent a non-string and non-integer value."],
  [`{ take(inner: ${literal}) }`, {}, 'Expected value of type "Inner".'],
  [
    `{ take(inner: { password: "x", color: ${literal} }) }`,
    {},
    'Enum "Color" cannot represent non-enum value.',
  ],
  [`{ take(word: "x" ${literal}) }`, {}, "Syntax Error: Expected Name, found String."],
  [`{ take(word: """${"x"}""" 942713) }`, {}, "Syntax Error: Expected Name, found Int."],
  [`{ nothing }`, {}, 'Cannot query field "nothing" on type "Query".'],
])("%s %j", async (source, variables, told) => {
  const message = await messageOf(source, variables);
  expect(message.replace(/ Did you mean .*$/, "")).toBe(told);
  expect(secretsIn(message, [SECRET, "942713"])).toEqual([]);
});
