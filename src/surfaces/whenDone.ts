import type { ServerResponse } from "node:http";

/** Calls `then` once an answer is sent, or its connection is gone; at once where that has happened already. */
export type WhenDone = (then: () => void) => void;

/**
 * Watches the end of an answer, for all who have something to do then, in the order in which they said so.
 *
 * `close` of the answer alone would not do: it never comes for a request that was sent behind others whose
 * answers were not read, and does not come again for a client who left while it was found out who asks.
 */
export function watchEnd(response: ServerResponse): WhenDone {
  const { socket } = response.req;
  const tasks: (() => void)[] = [];
  let isDone = socket.destroyed || response.closed;
  const done = (): void => {
    isDone = true;
    socket.off("close", done);
    response.off("close", done);
    for (const task of tasks) task();
  };
  if (!isDone) {
    socket.on("close", done);
    response.on("close", done);
  }
  return (then) => {
    if (isDone || socket.destroyed || response.closed) then();
    else tasks.push(then);
  };
}
