/** A global id as the gateway makes it. */
export function idByHand(type: "User" | "Team", provider: string, externalId: string): string {
  return Buffer.from(`${type}:${provider}:${externalId}`).toString("base64url");
}
