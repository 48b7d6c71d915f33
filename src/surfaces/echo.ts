/** How GraphQL's own messages repeat what was sent: what stays of such a message, and what is cut off. */
const ECHOES: ReadonlyArray<readonly [pattern: RegExp, told: string]> = [
  [/(cannot represent [\w -]*value): .*$/s, "$1."],
  [/(Expected value of type "[^"]*"), found .*$/s, "$1."],
  [/(Value) ".*" (does not exist in "[^"]*" enum\.)/s, "$1 $2"],
  [/got invalid value .*( at "[\w.[\]]*"; )/s, "got an invalid value$1"],
  [/got invalid value .*; /s, "got an invalid value; "],
  // A name is no value; a text or a number may be one that stands where it should not.
  [/((?:found|Unexpected) (?:String|BlockString|Int|Float)) ".*"\.$/s, "$1."],
];

/**
 * A message of GraphQL's own without the values that it repeats: a password in the wrong place of a query, or a
 * code sent as a number, must not end up wherever errors are kept.
 */
export function withoutValues(message: string): string {
  return ECHOES.reduce((text, [pattern, told]) => text.replace(pattern, told), message);
}
