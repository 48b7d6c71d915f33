import type { Dispatcher } from "undici";
import { GatewayError } from "../../domain/errors.ts";

/** A body as far as it could be read: status is judged first, and says whether a body was due. */
export type UpstreamBody =
  | { readonly kind: "empty" }
  | { readonly kind: "json"; readonly value: unknown }
  /** Not JSON: HTML, truncated JSON, plain text. Its text is not kept, since nothing may show it. */
  | { readonly kind: "unreadable" };

/**
 * Reads a body up to `limit` bytes and parses it. A larger one is cut off at once, so that a provider that
 * streams without end cannot take the gateway's memory: UPSTREAM_INVALID_RESPONSE. No compression is asked
 * for, so none is undone here, and a compressed bomb stays as small as it was sent.
 */
export async function readBody(
  stream: Dispatcher.ResponseData["body"],
  limit: number,
  provider: string,
): Promise<UpstreamBody> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > limit) {
      stream.destroy();
      throw new GatewayError(
        "UPSTREAM_INVALID_RESPONSE",
        `${provider} sent a body larger than ${limit} bytes.`,
        {
          provider,
        },
      );
    }
    chunks.push(bytes);
  }
  if (length === 0) return { kind: "empty" };
  const text = Buffer.concat(chunks).toString("utf8");
  if (text.trim() === "") return { kind: "empty" };
  try {
    const value: unknown = JSON.parse(text);
    return { kind: "json", value };
  } catch {
    return { kind: "unreadable" };
  }
}
