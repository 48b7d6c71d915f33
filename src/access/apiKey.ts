import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { readGrants } from "./scope.ts";
import type { Viewer } from "./viewer.ts";

/** A service's key as the configuration holds it: never the key itself. */
export interface ApiKeySettings {
  readonly name: string;
  /** SHA-256 of the key in hex. The key is 256 random bits, so a plain hash cannot be guessed back. */
  readonly sha256: string;
  readonly scopes: readonly string[];
}

/** A new key, to be handed to its service once, and the hash for the configuration. */
export function makeApiKey(): { readonly key: string; readonly sha256: string } {
  const key = `roster_${randomBytes(32).toString("base64url")}`;
  return { key, sha256: digest(key).toString("hex") };
}

/** The service whose key this is, or null. Every configured hash is compared, each in constant time. */
export function findApiKey(keys: readonly ApiKeySettings[], presented: string): Viewer | null {
  const hash = digest(presented);
  let found: ApiKeySettings | null = null;
  for (const key of keys) {
    const expected = Buffer.from(key.sha256, "hex");
    if (expected.length === hash.length && timingSafeEqual(expected, hash)) found = key;
  }
  return found === null
    ? null
    : { name: `key:${found.name}`, grants: readGrants(found.scopes), signIn: { kind: "none" } };
}

function digest(key: string): Buffer {
  return createHash("sha256").update(key, "utf8").digest();
}
