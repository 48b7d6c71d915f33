import type { Exchange } from "./load.ts";
import { OPERATION_TIMEOUT_MS } from "./spell.ts";
import type { Weather } from "./weather.ts";

/** How long after its deadline an operation's answer may come: what the gateway allows itself, and a busy machine. */
const LATE_MS = 3_000;

/** What has come of the requests of one stretch of time. */
export interface Tally {
  requests: number;
  left: number;
  /** Answers that said that something was wrong, each of them because of a fault. */
  troubled: number;
  /** Answers by code, in all. */
  readonly codes: Record<string, number>;
  readonly latencies: number[];
}

export function emptyTally(): Tally {
  return { requests: 0, left: 0, troubled: 0, codes: {}, latencies: [] };
}

/** Counts an exchange, and says what no fault explains about it; null where there is nothing. */
export function judge(exchange: Exchange, weather: Pick<Weather, "explains">, tally: Tally): string | null {
  const { planned, outcome } = exchange;
  tally.requests += 1;
  if (outcome.kind === "left") {
    tally.left += 1;
    return null;
  }
  const problem =
    outcome.kind === "lost" ? outcome.reason : judgeAnswer({ ...exchange, outcome }, weather, tally);
  const of = planned.provider === null ? "" : ` of ${planned.provider}`;
  return problem === null ? null : `${planned.part}${of}: ${problem}`;
}

type Answered = Exchange & { readonly outcome: Extract<Exchange["outcome"], { readonly kind: "answered" }> };

function judgeAnswer(
  { planned, from, till, outcome }: Answered,
  weather: Pick<Weather, "explains">,
  tally: Tally,
): string | null {
  const { status, text, troubles } = outcome;
  const tookMs = till - from;
  tally.latencies.push(tookMs);
  for (const { code } of troubles) tally.codes[code] = (tally.codes[code] ?? 0) + 1;
  if (tookMs > OPERATION_TIMEOUT_MS + LATE_MS) return `an answer after ${tookMs.toFixed(0)} ms`;
  const told = `${status} ${text.slice(0, 600)}`;
  if (troubles.length === 0) {
    return status === 200 && planned.isWhole(text) ? null : `not what was asked for: ${told}`;
  }
  tally.troubled += 1;
  const unexplained = troubles.find((trouble) => !weather.explains(trouble, from, till));
  if (unexplained === undefined) return null;
  return `${unexplained.code} at ${unexplained.provider ?? "no provider"}, where there was no such fault: ${told}`;
}
