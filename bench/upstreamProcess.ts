import { nextMessage, type Started, startScript } from "./processes.ts";
import {
  type CallsMessage,
  callsMessage,
  type ReadyMessage,
  readyMessage,
  TAKE_CALLS,
  type UpstreamSpec,
} from "./upstreamMessages.ts";

/** The providers' APIs, running in another process. */
export interface Upstream extends Started, ReadyMessage {
  /** What has come in since the last time, or since the start. */
  readonly takeCalls: () => Promise<CallsMessage>;
}

export async function startUpstream(spec: UpstreamSpec): Promise<Upstream> {
  const { child, first, pid, stop } = await startScript(new URL("./upstream.ts", import.meta.url), spec);
  return {
    ...readyMessage.parse(first),
    pid,
    stop,
    async takeCalls() {
      child.send(TAKE_CALLS);
      return callsMessage.parse(await nextMessage(child));
    },
  };
}
