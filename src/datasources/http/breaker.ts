import { GatewayError } from "../../domain/errors.ts";
import { type Announcement, NO_PEERS, type Peers } from "./peers.ts";
import { type Blame, type Decorator, notAsked } from "./step.ts";

/** `closed` lets everything through, `open` nothing; `halfOpen` while one call finds out whether to close it. */
export type BreakerState = "closed" | "open" | "halfOpen";

/** Either a leave to ask, to be settled with what came of it, or a refusal. */
type Admission =
  | { readonly kind: "admitted"; readonly settle: (blame: Blame | null) => void }
  | { readonly kind: "refused"; readonly error: GatewayError };

export interface Breaker {
  readonly state: () => BreakerState;
  /** Whether it would refuse a call now. */
  readonly isShut: () => boolean;
  /** A promise only where other instances are asked who tries the provider. */
  readonly admit: () => Admission | Promise<Admission>;
  /** What a caller is told while it is open. */
  readonly refusal: () => GatewayError;
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

  function settleProbe(blame: Blame | null): void {
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
  function tryIf(claimed: boolean): Admission {
    const isDue = openUntil !== null && monotonic() >= openUntil;
    if (claimed && isDue) return { kind: "admitted", settle: settleProbe };
    probing = false;
    if (claimed) peers.releaseProbe();
    // Where nothing is heard of the other, this one asks again.
    else if (isDue) openUntil = monotonic() + FIRST_OPEN_MS;
    return openUntil === null ? { kind: "admitted", settle } : { kind: "refused", error: refusal() };
  }

  /** Once it is open, calls from before have no say: only the probe's answer is of now. */
  function settle(blame: Blame | null): void {
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
    refusal,
    isShut,
    admit() {
      if (isShut()) return { kind: "refused", error: refusal() };
      if (openUntil === null) return { kind: "admitted", settle };
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

/** Refuses at once while the breaker would, so that nobody waits for a turn that is none. */
export function refusedWhileOpen(breaker: Breaker): Decorator {
  return (next) => (passage) =>
    breaker.isShut() ? Promise.resolve(notAsked(breaker.refusal())) : next(passage);
}

/** Asks only where the breaker allows it, and tells it what came of each attempt. */
export function withBreaker(breaker: Breaker): Decorator {
  return (next) => async (passage) => {
    const asked = breaker.admit();
    const admission = asked instanceof Promise ? await asked : asked;
    if (admission.kind === "refused") return notAsked(admission.error);
    let blame: Blame | null = "nobody";
    try {
      const outcome = await next(passage);
      blame = outcome.kind === "read" ? null : outcome.blame;
      return outcome;
    } finally {
      admission.settle(blame);
    }
  };
}
