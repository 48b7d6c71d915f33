import type { Dispatcher } from "undici";

/** The requests that a dispatcher takes, without the parts that most of them lack. */
type Request = Pick<Dispatcher.DispatchOptions, "path" | "method" | "headers" | "body">;

export interface Collected {
  readonly status: number;
  readonly body: Buffer;
}

/** Sends a request and collects the whole answer: what undici's `request` does, without its stream in between. */
export function collect(dispatcher: Dispatcher, request: Request): Promise<Collected> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let status = 0;
    dispatcher.dispatch(request, {
      onRequestStart: ignore,
      onResponseStart(_controller, statusCode) {
        status = statusCode;
      },
      onResponseData(_controller, chunk) {
        chunks.push(chunk);
      },
      onResponseEnd: () => resolve({ status, body: one(chunks) }),
      onResponseError: (_controller, error) => reject(error),
    });
  });
}

function ignore(): void {}

function one(chunks: readonly Buffer[]): Buffer {
  const [first] = chunks;
  return chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks);
}
