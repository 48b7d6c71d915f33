import { isUtf8 } from "node:buffer";
import type { IncomingMessage, ServerResponse } from "node:http";
import { isNestedDeeper } from "../limits/source.ts";
import type { Refusal } from "./answer.ts";

export type JsonBody =
  | { readonly kind: "read"; readonly value: unknown }
  | { readonly kind: "refused"; readonly refusal: Refusal }
  /** The client left before all of it had come. */
  | { readonly kind: "gone" };

/** Bodies nested deeper than this are no variables that anything in the schema takes. */
const DEEPEST_BODY = 64;
/** What is read and thrown away of a refused body, so that the client sees the refusal instead of a cut. */
const MOST_DISCARDED = 16 * 1024 * 1024;

/** Reads the JSON body of a POST request up to `limit` bytes. Everything else is refused before it is read. */
export function readJsonBody(
  request: IncomingMessage,
  response: ServerResponse,
  limit: number,
): Promise<JsonBody> {
  const refused = refusedByHeaders(request, limit);
  if (refused !== null) {
    discard(request);
    return Promise.resolve({ kind: "refused", refusal: refused });
  }
  if (request.headers.expect !== undefined) response.writeContinue();
  return readBody(request, limit);
}

function refusedByHeaders({ headers }: IncomingMessage, limit: number): Refusal | null {
  const encoding = headers["content-encoding"];
  if (encoding !== undefined && encoding.toLowerCase() !== "identity") {
    return {
      status: 415,
      code: "BAD_USER_INPUT",
      message: "Compressed requests are not taken: send the body as it is.",
      headers: { "accept-encoding": "identity" },
    };
  }
  if (!isJson(headers["content-type"])) {
    return {
      status: 415,
      code: "BAD_USER_INPUT",
      message: "The body must be application/json in UTF-8.",
      headers: { "accept-post": "application/json" },
    };
  }
  return Number(headers["content-length"] ?? 0) > limit ? tooLarge(limit) : null;
}

function isJson(contentType: string | undefined): boolean {
  if (contentType === "application/json") return true;
  const [type, ...parameters] = (contentType ?? "").toLowerCase().split(";");
  return (
    type?.trim() === "application/json" &&
    parameters.every(
      (parameter) => !/^\s*charset\s*=/.test(parameter) || /=\s*"?utf-?8"?\s*$/.test(parameter),
    )
  );
}

function tooLarge(limit: number): Refusal {
  return { status: 413, code: "BAD_USER_INPUT", message: `The request is larger than ${limit} bytes.` };
}

function readBody(request: IncomingMessage, limit: number): Promise<JsonBody> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    let isRead = false;
    const gone = (): void => {
      // Every request is closed in the end.
      if (!isRead) resolve({ kind: "gone" });
    };
    const take = (chunk: Buffer): void => {
      length += chunk.length;
      if (length <= limit) chunks.push(chunk);
      else {
        request.removeListener("data", take);
        discard(request);
        resolve({ kind: "refused", refusal: tooLarge(limit) });
      }
    };
    request.on("data", take);
    request.on("end", () => {
      isRead = true;
      // What was refused goes on to its end, unread.
      if (length <= limit) resolve(parseJson(chunks));
    });
    request.on("error", gone);
    request.on("close", gone);
  });
}

/** Lets the rest of a body pass, so that the connection can go on; cuts a client that never stops sending. */
function discard(request: IncomingMessage): void {
  let length = 0;
  request.on("error", () => undefined);
  request.on("data", (chunk: Buffer) => {
    length += chunk.length;
    if (length > MOST_DISCARDED) request.socket.destroy();
  });
}

function parseJson(chunks: readonly Buffer[]): JsonBody {
  const [first] = chunks;
  const bytes = first !== undefined && chunks.length === 1 ? first : Buffer.concat(chunks);
  const bad = (message: string): JsonBody => ({
    kind: "refused",
    refusal: { status: 400, code: "BAD_USER_INPUT", message },
  });
  if (!isUtf8(bytes)) return bad("The body is not UTF-8.");
  const text = bytes.toString("utf8");
  if (isNestedDeeper(text, DEEPEST_BODY)) {
    return bad(`The body has more than ${DEEPEST_BODY} lists and objects inside each other.`);
  }
  try {
    const value: unknown = JSON.parse(text);
    return { kind: "read", value };
  } catch {
    return bad("The body is not JSON.");
  }
}
