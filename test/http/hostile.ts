import { expect } from "@jest/globals";
import fc from "fast-check";

/** Texts with what breaks parsers, paths and headers. */
export const nasty = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.constantFrom(
    "..",
    "../../etc/passwd",
    "%2e%2e%2f",
    "a\r\nx-injected: 1",
    "\u0000",
    "\ud800",
    "__proto__",
    "constructor",
    "toString",
    "' OR 1=1 --",
    "<script>",
    "💥".repeat(50),
    "x".repeat(5_000),
    "NaN",
    "1e999",
    "-0",
  ),
);

export const json = fc.jsonValue({ maxDepth: 4, stringUnit: "binary" });

/** An id as Roster makes them, of anything. */
export const forgedId = fc
  .tuple(
    fc.constantFrom("User", "Team", "Invitation", "AccountMembership", "GracePeriod", "Provider", "Nothing"),
    fc.constantFrom("scaleway", "samsung", "scaikey", "equinix", "scalr", "nobody", "", "__proto__"),
    nasty,
  )
  .map((parts) => Buffer.from(parts.join(":"), "utf8").toString("base64url"));

/** A text that was right until somebody touched it. */
export function damaged(right: () => string): fc.Arbitrary<string> {
  return fc
    .tuple(fc.nat({ max: 500 }), fc.integer({ min: 0x21, max: 0x7e }), fc.boolean())
    .map(([at, code, cut]) => {
      const text = right();
      const place = at % text.length;
      return cut
        ? text.slice(0, place)
        : `${text.slice(0, place)}${String.fromCharCode(code)}${text.slice(place + 1)}`;
    });
}

/** Nothing of the machine: no stack, no file of ours, no mistake of ours. */
export function expectSafe(status: number, text: string): void {
  expect(status).toBeLessThan(500);
  expect(text).not.toMatch(/\bat .+:\d+:\d+|node_modules|\/src\/|\/dist\/|ECONN/);
  expect(text).not.toMatch(/INTERNAL_SERVER_ERROR|"code":-32603\b/);
}

/** Posts this body, and expects that the answer is safe. */
export async function post(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<void> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  });
  expectSafe(response.status, await response.text());
}
