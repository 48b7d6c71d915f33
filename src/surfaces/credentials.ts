import type { IncomingMessage } from "node:http";
import type { Credentials } from "../access/index.ts";
import type { Refusal } from "./answer.ts";

/** What a request says of who asks. */
export function credentialsOf(request: IncomingMessage): Credentials {
  return { authorization: onlyOne(request, "authorization"), apiKey: onlyOne(request, "x-api-key") };
}

/** A header's value; a header that came more than once counts as an empty one, which nothing accepts. */
export function onlyOne(request: IncomingMessage, name: string): string | undefined {
  if (request.headers[name] === undefined) return undefined;
  const values = request.headersDistinct[name];
  return values?.length === 1 ? values[0] : "";
}

export function unauthenticated({ headers }: IncomingMessage, message: string): Refusal {
  const presented = headers.authorization !== undefined;
  const challenge = `Bearer realm="roster"${presented ? ', error="invalid_token"' : ""}`;
  return { status: 401, code: "UNAUTHENTICATED", message, headers: { "www-authenticate": challenge } };
}
