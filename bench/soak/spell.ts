import type { Fault } from "../../src/simulation/faults.ts";

/** A time during which one provider is not well, and what that may look like to a caller. */
export interface Spell {
  readonly provider: string;
  readonly title: string;
  readonly fault: Fault;
  /** The code by which Roster tells of this fault. */
  readonly code: string;
  readonly milliseconds: number;
}

/** The times that a gateway under soak is configured with. */
export const TIMEOUT_MS = 5_000;
export const OPERATION_TIMEOUT_MS = 12_000;

type Kind = Pick<Spell, "title" | "fault" | "code">;

const status = (code: number): Kind => ({
  title: `status ${code}`,
  fault: { kind: "status", status: code, before: true },
  code: "UPSTREAM_ERROR",
});
const cut = (when: "before" | "after" | "body"): Kind => ({
  title: `cut ${when}`,
  fault: { kind: "cut", when },
  code: "PROVIDER_UNAVAILABLE",
});
const delay = (milliseconds: number): Kind => ({
  title: `${milliseconds} ms late`,
  fault: { kind: "delay", milliseconds },
  code: "UPSTREAM_TIMEOUT",
});

/** How long a provider asks to be left alone. */
const RETRY_AFTER_SECONDS = 2;

const KINDS: readonly Kind[] = [
  status(500),
  status(502),
  status(503),
  status(504),
  delay(150),
  delay(10 * TIMEOUT_MS),
  cut("before"),
  cut("after"),
  cut("body"),
  { title: "garbage", fault: { kind: "garbage" }, code: "UPSTREAM_INVALID_RESPONSE" },
  {
    title: "rate limit",
    fault: { kind: "rateLimit", retryAfterSeconds: RETRY_AFTER_SECONDS },
    code: "RATE_LIMITED",
  },
];

const FOUL_MS = { least: 2_000, most: 8_000 };
/** Longer than any echo of the longest foul spell, so that a breaker has closed before the next one. */
const FAIR_MS = { least: 17_000, most: 32_000 };

/** What comes next to a provider: how long it stays well, and what it has then. `random` is in [0, 1). */
export function nextSpell(provider: string, random: () => number): { fairMs: number; spell: Spell } {
  const between = ({ least, most }: typeof FAIR_MS): number => least + random() * (most - least);
  const kind = KINDS[Math.floor(random() * KINDS.length)];
  if (kind === undefined) throw new Error("random() is not below 1.");
  return { fairMs: between(FAIR_MS), spell: { provider, ...kind, milliseconds: between(FOUL_MS) } };
}

/** Between a fault's end and the last call that began under it; the rest is for a machine that is busy. */
const SLACK_MS = 1_000;

/**
 * How long after a spell's end a caller may still be told this code, in milliseconds; null: never because of it.
 * Calls that hang keep others waiting for their time-out; a breaker stays open for about as long again as the spell
 * was long, and begins to when the last call has failed; a pace ends with the second that it was asked for in.
 */
export function echoMs({ fault, code, milliseconds }: Spell, told: string): number | null {
  switch (told) {
    case "PROVIDER_UNAVAILABLE":
      return TIMEOUT_MS + milliseconds + 1_000 + SLACK_MS;
    case "RATE_LIMITED":
      return fault.kind === "rateLimit" ? (RETRY_AFTER_SECONDS + 1) * 1_000 + SLACK_MS : null;
    case "UPSTREAM_TIMEOUT":
      // Whatever slows a provider down lets calls wait for their turn until their time is up.
      return TIMEOUT_MS + SLACK_MS;
    default:
      return told === code ? TIMEOUT_MS + SLACK_MS : null;
  }
}
