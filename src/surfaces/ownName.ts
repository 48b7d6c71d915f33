import type { IncomingMessage } from "node:http";
import { isLoopback } from "../access/loopback.ts";
import type { Refusal } from "./answer.ts";
import { onlyOne } from "./credentials.ts";

/** A request that was sent to this machine under a name that is not this machine's. */
export const NOT_BY_THIS_NAME: Refusal = {
  status: 421,
  code: "FORBIDDEN",
  message:
    "This Roster knows no callers, so it answers only to names of its own machine: ask localhost or 127.0.0.1, or configure auth.",
};

/**
 * Tells whether a request calls this machine by one of its own names. A web page can have its own name point at this
 * machine (DNS rebinding); its browser then takes Roster for the page's own server, and sends that name.
 */
export function createAsksLoopback(): (request: IncomingMessage) => boolean {
  // Nearly all requests are sent to one and the same host.
  let latest = "";
  let isOwn = false;
  return (request) => {
    const host = onlyOne(request, "host") ?? "";
    if (host !== latest) {
      latest = host;
      const [, name = ""] = /^(\[[^\]]*\]|[^:]*)(?::\d{1,5})?$/.exec(host) ?? [];
      isOwn = isLoopback(name);
    }
    return isOwn;
  };
}
