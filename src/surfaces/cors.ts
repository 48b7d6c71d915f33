import type { IncomingMessage, ServerResponse } from "node:http";

/** The web pages that may read answers, by origin: `https://console.example`. */
export interface CorsSettings {
  readonly origins: readonly string[];
}

const A_DAY = "86400";
const READABLE_HEADERS = "retry-after, www-authenticate, x-request-id";

/**
 * Tells a browser whether the page that asks may read the answer: never that any page may, and never that
 * cookies count, since Roster has none.
 */
export function setCorsHeaders(
  request: IncomingMessage,
  response: ServerResponse,
  { origins }: CorsSettings,
): void {
  response.setHeader("vary", "Origin");
  const { origin } = request.headers;
  if (origin === undefined || !origins.includes(origin)) return;
  response.setHeader("access-control-allow-origin", origin);
  response.setHeader("access-control-expose-headers", READABLE_HEADERS);
}

/** Answers a browser that asks beforehand; `methods` are those of the address. */
export function answerOptions(
  request: IncomingMessage,
  response: ServerResponse,
  { origins }: CorsSettings,
  methods: readonly string[],
): void {
  const { origin } = request.headers;
  const allowed = methods.join(", ");
  response.statusCode = 204;
  response.setHeader("allow", allowed);
  response.setHeader(
    "vary",
    "Origin, Access-Control-Request-Method, Access-Control-Request-Headers, Access-Control-Request-Private-Network",
  );
  if (origin !== undefined && origins.includes(origin) && request.headers["access-control-request-method"]) {
    response.setHeader("access-control-allow-methods", allowed);
    response.setHeader("access-control-max-age", A_DAY);
    const headers = namesIn(request.headers["access-control-request-headers"]);
    if (headers !== null) response.setHeader("access-control-allow-headers", headers);
    // A page on the internet may ask a Roster on the reader's own machine only where this is said too.
    if (request.headers["access-control-request-private-network"] === "true") {
      response.setHeader("access-control-allow-private-network", "true");
    }
  }
  response.end();
}

/** The asked-for header names, as long as they are names and not too many. */
function namesIn(header: string | undefined): string | null {
  return header !== undefined && /^[a-z0-9-]{1,64}(?:, ?[a-z0-9-]{1,64}){0,31}$/i.test(header)
    ? header
    : null;
}
