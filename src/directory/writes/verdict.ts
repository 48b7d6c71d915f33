import type { Shown } from "../../datasources/write.ts";
import type { GatewayError } from "../../domain/errors.ts";
import type { ErrorCode, MutationOutcome } from "../../generated/enums.ts";

/** What a write's own answer has shown, before anything was read back. */
export type Heard =
  | { readonly kind: "answered"; readonly shown: Shown; readonly proof: "state" | "accepted" }
  | { readonly kind: "failed"; readonly error: GatewayError };

/** Either an outcome, or the wish to look at the provider's state once before there is one. */
export type FirstVerdict =
  | { readonly kind: "decided"; readonly outcome: MutationOutcome }
  | { readonly kind: "lookAgain" };

/** Codes after which the provider may have done the write all the same. */
const UNCERTAIN: ReadonlySet<ErrorCode> = new Set([
  "UPSTREAM_TIMEOUT",
  "UPSTREAM_ERROR",
  "UPSTREAM_INVALID_RESPONSE",
  "PROVIDER_UNAVAILABLE",
  "INTERNAL_SERVER_ERROR",
]);

/** True where the write may have been done although no usable answer came. */
function mayHaveHappened(error: GatewayError): boolean {
  return !error.unsent && UNCERTAIN.has(error.code);
}

/**
 * Judges a write by its answer alone. An answer that shows the wished state proves it; a refusal proves that
 * nothing happened; everything else has to be looked at.
 */
export function firstVerdict(heard: Heard): FirstVerdict {
  if (heard.kind === "failed") {
    return mayHaveHappened(heard.error) ? { kind: "lookAgain" } : { kind: "decided", outcome: "REJECTED" };
  }
  if (heard.shown === "yes") return { kind: "decided", outcome: "CONFIRMED" };
  if (heard.proof === "accepted") return { kind: "decided", outcome: "ACCEPTED" };
  return { kind: "lookAgain" };
}

/** Judges a write by what was read back after it; `seen` null: the reading failed. */
export function finalVerdict(heard: Heard, seen: Shown | null): MutationOutcome {
  if (seen === "yes") return "CONFIRMED";
  if (heard.kind === "failed" || seen === "no") return "UNKNOWN";
  // The provider said yes and its state cannot tell: what changed is not visible, or could not be read.
  return heard.shown === "no" ? "UNKNOWN" : "ACCEPTED";
}

/** What a caller has to know of an outcome that is not sure. */
export function explainUncertain(
  heard: Heard,
  seen: Shown | null,
): { readonly code: ErrorCode; readonly message: string } {
  const code = heard.kind === "failed" ? heard.error.code : "UPSTREAM_INVALID_RESPONSE";
  const why = heard.kind === "failed" ? heard.error.message : "The provider said that it was done.";
  const look =
    seen === "no"
      ? "Looking again right after it, the wished state was not there."
      : "Looking again could not tell whether it was done.";
  return { code, message: `${why} ${look} Look at the user before you try again.` };
}
