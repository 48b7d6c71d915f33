import type { Dispatcher } from "undici";
import type { StopSignal } from "../stopSignal.ts";
import type { UpstreamRequest, UpstreamSettings } from "./client.ts";
import { collect } from "./collect.ts";
import type { Answer } from "./step.ts";

/** What tells a request from others: to the provider's people, and to whoever traces it. */
export interface Marks {
  readonly requestId: string;
  readonly traceparent: string | null;
}

/** The body of an answer in the parts that it came in, or why it was not read. */
export type ExchangedBody = readonly Buffer[] | "redirect" | "tooLarge";

/**
 * Sends a request; resolves with the whole answer, rejects with whatever the connection throws. `onHead` is told of
 * the answer's head as soon as that has come.
 */
export type Exchange = (
  request: UpstreamRequest,
  marks: Marks,
  signal: StopSignal,
  onHead: (head: Answer) => void,
) => Promise<ExchangedBody>;

/**
 * One HTTP exchange with the provider. What goes out is made here and by the provider's own client: nothing of
 * the headers that a caller sent to Roster goes along. Compression is declined, so that no answer can grow.
 */
export function createExchange(
  settings: Pick<UpstreamSettings, "baseUrl" | "authenticate">,
  dispatcher: Dispatcher,
  userAgent: string,
): Exchange {
  const { origin, pathname } = new URL(settings.baseUrl);
  const basePath = pathname.replace(/\/+$/, "");

  return (request, { requestId, traceparent }, signal, onHead) => {
    const target = `${basePath}${request.path}${request.query ? `?${request.query}` : ""}`;
    const headers: Record<string, string> = {
      accept: "application/json",
      "accept-encoding": "identity",
      "user-agent": userAgent,
    };
    if (PLAIN_ID.test(requestId)) headers["x-request-id"] = requestId;
    if (traceparent !== null) headers["traceparent"] = traceparent;
    if (request.body !== undefined) headers["content-type"] = request.contentType ?? "application/json";
    const proof = settings.authenticate({ method: request.method, url: `${origin}${target}` });
    const options = {
      origin,
      path: target,
      method: request.method,
      headers: Object.assign(headers, request.headers, proof),
      body: request.body === undefined ? null : JSON.stringify(request.body),
    };
    return new Promise((resolve, reject) => {
      dispatcher.dispatch(options, collect({ signal, onHead, resolve, reject }));
    });
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
