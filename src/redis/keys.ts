import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";

/** The names of keys in Redis, and the form of values in it that nobody but Roster is to read. */
export interface Keyspace {
  /** A key that tells what it is for, and of whom or what only to those who know the signing key. */
  readonly of: (use: string, about: string) => string;
  /** A key whose parts may be read by anybody. */
  readonly plain: (...parts: readonly string[]) => string;
  /** Encrypts a text for one key of Redis, so that it can be neither read, nor altered, nor put elsewhere. */
  readonly seal: (key: string, text: string) => string;
  /** The text; null for what was not sealed for this key with the same signing key. */
  readonly open: (key: string, sealed: string) => string | null;
}

const CIPHER = "aes-256-gcm";
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** Bytes of a digest that names something: none is met by chance, or found to be the same as another. */
const NAME_BYTES = 20;

/**
 * All names begin with the prefix in braces, which keeps them together where Redis is split into slots. `signingKey`
 * is the deployment's own; two keys are derived from it, one for names and one for values.
 */
export function createKeyspace({
  prefix,
  signingKey,
}: {
  readonly prefix: string;
  readonly signingKey: string;
}): Keyspace {
  const nameKey = derive(signingKey, "roster redis names");
  const valueKey = derive(signingKey, "roster redis values");
  const plain = (...parts: readonly string[]): string => [`{${prefix}}`, ...parts].join(":");

  return {
    plain,
    of(use, about) {
      const digest = createHmac("sha256", nameKey).update(`${use} ${about}`).digest();
      return plain(use, digest.subarray(0, NAME_BYTES).toString("base64url"));
    },
    seal(key, text) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, valueKey, iv).setAAD(Buffer.from(key));
      const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString("base64url");
    },
    open(key, sealed) {
      const bytes = Buffer.from(sealed, "base64url");
      if (bytes.length < IV_BYTES + TAG_BYTES) return null;
      const decipher = createDecipheriv(CIPHER, valueKey, bytes.subarray(0, IV_BYTES), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(Buffer.from(key)).setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      try {
        const body = bytes.subarray(IV_BYTES + TAG_BYTES);
        return Buffer.concat([decipher.update(body), decipher.final()]).toString("utf8");
      } catch {
        return null;
      }
    },
  };
}

function derive(signingKey: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", signingKey, "", purpose, KEY_BYTES));
}
