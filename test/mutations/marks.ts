/** Every form in which a secret could stand in a text: as it is, in JSON, in a URL, and in base64 at any place. */
function formsOf(secret: string): readonly string[] {
  const url = encodeURIComponent(secret);
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    url,
    url.toLowerCase(),
    url.replaceAll("%20", "+"),
    ...["base64", "base64url"].flatMap((encoding) =>
      inBase64(secret, encoding === "base64" ? "base64" : "base64url"),
    ),
    Buffer.from(secret).toString("hex"),
  ];
}

/** What base64 makes of a secret wherever in a longer text it begins, without the letters that its neighbours share. */
function inBase64(secret: string, encoding: "base64" | "base64url"): readonly string[] {
  return [0, 1, 2].map((offset) => {
    const text = Buffer.from(" ".repeat(offset) + secret)
      .toString(encoding)
      .replaceAll("=", "");
    const whole = Math.floor(((Buffer.byteLength(secret) + offset) * 8) / 6);
    return text.slice(Math.ceil((offset * 8) / 6), whole);
  });
}

/** The secrets that stand in a text in any form; none is what is hoped for. */
export function secretsIn(text: string, secrets: Iterable<string>): readonly string[] {
  return [...secrets].filter((secret) => formsOf(secret).some((form) => text.includes(form)));
}
