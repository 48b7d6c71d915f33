import type { IncomingMessage } from "node:http";
import type { Credentials } from "../access/index.ts";
import type { Refusal } from "./answer.ts";

/** What a request says of who asks. */
export function credentialsOf(request: IncomingMessage): Credentials {
  return { authorization: onlyOne(request, "authorization"), apiKey: onlyOne(request, "x-api-key") };
}

/** A header's value; a header that came more than once counts as an empty one, which nothing accepts. */
export function onlyOne(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  if (value === undefined) return undefined;
  return typeof value === "string" && comesOnce(request, name) ? value : "";
}

/** Read off the headers as they came: to have node sort them by name costs more than all that is asked of them. */
function comesOnce({ rawHeaders }: IncomingMessage, name: string): boolean {
  let times = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const sent = rawHeaders[at];
    if (sent?.length === name.length && sent.toLowerCase() === name) times += 1;
  }
  return times === 1;
}

export function unauthenticated({ headers }: IncomingMessage, message: string): Refusal {
  const presented = headers.authorization !== undefined;
  const challenge = `Bearer realm="roster"${presented ? ', error="invalid_token"' : ""}`;
  return { status: 401, code: "UNAUTHENTICATED", message, headers: { "www-authenticate": challenge } };
}
