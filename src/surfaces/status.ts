import type { IncomingMessage, ServerResponse } from "node:http";
import type { Authenticate } from "../access/index.ts";
import type { Authentication } from "../access/viewer.ts";
import { answerJson, type Refusal, refuse } from "./answer.ts";
import { credentialsOf, unauthenticated } from "./credentials.ts";

/** What those who run Roster ask it. */
export interface StatusOptions {
  readonly authenticate: Authenticate;
  /** Whether the process is about to end, and takes nothing new. */
  readonly isDraining: () => boolean;
  /** The page of metrics. */
  readonly scrape: () => Promise<{ readonly contentType: string; readonly text: string }>;
  /** Whether Redis can be asked; null where instances share nothing. */
  readonly redis: () => "up" | "away" | null;
  /** How each provider is, as far as calls of late have shown. */
  readonly providers: () => readonly { readonly key: string; readonly health: string }[];
}

const FORBIDDEN: Refusal = {
  status: 403,
  code: "FORBIDDEN",
  message: "This needs the scope metrics:read, for all providers.",
};

/** Answers with the metrics, which tell of every provider and every caller's doings. */
export async function answerMetrics(
  request: IncomingMessage,
  response: ServerResponse,
  { authenticate, scrape }: StatusOptions,
): Promise<void> {
  const authentication = await authenticate(credentialsOf(request));
  if (authentication.kind === "denied") {
    return refuse(response, unauthenticated(request, authentication.message));
  }
  if (!mayReadMetrics(authentication)) return refuse(response, FORBIDDEN);
  const { contentType, text } = await scrape();
  response.setHeader("content-type", contentType);
  response.end(text);
}

/**
 * Answers whether requests are taken. That Redis is away changes nothing about that, since reads go on; neither does
 * how the providers are, which is told to those who may read metrics, since it says who they are.
 */
export async function answerReady(
  request: IncomingMessage,
  response: ServerResponse,
  { authenticate, isDraining, redis, providers }: StatusOptions,
): Promise<void> {
  if (isDraining()) return answerJson(response, 503, { status: "stopping" });
  const authentication = await authenticate(credentialsOf(request));
  const shared = redis();
  answerJson(response, 200, {
    status: "ok",
    ...(shared === null ? {} : { redis: shared }),
    ...(mayReadMetrics(authentication) ? { providers: providers() } : {}),
  });
}

function mayReadMetrics(authentication: Authentication): boolean {
  return authentication.kind === "known" && authentication.viewer.grants.get("metrics:read")?.kind === "all";
}
