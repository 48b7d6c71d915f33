import { GatewayError } from "../../domain/errors.ts";
import { type Announcement, NO_PEERS, type Peers } from "./peers.ts";
import { type Blame, type Gate, type Leave, nothingToTell, type Outcome } from "./step.ts";

/** `closed` lets everything through, `open` nothing; `halfOpen` while one call finds out whether to close it. */
export type BreakerState = "closed" | "open" | "halfOpen";

export interface Breaker {
  readonly state: () => BreakerState;
  /** Whether it would refuse a call now. */
  readonly isShut: () => boolean;
  /** Refuses at once while `admit` would, so that nobody waits for a turn that is none. */
  readonly refuseEarly: Gate;
  /** Lets through what may be asked; a promise only where other instances are asked who tries the provider. */
  readonly admit: Gate;
  /** Takes over what another instance has found out. */
  readonly adopt: (announcement: Announcement) => void;
}

interface BreakerOptions {
  readonly provider: string;
  readonly monotonic: () => number;
  /** The longest that one call may take. */
  readonly timeoutMs: number;
  /** Who is told, and asked who tries; left out: nobody. */
  readonly peers?: Omit<Peers, "hear">;
}

/** So many failures in a row open it. */
const FAILURES = 10;
const FIRST_OPEN_MS = 1_000;
const LONGEST_OPEN_MS = 30_000;

/**
 * Spares a provider that is not well, and its callers the wait. Ten failures of its own in a row open it, for a
 * second at first; then one call is let through. Any answer to it closes the breaker, another failure opens it
 * for twice as long, half a minute at most. It opens and closes for all instances at once, and one of them tries.
 */
export function createBreaker(options: BreakerOptions): Breaker {
  const { provider, monotonic, timeoutMs, peers = NO_PEERS } = options;
  let failures = 0;
  let openMs = 0;
  /** When it may be tried again; null while it is closed. */
  let openUntil: number | null = null;
  let probing = false;

  function state(): BreakerState {
    if (openUntil === null) return "closed";
    return probing ? "halfOpen" : "open";
  }

  function open(): void {
    openFor(openMs === 0 ? FIRST_OPEN_MS : openMs * 2);
    peers.tell({ kind: "opened", forMs: openMs });
  }

  function openFor(milliseconds: number): void {
    openMs = Math.min(LONGEST_OPEN_MS, milliseconds);
    openUntil = monotonic() + openMs;
  }

  function close(): void {
    failures = 0;
    openMs = 0;
    openUntil = null;
  }

  function settleProbe(outcome: Outcome<unknown> | null): void {
    const blame = blameFor(outcome);
    probing = false;
    if (blame === "provider") open();
    else if (blame !== "nobody") {
      close();
      peers.tell({ kind: "closed" });
    }
    // After it is told what came of it, so that nobody tries once more.
    peers.releaseProbe();
  }

  /** Lets a call try the provider, unless another instance does, or has found out meanwhile. */
  function tryIf(claimed: boolean): Leave | GatewayError {
    const isDue = openUntil !== null && monotonic() >= openUntil;
    if (claimed && isDue) return settleProbe;
    probing = false;
    if (claimed) peers.releaseProbe();
    // Where nothing is heard of the other, this one asks again.
    else if (isDue) openUntil = monotonic() + FIRST_OPEN_MS;
    return openUntil === null ? settle : refusal();
  }

  /** Once it is open, calls from before have no say: only the probe's answer is of now. */
  function settle(outcome: Outcome<unknown> | null): void {
    const blame = blameFor(outcome);
    if (openUntil !== null || blame === "nobody") return;
    failures = blame === "provider" ? failures + 1 : 0;
    if (failures >= FAILURES) open();
  }

  function refusal(): GatewayError {
    const untilProbe = openUntil === null ? 0 : openUntil - monotonic();
    return new GatewayError(
      "PROVIDER_UNAVAILABLE",
      `${provider} has kept failing and is not asked for now.`,
      {
        provider,
        unasked: true,
        retryAfterMs: Math.max(Math.ceil(untilProbe), FIRST_OPEN_MS),
      },
    );
  }

  const isShut = (): boolean => openUntil !== null && (probing || monotonic() < openUntil);

  return {
    state,
    isShut,
    refuseEarly: () => (isShut() ? refusal() : nothingToTell),
    admit() {
      if (isShut()) return refusal();
      if (openUntil === null) return settle;
      probing = true;
      const claimed = peers.claimProbe(timeoutMs);
      return claimed instanceof Promise ? claimed.then(tryIf) : tryIf(claimed);
    },
    adopt(announcement) {
      if (announcement.kind === "opened") openFor(announcement.forMs);
      if (announcement.kind === "closed") close();
    },
  };
}

/** Null: the provider is well, since it has answered. */
function blameFor(outcome: Outcome<unknown> | null): Blame | null {
  if (outcome === null) return "nobody";
  return outcome.kind === "read" ? null : outcome.blame;
}
