import type { ServerResponse } from "node:http";
import type { ExecutionResult } from "graphql";
import { createStop, type StopSignal } from "../datasources/stopSignal.ts";
import type { WhenDone } from "./whenDone.ts";

/** One operation while it is carried out. */
export interface Work {
  /** Aborted when the client has gone or the operation's time is up. */
  readonly signal: StopSignal;
  /** Tells the client which sign-in would let it do what it was denied, in a header of the answer. */
  readonly challenge: (challenge: string) => void;
  /** Called a while after the time is up, if the operation has not ended by then. Set by whoever executes. */
  onOverdue: (() => void) | null;
  /** What execution came to: nothing before it, and nothing where it never began. */
  result: ExecutionResult | null;
}

/** How long what was aborted may take to tell so. */
const GRACE_MS = 2_000;

/** Begins an operation whose answer goes to `response`. It ends with the connection, or when `end` is called. */
export function beginWork(
  response: ServerResponse,
  whenDone: WhenDone,
  timeoutMs: number,
): { readonly work: Work; readonly end: () => void } {
  const controller = createStop();
  const work: Work = {
    signal: controller.signal,
    challenge(challenge) {
      if (!response.headersSent) response.setHeader("www-authenticate", challenge);
    },
    onOverdue: null,
    result: null,
  };
  let timer = setTimeout(() => {
    controller.abort();
    timer = setTimeout(() => work.onOverdue?.(), GRACE_MS);
  }, timeoutMs);
  whenDone(() => {
    clearTimeout(timer);
    if (!response.writableFinished) controller.abort();
  });
  return { work, end: () => clearTimeout(timer) };
}
