import { describeRequirement, satisfies } from "./enforce.ts";
import type { StepUp } from "./jwt.ts";
import type { Requirement } from "./required.ts";
import type { Scope } from "./scope.ts";
import type { Viewer } from "./viewer.ts";

/** Why a caller may not do something, as a sentence. */
export interface Denied {
  readonly reason: string;
  /** What would let them, for the header `WWW-Authenticate`: another sign-in (RFC 9470). Null: no sign-in would. */
  readonly challenge: string | null;
}

/** What a caller lacks for a mutation at a provider; null where nothing is lacking. */
export type Denial = (mutation: string, provider: string, writesPassword: boolean) => Denied | null;

export interface DenialOptions {
  /** What the schema says of each field. */
  readonly requirements: ReadonlyMap<string, Requirement>;
  /** Null: however somebody has signed in, it will do. */
  readonly stepUp: StepUp | null;
  /** Wall clock in milliseconds. */
  readonly now: () => number;
}

const PASSWORD_SCOPE: Scope = "users:credentials";

/** Writes by which a stolen token could take an account over, or away for good. */
const NEED_STEP_UP: ReadonlySet<string> = new Set([
  "deleteUser",
  "disableMfa",
  "updatePassword",
  "requestPasswordReset",
  "unlockUser",
]);

/**
 * Asks for what the schema says of each mutation, for `users:credentials` wherever a password is written, and for
 * a fresh sign-in where one is needed.
 */
export function createDenial({ requirements, stepUp, now }: DenialOptions, viewer: Viewer): Denial {
  return (mutation, provider, writesPassword) => {
    const requirement = requirements.get(`Mutation.${mutation}`);
    if (requirement === undefined) return denied("This mutation is open to nobody.");
    const whole = writesPassword ? requirement.map((scopes) => [...scopes, PASSWORD_SCOPE]) : requirement;
    if (!satisfies(viewer.grants, whole, provider)) {
      const where = /^[a-z0-9-]{1,64}$/.test(provider) ? ` for ${provider}` : "";
      return denied(`This needs the scope ${describeRequirement(whole)}${where}.`);
    }
    // A new user's password opens nothing that was there before.
    const isDangerous = NEED_STEP_UP.has(mutation) || (writesPassword && mutation !== "createUser");
    return stepUp !== null && isDangerous ? staleSignIn(viewer, stepUp, now()) : null;
  };
}

function denied(reason: string): Denied {
  return { reason, challenge: null };
}

/** Why a sign-in is not enough, in the words of RFC 9470; null where it is. */
function staleSignIn({ signIn }: Viewer, { maxAgeSeconds, acrValues }: StepUp, now: number): Denied | null {
  if (signIn.kind === "none") return null;
  const { at, acr } = signIn;
  const isFresh = at !== null && now - at <= maxAgeSeconds * 1000;
  const isStrong = acrValues === null || (acr !== null && acrValues.includes(acr));
  if (isFresh && isStrong) return null;
  const strength = acrValues === null ? "" : `, with acr ${acrValues.join(" or ")}`;
  const wanted = [
    ...(acrValues === null ? [] : [`acr_values="${acrValues.join(" ")}"`]),
    `max_age="${maxAgeSeconds}"`,
  ];
  return {
    reason: `insufficient_user_authentication: this needs a sign-in (auth_time) of the last ${maxAgeSeconds} seconds${strength}. Sign in again.`,
    challenge: `Bearer realm="roster", error="insufficient_user_authentication", ${wanted.join(", ")}`,
  };
}
