import type { Dispatcher } from "undici";
import type { StopSignal } from "../stopSignal.ts";
import type { ExchangedBody } from "./exchange.ts";
import type { Answer } from "./step.ts";

/** The largest body that is read of any answer: a page of 10,000 users is well under it. */
export const LARGEST_BODY = 32 * 1024 * 1024;

interface Collecting {
  readonly signal: StopSignal;
  readonly onHead: (head: Answer) => void;
  readonly resolve: (body: ExchangedBody) => void;
  readonly reject: (thrown: unknown) => void;
}

type Controller = Parameters<NonNullable<Dispatcher.DispatchHandler["onRequestStart"]>>[0];

/** Ends a connection of which nothing more is read. */
class Cut extends Error {}

/**
 * Collects one answer, up to a size: a provider that streams without end cannot take the gateway's memory. Cuts the
 * connection once the signal is set off, once the answer grows too large, and where it is a redirect: that is never
 * followed, since credentials would go along, and not even read.
 */
export function collect({ signal, onHead, resolve, reject }: Collecting): Dispatcher.DispatchHandler {
  const chunks: Buffer[] = [];
  let length = 0;
  let controller: Controller | null = null;
  const cut = (): void => {
    controller?.abort(new Cut());
    fail(new Cut());
  };
  const leave = (): void => signal.removeEventListener("abort", cut);
  const done = (body: ExchangedBody): void => {
    leave();
    resolve(body);
  };
  const fail = (thrown: unknown): void => {
    leave();
    reject(thrown);
  };
  const refuse = (why: ExchangedBody): void => {
    done(why);
    controller?.abort(new Cut());
  };
  signal.addEventListener("abort", cut, { once: true });

  return {
    onRequestStart(started) {
      controller = started;
      if (signal.aborted) started.abort(new Cut());
    },
    onResponseStart(_controller, status, headers) {
      // What comes before the answer itself.
      if (status < 200) return;
      onHead({
        status,
        header(name) {
          const value = headers[name];
          return (Array.isArray(value) ? value[0] : value) ?? null;
        },
      });
      if (status >= 300 && status < 400) refuse("redirect");
    },
    onResponseData(_controller, chunk) {
      length += chunk.length;
      if (length > LARGEST_BODY) refuse("tooLarge");
      else chunks.push(chunk);
    },
    onResponseEnd: () => done(chunks),
    onResponseError: (_controller, error) => fail(error),
  };
}
