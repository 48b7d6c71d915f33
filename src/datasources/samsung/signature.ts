import { createHmac } from "node:crypto";

/** The value of `Scp-ClientType`, which is part of the signed text. */
export const CLIENT_TYPE = "Openapi";

/** What one request is signed with. */
export interface SignedRequest {
  readonly method: string;
  /** Scheme, host, path and query, exactly as they go out. */
  readonly url: string;
  /** Unix time in milliseconds as decimal text: the value of `Scp-Timestamp`. */
  readonly timestamp: string;
  readonly accessKey: string;
  readonly secretKey: string;
  /** Only where `Scp-AccountId` is sent too, as the official Go SDK does; the documentation has neither. */
  readonly accountId?: string;
}

/**
 * The value of `Scp-Signature`: HMAC-SHA256 in padded standard base64 over method, URL, timestamp, access
 * key, account id (where given) and client type, joined with nothing between. Body and other headers are not
 * signed.
 */
export function sign(request: SignedRequest): string {
  const { method, url, timestamp, accessKey, secretKey, accountId = "" } = request;
  return createHmac("sha256", secretKey)
    .update(`${method}${url}${timestamp}${accessKey}${accountId}${CLIENT_TYPE}`, "utf8")
    .digest("base64");
}
