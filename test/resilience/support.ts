import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Call, CallRecord } from "../../src/datasources/call.ts";
import type { UpstreamRequest } from "../../src/datasources/http/client.ts";
import type { Clock } from "../../src/datasources/http/clock.ts";
import type { Deadline } from "../../src/datasources/http/deadline.ts";
import {
  type Answer,
  type Failure,
  type Outcome,
  onlyCaller,
  type Passage,
  type Step,
} from "../../src/datasources/http/step.ts";
import { createStop } from "../../src/datasources/stopSignal.ts";
import { GatewayError } from "../../src/domain/errors.ts";
import type { ErrorCode } from "../../src/generated/enums.ts";

/** A clock that stands still until it is turned on. */
export interface HandClock extends Clock {
  /** Turns it on, running what falls due on the way, each at its time. */
  readonly advance: (milliseconds: number) => Promise<void>;
  /** How many timers are set. */
  readonly timers: () => number;
}

export function createHandClock(): HandClock {
  let now = 0;
  const timers = new Set<{ readonly at: number; readonly run: () => void }>();
  return {
    monotonic: () => now,
    after(milliseconds, run) {
      const timer = { at: now + milliseconds, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    timers: () => timers.size,
    async advance(milliseconds) {
      const end = now + milliseconds;
      await settled();
      for (;;) {
        const [next] = [...timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
        if (next === undefined) break;
        timers.delete(next);
        now = next.at;
        next.run();
        await settled();
      }
      now = end;
    },
  };
}

/** Lets everything go on that waits for nothing but its turn. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Resolves as soon as the condition holds; throws where it does not come to hold, rather than wait for ever. */
export async function until(condition: () => boolean): Promise<void> {
  const started = performance.now();
  while (!condition()) {
    if (performance.now() - started > 20_000) throw new Error(`This never came to hold: ${condition}`);
    await settled();
  }
}

export const READ: UpstreamRequest = { operation: "list", method: "GET", path: "/list" };
/** A read that is not the same as another one. */
export function readOf(nth: number): UpstreamRequest {
  return { ...READ, path: `/list/${nth}` };
}

export const WRITE: UpstreamRequest = { operation: "change", method: "POST", path: "/change", body: {} };

export interface TestCall extends Call {
  readonly records: CallRecord[];
  readonly leave: () => void;
}

/** A call whose caller can leave, and that keeps its records. */
export function createCall(caller = "anna", requestId = "request-1"): TestCall {
  const controller = createStop();
  const records: CallRecord[] = [];
  return {
    signal: controller.signal,
    leave: () => controller.abort(),
    requestId,
    caller,
    spend: () => undefined,
    record: (record) => records.push(record),
    records,
  };
}

/** A deadline on this clock that nothing ends but its time. */
export function deadlineOf(clock: Clock, milliseconds: number): Deadline {
  const controller = createStop();
  const end = clock.monotonic() + milliseconds;
  clock.after(milliseconds, () => controller.abort());
  return {
    signal: controller.signal,
    leftMs: () => Math.max(0, end - clock.monotonic()),
    callerLeft: () => false,
  };
}

/** A passage with ten seconds, unless it is given a deadline. */
export function passageOf(
  clock: Clock,
  given: Partial<Omit<Passage<string>, "read" | "count">> = {},
): Passage<string> {
  const call = given.call ?? createCall();
  return {
    request: READ,
    call,
    onCaller: onlyCaller(call),
    deadline: given.deadline ?? deadlineOf(clock, 10_000),
    attempt: 1,
    read: () => "an answer",
    count: undefined,
    ...given,
  };
}

/** The head of an answer. */
export function answerOf(status: number, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, header: (name) => headers[name] ?? null };
}

/** A failure of the provider's that a retry may mend, unless it is said otherwise. */
export function failureOf(given: Partial<Failure> & { readonly code?: ErrorCode } = {}): Failure {
  const { code = "UPSTREAM_ERROR", ...failure } = given;
  const error = new GatewayError(code, `It failed: ${code}.`, { provider: "key" });
  return {
    kind: "failed",
    error,
    blame: "provider",
    asked: true,
    again: true,
    waitMs: null,
    answer: null,
    ...failure,
  };
}

export const REFUSED = failureOf({
  code: "NOT_FOUND",
  blame: "request",
  again: false,
  answer: answerOf(404),
});

/**
 * A last step that fails as the list says, one entry for each time that it is reached, then succeeds. `null` in
 * the list is a success. It notes which attempts reached it.
 */
export function failing(failures: readonly (Failure | null)[]): { step: Step; attempts: number[] } {
  const left = [...failures];
  const attempts: number[] = [];
  return {
    attempts,
    step: (passage) => {
      attempts.push(passage.attempt);
      const failure = left.shift() ?? null;
      return Promise.resolve(
        failure ?? { kind: "read", value: passage.read({ ...OK, body: { kind: "empty" } }), answer: OK },
      );
    },
  };
}

const OK = answerOf(200);

/** A last step each of whose calls waits until the test lets it end. */
export function held() {
  const waiting: { readonly passage: { readonly call: Call }; readonly end: (failure?: Failure) => void }[] =
    [];
  const step: Step = (passage) =>
    new Promise((resolve) => {
      waiting.push({
        passage,
        end: (failure) =>
          resolve(
            failure ?? { kind: "read", value: passage.read({ ...OK, body: { kind: "empty" } }), answer: OK },
          ),
      });
    });
  return { step, waiting };
}

/** How it ended, in a word: `read` or the error's code. */
export function wordOf(outcome: Outcome<unknown>): string {
  return outcome.kind === "read" ? "read" : outcome.error.code;
}

type Handler = (request: IncomingMessage, response: ServerResponse, nth: number) => void;

/** A real server that behaves as badly as it is told, counting what reaches it. */
export async function startServer(handle: Handler) {
  const requests: IncomingMessage[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    requests.push(request);
    request.resume();
    handle(request, response, requests.length);
  });
  server.keepAliveTimeout = 60_000;
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    /** Connections that are open. */
    sockets,
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
