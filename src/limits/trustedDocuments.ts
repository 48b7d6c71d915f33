import { createHash } from "node:crypto";

/** The operations that may be asked, by their ids, and what becomes of others. */
export interface TrustedDocuments {
  readonly documents: ReadonlyMap<string, string>;
  /** `enforce` refuses other documents; `log` only tells of them. */
  readonly mode: "enforce" | "log";
}

/** A document that the manifest does not know, as it is told to whoever keeps the manifest. */
export interface UnknownDocument {
  readonly sha256: string;
  readonly operationName: string | null;
  readonly caller: string;
  readonly refused: boolean;
}

/** What a request asks: by an id of the manifest, or in full. */
export interface AskedDocument {
  readonly id: string | null;
  readonly text: string | null;
}

/** Finds the trusted document that a request means; null where it means none. */
export type FindTrusted = (asked: AskedDocument) => string | null;

/** Documents are found by the manifest's ids and by the SHA-256 of their text. */
export function createTrustedLookUp({ documents }: TrustedDocuments): FindTrusted {
  const known = new Map(documents);
  const texts = new Set(documents.values());
  for (const text of texts) known.set(sha256Of(text), text);
  return ({ id, text }) => {
    if (text !== null) return texts.has(text) ? text : null;
    return id === null ? null : (known.get(id.replace(/^sha256:/, "")) ?? known.get(id) ?? null);
  };
}

export function sha256Of(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}
