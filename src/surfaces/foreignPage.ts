import type { IncomingMessage } from "node:http";
import { isLoopback } from "../access/loopback.ts";
import type { CorsSettings } from "./cors.ts";

/**
 * Whether a web page sent this that has no business here: one that is neither among those that may read answers nor
 * on this machine. A page's own address is no proof of being at home, since a name can be pointed at any address.
 */
export function isFromForeignPage({ headers }: IncomingMessage, { origins }: CorsSettings): boolean {
  const { origin } = headers;
  if (origin !== undefined) return !origins.includes(origin) && !isLocal(origin);
  const site = headers["sec-fetch-site"];
  return site === "cross-site" || site === "same-site";
}

function isLocal(origin: string): boolean {
  return URL.canParse(origin) && isLoopback(new URL(origin).hostname);
}
