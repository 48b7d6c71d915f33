import { GatewayError } from "../../domain/errors.ts";

/** Why no whole answer came, told without hosts, addresses or upstream text. */
export interface ConnectionFailure {
  readonly error: GatewayError;
  /** Whether the next connection may well be better. */
  readonly again: boolean;
}

/** The connection was never made, so nothing of the request has left. */
const UNSENT = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** Refusing or dropping a connection: a server that starts anew, or an idle connection that it had closed. */
const PASSING = new Set(["ECONNREFUSED", "ECONNRESET", "ECONNABORTED", "EPIPE", "UND_ERR_SOCKET"]);

/** Its certificate was looked at before anything was sent, and not accepted. */
const CERTIFICATE =
  /^(?:CERT_|UNABLE_TO_|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT|HOSTNAME_MISMATCH|INVALID_(?:CA|PURPOSE)|ERR_TLS_CERT)/;
const TLS = /^(?:ERR_TLS_|ERR_SSL_|EPROTO$)/;

const TIME_OUT = new Set(["UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT", "UND_ERR_CONNECT_TIMEOUT"]);

/** Not HTTP, or headers larger than what is read of them. */
const BROKEN = /^(?:HPE_|UND_ERR_HEADERS_OVERFLOW$|UND_ERR_RES_)/;

/** Classifies what the connection threw, by its code alone. */
export function connectionFailure(thrown: unknown, provider: string): ConnectionFailure {
  const code = codeOf(thrown);
  const isCertificate = CERTIFICATE.test(code);
  const detail = { provider, cause: thrown, unsent: isCertificate || UNSENT.has(code) };
  const again = PASSING.has(code);
  if (TIME_OUT.has(code)) {
    return {
      error: new GatewayError("UPSTREAM_TIMEOUT", `${provider} did not answer in time.`, detail),
      again,
    };
  }
  if (BROKEN.test(code)) {
    const message = `${provider} sent something that is not HTTP, or too large headers.`;
    return { error: new GatewayError("UPSTREAM_INVALID_RESPONSE", message, detail), again };
  }
  const reason = isCertificate
    ? ": its certificate is not accepted"
    : TLS.test(code)
      ? ": no secure connection could be made"
      : "";
  const message = `${provider} could not be reached${reason}.`;
  return { error: new GatewayError("PROVIDER_UNAVAILABLE", message, detail), again };
}

/** Asks for the code alone: an error of Node's own need not be an instance of this realm's `Error`. */
function codeOf(thrown: unknown): string {
  if (typeof thrown !== "object" || thrown === null) return "";
  // The parser of answers has no code for what is no HTTP at all.
  if ("name" in thrown && thrown.name === "HTTPParserError") return "HPE_";
  return "code" in thrown ? String(thrown.code) : "";
}
