import type { ServerResponse } from "node:http";

/**
 * Calls `then` once an answer is sent, or its connection is gone; at once where that has happened already.
 *
 * `close` of the answer alone would not do: it never comes for a request that was sent behind others whose
 * answers were not read, and does not come again for a client who left while it was found out who asks.
 */
export function whenDone(response: ServerResponse, then: () => void): void {
  const { socket } = response.req;
  if (socket.destroyed || response.closed) {
    then();
    return;
  }
  const done = (): void => {
    socket.off("close", done);
    response.off("close", done);
    then();
  };
  socket.on("close", done);
  response.on("close", done);
}
