import { createUpstream } from "../../src/datasources/http/client.ts";
import { createPools } from "../../src/datasources/http/pools.ts";
import type { StopSignal } from "../../src/datasources/stopSignal.ts";
import { createCall, readOf } from "./support.ts";

/*
 * A program that makes ten thousand calls to the address of its argument on one caller's signal, the first thousand
 * at once, and says what they left behind and what Node warned of.
 */
const warnings: string[] = [];
process.on("warning", ({ name }) => warnings.push(name));
const pools = createPools();
const upstream = createUpstream(
  {
    provider: "key",
    baseUrl: process.argv[2] ?? "",
    timeoutMs: 60_000,
    maxConcurrency: 64,
    authenticate: () => ({}),
  },
  { dispatcher: pools, now: Date.now, monotonic: () => performance.now() },
);
const listeners = new Set<() => void>();
const signal: StopSignal = {
  aborted: false,
  addEventListener: (_type, listener) => void listeners.add(listener),
  removeEventListener: (_type, listener) => void listeners.delete(listener),
};
const call = { ...createCall(), signal, record: () => undefined };
let sent = 0;
/** Each asks something else, or those at once would be one call. */
function send(): Promise<null> {
  sent += 1;
  return upstream.send(readOf(sent), call, () => null);
}

await Promise.all(Array.from({ length: 1_000 }, send));
for (let calls = 1_000; calls < 10_000; calls += 50) await Promise.all(Array.from({ length: 50 }, send));
await pools.close();
// A timer that is left would keep the process from ending.
console.log(JSON.stringify({ warnings, listeners: listeners.size }));
