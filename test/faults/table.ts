import { brotliCompressSync, gzipSync } from "node:zlib";
import type { ErrorCode } from "../../src/generated/enums.ts";
import {
  altered,
  answering,
  breakingAfter,
  CANARY,
  flooding,
  refusing,
  rewritten,
  saying,
  stallingAfter,
  trickling,
} from "./behaviours.ts";
import type { Kind } from "./kinds.ts";
import type { Behaviour } from "./upstream.ts";

/** One thing that a provider does instead of answering, and what callers are to be told of it. */
export interface Fault {
  readonly what: string;
  readonly behaves: Behaviour;
  /** The code of a list's coverage, of a look-up's error, and of a write's. */
  readonly code: ErrorCode;
  /** Where this kind means something else by it. */
  readonly codeAt?: Partial<Record<Kind["provider"], ErrorCode>>;
  /** What becomes of the one write that meets it: CONFIRMED where a look at the user shows that it was done. */
  readonly write: "CONFIRMED" | "UNKNOWN" | "REJECTED";
  /** True where nothing but the end of its time ends the call. */
  readonly stalls?: boolean;
}

const OK = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";
const CHUNKED = `${OK}transfer-encoding: chunked\r\n\r\n`;
const HALF = `${OK}content-length: 1000\r\n\r\n{"users":[{"id":"${CANARY}`;

const unavailable = { code: "PROVIDER_UNAVAILABLE", write: "UNKNOWN" } as const;
/** The provider has done what it was asked, and its answer is spoilt. */
const spoilt = { code: "UPSTREAM_INVALID_RESPONSE", write: "CONFIRMED" } as const;
const invalid = { code: "UPSTREAM_INVALID_RESPONSE", write: "UNKNOWN" } as const;
const late = { code: "UPSTREAM_TIMEOUT", write: "UNKNOWN", stalls: true } as const;
const failed = { code: "UPSTREAM_ERROR", write: "UNKNOWN" } as const;

/** Nothing that is an answer arrives, or not all of it. */
export const BROKEN_CONNECTIONS: readonly Fault[] = [
  { what: "resets the connection before an answer", behaves: breakingAfter(""), ...unavailable },
  { what: "hangs up before an answer", behaves: saying(""), ...unavailable },
  { what: "resets the connection within the headers", behaves: breakingAfter(OK), ...unavailable },
  { what: "resets the connection in the middle of the body", behaves: breakingAfter(HALF), ...unavailable },
  { what: "hangs up in the middle of the body", behaves: saying(HALF), ...unavailable },
  { what: "never answers", behaves: stallingAfter(""), ...late },
  { what: "sends headers that never end", behaves: trickling(OK, "x-more: 1\r\n"), ...late },
  { what: "stops in the middle of the body", behaves: stallingAfter(HALF), ...late },
  { what: "lets the body trickle", behaves: trickling(`${OK}content-length: 1000\r\n\r\n`, " "), ...late },
  { what: "sends a body without end, bit by bit", behaves: trickling(CHUNKED, "1\r\n \r\n"), ...late },
  {
    what: "sends headers without end, as fast as it can",
    behaves: flooding(OK, Buffer.from(`x-more: ${"a".repeat(1_000)}\r\n`)),
    ...invalid,
  },
  { what: "does not speak HTTP", behaves: saying(`SSH-2.0-${CANARY}\r\n`), ...invalid },
  { what: "sends a chunk of no length", behaves: saying(`${CHUNKED}${CANARY}\r\n`), ...invalid },
  {
    what: "tells two lengths of its body",
    behaves: saying(`${OK}content-length: 2\r\ncontent-length: 40\r\n\r\n{}`),
    ...invalid,
  },
];

const refused = (status: number, code: ErrorCode, headers = {}): Fault => ({
  what: `answers with ${status}`,
  behaves: refusing(status, headers),
  code,
  write: "REJECTED",
});
const empty = (status: number, code: ErrorCode): Fault => ({
  ...refused(status, code),
  what: `answers with an empty ${status}`,
  behaves: answering(status),
});

/** Answers that say no. */
export const REFUSALS: readonly Fault[] = [
  refused(401, "PROVIDER_UNAUTHENTICATED"),
  empty(401, "PROVIDER_UNAUTHENTICATED"),
  refused(403, "PROVIDER_FORBIDDEN"),
  empty(403, "PROVIDER_FORBIDDEN"),
  // Scalr hides so what its token may not see: a list without records is a 200 there.
  { ...refused(404, "NOT_FOUND"), codeAt: { scalr: "PROVIDER_FORBIDDEN" } },
  { ...empty(404, "NOT_FOUND"), codeAt: { scalr: "PROVIDER_FORBIDDEN" } },
  { ...refused(409, "CONFLICT"), codeAt: { scalr: "QUOTA_EXCEEDED" } },
  { ...refused(410, "NOT_FOUND"), codeAt: { equinix: "PROVIDER_RETIRED" } },
  // Nobody knows what such a provider has done.
  { ...refused(418, "UPSTREAM_ERROR"), write: "UNKNOWN" },
  { ...empty(418, "UPSTREAM_ERROR"), write: "UNKNOWN" },
  { ...refused(429, "RATE_LIMITED"), what: "answers with 429 and says no more" },
  ...[500, 501, 502, 503, 504].map((status) => ({ ...refused(status, failed.code), ...failed })),
  { what: "answers with 503 and HTML", behaves: answering(503, `<h1>${CANARY}</h1>`), ...failed },
  { what: "answers with 599", behaves: refusing(599), ...failed },
];

/** What callers are told of a 429's `Retry-After`, in milliseconds; null: nothing. */
export const WAITS: readonly { readonly header: string; readonly told: number | null }[] = [
  { header: "86400", told: 86_400_000 },
  { header: "31536000", told: 86_400_000 },
  { header: "99999999999999999999", told: null },
  { header: "Fri, 31 Dec 2199 23:59:59 GMT", told: 86_400_000 },
  { header: "Sun, 06 Nov 1994 08:49:37 GMT", told: null },
  { header: "-1", told: null },
  { header: "1.5e3", told: null },
  { header: CANARY, told: null },
  { header: "", told: null },
];

const json = (what: string, body: string): Fault => ({
  what: `answers with ${what}`,
  behaves: answering(200, body),
  ...invalid,
});

/** Answers that say yes and cannot be understood. */
export const NONSENSE: readonly Fault[] = [
  json("an empty 200", ""),
  json("spaces", " \n "),
  { what: "answers with 204", behaves: answering(204), ...invalid },
  json("HTML", `<!doctype html><title>${CANARY}</title>`),
  {
    what: "answers with HTML that says so",
    behaves: answering(200, `<h1>${CANARY}</h1>`, { "content-type": "text/html" }),
    ...invalid,
  },
  {
    what: "answers with JSON that is cut off, at its full length",
    behaves: rewritten((body) => body.subarray(0, body.length - 2)),
    ...spoilt,
  },
  json("null", "null"),
  json("a number", "42"),
  json("a text", `"${CANARY}"`),
  json("an object that has nothing of what is due", `{"message":"${CANARY}"}`),
  json("a thousand brackets", "[".repeat(1_000)),
  {
    what: "answers with numbers instead of every object",
    behaves: altered((body) => (Array.isArray(body) ? [] : 7)),
    ...spoilt,
  },
  {
    what: "compresses with gzip, unasked",
    behaves: rewritten((body) => gzipSync(body), { "content-encoding": "gzip" }),
    ...spoilt,
  },
  {
    what: "compresses with Brotli, unasked",
    behaves: rewritten((body) => brotliCompressSync(body), { "content-encoding": "br" }),
    ...spoilt,
  },
];

export const REDIRECTS = [301, 302, 303, 307, 308] as const;

/** A redirect to somewhere else. */
export function redirecting(status: number, to: string): Fault {
  return {
    what: `redirects with ${status}`,
    behaves: answering(status, "", { location: to }),
    ...invalid,
  };
}
