import type { Dispatcher } from "undici";
import type { UpstreamRequest, UpstreamSettings } from "./client.ts";
import type { Answer } from "./step.ts";

/** An answer whose head has come; its body has to be read or destroyed. */
export interface OpenAnswer extends Answer {
  readonly body: Dispatcher.ResponseData["body"];
}

/** What tells a request from others: to the provider's people, and to whoever traces it. */
export interface Marks {
  readonly requestId: string;
  readonly traceparent: string | null;
}

/** Sends a request; resolves with the head of the answer, rejects with whatever the connection throws. */
export type Exchange = (request: UpstreamRequest, marks: Marks, signal: AbortSignal) => Promise<OpenAnswer>;

/**
 * One HTTP exchange with the provider. What goes out is made here and by the provider's own client: nothing of
 * the headers that a caller sent to Roster goes along. Compression is declined, so that no answer can grow.
 */
export function createExchange(
  settings: Pick<UpstreamSettings, "baseUrl" | "authenticate">,
  dispatcher: Dispatcher,
  userAgent: string,
): Exchange {
  const base = new URL(settings.baseUrl);
  const basePath = base.pathname.replace(/\/+$/, "");

  return async (request, { requestId, traceparent }, signal) => {
    const pathAndQuery = `${basePath}${request.path}${request.query ? `?${request.query}` : ""}`;
    const answer = await dispatcher.request({
      origin: base.origin,
      path: pathAndQuery,
      method: request.method,
      headers: {
        accept: "application/json",
        "accept-encoding": "identity",
        "user-agent": userAgent,
        ...(PLAIN_ID.test(requestId) ? { "x-request-id": requestId } : {}),
        ...(traceparent === null ? {} : { traceparent }),
        ...(request.body === undefined ? {} : { "content-type": request.contentType ?? "application/json" }),
        ...request.headers,
        ...settings.authenticate({ method: request.method, url: `${base.origin}${pathAndQuery}` }),
      },
      body: request.body === undefined ? null : JSON.stringify(request.body),
      signal,
    });
    return {
      status: answer.statusCode,
      header(name) {
        const value = answer.headers[name];
        return (Array.isArray(value) ? value[0] : value) ?? null;
      },
      body: answer.body,
    };
  };
}

const PLAIN_ID = /^[A-Za-z0-9._:-]{1,128}$/;

/**
 * The provider's id of the request, if it is one that can be shown and logged as it is. What was `sent`, a
 * password perhaps, is no id, though it come back as one.
 */
export function requestIdOf({ header }: Answer, sent: unknown): string | null {
  const id = header("x-request-id");
  if (id === null || !PLAIN_ID.test(id)) return null;
  return sent !== undefined && JSON.stringify(sent).includes(id) ? null : id;
}
