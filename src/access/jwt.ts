import { createLocalJWKSet, createRemoteJWKSet, type JSONWebKeySet, type JWTPayload, jwtVerify } from "jose";
import { readGrants } from "./scope.ts";
import type { Viewer } from "./viewer.ts";

export interface JwtSettings {
  readonly issuer: string;
  readonly audience: string;
  /** Where the issuer publishes its keys, or the keys themselves. */
  readonly keys:
    | { readonly kind: "remote"; readonly url: string }
    | { readonly kind: "fixed"; readonly set: JSONWebKeySet };
  /** The signature algorithms that are believed; asymmetric ones only. */
  readonly algorithms: readonly string[];
  /** The claim that holds the scopes, as text with blanks between or as a list. */
  readonly scopeClaim: string;
}

/** Checks a bearer token; null for one that is not to be believed, whatever the reason. */
export type TokenVerifier = (token: string) => Promise<Viewer | null>;

const LONGEST_TOKEN = 8192;

/**
 * Checks tokens by signature, algorithm, issuer, audience, expiry and subject. Keys are fetched from the
 * configured address only, whatever a token's header says, at most every 30 s, and kept for ten minutes, so
 * that a rotation needs no restart and an outage of the issuer does not lock out known keys.
 */
export function createTokenVerifier(settings: JwtSettings, now: () => number): TokenVerifier {
  const { keys, issuer, audience } = settings;
  const keySet =
    keys.kind === "fixed"
      ? createLocalJWKSet(keys.set)
      : createRemoteJWKSet(new URL(keys.url), {
          timeoutDuration: 5_000,
          cooldownDuration: 30_000,
          cacheMaxAge: 600_000,
        });
  const options = {
    issuer,
    audience,
    algorithms: [...settings.algorithms],
    requiredClaims: ["exp", "sub"],
    clockTolerance: 5,
  };

  return async (token) => {
    if (token.length > LONGEST_TOKEN) return null;
    try {
      const verified = await jwtVerify(token, keySet, { ...options, currentDate: new Date(now()) });
      return toViewer(verified.payload, settings.scopeClaim);
    } catch {
      return null;
    }
  };
}

function toViewer(payload: JWTPayload, scopeClaim: string): Viewer {
  const authTime = payload["auth_time"];
  const acr = payload["acr"];
  return {
    name: `jwt:${payload.sub ?? ""}`,
    grants: readGrants(scopesIn(payload[scopeClaim])),
    signIn: {
      at: typeof authTime === "number" ? authTime * 1000 : null,
      acr: typeof acr === "string" ? acr : null,
    },
  };
}

function scopesIn(claim: unknown): readonly string[] {
  if (typeof claim === "string") return claim.split(" ");
  return Array.isArray(claim) ? claim.filter((scope): scope is string => typeof scope === "string") : [];
}
